import ArgumentParser
import Diagnostics
import Dialogue
import Formats
import Intents
import Reports
import Text
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// `deskmate intents learn`: file what the classifier was not sure of.
struct IntentsLearnCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "learn",
    abstract: "File lines the classifier was not sure of under their intents.",
    discussion: """
      Lines that fell below the threshold or between two intents are grouped. On a terminal one key \
      files a group: 1, 2 or 3 for a guess, s to skip, q to stop. Otherwise a proposal is printed; \
      --apply files every group under its best guess. The patch is shown first, and the file before \
      it is kept beside as FILE.bak until the next run.
      Rows that /wrong kept say what is right: an intent goes to its utterances, an act to the file of \
      that act, an article to the intent it answers, a fact to its ways to ask; --apply or the key f \
      files them. What a slot should have been is told with the file to put it right in.
      """)

  @Argument(help: "Transcripts: a line of text or a JSON object with \"text\" each; - is stdin.")
  var transcripts: [String]

  @OptionGroup var workspace: WorkspaceOptions

  @Flag(help: "File every group under its best guess, without asking.")
  var apply = false

  @Option(help: "Groups with fewer lines are left out.")
  var least = 1

  @Option(help: "Groups whose best guess is less probable are left out, 0…1.")
  var minConfidence = 0.0

  func run() async throws {
    let folder = try workspace.folder()
    let loaded = try workspace.load()
    let all = try IntentsSources.lines(transcripts)
    try MarkedLinesReport(folder: folder, applies: apply, key: Self.key)
      .file(all.compactMap { MarkedLine(row: $0) })
    let lines = all.filter { MarkedLine(row: $0) == nil }.compactMap(Self.spoken)
    let interpreted = lines.map {
      loaded.interpreter.interpret($0, language: .english, today: Program.today)
    }
    for language in Language.allCases {
      let groups = LineGroup.groups(
        interpreted.filter { $0.utterance.language == language }.map { ($0.utterance, $0.intents) }
      ).filter { group in
        group.lines.count >= least && (group.guesses.first?.confidence ?? 0) >= minConfidence
      }
      if groups.isEmpty { continue }
      let filed = apply ? best(groups) : isatty(STDIN_FILENO) == 1 ? asked(groups) : []
      if filed.isEmpty, !apply { propose(groups, language) }
      try write(filed, in: folder, language)
    }
  }

  /// What the customer says in a line of a transcript; `nil` for anybody else's line.
  private static func spoken(_ line: String) -> String? {
    if line.hasPrefix("{"), let node = try? JSONReader.read(Array(line.utf8), file: "transcript") {
      let speaker = try? node["speaker"]?.string()
      if let speaker, ["agent", "bot", "assistant", "system"].contains(speaker.lowercased()) {
        return nil
      }
      return try? node["text"]?.string()
    }
    for speaker in ["agent:", "bot:", "Agent:", "Bot:"] where line.hasPrefix(speaker) { return nil }
    for speaker in ["customer:", "Customer:", "user:", "User:"] where line.hasPrefix(speaker) {
      return String(line.dropFirst(speaker.count).drop { $0 == " " })
    }
    return line.isEmpty ? nil : line
  }

  private func best(_ groups: [LineGroup]) -> [IntentExample] {
    groups.flatMap { group in
      group.guesses.first.map { guess in
        group.lines.map { IntentExample(text: $0, intent: guess.intent) }
      } ?? []
    }
  }

  private func propose(_ groups: [LineGroup], _ language: Language) {
    for group in groups {
      let guesses = group.guesses.map {
        "\($0.intent.rawValue) \(IntentReport.percent($0.confidence))"
      }.joined(separator: ", ")
      Console.line("\(language.rawValue) \(group.lines.count) × \(guesses)")
      for line in group.lines.prefix(5) { Console.line("    \(line.visible())") }
    }
  }

  private func asked(_ groups: [LineGroup]) -> [IntentExample] {
    var filed: [IntentExample] = []
    for (number, group) in groups.enumerated() {
      Console.line("\n\(number + 1) of \(groups.count)")
      for line in group.lines.prefix(8) { Console.line("    \(line.visible())") }
      for (key, guess) in group.guesses.enumerated() {
        Console.line(
          "  \(key + 1)  \(guess.intent.rawValue) \(IntentReport.percent(guess.confidence))")
      }
      Console.line("  o  out_of_scope   s  skip   q  stop")
      switch Self.key() {
      case "q", nil: return filed
      case "o":
        filed += group.lines.map { IntentExample(text: $0, intent: .outOfScope) }
      case let key?:
        guard let place = key.wholeNumberValue, group.guesses.indices.contains(place - 1) else {
          continue
        }
        filed += group.lines.map {
          IntentExample(text: $0, intent: group.guesses[place - 1].intent)
        }
      }
    }
    return filed
  }

  /// One key, without return; `nil` at the end of the input.
  private static func key() -> Character? {
    var old = termios()
    tcgetattr(STDIN_FILENO, &old)
    var raw = old
    raw.c_lflag &= ~tcflag_t(ICANON | ECHO)
    tcsetattr(STDIN_FILENO, TCSANOW, &raw)
    defer { tcsetattr(STDIN_FILENO, TCSANOW, &old) }
    var byte: UInt8 = 0
    return read(STDIN_FILENO, &byte, 1) == 1 ? Character(Unicode.Scalar(byte)) : nil
  }

  private func write(
    _ filed: [IntentExample], in folder: WorkspaceFolder, _ language: Language
  ) throws {
    if filed.isEmpty { return }
    var left = Set(filed)
    for path in Files.list(folder.path("intents/" + language.rawValue), ending: ".json") {
      let bytes = try Files.bytes(path)
      guard
        let patch = try IntentPatch(bytes, file: path, adding: filed.filter { left.contains($0) })
      else { continue }
      left.subtract(patch.additions)
      Console.line("--- \(path)\n+++ \(path)")
      for example in patch.additions {
        Console.line("+ \(example.intent.rawValue): \(example.text.visible())")
      }
      // Somebody else may have saved it meanwhile: then nothing of theirs may be lost.
      guard try Files.bytes(path) == patch.old else {
        throw Fault(file: path, "was changed meanwhile; nothing was written to it, run again")
      }
      try IntentsSources.write(patch.old, to: path + ".bak")
      try IntentsSources.write(patch.new, to: path)
    }
    for example in left.sorted(by: { $0.text < $1.text }) {
      Console.error(
        "deskmate: no file has utterances of \(example.intent.rawValue): "
          + "\(example.text.visible())")
    }
  }
}
