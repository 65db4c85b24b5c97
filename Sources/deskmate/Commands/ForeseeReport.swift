import ArgumentParser
import Diagnostics
import Foresight
import Quantities
import Reports
import Text

/// `deskmate foresee report`: the owner's page.
struct ForeseeReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "The owner's page: alerts, reorder list, demand, groups, campaigns, backtests.",
    discussion: "Example:\n  deskmate foresee report day.html --language zh")

  @OptionGroup var source: ForeseeShopOptions
  @Argument(help: "The web page to write.") var file: String

  func run() throws {
    let shop = try ForeseeShop(source)
    let page = Page(
      title: source.say("The days ahead", "未来几天") + " · " + Day(number: shop.history.today).iso,
      language: source.language.rawValue, body: try ForeseePage(shop).body)
    try ModelFiles.write(Array(page.html().utf8), to: file)
    Console.error("Wrote \(file.visible())")
  }
}
