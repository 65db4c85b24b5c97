import Diagnostics
import Dialogue
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
