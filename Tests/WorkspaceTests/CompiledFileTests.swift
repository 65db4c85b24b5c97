import Foundation
import Sentiment
import Testing
import Text
import Workspace

/// What is compiled once and kept: a start must be as good without it, and with a damaged one.
@Suite struct CompiledFileTests {
  private static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test(
    "A damaged, cut or foreign cache file is as good as none", arguments: ["flip", "cut", "other"])
  func ignoresDamage(_ how: String) throws {
    let cache = FileManager.default.temporaryDirectory.appending(
      path: "compiled-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let folder = WorkspaceFolder(path: Self.project.path)
    func score() throws -> Double {
      let scorer = try SentimentFiles.scorer(in: folder, cache: cache.path)
      return scorer.score(Tokenizer().utterance("I love this kettle, not the lid")).compound
    }
    let first = try score()
    let names = try FileManager.default.contentsOfDirectory(atPath: cache.path)
    #expect(names.count == 1)
    let file = cache.appending(path: try #require(names.first))
    #expect(try score() == first)
    var bytes = Array(try Data(contentsOf: file))
    switch how {
    case "flip": bytes[bytes.count / 2] ^= 0x40
    case "cut": bytes.removeLast(100)
    default: bytes = Array("something else".utf8)
    }
    try Data(bytes).write(to: file)
    #expect(try score() == first)
  }

  @Test("Of each kind the newest few are kept") func forgetsTheOldest() throws {
    let root = FileManager.default.temporaryDirectory.appending(path: "kept-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    let source = Self.project.appending(path: "knowledge-base/sentiment")
    let own = root.appending(path: "workspace/knowledge-base/sentiment")
    try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
    let lexicon = try String(contentsOf: source.appending(path: "zh.json"), encoding: .utf8)
    let folder = WorkspaceFolder(path: root.appending(path: "workspace").path)
    let cache = root.appending(path: "cache").path
    for edit in 0..<7 {
      try (lexicon + String(repeating: "\n", count: edit))
        .write(to: own.appending(path: "zh.json"), atomically: true, encoding: .utf8)
      _ = try SentimentFiles.scorer(in: folder, cache: cache)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache).count == 4)
  }

  @Test("A cache that cannot be written makes nothing fail") func needsNoCache() throws {
    let folder = WorkspaceFolder(path: Self.project.path)
    let scorer = try SentimentFiles.scorer(in: folder, cache: "/proc/no/such/folder")
    #expect(scorer.score(Tokenizer().utterance("wonderful")).compound > 0.3)
  }
}
