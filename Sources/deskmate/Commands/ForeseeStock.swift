import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Reports
import Text

/// `deskmate foresee stock`: what to reorder, and by when.
struct ForeseeStock: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stock", abstract: "What sells out, by when, and how many to order.",
    discussion: """
      Lead time and how long an order should last stand in knowledge-base/shop/foresight.json.

      Examples:
        deskmate foresee stock
        deskmate foresee stock --all --json
      """)

  @OptionGroup var source: ForeseeShopOptions
  @Flag(help: "All products, not only those to order.") var all = false
  @Option(help: "At most so many.") var limit = 30

  func run() throws {
    try ForeseeStockTable(source, horizon: 8).printOrders(all: all, limit: limit, json: source.json)
  }
}

/// Weekly demand of the shop's products against their stock.
struct ForeseeStockTable {
  private let shop: ForeseeShop
  let forecast: StockForecast

  init(_ source: ForeseeShopOptions, horizon: Int) throws {
    self.init(try ForeseeShop(source), horizon: horizon)
  }

  init(_ shop: ForeseeShop, horizon: Int) {
    self.shop = shop
    var rules = StockForecast.Rules()
    rules.leadWeeks = shop.settings.leadWeeks
    rules.coverWeeks = shop.settings.coverWeeks
    rules.horizon = horizon
    forecast = StockForecast(shop.history, rules: rules)
  }

  /// The products to order, those that run out first in front.
  var due: [StockForecast.Item] { forecast.items.filter { $0.order > 0 } }

  func printOrders(all: Bool, limit: Int, json isJSON: Bool) {
    let source = shop.options
    let items = (all ? forecast.items : due).prefix(max(0, limit))
    if isJSON {
      Console.line(
        JSON.object([
          ("backtest", ForeseeTrain.json(forecast.backtest)),
          ("products", .array(items.map(json))),
        ]).text)
      return
    }
    Console.line(
      source.say(
        "\(due.count) products to order (\(shop.settings.leadWeeks) weeks until they come)",
        "需补货 \(due.count) 种商品（到货需 \(shop.settings.leadWeeks) 周）"))
    if !forecast.backtest.speaks {
      Console.line(
        source.say(
          "Careful: on the last weeks these forecasts did no better than a plain mean.",
          "注意：在最近几周，这些预测并不优于简单平均。"))
    }
    var table = TextTable(
      source.say("order|stock|weeks left|sold out before|product|weeks", "补货|库存|可撑周数|断货可能|商品|走势")
        .split(separator: "|").map(String.init), alignments: [.right, .right, .right, .right])
    for item in items {
      table.add([
        item.order > 0 ? "\(item.order)" : "–", "\(item.stock)",
        item.weeksLeft.isFinite ? GroupWords.number((item.weeksLeft * 10).rounded() / 10) : "∞",
        Percents.text(item.chanceOut), shop.productName(item.product), Self.spark(item),
      ])
    }
    Console.line(table.text(width: TerminalSize.ofTable))
  }

  /// The last weeks and the next, each as high as it sells.
  static func spark(_ item: StockForecast.Item) -> String {
    let past = Array(item.history.suffix(16))
    let top = max(1, (past + item.mean).max() ?? 1)
    return Bars.sparkline(past, in: 0...top) + "│" + Bars.sparkline(item.mean, in: 0...top)
  }

  private func json(_ item: StockForecast.Item) -> JSON {
    [
      "product": .string(item.product), "stock": .integer(item.stock),
      "weeks_left": item.weeksLeft.isFinite ? .number(item.weeksLeft, digits: 2) : .null,
      "chance_out": .number(item.chanceOut, digits: 4), "order": .integer(item.order),
      "mean": .array(item.mean.map { .number($0, digits: 3) }),
      "upper95": .array(item.upper.map { .number($0, digits: 3) }),
    ]
  }

  /// The weeks ahead of one product or of all. Throws a `Fault` for a product that is not sold here.
  func printDemand(of product: String?, json isJSON: Bool) throws {
    let source = shop.options
    let items = forecast.items.filter { product == nil || $0.product == product }
    if let product, items.isEmpty {
      throw Fault(
        file: nil,
        "there is no file and no product \"\(product.visible())\" that was ever sold here")
    }
    if isJSON { return Console.line(JSON.array(items.map(json)).text) }
    var table = TextTable(
      source.say("product|last weeks│next|a week|at most", "商品|过去│未来|每周|上限")
        .split(separator: "|").map(String.init), alignments: [.left, .left, .right, .right])
    let order = items.sorted {
      (-($0.mean.first ?? 0), $0.product) < (-($1.mean.first ?? 0), $1.product)
    }
    for item in order.prefix(product == nil ? 30 : 1) {
      let mean = item.mean.reduce(0, +) / Double(max(1, item.mean.count))
      table.add([
        shop.productName(item.product), Self.spark(item),
        GroupWords.number((mean * 10).rounded() / 10),
        GroupWords.number(((item.upper.max() ?? 0) * 10).rounded() / 10),
      ])
    }
    Console.line(table.text(width: TerminalSize.ofTable))
  }
}
