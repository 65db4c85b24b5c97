import ArgumentParser
import Testing

@testable import deskmate

@Suite struct KnowledgeCommandTests {
  @Test("The words of a question are one question") func joinsWords() throws {
    let command = try KnowledgeSearchCommand.parse(["where", "is", "it", "--limit", "2"])
    #expect(command.question == ["where", "is", "it"] && command.limit == 2 && !command.json)
  }

  @Test(
    "What cannot be meant is refused",
    arguments: [["x", "--limit", "0"], ["x", "--language", "fr"], []])
  func refuses(arguments: [String]) {
    #expect(throws: (any Error).self) { try KnowledgeSearchCommand.parse(arguments) }
  }

  @Test("Lint fails on warnings only when asked") func isLenient() throws {
    #expect(try !KnowledgeLintCommand.parse([]).strict)
    #expect(try KnowledgeLintCommand.parse(["--strict", "--json"]).strict)
  }
}
