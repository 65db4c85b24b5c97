import Diagnostics
import Dialogue
import Formats
import Reports
import Text
import Workspace

/// Waiting messages as a table.
struct InboxTable {
  private let words: SeatWords
  private var table: TextTable

  init(_ words: SeatWords) {
    self.words = words
    table = TextTable(
      [
        words(.colNumber), words(.colState), words(.colWaiting), words(.mood), words(.colAlarm),
        words(.colConversation), words(.colText),
      ], alignments: [.right, .left, .right, .right, .left, .left, .left])
  }

  mutating func add(_ item: InboxItem, number: Int, state: String) {
    table.add([
      "\(number)", state, item.waiting.map(words.age) ?? "", signed(item.mood),
      item.alarm.map { words.word(for: $0) } ?? "", item.name,
      item.text.split(whereSeparator: \.isNewline).joined(separator: " / "),
    ])
  }

  func text(width: Int) -> String { table.text(width: width) }
}

/// What was sent, an object a line; what stands there already is not worked through again.
struct SentFile {
  let path: String
  /// The keys of the messages that were answered before.
  let answered: Set<String>

  /// Opens a file, or begins one with the first answer. Throws a `Fault` for a file that is none of these.
  init(path: String) throws(Fault) {
    self.path = path
    var answered: Set<String> = []
    if Files.exists(path) {
      for (place, line) in try Files.unpacked(path).split(separator: 0x0A).enumerated() {
        let node = try JSONReader.read(Array(line), file: "\(path), line \(place + 1)")
        answered.insert(
          try node.required("conversation").string() + "\u{1F}"
            + node.required("text").string())
      }
    }
    self.answered = answered
  }

  /// Adds an answer; a disk that is full loses the entry, and says so.
  @MainActor
  func add(_ item: InboxItem, _ words: String, suggestion: Int?) {
    let row: JSON = [
      "conversation": .string(item.name), "text": .string(item.text), "sent": .string(words),
      "suggestion": suggestion.map { .integer($0) } ?? .null,
      "at": .integer(Program.secondsNow),
    ]
    do {
      try Files.append(Array((row.text + "\n").utf8), to: path)
    } catch {
      Console.error("deskmate: \(error)")
    }
  }
}
