import Formats
import Diagnostics
import Dialogue
import Quantities
import Shop
import ShopSQLite
import Text
import Workspace

/// Says lines at "Shall I?" and sees whether the shop did it: at a cancellation, a return, a change of
/// option and a new address.
final class ConfirmationTrial {
  /// Lines that are to be taken alike.
  struct Group {
    let name: String
    let lines: [String]
    /// Whether they agree, so that a plan is carried out.
    var agrees = false
    /// Whether each is said at every plan, and not at one after the other in turn.
    var isSaidEverywhere = true
  }

  /// How often a group's lines had a plan carried out, and the lines that were not taken as they should.
  struct Figure {
    let line: JSON
    let unlike: [JSON]
  }

  private let workspace: LoadedWorkspace
  private let language: Language
  private let today: Day
  private let seed: Seed
  private var plans: [Waiting] = []

  init(workspace: LoadedWorkspace, language: Language, today: Day) throws {
    self.workspace = workspace
    self.language = language
    self.today = today
    seed = try workspace.seed(today: today)
    plans = try ConfirmationPlan.all(language).map { try waiting($0) }
  }
}

// The plans.
extension ConfirmationTrial {
  /// A plan that waits for a yes, in a shop of its own.
  private struct Waiting {
    let plan: ConfirmationPlan
    let agent: Agent
    /// To be gone on with by each line anew.
    let conversation: Conversation
  }

  private func waiting(_ plan: ConfirmationPlan) throws -> Waiting {
    guard let order = seed.orders.first(where: { $0.number == plan.order }) else {
      throw Fault(file: workspace.folder.path, "the shop has no order \(plan.order)")
    }
    let shop = try ShopDatabase(inMemoryWithCurrency: workspace.policy.currency)
    try shop.load(seed)
    let agent = Agent(interpreter: workspace.interpreter, desk: workspace.desk(shop: shop))
    var conversation = Conversation(language: language)
    conversation.identify(as: order.customer)
    var last: Turn?
    for line in plan.lines { last = try agent.reply(to: line, in: &conversation, today: today) }
    guard last?.reply.awaiting == "confirmation" else {
      throw Fault(
        file: workspace.folder.path,
        "nothing to confirm after \"\(plan.lines.last ?? "")\": \(last?.reply.text ?? "")")
    }
    return Waiting(plan: plan, agent: agent, conversation: conversation)
  }
}

// The lines.
extension ConfirmationTrial {
  /// Says a group's lines. An agreement is understood where at least one plan is carried out: "yes, send it
  /// back" is no yes to a cancellation.
  func figure(_ group: Group) throws -> Figure {
    var executed = 0
    var unlike: [JSON] = []
    for (number, line) in group.lines.enumerated() {
      let places = group.isSaidEverywhere ? Array(plans.indices) : [number % plans.count]
      var done: [String] = []
      var last: Turn?
      for place in places {
        let (turn, isDone) = try say(line, at: place)
        if isDone { done.append(plans[place].plan.name) }
        if last == nil || isDone != group.agrees { last = turn }
      }
      if !done.isEmpty { executed += 1 }
      if done.isEmpty == group.agrees, let last { unlike.append(seen(line, done, last)) }
    }
    let share = Double(executed) / Double(max(1, group.lines.count))
    return Figure(
      line: [
        "benchmark": "acts", "figure": "confirmation", "language": .string(language.rawValue),
        "said": .string(group.name), "lines": .integer(group.lines.count),
        "executed": .integer(executed), "share": .number(share, digits: 4),
      ], unlike: unlike)
  }

  private func say(_ line: String, at place: Int) throws -> (Turn, isDone: Bool) {
    let waiting = plans[place]
    var conversation = waiting.conversation
    let turn = try waiting.agent.reply(to: line, in: &conversation, today: today)
    let isDone = ConversationPlayer.changesShop(turn.reply.action)
    // The next line finds the shop as this one did.
    if isDone { plans[place] = try self.waiting(waiting.plan) }
    return (turn, isDone)
  }

  /// What was read from a line and answered.
  private func seen(_ line: String, _ done: [String], _ turn: Turn) -> JSON {
    let acts = turn.interpretation.acts
    return [
      "line": .string(line), "done": .array(done.map { .string($0) }),
      "main": .optional(acts.main?.rawValue),
      "assent": .number(acts.shares[.assent] ?? 0, digits: 3),
      "acts": .array(acts.acts.map { .string($0.kind.rawValue) }),
      "whole": .bool(acts.isWholeAssent),
      "reply": .string(turn.reply.text.split(separator: "\n").first.map(String.init) ?? ""),
    ]
  }
}

/// A task of the sample shop, told as far as its confirmation.
struct ConfirmationPlan {
  let name: String
  let order: String
  let lines: [String]

  /// One of each sort.
  static func all(_ language: Language) -> [ConfirmationPlan] {
    switch language {
    case .english:
      [
        ConfirmationPlan(
          name: "cancel", order: "10412", lines: ["cancel order 10412", "I no longer need it"]),
        ConfirmationPlan(
          name: "return", order: "10234",
          lines: ["return the stoneware mug of order 10234", "credit card"]),
        ConfirmationPlan(
          name: "exchange", order: "10234",
          lines: ["I'd like to exchange the kettle from order 10234 for the cream one, 1.5 L"]),
        ConfirmationPlan(
          name: "address", order: "10412",
          lines: [
            "change the shipping address of order 10412", "77 Birch Lane, Portland, OR 97210",
          ]),
      ]
    case .chinese:
      [
        ConfirmationPlan(name: "cancel", order: "10533", lines: ["我要取消订单10533", "不需要了"]),
        ConfirmationPlan(
          name: "return", order: "10518", lines: ["我要退掉订单10518里的盖碗", "退到礼品卡"]),
        ConfirmationPlan(
          name: "options", order: "10533", lines: ["10533的功夫茶具想换个颜色", "换黑色"]),
        ConfirmationPlan(
          name: "address", order: "10533", lines: ["订单10533要改收货地址", "上海市徐汇区桂林路58号3幢 200233"]),
      ]
    }
  }
}
