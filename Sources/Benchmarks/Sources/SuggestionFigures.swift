import Dialogue
import Formats
import Foundation
import Quantities
import Shop
import Workspace

/// How long an agent waits from a customer's line to what could be said to it.
struct SuggestionFigures {
  let workspace: LoadedWorkspace
  let seed: Seed
  let shop: any ShopStore
  let today: Day

  /// What customers write, `ORDER` and `ITEM` filled with their own.
  private static let lines = [
    "where is order ORDER?", "I want to return the ITEM", "when do I get my money back",
    "what goes with my ITEM?", "can you recommend a teapot under $50", "do you ship to Canada",
    "my ITEM arrived broken and I am furious", "cancel my order ORDER please", "订单 ORDER 到哪里了",
    "我要退货", "有什么推荐", "可以开发票吗", "什么时候退款",
  ]

  /// What was said before a message of an inbox, whose it is shown by `EMAIL`.
  private static let talk: [(isCustomer: Bool, text: String)] = [
    (true, "Hello, I need some help with an order."),
    (false, "I can help you with that. Could you please provide your email address?"),
    (true, "Sure, it is EMAIL."),
    (false, "Thank you, I found your order ORDER. What can I do for you?"),
    (true, "I would like to know when it arrives."),
    (false, "It is on its way. Is there anything else I can help you with?"),
  ]

  /// Prints the figures: the first line of a program that was prepared, as the terminal does while the agent
  /// reads, the lines after it, and messages of an inbox with the talk before them.
  func write(as name: String) throws {
    let agent = Agent(interpreter: workspace.interpreter, desk: workspace.desk(shop: shop))
    let clock = ContinuousClock()
    let start = clock.now
    agent.prepare(with: ["what do you recommend", "有什么推荐"], today: today)
    let preparation = milliseconds(clock.now - start)
    var times: [Double] = []
    let emails = Dictionary(
      seed.customers.map { ($0.id, $0.email) }, uniquingKeysWith: { first, _ in first })
    var replayed: [Double] = []
    for order in seed.orders.prefix(60) {
      replayed.append(
        try milliseconds(clock.measure { try replay(order, emails[order.customer] ?? "", agent) }))
      let item = workspace.assortment.product(order.items.first?.product ?? "")?.name.english ?? ""
      for line in Self.lines {
        var conversation = Conversation()
        conversation.identify(as: order.customer)
        let text = line.replacing("ORDER", with: order.number).replacing("ITEM", with: item)
        let start = clock.now
        _ = try agent.suggestions(for: text, in: conversation, today: today, limit: 3)
        times.append(milliseconds(clock.now - start))
      }
    }
    let sorted = times.sorted()
    replayed.sort()
    emit([
      "benchmark": .string(name), "orders": .integer(seed.orders.count),
      "prepared_ms": .number(preparation, digits: 1), "lines": .integer(times.count),
      "first_ms": .number(times[0], digits: 2),
      "median_ms": .number(sorted[sorted.count / 2], digits: 2),
      "p99_ms": .number(sorted[sorted.count * 99 / 100], digits: 2),
      "worst_ms": .number(sorted[sorted.count - 1], digits: 2),
      "inbox_median_ms": .number(replayed[replayed.count / 2], digits: 2),
      "inbox_worst_ms": .number(replayed[replayed.count - 1], digits: 2),
    ])
  }

  /// A message of an inbox: what others said before it is read, then what could be said to it.
  private func replay(_ order: Order, _ email: String, _ agent: Agent) throws {
    var conversation = Conversation()
    for line in Self.talk {
      let text = line.text.replacing("ORDER", with: order.number).replacing("EMAIL", with: email)
      if line.isCustomer {
        _ = try agent.overhear(text, in: &conversation, today: today)
      } else {
        try agent.overhear(colleague: text, in: &conversation, today: today)
      }
    }
    _ = try agent.suggestions(
      for: "I would rather send it back then.", in: conversation, today: today, limit: 3)
  }

  private func milliseconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) * 1e3 + Double(parts.attoseconds) / 1e15
  }
}
