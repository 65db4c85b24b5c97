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
    abstract: "The owner's page: who will write, alerts, reorder list, groups, backtests.",
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
    if let budget = try privacy.budget() {
      let found = try ForeseePrivate(
        shop, what: "report", parts: PrivateRelease.Part.allCases, budget: budget)
      body = Self.body(found, source.say)
    } else {
      body = Self.body(shop)
    }
    let page = Page(
      title: source.say("The days ahead", "未来几天") + " · " + Day(number: shop.history.today).iso,
      language: source.language.rawValue, body: body)
    try ModelFiles.write(Array(page.html().utf8), to: file)
    Console.error("Wrote \(file.visible())")
  }

  private static func body(_ shop: ForeseeShop) -> String {
    let say = shop.options.say
    let list = ForeseeList(shop, limit: 14)
    let stock = ForeseeStockTable(shop, horizon: 8)
    let rebuy = RebuyForecast(shop.history, seed: shop.options.seed)
    func card(_ value: String, _ name: String) -> String {
      "<div class=\"card\"><b>\(Page.escape(value))</b>\(Page.escape(name))</div>"
    }
    var parts = [
      "<div class=\"cards\">"
        + card("\(list.entries.count)", say("will probably write tomorrow", "位顾客明天可能来信"))
        + card("\(list.flags.count)", say("worth a second look", "项值得再看"))
        + card("\(stock.due.count)", say("products to order", "种商品需补货"))
        + card(
          rebuy?.backtest.speaks == true
            ? "\(rebuy?.expected.count { $0.chance > 0.5 } ?? 0)" : "–",
          say("will probably buy again within 90 days", "位顾客 90 天内可能再购")) + "</div>"
    ]
    parts.append(
      section(
        say("Who will write", "谁会来信"),
        table(
          say("chance|customer|order|write first", "可能|顾客|订单|可先写").split(separator: "|"),
          list.entries.map { entry in
            [
              Percents.text(entry.expected.chance),
              shop.customerName(entry.expected.order.customer), entry.expected.order.number,
              entry.draft,
            ]
          })))
    parts.append(
      section(
        say("Worth a second look", "值得再看一眼"),
        list.flags.isEmpty
          ? "<p>\(say("Nothing unusual.", "没有异常。"))</p>"
          : "<ul>"
            + list.flags.map { "<li>\(Page.escape(ForeseeRisk.line($0, shop)))</li>" }.joined()
            + "</ul><p>\(say("Rare, not wrong: look, and decide yourself.", "只是少见，并非有错：请查看后自行判断。"))</p>"
      ))
    parts.append(
      section(
        say("To order", "补货清单"),
        table(
          say("order|stock|weeks left|sold out before|product|weeks", "补货|库存|可撑周数|断货可能|商品|走势")
            .split(separator: "|"),
          stock.due.prefix(30).map { item in
            [
              "\(item.order)", "\(item.stock)",
              GroupWords.number((item.weeksLeft * 10).rounded() / 10),
              Percents.text(item.chanceOut), shop.productName(item.product),
              ForeseeStockTable.spark(item),
            ]
          })))
    if let rebuy, rebuy.backtest.speaks {
      parts.append(
        section(
          say("Groups of customers", "顾客群体"),
          table(
            say("buy again|customers|group|served", "再购比例|顾客数|群体|服务方式").split(separator: "|"),
            rebuy.groups.map {
              [
                Percents.text($0.share), "\($0.size)", say($0.english, $0.chinese),
                ForeseeGroups.served($0, shop),
              ]
            })))
      if let fairness = rebuy.fairness { parts.append(fair(fairness, say)) }
    }
    parts.append(
      section(
        say("How good this is", "预测有多准"),
        table(
          say("part|speaks|figures|rule", "部分|启用|指标|规则").split(separator: "|"),
          ForeseeTrain.backtests(shop).map { test in
            [
              test.name, test.speaks ? say("yes", "是") : say("silent", "沉默"),
              test.figures.map { "\($0.name) \(GroupWords.number($0.value))" }
                .joined(separator: ", "), test.rule,
            ]
          })))
    return parts.joined(separator: "\n")
  }

  /// The page for others than the shop: nothing but counts and means with noise.
  private static func body(
    _ found: ForeseePrivate, _ say: (String, String) -> String
  ) -> String {
    let parts = found.tables.map { title, rows in
      section(
        title,
        table(
          say("band|customers", "分组|顾客数").split(separator: "|"), rows.map { [$0.name, $0.count] }))
    }
    return (parts + ["<p>\(Page.escape(found.note))</p>"]).joined(separator: "\n")
  }

  private static func fair(
    _ figures: GroupFigures, _ say: (String, String) -> String
  ) -> String {
    section(
      say("Alike for all languages?", "对各语言顾客一视同仁？"),
      table(
        say(
          "language|customers|buy again|foreseen|AUC|chance minus share", "语言|顾客数|再购|预测再购|AUC|预测减实际"
        )
        .split(separator: "|"),
        figures.groups.map {
          [
            $0.name, "\($0.rows)", Percents.text($0.rate), Percents.text($0.flagged),
            GroupWords.number($0.auc), GroupWords.number($0.calibration),
          ]
        }))
  }

  private static func section(_ title: String, _ body: String) -> String {
    "<h2>\(Page.escape(title))</h2>\n" + body
  }

  private static func table(_ header: [Substring], _ rows: [[String]]) -> String {
    let head = header.map { "<th>\(Page.escape(String($0)))</th>" }.joined()
    let body = rows.map { row in
      "<tr>" + row.map { "<td>\(Page.escape($0.visible()))</td>" }.joined() + "</tr>"
    }.joined(separator: "\n")
    return "<div class=\"scroll\"><table><tr>\(head)</tr>\n\(body)</table></div>"
  }
}
