import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Reports
import Shop
import Text

/// `deskmate foresee groups`: at most eight groups of customers, and how each is served.
struct ForeseeGroups: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups", abstract: "Groups of customers by whether they buy again, in words.",
    discussion: """
      How each is served stands in knowledge-base/shop/foresight.json.

      Example:
        deskmate foresee groups --language zh
      """)

  @OptionGroup var source: ForeseeShopOptions
  @OptionGroup var privacy: PrivacyOptions

  func validate() throws { _ = try privacy.budget() }

  func run() throws {
    if let budget = try privacy.budget() {
      let found = try ForeseePrivate(
        ForeseeShop(source), what: "groups", parts: [.recency, .language, .lastOrders, .contacts],
        budget: budget)
      return Console.line(source.json ? found.json.text : found.text)
    }
    let shop = try ForeseeShop(source)
    let rebuy = RebuyForecast(shop.history, seed: source.seed)
    let segments = Segmentation(shop.history.valueInput, seed: source.seed)
    if source.json {
      return Console.line(
        JSON.object([
          ("rebuy", rebuy.map { Self.json($0, shop) } ?? .null),
          ("segments", .array(segments.segments.map(Self.json))),
        ]).text)
    }
    if let rebuy, rebuy.backtest.speaks {
      Console.line(Self.table(rebuy, shop) + "\n")
    } else {
      Console.line(
        source.say(
          "Who buys again lost its backtest on this shop and stays silent.",
          "“是否再购”模型在本店未通过回测，保持沉默。") + "\n")
    }
    Console.line(Self.table(segments, shop))
  }

  private static func table(_ rebuy: RebuyForecast, _ shop: ForeseeShop) -> String {
    let source = shop.options
    var table = TextTable(
      source.say("buy again|customers|group|served", "再购比例|顾客数|群体|服务方式")
        .split(separator: "|").map(String.init), alignments: [.right, .right])
    for group in rebuy.groups {
      table.add([
        Percents.text(group.share), "\(group.size)",
        source.say(group.english, group.chinese), served(group, shop),
      ])
    }
    return source.say("Buys again within 90 days:", "90 天内再次购买：") + "\n" + table.text()
  }

  /// Customers by how lately, how often and for how much they bought.
  private static func table(_ segments: Segmentation, _ shop: ForeseeShop) -> String {
    let source = shop.options
    var table = TextTable(
      source.say(
        "customers|weeks since last|orders|spend an order|share of spend|campaign that fits",
        "顾客数|距上次周数|订单数|每单消费|消费占比|适合的活动"
      ).split(separator: "|").map(String.init),
      alignments: [.right, .right, .right, .right, .right])
    for segment in segments.segments {
      table.add([
        "\(segment.size)", GroupWords.number((segment.weeksSince * 10).rounded() / 10),
        GroupWords.number((segment.orders * 10).rounded() / 10),
        GroupWords.number(segment.spend.rounded()), Percents.text(segment.share),
        campaign(segment, shop) ?? source.say("leave in peace", "不打扰"),
      ])
    }
    return source.say("By how lately, how often and for how much (medians):", "按最近、频率与金额（中位数）：")
      + "\n" + table.text()
  }

  /// The first campaign that is for customers like the middle one of a group.
  static func campaign(_ segment: Segmentation.Segment, _ shop: ForeseeShop) -> String? {
    shop.settings.campaigns.first {
      $0.rules.lastDays.contains(Int(segment.weeksSince * 7))
        && $0.rules.orders.contains(Int(segment.orders))
    }?.rules.name
  }

  private static func json(_ segment: Segmentation.Segment) -> JSON {
    [
      "customers": .integer(segment.size), "weeks_since": .number(segment.weeksSince, digits: 2),
      "orders": .number(segment.orders, digits: 2), "spend": .number(segment.spend, digits: 2),
      "share_of_spend": .number(segment.share, digits: 4),
    ]
  }

  static func served(_ group: RebuyForecast.Group, _ shop: ForeseeShop) -> String {
    shop.settings.served(group.share).map {
      $0[shop.options.language == .zh ? .chinese : .english]
    } ?? "–"
  }

  static func json(_ rebuy: RebuyForecast, _ shop: ForeseeShop) -> JSON {
    [
      "backtest": ForeseeTrain.json(rebuy.backtest),
      "groups": .array(
        rebuy.groups.map {
          [
            "group": .string(shop.options.say($0.english, $0.chinese)),
            "customers": .integer($0.size),
            "buys_again": .number($0.share, digits: 4), "served": .string(served($0, shop)),
          ]
        }),
    ]
  }
}
