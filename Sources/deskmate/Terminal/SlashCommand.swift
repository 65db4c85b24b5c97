/// A command of the conversation, such as `/why`.
struct SlashCommand: Sendable {
  /// Its name, with the slash.
  let name: String
  /// What stands after it in the help, such as `INTENT`.
  let arguments: String
  /// One line for the help.
  let help: String
  /// Does it; what it returns is shown.
  let run: @MainActor (ChatSession, String) throws -> String

  init(
    _ name: String, _ arguments: String = "", help: String,
    run: @escaping @MainActor (ChatSession, String) throws -> String
  ) {
    self.name = name
    self.arguments = arguments
    self.help = help
    self.run = run
  }

  /// All of them, in the order of the help.
  static let all: [SlashCommand] = [
    .help, .why, .wrong, .intents, .entities, .sentiment, .knowledge, .orders, .recommend,
    .customer,
    .language, .assist, .json, .save, .undo, .reset, .reload, .timing, .quit,
  ]

  /// The command by name or by an unmistakable beginning of it.
  static func named(_ name: String) -> SlashCommand? {
    if let exact = all.first(where: { $0.name == name }) { return exact }
    let found = all.filter { $0.name.hasPrefix(name) }
    return found.count == 1 ? found.first : nil
  }
}
