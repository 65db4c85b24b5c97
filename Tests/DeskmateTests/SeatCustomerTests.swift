import Foundation
import Testing

/// An agent says whose conversation it is, and what follows.
@Suite(.serialized) struct SeatCustomerTests {
  @Test(
    "A customer is named by id, name, e-mail address or order number",
    arguments: ["c0001", "mia hartwell", "mia.hartwell@example.com", "10234", "Mia Hartwell c0001"])
  func namesCustomers(text: String) throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    terminal.enter("/customer " + text)
    #expect(terminal.screen.lines.contains { $0.contains("This is Mia Hartwell (c0001)") })
  }

  @Test(
    "Whose the order is that a line names is told, and not taken for granted",
    arguments: [("en", "not shown yet"), ("zh", "尚未确认")])
  func tellsProbableCustomers(language: String, words: String) throws {
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--language", language], columns: 100)
    terminal.enter(language == "en" ? "where is order 10234" : "订单 10234 到哪里了")
    #expect(
      terminal.screen.lines.contains {
        $0.contains(words) && $0.contains("Mia Hartwell") && $0.contains("/customer 10234")
      })
    terminal.enter("/state")
    #expect(!terminal.screen.lines.suffix(12).contains { $0.contains("Mia Hartwell") })
  }

  @Test(
    "Who asks for a person, or whether it is one, hears of no program",
    arguments: [
      ("en", "Are you a bot or a person?", "program"), ("en", "Give me a human now!", "colleague"),
      ("zh", "你是机器人吗", "程序"), ("zh", "给我转人工！", "同事"),
    ])
  func speaksAsPerson(language: String, line: String, never: String) throws {
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", "c0001", "--language", language], columns: 100)
    terminal.enter(line)
    let shown = terminal.screen.lines.suffix(14)
    #expect(shown.contains { $0.hasPrefix("1 ") })
    #expect(!shown.contains { $0.contains(never) }, "\(shown)")
  }

  @Test("An order that is set names its customer as well") func namesByOrders() throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    terminal.enter("I want to return the mug")
    terminal.enter("/set order 10234")
    #expect(terminal.screen.lines.contains { $0.hasPrefix("customer") && $0.contains("c0001") })
    terminal.enter("/state")
    let last = terminal.screen.lines.suffix(20)
    #expect(last.contains { $0.hasPrefix("order") && $0.contains("10234") })
    #expect(last.contains { $0.hasPrefix("item") && $0.contains("Stoneware Mug") })
    // What is suggested now is the next question of the return, not that for a proof.
    #expect(terminal.screen.lines.contains { $0.contains("asks for: where the money goes") })
  }

  @Test("A line that only told who it is from is not read again as something else")
  func goesOn() throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    for line in ["I want to return the mug of order 10234", "/1", "my postcode is 10377"] {
      terminal.enter(line)
    }
    terminal.enter("/customer c0001")
    #expect(!terminal.screen.lines.contains { $0.contains("lines answered together") })
    let last = terminal.screen.lines.suffix(14)
    #expect(last.contains { $0.hasPrefix("1 ") && $0.contains("the money go") })
  }

  @Test(
    "Whoever sits at the desk offers no other person",
    arguments: [
      ("en", "my mug is broken", "\"colleague\""), ("zh", "我的杯子坏了", "“转人工”"),
    ])
  func offersNobody(language: String, line: String, offer: String) throws {
    let customer = try PseudoTerminal(["--language", language], columns: 100)
    let proof =
      language == "en"
      ? ["where is order 10234", "97205"] : ["订单 10234 到哪里了", "97205"]
    for text in proof + [line] { customer.enter(text) }
    // The desk alone offers one.
    #expect(customer.screen.lines.joined().contains(offer))
    let agent = try PseudoTerminal(
      ["chat", "--assist", "--customer", "c0001", "--language", language], columns: 100)
    agent.enter("/set " + (language == "en" ? "order" : "订单") + " 10234")
    agent.enter(line)
    #expect(!agent.screen.lines.joined().contains(offer))
  }

  @Test("/why is about the line on the table, not the opening before it") func explainsTheLine()
    throws
  {
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", "c0001"], columns: 100)
    terminal.enter("/why")
    #expect(terminal.screen.lines.contains { $0.hasPrefix("opening") })
    terminal.enter("do you ship to Canada")
    terminal.enter("/why")
    #expect(terminal.screen.lines.contains { $0.hasPrefix("acts") })
  }

  @Test("Rules and orders are wrapped, never cut", arguments: [60, 80])
  func wrapsLookUps(columns: Int) throws {
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", "c0001"], columns: columns)
    let start = terminal.screen.lines.count
    for command in ["/orders", "/policy returns", "/policy shop"] { terminal.enter(command) }
    let shown = terminal.screen.lines.dropFirst(start)
    #expect(!shown.contains { $0.contains("…") })
    let words = shown.joined(separator: " ").split(separator: " ").joined(separator: " ")
    #expect(words.contains("Golden Yunnan"))
    #expect(terminal.screen.wraps == 0)
  }

  @Test("A note is about the last request, also where the inbox only has a name after it")
  func notesRequests() throws {
    let file = Program.scratch + "/name-" + UUID().uuidString + ".jsonl"
    let rows = [
      "{\"conversation\":\"x\",\"speaker\":\"customer\",\"text\":\"I want to return a mug, it is awful!\"}",
      "{\"conversation\":\"x\",\"speaker\":\"agent\",\"text\":\"Your name and postcode, please?\"}",
      "{\"conversation\":\"x\",\"speaker\":\"customer\",\"text\":\"Mia Hartwell, 97205\"}",
    ]
    try (rows.joined(separator: "\n") + "\n").write(
      toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let terminal = try PseudoTerminal(["inbox", file, "--sent", file + ".sent"], columns: 100)
    terminal.enter("/note")
    let shown = terminal.screen.lines
    #expect(shown.contains { $0.hasPrefix("Wants:") && $0.contains("return a mug") })
    // The mood is that of the whole conversation.
    #expect(shown.contains { $0.hasPrefix("Mood:") && $0.contains("worst −") })
    #expect(shown.contains { $0.contains("asks for:") })
  }
}
