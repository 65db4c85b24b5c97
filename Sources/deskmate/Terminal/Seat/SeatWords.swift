import Diagnostics
import Dialogue
import Formats
import Intents
import Knowledge
import Sentiment
import Text
import Workspace

/// The words of the terminal in one language: labels, messages, the help of the commands.
struct SeatWords: Sendable {
  /// The words of a command in the help.
  struct Command: Sendable {
    var arguments = ""
    var help = ""
    var details = ""
  }

  /// What the words are in.
  let language: Language
  private(set) var phrases: [SeatPhrase: ReplyTemplate] = [:]
  /// The commands by their names without the slash.
  private(set) var commands: [String: Command] = [:]
  /// The titles of the help's groups, by name.
  private(set) var groups: [String: String] = [:]
  /// The keys of the prompt and what they do.
  private(set) var keys: [(key: String, does: String)] = []
  private var slots: [String: String] = [:]
  private var asked: [String: String] = [:]
  private var acts: [String: String] = [:]

  /// No words yet.
  init(language: Language) { self.language = language }

  /// A phrase with its placeholders filled.
  func callAsFunction(_ phrase: SeatPhrase, _ values: [String: String] = [:]) -> String {
    phrases[phrase]?.filled(with: values) ?? phrase.rawValue
  }

  /// The word for a slot of what is believed.
  func word(for slot: Belief.Slot) -> String { slots[slot.rawValue] ?? slot.rawValue }

  /// The word for what a customer was asked, by the name that a reply gives it.
  func word(forAsked name: String) -> String { asked[name] ?? name }

  /// The word for a dialogue act.
  func word(for act: DialogueAct.Kind) -> String { acts[act.rawValue] ?? act.rawValue }

  /// The act that a word names, in this language or by its own name.
  func act(named name: String) -> DialogueAct.Kind? {
    DialogueAct.Kind(rawValue: name.lowercased())
      ?? DialogueAct.Kind.allCases.first { acts[$0.rawValue]?.lowercased() == name.lowercased() }
  }

  /// The slot that a word names, in this language or by its own name.
  func slot(named name: String) -> Belief.Slot? {
    Belief.Slot(rawValue: name.lowercased())
      ?? Belief.Slot.allCases.first { slots[$0.rawValue]?.lowercased() == name.lowercased() }
  }

  /// The word for how a line feels.
  func word(for label: SentimentScore.Label) -> String {
    switch label {
    case .negative: self(.negative)
    case .neutral: self(.neutral)
    case .positive: self(.positive)
    }
  }

  /// What stands behind the ranked intents where none was decided on.
  func note(on decision: IntentRanking.Decision) -> String {
    switch decision {
    case .intent: ""
    case .close: " (" + self(.closeCall) + ")"
    case .outOfScope: " (" + self(.outOfScope) + ")"
    }
  }

  /// The word for what was decided on.
  func word(for decision: IntentRanking.Decision) -> String {
    switch decision {
    case .intent: self(.decisionIntent)
    case .close: self(.closeCall)
    case .outOfScope: self(.outOfScope)
    }
  }

  /// The word for an alarm.
  func word(for alarm: Handover.Reason) -> String {
    switch alarm {
    case .safety: self(.alarmSafety)
    case .legal: self(.alarmLegal)
    case .asked: self(.alarmAsked)
    default: self(.alarmOther)
    }
  }

  /// How long ago something was, as an agent reads it.
  func age(_ seconds: Int) -> String {
    switch max(0, seconds) {
    case ..<60: self(.ageNow)
    case ..<3_600: self(.ageMinutes, ["count": "\(seconds / 60)"])
    case ..<172_800: self(.ageHours, ["count": "\(seconds / 3_600)"])
    default: self(.ageDays, ["count": "\(seconds / 86_400)"])
    }
  }

  /// Several names in one line.
  func list(_ names: [String]) -> String { names.joined(separator: self(.listSeparator)) }
}

// Reading.
extension SeatWords {
  /// The words of a language in a workspace.
  init(_ language: Language, in folder: WorkspaceFolder) throws {
    let name = "knowledge-base/terminal/\(language.rawValue).json"
    let bytes: [UInt8]
    do throws(Fault) {
      bytes = try Files.bytes(folder.path(name))
    } catch {
      throw Fault(file: name, place: error.place, error.message)
    }
    try self.init(bytes, file: name, language: language)
  }

  /// Reads a file. Throws `Faults` naming every phrase and command that is missing, unknown or no text.
  init(_ bytes: [UInt8], file: String, language: Language) throws {
    self.language = language
    let root = try JSONReader.read(bytes, file: file)
    try root.rejectUnknownKeys([
      "note", "phrases", "groups", "commands", "keys", "slots", "asked", "acts",
    ])
    var faults: [Fault] = []
    readPhrases(try root.required("phrases"), &faults)
    for (key, words) in try Self.texts(root.required("groups")) { groups[key] = words }
    for member in try root.required("commands").object() {
      do throws(Fault) { commands[member.key] = try Self.command(member.value) } catch {
        faults.append(error)
      }
    }
    keys = try root.required("keys").array().map {
      (try $0.required("key").string(), try $0.required("does").string())
    }
    slots = try Self.texts(root.required("slots"))
    asked = try Self.texts(root.required("asked"))
    acts = try Self.texts(root.required("acts"))
    for command in SlashCommand.all where commands[command.key]?.help.isEmpty != false {
      faults.append(Fault(file: file, "the help of the command \"\(command.key)\" is missing"))
    }
    for group in SlashCommand.groups where groups[group.name] == nil {
      faults.append(Fault(file: file, "the title of the group \"\(group.name)\" is missing"))
    }
    for act in DialogueAct.Kind.allCases where acts[act.rawValue] == nil {
      faults.append(Fault(file: file, "the word for the act \"\(act.rawValue)\" is missing"))
    }
    for slot in Belief.Slot.allCases where slots[slot.rawValue] == nil {
      faults.append(Fault(file: file, "the word for the slot \"\(slot.rawValue)\" is missing"))
    }
    if !faults.isEmpty { throw Faults(faults) }
  }

  private mutating func readPhrases(_ node: JSONNode, _ faults: inout [Fault]) {
    do throws(Fault) {
      for member in try node.object("phrases") {
        guard let phrase = SeatPhrase(rawValue: member.key) else {
          faults.append(member.value.fault("unknown phrase \"\(member.key)\""))
          continue
        }
        let text = try member.value.string(member.key)
        do { phrases[phrase] = try ReplyTemplate(text) } catch {
          faults.append(member.value.fault("\(error)"))
        }
      }
    } catch {
      faults.append(error)
    }
    for phrase in SeatPhrase.allCases where phrases[phrase] == nil {
      faults.append(node.fault("the phrase \"\(phrase.rawValue)\" is missing"))
    }
  }

  private static func texts(_ node: JSONNode) throws(Fault) -> [String: String] {
    var texts: [String: String] = [:]
    for member in try node.object() { texts[member.key] = try member.value.string(member.key) }
    return texts
  }

  private static func command(_ node: JSONNode) throws(Fault) -> Command {
    try node.rejectUnknownKeys(["arguments", "help", "details"])
    return Command(
      arguments: try node["arguments"]?.string("arguments") ?? "",
      help: try node.required("help").string("help"),
      details: try node["details"]?.string("details") ?? "")
  }
}

extension ChatSession {
  /// The words of the screen just now.
  var words: SeatWords { seat[seatLanguage] }

  /// The screen's language: what `--language` or `/lang` says, at an agent's seat what the locale names,
  /// else the language that is spoken.
  var seatLanguage: Language { seatLanguage(spoken: nil) }

  /// The same where the conversation is about to be in a language.
  func seatLanguage(spoken: Language?) -> Language {
    if let fixedLanguage { return fixedLanguage }
    let hasBegun = !record.isEmpty || conversation.turn > 0
    if assists || !hasBegun, let locale = seat.locale { return locale }
    return spoken ?? table?.after?.language ?? table?.turn?.interpretation.utterance.language
      ?? conversation.language
  }
}

/// The words of the terminal in all languages, and the one that the person's locale names.
struct Seat: Sendable {
  private let words: [Language: SeatWords]
  /// The language of the person's locale; `nil` where that names none of ours.
  let locale: Language?

  /// Reads the words of a workspace.
  init(in folder: WorkspaceFolder, environment: [String: String]) throws {
    var words: [Language: SeatWords] = [:]
    for language in Language.allCases { words[language] = try SeatWords(language, in: folder) }
    self.words = words
    locale = Self.language(of: environment)
  }

  /// No words: where nobody sits at a terminal.
  init() {
    words = [:]
    locale = nil
  }

  subscript(_ language: Language) -> SeatWords {
    words[language] ?? SeatWords(language: language)
  }

  /// What a locale's variables name, the strongest first.
  static func language(of environment: [String: String]) -> Language? {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    guard let value = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty })
    else { return nil }
    let code = value.split(whereSeparator: { "_.@-".contains($0) }).first.map(String.init) ?? ""
    return Language(rawValue: code.lowercased())
  }
}
