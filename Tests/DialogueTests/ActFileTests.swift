import Diagnostics
import Dialogue
import Intents
import Testing
import Workspace

@Suite struct ActFileTests {
  @Test("Entries keep their act, the question they follow, and their texts") func reads() throws {
    let file = try ActFile.read(
      Array(
        """
        {"data": [{"act": "assent", "after": "confirmation", "utterances": ["yes", "好的"],
          "tests": ["sure"]}, {"act": "ask", "utterances": ["why?"]}]}
        """.utf8), file: "a.json")
    #expect(file.entries.map(\.kind) == [.assent, .ask])
    #expect(file.entries.map(\.after) == ["confirmation", nil])
    #expect(file.entries[0].utterances == ["yes", "好的"] && file.entries[0].tests == ["sure"])
    let first = try #require(file.entries[0].examples.first)
    #expect(first.text.hasSuffix("yes") && first.text.contains("confirmation"))
    #expect(file.entries[1].examples.map(\.text) == ["why?"])
  }

  @Test(
    "A fault is told at its place",
    arguments: [
      (#"{"data": [{"act": "agree", "utterances": []}]}"#, 19, "no act is called \"agree\""),
      (#"{"data": [{"utterances": ["yes"]}]}"#, 11, "\"act\" is missing"),
      (#"{"data": [{"act": "ask", "utterances": ["a", 1]}]}"#, 46, "must be a list of strings"),
      (#"{"data": {}}"#, 10, "must be a list"),
      (#"{}"#, 1, "\"data\" is missing"),
      (#"{"data": ["#, 11, ""),
    ])
  func tellsFaults(text: String, column: Int, words: String) throws {
    let fault = #expect(throws: Fault.self) { try ActFile.read(Array(text.utf8), file: "a.json") }
    #expect(
      fault?.place?.line == 1 && fault?.place?.column == column, "\(fault?.description ?? "")")
    #expect(fault?.description.contains(words) == true || words.isEmpty)
  }

  @Test("The shipped acts are in both languages, with phrases kept back", arguments: ["en", "zh"])
  func ships(language: String) throws {
    let files = Files.list(Shipped.root + "/intents/\(language)/acts", ending: ".json")
    let entries = try files.flatMap { try ActFile.read(Files.bytes($0), file: $0).entries }
    for kind in DialogueAct.Kind.allCases {
      let own = entries.filter { $0.kind == kind }
      #expect(own.flatMap(\.utterances).count >= 150, "\(kind)")
      #expect(own.flatMap(\.tests).count >= 15, "\(kind)")
    }
  }
}
