import ArgumentParser

/// `deskmate shop`: the shop's database.
struct ShopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shop", abstract: "The shop's database.", subcommands: [])
}
