import Diagnostics
import Dialogue
import Formats
import Text

/// A conversation on a pipe: one line in, one line out, flushed at once; no prompt, no banner.
@MainActor
struct PipeChat {
  let chat: ChatSession

  /// Answers until the input ends.
  func run() {
    var reader = LineReader()
    while let line = reader.next() {
      let turn = chat.answerOrApologize(line)
      chat.forgetTurns()
      if chat.showsJSON {
        Console.line(turn.json.text)
      } else {
        let lines = turn.reply.text.split(separator: "\n", omittingEmptySubsequences: true)
        Console.line(lines.map { $0.visible() }.joined(separator: " / "))
      }
    }
  }
}
