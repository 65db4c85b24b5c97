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
    discussion: """
      With --private it is a page for others: counts of customers and a mean, with noise, and no person, \
      product or order.

      Examples:
        deskmate foresee report day.html --language zh
        deskmate foresee report partners.html --private 1
      """)

  @OptionGroup var source: ForeseeShopOptions
  @OptionGroup var privacy: PrivacyOptions
  @Argument(help: "The web page to write.") var file: String

  func validate() throws { _ = try privacy.budget() }

  func run() throws {
    let shop = try ForeseeShop(source)
    let body: String
    let budget = try privacy.budget()
    if let budget {
      let found = try ForeseePrivate(
        shop, what: "report", parts: PrivateRelease.Part.allCases, budget: budget)
      body = Self.body(found, source.say)
    } else {
      body = try ForeseePage(shop).body
    }
    let page = Page(
      title: (budget == nil
        ? source.say("The days ahead", "未来几天") : source.say("Our customers in figures", "顾客数据"))
        + " · " + Day(number: shop.history.today).iso,
      language: source.language.rawValue, body: body)
    try ModelFiles.write(Array(page.html().utf8), to: file)
    Console.error("Wrote \(file.visible())")
  }

  /// The page for others than the shop: nothing but counts and means with noise.
  private static func body(
    _ found: ForeseePrivate, _ say: (String, String) -> String
  ) -> String {
    let table = ReportTable(say("band|customers", "分组|顾客数"))
    let parts = found.tables.map { title, rows in
      "<h2>\(Page.escape(title))</h2>\n" + table.html(rows.map { [$0.name, $0.count] })
    }
    return (parts + ["<p>\(Page.escape(found.note))</p>"]).joined(separator: "\n")
  }
}
