import Foundation
import Testing

/// Keys of the prompt that must not do more than they say.
@Suite(.serialized) struct SeatKeyTests {
  private static func sent(_ terminal: PseudoTerminal) -> Int {
    terminal.screen.lines.count { $0.hasPrefix("desk> ") }
  }

  @Test("A search that an unfinished sequence or Ctrl-C ends leaves a prompt that works")
  func endsSearches() throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    terminal.enter("where is my order")
    for keys in [
      "\u{12}where\u{1B}[", "\u{12}x\u{1B}\u{07}", "\u{12}\u{12}wh\u{03}", "\u{13}\u{1B}O",
    ] {
      terminal.type(keys)
      terminal.settle(prompt: "", quiet: 700)
      terminal.type([0x07, 0x03])
      terminal.settle()
    }
    terminal.enter("/state")
    #expect(terminal.screen.lines.contains { $0.contains("What the desk believes") })
    #expect(Self.sent(terminal) == 0)
  }

  @Test("What a search finds stands in the line, and arrows go on from there")
  func findsLines() throws {
    let terminal = try PseudoTerminal([], columns: 100)
    terminal.enter("do you ship to Canada")
    terminal.enter("do you have teapots")
    terminal.type("\u{12}Canada\u{05}")
    terminal.settle()
    #expect(terminal.screen.current.hasSuffix("> do you ship to Canada"))
    terminal.type(" or Mexico\u{1B}[A")
    terminal.settle()
    #expect(terminal.screen.current.hasSuffix("> do you have teapots"))
    terminal.type("\u{1B}[B")
    terminal.settle()
    #expect(terminal.screen.current.hasSuffix("> do you ship to Canada or Mexico"))
  }

  @Test("A paste that was taken out leaves a prompt for commands")
  func forgetsErasedPastes() throws {
    let terminal = try PseudoTerminal(["chat", "--assist", "--customer", "c0001"], columns: 100)
    terminal.settle()
    terminal.type("\u{1B}[200~/2 please\u{1B}[201~\u{15}/orders\r")
    terminal.settle()
    #expect(
      terminal.screen.lines.contains { $0.contains("10234") && $0.contains("placed") == false })
    #expect(!terminal.screen.lines.contains { $0.contains("Pasted, so read") })
  }

  @Test("Only Enter enters: not Ctrl-O, not Escape and #; Escape and Enter is no change of keys")
  func entersByEnter() throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    terminal.enter("where is my order")
    for keys in ["\u{0F}", "\u{1B}#"] {
      terminal.type(keys)
      terminal.settle()
      #expect(Self.sent(terminal) == 0)
    }
    terminal.type("a\u{1B}\r")
    terminal.settle()
    terminal.type("bc\u{1B}bd\r")
    terminal.settle()
    // With vi's keys Escape and b would have gone back, and d waited for a motion.
    #expect(terminal.screen.lines.contains { $0.hasSuffix("> dbc") })
    #expect(Self.sent(terminal) == 0)
  }

  @Test("A paste that Ctrl-C breaks off is let go") func breaksPastes() throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    terminal.settle()
    terminal.type("\u{1B}[200~" + String(repeating: "where is it ", count: 20))
    terminal.settle(prompt: "", quiet: 400)
    terminal.type([0x03])
    terminal.settle()
    terminal.enter("do you ship to Canada")
    #expect(terminal.screen.lines.contains { $0.hasPrefix("intent") })
    #expect(!terminal.screen.lines.contains { $0.contains("lines answered together") })
  }

  @Test("A suggestion's number is not brought back by arrow up: it would send another one")
  func forgetsTakes() throws {
    let terminal = try PseudoTerminal(["chat", "--assist"], columns: 100)
    terminal.enter("where is my order")
    terminal.enter("/2")
    terminal.enter("do you ship to Canada")
    terminal.type("\u{1B}[A\u{1B}[A")
    terminal.settle()
    #expect(terminal.screen.current.hasSuffix("> where is my order"))
  }
}
