import Diagnostics
import Formats
import Foundation
import Testing

@Suite(.serialized) struct CommandTests {
  @Test("The help names every command") func helps() throws {
    let output = try Program.run(["--help"])
    let help = output.lines.joined(separator: "\n")
    for name in [
      "chat", "ask", "replay", "intents", "entities", "sentiment", "recommend", "knowledge", "shop",
    ] {
      #expect(help.contains("  \(name) "), "\(name)")
    }
  }

  @Test("On a pipe each line is answered by one JSON object")
  func answersJSON() throws {
    let output = try Program.run(
      ["--json"], input: Data("如何退货\nwhere is order 10234\n".utf8))
    #expect(output.status == 0)
    #expect(output.lines.count == 2)
    let turns = try output.lines.map { try JSONReader.read(Array($0.utf8), file: "turn") }
    #expect(try turns[0].required("intent").string() == "return_item")
    #expect(try turns[0].required("language").string() == "zh")
    #expect(try turns[1].required("intent").string() == "track_order")
    #expect(try turns[1].required("awaiting").string() == "identity")
    let entity = try #require(turns[1]["entities"]?.array().first)
    #expect(try entity.required("start").integer() == 15)
    #expect(try entity.required("value").string() == "10234")
  }

  @Test("Empty lines, NUL, invalid UTF-8, escapes and a missing last line break are all answered")
  func survivesBytes() throws {
    var input = Data("hi\n\n".utf8)
    input.append(contentsOf: [0x61, 0x00, 0x62, 0xFF, 0x0A])
    input.append(contentsOf: Array("\u{1B}[31mred\nthanks".utf8))
    let output = try Program.run([], input: input)
    #expect(output.status == 0)
    #expect(output.lines.count == 5)
    #expect(output.lines.allSatisfy { !$0.contains("\u{1B}") })
  }

  @Test("A line of a megabyte is answered by one line") func survivesLength() throws {
    let input = Data((String(repeating: "where is my order ", count: 58_000) + "\n").utf8)
    let output = try Program.run([], input: input)
    #expect(output.status == 0)
    #expect(output.lines.count == 1)
  }

  @Test("A word of ten thousand letters is answered", .timeLimit(.minutes(1)))
  func survivesWalls() throws {
    for wall in ["a", "Ab", "我", "1"] {
      let line = String(repeating: wall, count: 10_000) + " where is order 10234\n"
      let output = try Program.run([], input: Data(line.utf8))
      #expect(output.status == 0 && output.lines.count == 1)
    }
  }

  @Test("Where there is no workspace, one line says what to do, with status 2")
  func refusesNoWorkspace() throws {
    let output = try Program.run(["--workspace", "/nonexistent", "ask", "hi"])
    #expect(output.status == 2 || output.status == 64)
    let asked = try Program.run(["ask", "--workspace", "/nonexistent", "hi"])
    #expect(asked.status == 2)
    #expect(asked.errors.contains("intents/"))
    #expect(asked.lines.isEmpty)
  }

  @Test("A database that cannot be opened leaves the articles") func answersWithoutBook() throws {
    let output = try Program.run(
      ["--shop", "/proc/none/shop.sqlite"],
      input: Data("what is your return policy?\nwhere is order 10234\n".utf8))
    #expect(output.status == 0)
    #expect(output.lines.count == 2)
    #expect(output.lines[0].contains("30"))
    #expect(output.errors.contains("answers come from the articles"))
  }

  @Test("--customer without --assist is a mistake of usage") func guardsCustomers() throws {
    let output = try Program.run(["chat", "--customer", "c0001"])
    #expect(output.status == 64)
  }
}
