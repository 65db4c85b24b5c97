import ArgumentParser

/// `deskmate shop`: the shop's database.
struct ShopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shop", abstract: "Import, show, reset the shop's database; forget a customer.",
    subcommands: [ShopImport.self, ShopShow.self, ShopReset.self, ShopForget.self])
}
