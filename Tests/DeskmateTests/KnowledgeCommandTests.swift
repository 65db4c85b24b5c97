import Foundation
import Testing

@Suite(.serialized) struct KnowledgeCommandTests {
  @Test("The words of a question are one question") func joinsWords() throws {
    let output = try Program.run(["knowledge", "search", "where", "is", "my", "parcel"])
    #expect(output.status == 0)
    #expect(!output.lines.isEmpty)
  }

  @Test(
    "What cannot be meant is refused",
    arguments: [["x", "--limit", "0"], ["x", "--language", "fr"], []])
  func refuses(arguments: [String]) throws {
    #expect(try Program.run(["knowledge", "search"] + arguments).status == 64)
  }

  @Test("The shipped articles are without a fault or a warning") func lints() throws {
    #expect(try Program.run(["knowledge", "lint", "--strict"]).status == 0)
  }
}
