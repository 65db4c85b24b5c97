import Foundation
import Testing

/// An inbox that is worked through, left and gone on with.
@Suite(.serialized) struct InboxTests {
  private struct Inbox {
    let folder = Program.scratch + "/inbox-" + UUID().uuidString
    var file: String { folder + "/waiting.jsonl" }
    var sent: String { folder + "/sent.jsonl" }

    init(_ lines: [(conversation: String, speaker: String, text: String)]) throws {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let rows = try lines.map { line in
        String(
          decoding: try JSONSerialization.data(
            withJSONObject: [
              "conversation": line.conversation, "speaker": line.speaker, "text": line.text,
            ]), as: UTF8.self)
      }
      try (rows.joined(separator: "\n") + "\n").write(
        toFile: file, atomically: true, encoding: .utf8)
    }

    func open(_ options: [String] = [], columns: Int = 100) throws -> PseudoTerminal {
      let terminal = try PseudoTerminal(
        ["inbox", file, "--sent", sent] + options, columns: columns)
      terminal.settle()
      return terminal
    }

    var rows: [String] {
      let text = try? String(contentsOfFile: sent, encoding: .utf8)
      return (text ?? "").split(separator: "\n").map(String.init)
    }

    func remove() { try? FileManager.default.removeItem(atPath: folder) }
  }

  private static let three = [
    ("a", "customer", "do you ship to Canada?"), ("b", "customer", "where is my order?"),
    ("c", "customer", "what are your opening hours?"),
  ]

  @Test(
    "What was answered is left out and told; --anew shows it again and keeps the old answers",
    arguments: [("en", "because"), ("zh", "已有回复的 1 条")])
  func goesOn(language: String, told: String) throws {
    let inbox = try Inbox(Self.three)
    defer { inbox.remove() }
    let options = ["--language", language]
    let first = try inbox.open(options)
    #expect(!first.screen.lines.contains { $0.contains(told) })
    first.enter("/1")
    first.type("/quit\r")
    #expect(first.end() == 0)
    #expect(inbox.rows.count == 1)
    let second = try inbox.open(options)
    #expect(second.screen.lines.contains { $0.contains(told) })
    let place = language == "en" ? "── 1 of 2" : "── 第 1 条，共 2 条"
    #expect(second.screen.lines.contains { $0.hasPrefix(place) })
    second.type("/quit\r")
    _ = second.end()
    let anew = try inbox.open(options + ["--anew"])
    anew.enter("/say hello")
    anew.type("/quit\r")
    _ = anew.end()
    #expect(inbox.rows.count == 1 && inbox.rows[0].contains("hello"))
    let kept = try String(contentsOfFile: inbox.sent + ".1", encoding: .utf8)
    #expect(kept.split(separator: "\n").count == 1 && !kept.contains("hello"))
  }

  @Test("What a customer wrote since the answer waits; what they had written stands before it")
  func showsWhatIsNew() throws {
    let inbox = try Inbox([("a", "customer", "do you ship to Canada?")])
    defer { inbox.remove() }
    let first = try inbox.open()
    first.enter("/say Yes, we do.")
    _ = first.end()
    try FileHandle(forWritingAtPath: inbox.file).map { file in
      try file.seekToEnd()
      file.write(
        Data("{\"conversation\":\"a\",\"speaker\":\"customer\",\"text\":\"and to Peru?\"}\n".utf8))
      try file.close()
    }
    let second = try inbox.open()
    let shown = second.screen.lines
    let old = try #require(shown.firstIndex { $0.contains("do you ship to Canada?") })
    #expect(shown[old...].contains { $0.contains("Yes, we do.") })
    #expect(shown[old...].contains { $0.hasPrefix("customer") && $0.hasSuffix("and to Peru?") })
  }

  @Test(
    "At the end stands what was done, and how",
    arguments: [
      ("en", "2 of 3 answered, 1 skipped", "as suggested: 1; changed: 0; own words: 1", " s."),
      ("zh", "3 条中回复了 2 条，跳过 1 条", "原样发送 1 条，修改后发送 0 条，自己写的 1 条", "秒"),
    ])
  func sumsUp(language: String, done: String, how: String, time: String) throws {
    let inbox = try Inbox(Self.three)
    defer { inbox.remove() }
    let terminal = try inbox.open(["--language", language], columns: 140)
    for line in ["/1", "/say hello", "/skip"] { terminal.enter(line) }
    #expect(terminal.end() == 0)
    let last = terminal.screen.lines.suffix(8).joined(separator: "\n")
    #expect(last.contains(done) && last.contains(how) && last.contains(time), "\(last)")
    #expect(last.replacing("\n", with: "").contains("sent.jsonl"))
    #expect(inbox.rows.count == 2)
  }

  @Test("A changed suggestion counts as one") func countsChanges() throws {
    let inbox = try Inbox([("a", "customer", "do you ship to Canada?")])
    defer { inbox.remove() }
    let terminal = try inbox.open()
    terminal.enter("/change")
    terminal.type(" Bye!\r")
    #expect(terminal.end() == 0)
    #expect(terminal.screen.lines.suffix(6).joined().contains("changed: 1"))
    #expect(inbox.rows[0].contains("Bye!") && inbox.rows[0].contains("\"changed\":true"))
  }

  @Test("Each customer is answered in their language; the seat keeps its own")
  func followsEachCustomer() throws {
    let inbox = try Inbox([("a", "customer", "do you ship to Canada?")])
    defer { inbox.remove() }
    let terminal = try inbox.open(["--language", "zh"])
    // The labels are Chinese, what is said is English.
    let shown = terminal.screen.lines
    #expect(shown.contains { $0.hasPrefix("意图") })
    #expect(shown.contains { $0.hasPrefix("1 ") && $0.contains("Delivery abroad") })
  }

  @Test("A number says nothing of its language: the last customer's is not taken for it")
  func takesNoLanguageOver() throws {
    let inbox = try Inbox([("a", "customer", "我很生气，你们几点开门！"), ("b", "customer", "10234")])
    defer { inbox.remove() }
    let terminal = try inbox.open(["--language", "en"])
    terminal.enter("/1")
    #expect(terminal.screen.lines.contains { $0.hasPrefix("── 2 of 2 · b") })
    #expect(terminal.screen.lines.contains { $0.hasPrefix("1 ") && $0.contains("order 10234") })
  }
}
