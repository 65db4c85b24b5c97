import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Reports

/// `deskmate foresee train`: learns all that is foreseen of the shop and prints how each part did.
struct ForeseeTrain: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Learn everything, and see the backtest of each part.",
    discussion: """
      A part that loses its backtest stays silent in all other commands. The models are learned anew \
      from the shop each time, in about a second; nothing of a person outlives `shop forget`.

      Example:
        deskmate foresee train --json
      """)

  @OptionGroup var source: ForeseeShopOptions

  func run() throws {
    let shop = try ForeseeShop(source)
    let tests = Self.backtests(shop)
    if source.json { return Console.line(JSON.array(tests.map { Self.json($0) }).text) }
    var table = TextTable(
      source.say("part|speaks|figures|rule", "部分|启用|指标|规则").split(separator: "|").map(String.init))
    for test in tests {
      table.add(BacktestWords.cells(test, source.say))
    }
    Console.line(table.text())
    let sentences = tests.compactMap { ForeseeDrift.sentence($0, source.say) }
    if !sentences.isEmpty { Console.line("\n" + sentences.joined(separator: "\n")) }
  }

  /// The backtests of every part, in the order of the commands.
  static func backtests(_ shop: ForeseeShop) -> [Backtest] {
    let silent = { (name: String) in
      Backtest(name: name, figures: [], speaks: false, rule: "too little is known")
    }
    return [
      WritingForecast(shop.history, seed: shop.options.seed)?.backtest
        ?? silent("who writes tomorrow"),
      RebuyForecast(shop.history, seed: shop.options.seed)?.backtest
        ?? silent("buys again within 90 days"),
      DeliveryForecast(shop.history.orders).backtest,
      NextOffers(shop.history).backtest,
      ShopPersonas(shop.history, seed: shop.options.seed)?.backtest ?? silent("personas"),
      ForeseeStockTable(shop, horizon: 8).forecast.backtest,
    ]
  }

  /// A backtest as JSON.
  static func json(_ test: Backtest) -> JSON {
    var members: [(key: String, value: JSON)] = [
      ("part", .string(test.name)), ("speaks", .bool(test.speaks)),
    ]
    members += test.figures.map { (key: $0.name, value: .number($0.value)) }
    members.append(("rule", .string(test.rule)))
    if let drift = test.drift { members.append(("drift", ForeseeDrift.json(drift))) }
    return .object(members)
  }
}
