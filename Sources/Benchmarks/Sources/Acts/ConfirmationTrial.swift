import Diagnostics
import Dialogue
import Quantities
import Shop
import Text
import Workspace

/// Says lines at "Shall I cancel it?" and sees whether the shop did it.
final class ConfirmationTrial {
  /// Lines that are to be taken alike.
  struct Group {
    let name: String
    let lines: [String]
    /// Whether they agree, so that the plan is carried out.
    let agrees: Bool
  }

  private let workspace: LoadedWorkspace
  private let language: Language
  private let today: Day
  private let seed: Seed
  private let order: Order
  private var agent: Agent
  /// The conversation at the confirmation, to be gone on with by each line anew.
  private var waiting: Conversation

  init(workspace: LoadedWorkspace, language: Language, today: Day) throws {
    self.workspace = workspace
    self.language = language
    self.today = today
    seed = try workspace.seed(today: today)
    guard let order = seed.orders.first(where: { $0.status == .pending }) else {
      throw Fault(file: workspace.folder.path, "the shop has no pending order to cancel")
    }
    self.order = order
    (agent, waiting) = try Self.plan(workspace, seed, order, language, today)
  }

  /// A fresh shop, and a conversation in it that waits for a yes.
  private static func plan(
    _ workspace: LoadedWorkspace, _ seed: Seed, _ order: Order, _ language: Language, _ today: Day
  ) throws -> (Agent, Conversation) {
    let shop = try ShopDatabase(inMemoryWithCurrency: workspace.policy.currency)
    try shop.load(seed)
    let agent = Agent(interpreter: workspace.interpreter, desk: workspace.desk(shop: shop))
    var conversation = Conversation(language: language)
    conversation.identify(as: order.customer)
    let lines =
      language == .chinese
      ? ["我要取消订单\(order.number)", "不需要了"]
      : ["cancel order \(order.number)", "I no longer need it"]
    var last: Turn?
    for line in lines { last = try agent.reply(to: line, in: &conversation, today: today) }
    guard last?.reply.awaiting == "confirmation" else {
      throw Fault(
        file: workspace.folder.path, "no plan to cancel \(order.number): \(last?.reply.text ?? "")")
    }
    return (agent, conversation)
  }

  /// How often a group's lines had the plan carried out, and the lines that were not taken as they should.
  struct Figure {
    let line: JSON
    let unlike: [String]
  }

  func figure(_ group: Group) throws -> Figure {
    var executed = 0
    var unlike: [String] = []
    for line in group.lines {
      var conversation = waiting
      let turn = try agent.reply(to: line, in: &conversation, today: today)
      let isDone = ConversationPlayer.changesShop(turn.reply.action)
      if isDone {
        executed += 1
        (agent, waiting) = try Self.plan(workspace, seed, order, language, today)
      }
      if isDone != group.agrees { unlike.append(line) }
    }
    let share = Double(executed) / Double(max(1, group.lines.count))
    return Figure(
      line: [
        "benchmark": "acts", "figure": "confirmation", "language": .string(language.rawValue),
        "said": .string(group.name), "lines": .integer(group.lines.count),
        "executed": .integer(executed), "share": .number(share, digits: 4),
      ], unlike: unlike)
  }
}
