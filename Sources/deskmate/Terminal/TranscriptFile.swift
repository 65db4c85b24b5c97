import Text
import Dialogue
import Workspace

/// A conversation as `Speaker: text` lines, personal data masked.
struct TranscriptFile {
  private let path: String

  /// Begins a file; adds to one that is there. Throws a `Fault` when it cannot be written.
  init(path: String) throws {
    self.path = path
    try Files.append([], to: path)
  }

  /// Adds a turn. A full disk loses the log, not the conversation.
  @MainActor func write(_ turn: Turn, in chat: ChatSession) {
    func flat(_ text: String) -> String {
      text.split(whereSeparator: \.isNewline).joined(separator: " / ")
    }
    let lines =
      "Customer: \(flat(chat.masked(turn.interpretation.utterance.text)))\n"
      + "Deskmate: \(flat(chat.masked(turn.reply.text)))\n"
    do {
      try Files.append(Array(lines.utf8), to: path)
    } catch {
      Console.error("deskmate: \(error)")
    }
  }
}
