import Text

/// A command of the conversation, such as `/why`.
struct SlashCommand: Sendable {
  /// Its name, with the slash; its words in the help stand in `knowledge-base/terminal`.
  let name: String
  /// Whether only an agent may give it: it shows others' data or speaks as the desk.
  let isAgents: Bool
  /// Whether its output has the terminal's width already.
  let isLaidOut: Bool
  /// What Tab proposes after it.
  let completions: @MainActor (ChatSession, String) -> [String]
  /// Does it; what it returns is shown.
  let run: @MainActor (ChatSession, String) throws -> String

  init(
    _ name: String, isAgents: Bool = false, isLaidOut: Bool = false,
    completions: @escaping @MainActor (ChatSession, String) -> [String] = { _, _ in [] },
    run: @escaping @MainActor (ChatSession, String) throws -> String
  ) {
    self.name = name
    self.isAgents = isAgents
    self.isLaidOut = isLaidOut
    self.completions = completions
    self.run = run
  }

  /// Its name without the slash, as the files of words have it.
  var key: String { String(name.dropFirst()) }

  /// A group of commands as the help lists them.
  struct Group: Sendable {
    let name: String
    let commands: [SlashCommand]
  }

  /// All of them, in the order of the help.
  static let groups: [Group] = [
    Group(name: "answer", commands: [.take, .change, .say, .skip, .next]),
    Group(
      name: "look",
      commands: [
        .why, .state, .talk, .intents, .entities, .sentiment, .orders, .knowledge, .policy,
        .recommend, .foresee, .flag,
      ]),
    Group(name: "mend", commands: [.set, .clear, .wrong, .edit, .undo, .reset]),
    Group(
      name: "conversations",
      commands: [.conversations, .open, .close, .inbox, .goto, .customer, .note, .save]),
    Group(
      name: "seat", commands: [.help, .keys, .assist, .language, .json, .timing, .reload, .quit]),
  ]

  /// All of them.
  static let all: [SlashCommand] = groups.flatMap(\.commands)

  /// Whether the command may be given in a session.
  @MainActor
  func isAllowed(in chat: ChatSession) -> Bool { !isAgents || chat.assists }

  /// The command by name or by an unmistakable beginning of it.
  static func named(_ name: String) -> SlashCommand? {
    let found = all(named: name)
    return found.count == 1 ? found.first : nil
  }

  /// The commands that a name or the beginning of one may mean; capitals do not matter.
  static func all(named name: String) -> [SlashCommand] {
    let name = name.lowercased()
    if let exact = all.first(where: { $0.name == name }) { return [exact] }
    return name.utf8.count > 1 ? all.filter { $0.name.hasPrefix(name) } : []
  }

  /// The commands whose names are nearly like one: a letter or two apart.
  static func near(_ name: String) -> [SlashCommand] {
    let most = name.utf8.count > 5 ? 2 : 1
    let typed = Array(name.lowercased().utf8)
    return all.filter { SpellingDistance.edits(Array($0.name.utf8), typed, limit: most) != nil }
  }
}
