import Diagnostics
import Dialogue
import Formats
import FoundationEssentials
import Shop
import Text
import Workspace

/// Commands that keep something.
extension SlashCommand {
  static let save = SlashCommand(
    "/save", "FILE", help: "write the conversation so far, masked",
    completions: { _, typed in files(typed) }
  ) { chat, path in
    guard !path.isEmpty else { return "/save needs a file, such as /save today.txt" }
    guard !chat.record.isEmpty else { return "Nothing was said yet." }
    guard !Files.exists(path) else {
      return "\(path.visible()) is there already; nothing was overwritten."
    }
    try TranscriptFile(path: path).write(chat.record)
    let lines = chat.record.count { $0.speaker != "note" }
    return "Written to \(path.visible()): \(lines) line\(lines == 1 ? "" : "s")."
  }

  static let note = SlashCommand(
    "/note", "[text|markdown|json] [FILE|copy]",
    help: "what a colleague needs to take over; Alt-N copies it",
    details: """
      The last request in the customer's words, what is known and from which words, what was done and \
      refused and why, the mood of the whole conversation, the next step. Alt-N copies it to the terminal's \
      clipboard (OSC 52).
      Example: /note · /note copy · /note markdown handover.md
      """, completions: { _, typed in ["text", "markdown", "json", "copy"] + files(typed) }
  ) { chat, argument in
    var words = argument.split(separator: " ").map(String.init)
    var form = HandoverSheet.Form.text
    if let first = words.first, let named = HandoverSheet.Form(rawValue: first) {
      form = named
      words.removeFirst()
    }
    let text = try HandoverSheet(chat: chat).written(as: form)
    guard let target = words.first else { return text.visible(keepingLines: true) }
    if target == "copy" {
      Console.text(Clipboard.sequence(copying: text))
      return "The note is in the clipboard, if the terminal allows it."
    }
    let path = words.joined(separator: " ")
    guard !Files.exists(path) else {
      return "\(path.visible()) is there already; nothing was overwritten."
    }
    try Files.append(Array((text + "\n").utf8), to: path)
    return "Written to \(path.visible())."
  }

  /// The files that a path may become.
  static func files(_ typed: String) -> [String] {
    let typed =
      typed.split(separator: " ", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
    let found =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return found.filter { !$0.hasPrefix(".") }.sorted().map { folder + $0 }
  }
}
