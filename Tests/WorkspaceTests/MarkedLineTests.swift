import Diagnostics
import Foundation
import Testing
import Text
import Workspace

/// What agents marked is filed where it is learned from.
@Suite struct MarkedLineTests {
  private static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A copy of the workspace that may be written to.
  private static func withCopy(_ body: (WorkspaceFolder) throws -> Void) throws {
    let files = FileManager.default
    let root = files.temporaryDirectory.appending(path: UUID().uuidString)
    try files.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? files.removeItem(at: root) }
    for name in ["intents", "knowledge-base"] {
      try files.copyItem(at: project.appending(path: name), to: root.appending(path: name))
    }
    try body(WorkspaceFolder(path: root.path))
  }

  @Test("A row is read as it was written", arguments: MarkedLine.Kind.allCases)
  func readsRows(kind: MarkedLine.Kind) {
    let line = MarkedLine(
      text: "我的壶 \"坏\" 了", language: .chinese, kind: kind, value: "item 壶", after: "items")
    #expect(MarkedLine(row: line.row) == line)
    #expect(MarkedLine(row: "{\"text\": \"hello\"}") == nil)
    #expect(MarkedLine(row: "hello") == nil)
  }

  @Test(
    "Each kind goes to its file, which holds it then and is otherwise unchanged",
    arguments: [
      (Language.english, MarkedLine.Kind.intent, "track_order", nil, "/intents/en/"),
      (.chinese, .intent, "track_order", nil, "/intents/zh/"),
      (.english, .act, "complain", nil, "/intents/en/acts/complain.json"),
      (.chinese, .act, "hesitate", "confirmation", "/intents/zh/acts/hesitate.json"),
      (.english, .article, "account-need", nil, "/knowledge-base/en/facts/accounts.json"),
      (.chinese, .article, "account-need", nil, "/knowledge-base/zh/facts/"),
    ] as [(Language, MarkedLine.Kind, String, String?, String)])
  func filesLines(
    language: Language, kind: MarkedLine.Kind, value: String, after: String?, place: String
  ) throws {
    let text = language == .english ? "zounds \"where\" is it" : "哎呀“到底”在哪"
    let line = MarkedLine(text: text, language: language, kind: kind, value: value, after: after)
    try Self.withCopy { folder in
      let (patches, byHand) = try MarkedLineFiling(folder: folder).filing(of: [line, line])
      #expect(byHand.isEmpty)
      let patch = try #require(patches.first)
      #expect(patches.count == 1)
      #expect(patch.path.contains(place))
      #expect(patch.additions == ["\(value): \(text)"])
      let added = String(decoding: patch.new, as: UTF8.self)
      #expect(added.contains("zounds \\\"where\\\" is it") || added.contains(text))
      #expect(patch.new.count - patch.old.count < 60 + text.utf8.count)
      try Data(patch.new).write(to: URL(filePath: patch.path))
      // Filed once, it is known; the workspace still reads.
      let again = try MarkedLineFiling(folder: folder).filing(of: [line])
      #expect(again.patches.isEmpty)
      #expect(again.byHand.isEmpty)
    }
  }

  @Test("An act goes behind the question it answered") func filesActsAfterQuestions() throws {
    try Self.withCopy { folder in
      let line = MarkedLine(
        text: "zounds", language: .english, kind: .act, value: "hesitate", after: "confirmation")
      let (patches, _) = try MarkedLineFiling(folder: folder).filing(of: [line])
      let text = String(decoding: try #require(patches.first).new, as: UTF8.self)
      let place = try #require(text.range(of: "\"zounds\"")).lowerBound
      let entry = try #require(text[..<place].range(of: "\"act\"", options: .backwards)).lowerBound
      #expect(text[entry..<place].contains("\"after\": \"confirmation\""))
    }
  }

  @Test("An article's line goes to the intent it answers") func filesArticles() throws {
    try Self.withCopy { folder in
      let line = MarkedLine(
        text: "zounds", language: .english, kind: .article, value: "recover-password")
      let (patches, byHand) = try MarkedLineFiling(folder: folder).filing(of: [line])
      #expect(byHand.isEmpty)
      #expect(patches.map(\.additions) == [["recover_password: zounds"]])
    }
  }

  @Test(
    "What no file learns from one line is told with the file to change",
    arguments: [
      (MarkedLine.Kind.slot, "item mug", "knowledge-base/shop/products.json"),
      (.slot, "target gift card", "knowledge-base/dialogue/zh.json"), (.slot, "task x", "intent"),
      (.intent, "no_such", "no file has the intent"), (.act, "no_such", "no file has the act"),
      (.article, "no-such", "no article or fact"),
    ])
  func tellsTheRest(kind: MarkedLine.Kind, value: String, told: String) throws {
    let line = MarkedLine(text: "那个", language: .chinese, kind: kind, value: value)
    let filing = MarkedLineFiling(folder: WorkspaceFolder(path: Self.project.path))
    let (patches, byHand) = try filing.filing(of: [line])
    #expect(patches.isEmpty)
    #expect(byHand.count == 1)
    #expect(byHand.first?.contains(told) == true)
    #expect(byHand.first?.contains("那个") == true)
  }

  @Test("A line of which masking left nothing is not learned from") func refusesMasks() throws {
    let lines = ["[POSTCODE]", "[NAME], [POSTCODE].", "it is [POSTCODE]"].map {
      MarkedLine(text: $0, language: .english, kind: .intent, value: "track_order")
    }
    let (patches, byHand) = try MarkedLineFiling(
      folder: WorkspaceFolder(path: Self.project.path)
    ).filing(of: lines)
    #expect(byHand.count == 2)
    #expect(patches.map(\.additions) == [["track_order: it is [POSTCODE]"]])
  }

  @Test("Both languages of the terminal have the same words and the same places to fill")
  func sameWords() throws {
    func phrases(_ language: String) throws -> [String: String] {
      let url = Self.project.appending(path: "knowledge-base/terminal/\(language).json")
      let root = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any]
      var texts = try #require(root?["phrases"] as? [String: String])
      for (name, command) in try #require(root?["commands"] as? [String: [String: String]]) {
        for (key, text) in command { texts["\(name).\(key)"] = text }
      }
      for list in ["groups", "slots", "asked", "acts"] {
        for (key, text) in try #require(root?[list] as? [String: String]) {
          texts["\(list).\(key)"] = text
        }
      }
      return texts
    }
    let (english, chinese) = (try phrases("en"), try phrases("zh"))
    #expect(Set(english.keys) == Set(chinese.keys))
    func places(_ text: String) -> Set<String> {
      Set(text.matches(of: /\{\{(\w+)\}\}/).map { String($0.output.1) })
    }
    for (key, text) in english {
      #expect(places(text) == places(chinese[key] ?? ""), "\(key)")
    }
  }
}
