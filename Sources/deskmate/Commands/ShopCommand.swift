import ArgumentParser

/// `deskmate shop`: the shop's database.
struct ShopCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shop",
    abstract: "Import, show, reset the shop's database, check its tables; forget a customer.",
    subcommands: [
      ShopImport.self, ShopShow.self, ShopClean.self, ShopReset.self, ShopForget.self,
    ])
}
