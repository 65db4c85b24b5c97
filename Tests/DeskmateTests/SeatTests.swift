import Foundation
import Testing

/// The agent's seat on a terminal, as agents use it.
@Suite(.serialized) struct SeatTests {
  @Test("The screen is the one recorded", arguments: [80, 140], ["en", "zh"])
  func showsScreens(columns: Int, language: String) throws {
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--language", language], columns: columns)
    let lines =
      language == "en"
      ? ["where is order 10234?", "/1", "97205", "/1", "I want to send the mug back", "/why"]
      : ["订单 10518 到哪里了", "/1", "310012", "/1", "我要退掉盖碗", "/why"]
    for line in lines + ["/state"] { terminal.enter(line) }
    try GoldenScreen.check(terminal, "seat-\(language)-\(columns)")
  }

  @Test("What is typed while a suggestion stands is the customer's line, never a key")
  func takesNoKeys() throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    terminal.enter("where is my order")
    for line in ["yes", "e", "2", "hello, are you there?", "r"] { terminal.enter(line) }
    #expect(!terminal.screen.lines.contains { $0.hasPrefix("desk> ") })
    #expect(terminal.screen.lines.contains { $0.contains("6 lines answered together") })
  }

  @Test("A burst with empty lines sends nothing; Enter alone on an empty line sends")
  func needsAnEnterAlone() throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    terminal.settle()
    terminal.type("hello\r\rwhere is order 10234\r\r\rthanks\r")
    terminal.settle()
    #expect(!terminal.screen.lines.contains { $0.hasPrefix("desk> ") })
    terminal.pressEnter()
    #expect(terminal.screen.lines.count { $0.hasPrefix("desk> ") } == 1)
  }

  @Test("What is pasted is the customer's, also where it looks like a command")
  func readsPastes() throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    terminal.enter("where is order 10234")
    terminal.enter("\u{1B}[200~/take 1\u{1B}[201~")
    #expect(!terminal.screen.lines.contains { $0.hasPrefix("desk> ") })
    // Neither arrow up nor /edit makes a command of it.
    terminal.enter("\u{1B}[A")
    terminal.enter("/edit")
    terminal.pressEnter()
    #expect(!terminal.screen.lines.contains { $0.hasPrefix("desk> ") })
    terminal.enter("/take 1")
    #expect(terminal.screen.lines.contains { $0.hasPrefix("desk> ") })
  }

  @Test(
    "A belief that is set changes the suggestion",
    arguments: [
      ("en", "I want to return an item of order 10234", "/set item mug", "Stoneware Mug"),
      ("zh", "我要退订单 10234 的东西", "/set item 杯", "马克杯"),
    ])
  func followsBeliefs(language: String, line: String, set: String, item: String) throws {
    let terminal = try PseudoTerminal(
      ["chat", "--assist", "--customer", "c0001", "--language", language], columns: 140)
    terminal.enter(line)
    terminal.enter(set)
    terminal.enter("/1")
    terminal.enter("/state")
    let label = language == "zh" ? "商品" : "item"
    #expect(terminal.screen.lines.contains { $0.hasPrefix(label) && $0.contains(item) })
    terminal.enter("/clear item")
    terminal.enter("/state")
    let last = terminal.screen.lines.suffix(12)
    #expect(!last.contains { $0.hasPrefix(label) })
  }

  @Test("The customer's line is changed and played again") func editsLines() throws {
    let terminal = try PseudoTerminal([], columns: 100)
    terminal.enter("where is order 10233")
    terminal.enter("/edit")
    #expect(terminal.screen.current.contains("you, again> where is order 10233"))
    terminal.type("\u{7F}4\r")
    terminal.settle()
    #expect(terminal.screen.lines.contains { $0.contains("order 10234 is yours") })
  }

  @Test("The note for a colleague is text, Markdown and JSON, and one key copies it")
  func writesNotes() throws {
    let terminal = try PseudoTerminal(["chat", "--assist", "--customer", "c0001"], columns: 120)
    terminal.enter("my kettle arrived broken and I am furious")
    terminal.enter("/note")
    #expect(terminal.screen.lines.contains { $0.contains("my kettle arrived broken") })
    terminal.enter("/note markdown")
    #expect(terminal.screen.lines.contains { $0.contains("## Handover") })
    terminal.enter("/note json")
    #expect(terminal.screen.lines.contains { $0.contains("\"request\":") })
    terminal.type("half a line\u{1B}n")
    terminal.settle()
    #expect(terminal.screen.copies == 1)
    #expect(terminal.screen.current.contains("half a line"))
  }

  @Test(
    "A customer cannot take the agent's seat", arguments: ["/assist", "/customer c0002", "/open 1"])
  func guardsTheSeat(command: String) throws {
    let terminal = try PseudoTerminal([], columns: 100)
    terminal.enter(command)
    terminal.enter("/customer c0002")
    terminal.enter("/orders")
    #expect(terminal.screen.lines.contains { $0.contains("Nobody has shown who they are") })
  }

  @Test("A resumed conversation is no proof of who resumes it") func asksForProofAgain() throws {
    let first = try PseudoTerminal([], columns: 100)
    for line in ["where is order 10234", "97205", "I want to return the mug"] { first.enter(line) }
    first.type("/quit\r")
    #expect(first.end() == 0)
    let second = try PseudoTerminal(["chat", "--resume"], columns: 100, state: first.folder)
    second.settle()
    #expect(!second.screen.lines.contains { $0.contains("Stoneware Mug") })
    second.enter("/orders")
    #expect(second.screen.lines.contains { $0.contains("Nobody has shown who they are") })
  }

  @Test(
    "Whatever ends the program, the terminal is left as it was",
    arguments: [
      SIGTERM, SIGHUP, SIGQUIT,
    ])
  func restoresTheTerminal(signal: Int32) throws {
    let terminal = try PseudoTerminal([], columns: 80)
    terminal.enter("hello")
    #expect(!terminal.echoes)
    kill(terminal.process, signal)
    #expect(terminal.end() != nil)
    #expect(terminal.echoes)
  }

  @Test("Kept conversations are listed, opened and closed") func goesBetweenConversations() throws {
    let terminal = try PseudoTerminal(["chat", "--assist", "--customer", "c0001"], columns: 120)
    terminal.enter("I want to return the mug of order 10234")
    terminal.enter("/1")
    terminal.enter("/customer c0002")
    terminal.enter("我的茶还没到")
    terminal.enter("/skip")
    terminal.enter("/conversations")
    // What was skipped changes nothing, the language of the conversation neither.
    #expect(terminal.screen.lines.contains { $0.contains("waiting") && $0.contains("我的茶还没到") })
    terminal.enter("/open 1")
    #expect(
      terminal.screen.lines.contains { $0.contains("customer") && $0.contains("return the mug") })
    terminal.enter("/close")
    terminal.enter("/conversations")
    #expect(terminal.screen.lines.contains { $0.contains("closed") })
  }
}
