import ArgumentParser
import Diagnostics
import Foresight
import Reports
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

  func run() throws {
    let shop = try ForeseeShop(source)
    guard let rebuy = RebuyForecast(shop.history, seed: source.seed) else {
      throw Fault(
        file: nil, "this shop is too young or too small for groups: 50 customers over a year serve")
    }
    if source.json { return Console.line(Self.json(rebuy, shop).text) }
    var table = TextTable(
      source.say("buy again|customers|group|served", "再购比例|顾客数|群体|服务方式")
        .split(separator: "|").map(String.init), alignments: [.right, .right])
    for group in rebuy.groups {
      table.add([
        Percents.text(group.share), "\(group.size)",
        source.say(group.english, group.chinese), Self.served(group, shop),
      ])
    }
    Console.line(
      source.say("Buys again within 90 days:", "90 天内再次购买：") + "\n" + table.text())
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
            "group": .string(shop.options.say($0.english, $0.chinese)), "customers": .integer($0.size),
            "buys_again": .number($0.share, digits: 4), "served": .string(served($0, shop)),
          ]
        }),
    ]
  }
}
