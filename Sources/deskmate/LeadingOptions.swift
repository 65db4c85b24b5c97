import ArgumentParser

/// `deskmate --shop FILE shop show`: options that stand before a subcommand are its own.
enum LeadingOptions {
  /// The options that most commands know; each has a value.
  private static let known = ["--workspace", "--shop"]

  /// The arguments with such options behind the subcommand they stand before.
  static func moved(_ arguments: [String], root: any ParsableCommand.Type) -> [String] {
    var leading: [String] = []
    var rest = arguments[...]
    while let option = rest.first, let name = known.first(where: { isOption(option, $0) }) {
      let count = option == name ? 2 : 1
      guard rest.count >= count else { return arguments }
      leading += rest.prefix(count)
      rest = rest.dropFirst(count)
    }
    var commands: [String] = []
    var command = root
    while let name = rest.first, let next = subcommand(name, of: command) {
      commands.append(name)
      command = next
      rest = rest.dropFirst()
    }
    return commands.isEmpty ? arguments : commands + leading + rest
  }

  private static func isOption(_ argument: String, _ name: String) -> Bool {
    argument == name || argument.hasPrefix(name + "=")
  }

  private static func subcommand(
    _ name: String, of command: any ParsableCommand.Type
  ) -> (any ParsableCommand.Type)? {
    command.configuration.subcommands.first { $0._commandName == name }
  }
}
