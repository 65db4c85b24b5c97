import Foundation
import Testing

/// What is foreseen of a customer at an agent's seat, and nowhere else.
@Suite(.serialized) struct SeatForesightTests {
  /// A folder for the state, with the flagged orders of the sample shop.
  private static func flagged() throws -> (state: String, order: String, customer: String) {
    let state = Program.scratch + "/foresight-" + UUID().uuidString
    let found = try Program.run(
      ["foresee", "risk", "--json"], environment: ["XDG_STATE_HOME": state])
    let list = try JSONSerialization.jsonObject(with: Data((found.lines.first ?? "").utf8))
    let flags = try #require(list as? [[String: Any]])
    let order = try #require(flags.first { $0["kind"] as? String == "order" })
    return (
      state, try #require(order["order"] as? String), try #require(order["customer"] as? String)
    )
  }

  @Test(
    "A flag stands beside the line with its reasons, is answered, and rests; the log knows it",
    arguments: [("en", "flag  ", "fine", "fine; the flag"), ("zh", "留意", "没事", "不再提示")])
  func answersFlags(language: String, label: String, word: String, answer: String) throws {
    let (state, order, customer) = try Self.flagged()
    defer { try? FileManager.default.removeItem(atPath: state) }
    let environment = ["XDG_STATE_HOME": state]
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", customer, "--language", language], columns: 100,
      state: state)
    terminal.enter(language == "en" ? "where is order \(order)" : "订单 \(order) 到哪里了")
    #expect(terminal.screen.lines.contains { $0.hasPrefix(label) && $0.contains("⚑") })
    terminal.enter("/why")
    #expect(terminal.screen.lines.contains { $0.contains("⚑") })
    terminal.enter("/flag \(word) \(order)")
    #expect(terminal.screen.lines.contains { $0.contains(answer) })
    terminal.enter("/flag \(word) \(order)")
    let none = language == "en" ? "There is no such flag" : "没有这样的提示"
    #expect(terminal.screen.lines.contains { $0.contains(none) })
    let log = try Program.run(["shop", "show", "actions", "--json"], environment: environment)
    #expect(log.lines.count { $0.contains("flag_order_shown") } == 1)
    #expect(log.lines.count { $0.contains("flag_order_fine") } == 1)
    let after = try Program.run(["foresee", "risk"], environment: environment)
    #expect(!after.lines.contains { $0.contains(order) && $0.contains("⚑") })
    #expect(after.lines.contains { $0.contains("0 of 1 such flags on orders") })
  }

  @Test("A customer never sees a flag, an offer or a command of either")
  func hidesFromCustomers() throws {
    let (state, order, _) = try Self.flagged()
    defer { try? FileManager.default.removeItem(atPath: state) }
    let terminal = try PseudoTerminal(
      ["chat"], columns: 100, state: state)
    for line in ["where is order \(order)", "/foresee", "/flag fine", "/why"] {
      terminal.enter(line)
    }
    let shown = terminal.screen.lines.joined(separator: "\n")
    #expect(!shown.contains("⚑") && !shown.contains("flag  "))
    #expect(shown.contains("/foresee is an agent's") && shown.contains("/flag is an agent's"))
  }

  @Test(
    "An order that is late is told with its day, and can be written of",
    arguments: [("en", "where is my order", "late  "), ("zh", "我的订单到哪里了", "晚到")])
  func tellsLateOrders(language: String, line: String, label: String) throws {
    let state = Program.scratch + "/late-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: state) }
    let environment = ["XDG_STATE_HOME": state]
    _ = try Program.run(["ask", "hello"], environment: environment)
    let orders = try Program.run(
      ["shop", "show", "orders", "--limit", "2000", "--json"], environment: environment)
    let late = try orders.lines.compactMap { line -> [String: Any]? in
      try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    }.first { order in
      order["status"] as? String == "shipped" && (order["due"] as? String ?? "9") < "2026-11-21"
    }
    let order = try #require(late?["order"] as? String)
    let customer = try #require(late?["customer"] as? String)
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", customer, "--language", language], columns: 120,
      state: state)
    terminal.enter(line + " \(order)")
    #expect(terminal.screen.lines.contains { $0.hasPrefix(label) && $0.contains(order) })
    terminal.enter("/foresee")
    #expect(terminal.screen.lines.count { $0.hasPrefix(label) && $0.contains(order) } >= 2)
  }
}
