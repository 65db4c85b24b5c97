import Diagnostics
import Dialogue
import Formats
import FoundationEssentials
import Shop
import Text
import Workspace

/// Commands that keep something.
extension SlashCommand {
  static let save = SlashCommand("/save", "FILE", help: "write the conversation so far, masked") {
    chat, path in
    guard !path.isEmpty else { return "/save needs a file, such as /save today.txt" }
    guard !chat.record.isEmpty else { return "Nothing was said yet." }
    guard !Files.exists(path) else {
      return "\(path.visible()) is there already; nothing was overwritten."
    }
    try TranscriptFile(path: path).write(chat.record)
    let lines = chat.record.count { $0.speaker != "note" }
    return "Written to \(path.visible()): \(lines) line\(lines == 1 ? "" : "s")."
  }

  static let wrong = SlashCommand(
    "/wrong", "INTENT", help: "mark the last line's intent as wrong, for intents learn"
  ) { chat, intent in
    guard let turn = chat.turns.last else { return "Nothing was said yet." }
    let known = chat.workspace.intentNames
    guard known.contains(intent) else {
      let near = known.filter { $0.contains(intent) || intent.contains($0) }
      return "There is no intent \"\(intent.visible())\""
        + (near.isEmpty
          ? "; the intents are: " + known.joined(separator: " ")
          : "; did you mean \(near.joined(separator: ", "))?")
    }
    let path = try WrongLines.append(
      turn, intent: intent, masked: chat.masked(turn.interpretation.utterance.text))
    return "Kept in \(path) as \(intent); `deskmate intents learn` proposes it for the intent file."
  }
}

/// The lines marked `/wrong`, for `intents learn`.
enum WrongLines {
  /// Where they are.
  static var path: String {
    StatePaths(environment: ProcessInfo.processInfo.environment).state + "/wrong.jsonl"
  }

  /// Adds a line, personal data masked, and returns where.
  static func append(_ turn: Turn, intent: String, masked: String) throws -> String {
    try Files.makeFolder(StatePaths(environment: ProcessInfo.processInfo.environment).state)
    let row: JSON = [
      "text": .string(masked), "intent": .string(intent),
      "language": .string(turn.interpretation.utterance.language.rawValue),
    ]
    try Files.append(Array((row.text + "\n").utf8), to: path)
    return path
  }
}
