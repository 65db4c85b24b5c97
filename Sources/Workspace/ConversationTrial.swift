import Computing
import Dialogue
public import Quantities
import Shop
import ShopSQLite

/// Runs invented conversations on one shop and looks at every reply for what must never happen.
public struct ConversationTrial {
  private let agent: Agent
  private let seed: Seed
  private let today: Day
  private let shop: ShopDatabase
  private let names: [(id: Customer.ID, texts: [String])]
  private let owners: [String: Customer.ID]

  /// What came of it.
  public struct Outcome: Sendable {
    /// How many conversations there were.
    public internal(set) var conversations = 0
    /// How many turns they had.
    public internal(set) var turns = 0
    /// How many turns did something in the shop.
    public internal(set) var transactions = 0
    /// What went wrong; empty when all was well.
    public internal(set) var faults: [String] = []
  }

  /// Creates a trial on a fresh shop in memory.
  public init(workspace: LoadedWorkspace, today: Day) throws {
    seed = try workspace.seed(today: today)
    shop = try ShopDatabase(inMemoryWithCurrency: workspace.policy.currency)
    try shop.load(seed)
    agent = Agent(interpreter: workspace.interpreter, desk: workspace.desk(shop: shop))
    self.today = today
    names = seed.customers.map { customer in
      (customer.id, [customer.email, customer.name, customer.phone].compactMap { $0 })
    }
    owners = Dictionary(
      seed.orders.map { ($0.number, $0.customer) }, uniquingKeysWith: { first, _ in first })
  }

  /// Runs conversations of some turns each; equal seeds give equal conversations.
  public func run(_ count: Int, turns: Int = 9, seed: UInt64) throws -> Outcome {
    var outcome = Outcome()
    var random = SeededGenerator(seed: seed)
    for number in 0..<count {
      let own = SeededGenerator(seed: random.next())
      try converse(number, turns: turns, random: own, &outcome)
    }
    outcome.faults += try shop.unexplainedChanges(since: self.seed).map { "unexplained: \($0)" }
    return outcome
  }

  private func converse(
    _ number: Int, turns: Int, random: SeededGenerator, _ outcome: inout Outcome
  ) throws {
    var person = RandomCustomer(seed: seed, random: random)
    var conversation = Conversation()
    var heard = ""
    var awaiting: String?
    outcome.conversations += 1
    for place in 0..<turns {
      let line = person.line(awaiting: awaiting)
      heard += " " + line
      let turn = try agent.reply(to: line, in: &conversation, today: today)
      outcome.turns += 1
      awaiting = turn.reply.awaiting
      if turn.reply.action != nil { outcome.transactions += 1 }
      let reply = turn.reply.text
      if reply.allSatisfy(\.isWhitespace) {
        outcome.faults.append(
          "conversation \(number), turn \(place): an empty reply to \"\(line)\"")
      }
      for leak in leaks(reply, to: conversation.customer, heard) {
        outcome.faults.append(
          "conversation \(number), turn \(place): \"\(leak)\" of another customer after \"\(line)\""
        )
      }
    }
    for _ in 0..<4 where conversation.isBusy {
      _ = try agent.reply(to: "never mind", in: &conversation, today: today)
    }
    if conversation.isBusy {
      outcome.faults.append(
        "conversation \(number): cannot be left while waiting for \(awaiting ?? "nothing")")
    }
  }

  /// What a reply says of customers other than the one who is known: their names, addresses, numbers, and
  /// the numbers of their orders, unless the customer wrote them first.
  private func leaks(_ reply: String, to customer: Customer.ID?, _ heard: String) -> [String] {
    var leaks: [String] = []
    for (id, texts) in names where id != customer {
      leaks += texts.filter { reply.contains($0) && !heard.contains($0) }
    }
    for number in reply.split(whereSeparator: { !$0.isNumber }) where number.count == 5 {
      let owner = owners[String(number)]
      // The example in "order numbers look like …" is public.
      if let owner, owner != customer, !heard.contains(number), number != "10234" {
        leaks.append(String(number))
      }
    }
    return leaks
  }
}
