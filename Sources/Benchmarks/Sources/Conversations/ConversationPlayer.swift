import Dialogue
import Quantities
import Shop
import ShopSQLite
import Workspace

/// Plays judged conversations, each on a fresh shop in memory.
final class ConversationPlayer {
  private let workspace: LoadedWorkspace
  private let seed: Seed
  private let today: Day
  private let judge: ReplyJudge

  init(workspace: LoadedWorkspace, today: Day) throws {
    self.workspace = workspace
    self.today = today
    seed = try workspace.seed(today: today)
    judge = ReplyJudge(today: today)
  }

  /// A line and its answer; `isRight` is `nil` where it is not judged.
  struct Exchange {
    let line: String
    let reply: Reply
    let isRight: Bool?
  }

  /// What came of a conversation.
  struct Outcome {
    let conversation: JudgedConversation
    var exchanges: [Exchange] = []
    var milliseconds: [Double] = []
    var isReached = false
    var wrong: [String] = []
    var missing: [String] = []
    var repeats = 0
    var hasCrashed = false

    var judged: Int { exchanges.count { $0.isRight != nil } }
    var right: Int { exchanges.count { $0.isRight == true } }
  }

  /// One conversation as it runs.
  private struct Run {
    let agent: Agent
    var conversation = Conversation()
    var outcome: Outcome
    var awaiting: String?
    var told: [String: Int] = [:]
    var seen: Set<String> = []
    var done: [(name: String, reply: String)] = []
    var missesKey = false
  }

  /// Looked up or said: nothing in the shop changes.
  private static let looks: Set<String> = [
    "track_order", "order_history", "refused", "stock", "product", "recommend", "compare",
    "similar", "track_refund", "refund_status", "invoice", "handover", "warranty_status",
    "dropped", "not_sold", "no_orders", "book_closed",
  ]

  /// Whether an action changes the shop.
  static func changesShop(_ action: String?) -> Bool { action.map { !looks.contains($0) } ?? false }

  /// Plays a conversation to its end. Throws a `Fault` for a pattern that is none; what the desk throws
  /// ends the conversation.
  func play(_ conversation: JudgedConversation) throws -> Outcome {
    let shop = try ShopDatabase(inMemoryWithCurrency: workspace.policy.currency)
    try shop.load(seed)
    var run = Run(
      agent: Agent(interpreter: workspace.interpreter, desk: workspace.desk(shop: shop)),
      outcome: Outcome(conversation: conversation))
    try warm(run.agent)
    for line in conversation.lines {
      guard tell(line, conversation.facts, &run), let reply = say(line.text, &run) else {
        run.outcome.hasCrashed = true
        break
      }
      let isRight =
        line.alternatives.isEmpty ? nil : try judge.isRight(reply, line, in: conversation)
      if isRight == false, line.isKey { run.missesKey = true }
      run.outcome.exchanges.append(Exchange(line: line.text, reply: reply, isRight: isRight))
    }
    try settle(&run)
    return run.outcome
  }

  /// Says a line in a conversation of its own: a desk makes its indexes at the first one, which no turn of
  /// a desk that runs has to wait for.
  private func warm(_ agent: Agent) throws {
    var conversation = Conversation()
    _ = try agent.reply(to: "which kettle is the cheapest?", in: &conversation, today: today)
  }

  /// Answers from the customer's facts what the desk asks before the line is for it; `false` when the
  /// desk failed.
  private func tell(
    _ line: JudgedConversation.Line, _ facts: [String: String], _ run: inout Run
  ) -> Bool {
    guard let when = line.when else { return true }
    for _ in 0..<6 {
      guard let asked = run.awaiting, let fact = facts[asked], !when.contains(asked),
        run.told[asked, default: 0] < 2
      else { return true }
      run.told[asked, default: 0] += 1
      guard let reply = say(fact, &run) else { return false }
      run.outcome.exchanges.append(Exchange(line: fact, reply: reply, isRight: nil))
    }
    return true
  }

  private func say(_ text: String, _ run: inout Run) -> Reply? {
    let line = text.replacing("\n", with: " ")
    let start = ContinuousClock.now
    guard let turn = try? run.agent.reply(to: line, in: &run.conversation, today: today) else {
      return nil
    }
    run.outcome.milliseconds.append(Figures.seconds(ContinuousClock.now - start) * 1e3)
    let reply = turn.reply
    let words = reply.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if !run.seen.insert(words).inserted { run.outcome.repeats += 1 }
    if let action = reply.action, Self.changesShop(action) { run.done.append((action, reply.text)) }
    run.awaiting = reply.awaiting
    return reply
  }

  /// Holds what was done against what was wanted.
  private func settle(_ run: inout Run) throws {
    let conversation = run.outcome.conversation
    var wanted = conversation.wanted
    for done in run.done {
      if let place = try wanted.firstIndex(where: { try judge.isOne(done, $0, conversation) }) {
        wanted.remove(at: place)
      } else if try !conversation.allowed.contains(where: {
        try judge.isOne(done, $0, conversation)
      }) {
        run.outcome.wrong.append(done.name)
      }
    }
    run.outcome.missing = wanted.map(\.name)
    run.outcome.isReached =
      !run.outcome.hasCrashed && wanted.isEmpty && run.outcome.wrong.isEmpty && !run.missesKey
  }
}
