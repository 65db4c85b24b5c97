import Diagnostics
import Foundation
import Quantities
import Testing
import Workspace

@Suite struct TextLinesTests {
  static func withFile(_ bytes: Data, _ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try bytes.write(to: path)
    defer { try? FileManager.default.removeItem(at: path) }
    try body(path.path)
  }

  @Test(
    "A line of megabytes comes in pieces that lose nothing and cut no character",
    arguments: ["my kettle leaks ", "水壶漏水了"])
  func pieces(unit: String) throws {
    let long = String(repeating: unit, count: 3 << 20 / unit.utf8.count)
    try Self.withFile(Data("first\n\(long)\nlast".utf8)) { path in
      var lines = try TextLines(path: path)
      var texts: [String] = []
      while let line = try lines.next() {
        #expect(line.bytes.count <= TextLines.longest)
        let text = try #require(String(validating: line.bytes, as: UTF8.self))
        if line.goesOn { texts[texts.count - 1] += text } else { texts.append(text) }
      }
      #expect(texts == ["first", long, "last"])
    }
  }

  @Test("A guessed encoding is read and said") func encoding() throws {
    try Self.withFile(Data([0xCB, 0xAE, 0xBA, 0xF8, 0xC2, 0xA9, 0xCB, 0xAE, 0xC1, 0xCB, 0x0A])) {
      path in
      var lines = try TextLines(path: path)
      let first = try #require(try lines.next())
      #expect(String(decoding: first.bytes, as: UTF8.self) == "水壶漏水了")
      #expect(lines.note?.contains("GB18030") == true)
    }
  }

  @Test("A file that is read whole is refused at a line that nobody wrote") func refusesLongLines()
    throws
  {
    var bytes = Data("a\nb\n".utf8)
    bytes.append(Data(repeating: 0x61, count: 33 << 20))
    try Self.withFile(bytes) { path in
      #expect {
        try Files.unpacked(path)
      } throws: { "\($0)".contains(":3:1:") && "\($0)".contains("32 MB") }
    }
  }

  @Test("A broken rule book or intent file is told at once, and nothing is learned or kept")
  func refusesBeforeLearning() throws {
    let files = FileManager.default
    let project = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    for broken in ["knowledge-base/shop/policy.json", "intents/zh/orders.json"] {
      let root = files.temporaryDirectory.appending(path: UUID().uuidString)
      defer { try? files.removeItem(at: root) }
      try files.createDirectory(at: root, withIntermediateDirectories: true)
      for part in ["intents", "knowledge-base"] {
        try files.copyItem(at: project.appending(path: part), to: root.appending(path: part))
      }
      let path = root.appending(path: broken)
      try Data(try Data(contentsOf: path).dropLast(30)).write(to: path)
      let cache = root.appending(path: "cache").path
      #expect {
        try LoadedWorkspace.load(
          from: WorkspaceFolder(path: root.path), cache: cache, today: Day(number: 20_000))
      } throws: { error in
        let faults = (error as? Faults)?.all ?? []
        return faults.count == 1 && faults[0].file == broken
      }
      let kept = (try? files.contentsOfDirectory(atPath: cache)) ?? []
      #expect(!kept.contains { $0.hasPrefix("intents-") })
    }
  }
}
