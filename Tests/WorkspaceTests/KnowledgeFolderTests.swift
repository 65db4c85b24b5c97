import Diagnostics
import FoundationEssentials
import Knowledge
import Testing
import Text
import Workspace

@Suite struct KnowledgeFolderTests {
  /// A folder of its own for a test, gone afterwards.
  private func withFolder<Result>(
    _ files: [String: String], _ body: (WorkspaceFolder) throws -> Result
  ) throws -> Result {
    let root = FileManager.default.temporaryDirectory.path + "/deskmate-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: root) }
    for (name, text) in files {
      let path = root + "/" + name
      let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
      try FileManager.default.createDirectory(
        atPath: parent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    return try body(WorkspaceFolder(path: root))
  }

  @Test("Articles, synonyms and policy are found under their names")
  func readsFiles() throws {
    let files = try withFolder([
      "knowledge-base/en/b.json": "[]", "knowledge-base/en/a.json": "[]",
      "knowledge-base/zh/a.json": "[]", "knowledge-base/en/notes.txt": "",
      "knowledge-base/shop/policy.json": "{}",
    ]) { try $0.knowledgeFiles() }
    #expect(
      files.articles[.english]?.map(\.name) == [
        "knowledge-base/en/a.json", "knowledge-base/en/b.json",
      ])
    #expect(files.articles[.chinese]?.map(\.name) == ["knowledge-base/zh/a.json"])
    #expect(files.policy?.name == "knowledge-base/shop/policy.json" && files.synonyms == nil)
  }

  @Test("Intents of both languages are named once, in order")
  func namesIntents() throws {
    let names = try withFolder([
      "intents/en/a.json": #"{"data": [{"intent": "b"}, {"intent": "a"}]}"#,
      "intents/zh/a.json": #"{"data": [{"intent": "a"}, {"intent": "c"}]}"#,
    ]) { try $0.intentNames() }
    #expect(names == ["a", "b", "c"])
  }

  @Test("A fault in an intent file is located")
  func locatesFaults() throws {
    try withFolder(["intents/en/a.json": "{\"data\": [{}]}"]) { folder in
      let fault = #expect(throws: Fault.self) { try folder.intentNames() }
      #expect(fault?.description == "intents/en/a.json:1:11: \"intent\" is missing")
    }
  }

  @Test("A folder without anything has no articles") func readsNothing() throws {
    let files = try withFolder(["readme": ""]) { try $0.knowledgeFiles() }
    #expect(files.articles.values.allSatisfy(\.isEmpty) && files.policy == nil)
  }
}
