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
    "/save",
    completions: { _, typed in files(typed) }
  ) { chat, path in
    let words = chat.words
    guard !path.isEmpty else { return words(.saveNeeds) }
    guard !chat.record.isEmpty else { return words(.nothingSaid) }
    guard !Files.exists(path) else { return words(.saveThere, ["path": path.visible()]) }
    try TranscriptFile(path: path).write(chat.record)
    let lines = chat.record.count { $0.speaker != "note" }
    return words(
      lines == 1 ? .saveLine : .saveLines, ["path": path.visible(), "count": "\(lines)"])
  }

  static let note = SlashCommand(
    "/note", completions: { _, typed in ["text", "markdown", "json", "copy"] + files(typed) }
  ) { chat, argument in
    let say = chat.words
    var words = argument.split(separator: " ").map(String.init)
    var form = HandoverSheet.Form.text
    if let first = words.first, let named = HandoverSheet.Form(rawValue: first) {
      form = named
      words.removeFirst()
    }
    let sheet = HandoverSheet(chat: chat)
    guard let target = words.first else {
      // What goes on stands below what it belongs to.
      return sheet.shown(as: form).visible(keepingLines: true)
        .wrapped(toWidth: TerminalSize.columns - 1, indent: 4)
    }
    let text = sheet.written(as: form)
    if target == "copy" {
      Console.text(Clipboard.sequence(copying: text))
      return say(.noteCopied)
    }
    let path = words.joined(separator: " ")
    guard !Files.exists(path) else { return say(.saveThere, ["path": path.visible()]) }
    try Files.append(Array((text + "\n").utf8), to: path)
    return say(.noteWritten, ["path": path.visible()])
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
