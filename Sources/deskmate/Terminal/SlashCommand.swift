/// A command of the conversation, such as `/why`.
struct SlashCommand: Sendable {
  /// Its name, with the slash.
  let name: String
  /// What stands after it in the help, such as `INTENT`.
  let arguments: String
  /// One line for the help.
  let help: String
  /// More for `/help COMMAND`, with an example.
  let details: String
  /// Whether only an agent may give it: it shows others' data or speaks as the desk.
  let isAgents: Bool
  /// Whether its output has the terminal's width already.
  let isLaidOut: Bool
  /// What Tab proposes after it.
  let completions: @MainActor (ChatSession, String) -> [String]
  /// Does it; what it returns is shown.
  let run: @MainActor (ChatSession, String) throws -> String

  init(
    _ name: String, _ arguments: String = "", help: String, details: String = "",
    isAgents: Bool = false, isLaidOut: Bool = false,
    completions: @escaping @MainActor (ChatSession, String) -> [String] = { _, _ in [] },
    run: @escaping @MainActor (ChatSession, String) throws -> String
  ) {
    self.name = name
    self.arguments = arguments
    self.help = help
    self.details = details
    self.isAgents = isAgents
    self.isLaidOut = isLaidOut
    self.completions = completions
    self.run = run
  }

  /// A group of commands as the help lists them.
  struct Group: Sendable {
    let title: String
    let commands: [SlashCommand]
  }

  /// All of them, in the order of the help.
  static let groups: [Group] = [
    Group(title: "Answer", commands: [.take, .change, .say, .skip, .next]),
    Group(
      title: "Look",
      commands: [
        .why, .state, .intents, .entities, .sentiment, .orders, .knowledge,
        .policy, .recommend,
      ]),
    Group(title: "Mend", commands: [.set, .clear, .wrong, .edit, .undo, .reset]),
    Group(
      title: "Conversations",
      commands: [
        .conversations, .open, .close, .inbox, .customer, .note,
        .save,
      ]),
    Group(
      title: "Seat", commands: [.help, .keys, .assist, .language, .json, .timing, .reload, .quit]),
  ]

  /// All of them.
  static let all: [SlashCommand] = groups.flatMap(\.commands)

  /// Whether the command may be given in a session.
  @MainActor
  func isAllowed(in chat: ChatSession) -> Bool { !isAgents || chat.assists }

  /// The command by name or by an unmistakable beginning of it; `/2` is `/take 2`.
  static func named(_ name: String) -> SlashCommand? {
    if let exact = all.first(where: { $0.name == name }) { return exact }
    let found = all.filter { $0.name.hasPrefix(name) }
    return found.count == 1 && name.utf8.count > 1 ? found.first : nil
  }
}
