import Shop
import Text
import Workspace

/// A conversation as `Speaker: text` lines, personal data masked.
struct TranscriptFile {
  private let path: String

  /// Begins a file; adds to one that is there. Throws a `Fault` when it cannot be written.
  init(path: String) throws {
    self.path = path
    try Files.append([], to: path)
  }

  /// Adds what was said, masked already; what a colleague is told is no part of it. A full disk loses the
  /// log, not the conversation.
  func write(_ lines: [StoredConversation.Turn]) {
    let text = lines.filter { $0.speaker != "note" }.map { line in
      let flat = line.text.split(whereSeparator: \.isNewline).joined(separator: " / ")
      return (line.speaker == "customer" ? "Customer: " : "Deskmate: ") + flat + "\n"
    }.joined()
    do {
      try Files.append(Array(text.utf8), to: path)
    } catch {
      Console.error("deskmate: \(error)")
    }
  }
}
