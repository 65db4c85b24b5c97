/// What sells out when, and how many to order: weekly demand against what is in stock.
public struct StockForecast: Sendable {
  /// A product.
  public struct Item: Sendable {
    /// Its id.
    public let product: String
    /// What is in stock.
    public let stock: Int
    /// What was sold week by week.
    public let history: [Double]
    /// What each of the next weeks brings, and its bound.
    public let mean, upper: [Double]
    /// How many weeks the stock lasts at the mean; infinite where nothing sells.
    public let weeksLeft: Double
    /// The chance to run out before new goods can come.
    public let chanceOut: Double
    /// How many to order now, 0 for none.
    public let order: Int
  }

  /// All products, those that run out first in front.
  public let items: [Item]
  /// How the forecasts did on the last weeks.
  public let backtest: Backtest

  /// How stock is kept.
  public struct Rules: Sendable {
    /// Weeks until ordered goods are there.
    public var leadWeeks = 2
    /// Weeks that an order should last.
    public var coverWeeks = 6
    /// How many weeks ahead are foreseen.
    public var horizon = 8

    /// The rules above.
    public init() {}
  }

  /// Foresees every product that is kept or was sold.
  public init(_ shop: ShopHistory, rules: Rules = Rules()) {
    let series = Self.series(shop)
    let horizon = max(rules.horizon, rules.leadWeeks + 1)
    let held = min(6, (series.first?.values.count ?? 0) / 4)
    var figures: [(String, Double)] = []
    var isGood = false
    if held > 0 {
      let early = series.map {
        DemandSeries(name: $0.name, values: Array($0.values.dropLast(held)))
      }
      let truth = series.map { Array($0.values.suffix(held)) }
      let found = DemandForecaster(.init(horizon: held)).forecasts(early)
      let own = DemandFigures(
        found, histories: early.map(\.values), truth: truth, season: 1)
      let naive = early.map { series in
        let last = series.values.suffix(8)
        let mean = last.reduce(0, +) / Double(max(1, last.count))
        return DemandForecast(
          series: series.name, mean: Array(repeating: mean, count: held),
          upper: Array(repeating: mean, count: held), models: [])
      }
      let plain = DemandFigures(
        naive, histories: early.map(\.values), truth: truth, season: 1)
      figures = [
        ("wape", own.wape), ("wape_last8", plain.wape), ("cover95", own.cover95),
        ("products", Double(series.count)),
      ]
      isGood = own.wape <= plain.wape * 1.02 && own.cover95 > 0.85
    }
    backtest = Backtest(
      name: "demand", figures: figures, speaks: isGood,
      rule: "no worse than the mean of the last 8 weeks, and 85 % below the bound")
    let forecasts = DemandForecaster(.init(horizon: horizon)).forecasts(series)
    items = zip(series, forecasts).map { Self.item($0, $1, shop, rules) }.sorted {
      ($0.weeksLeft, $0.product) < ($1.weeksLeft, $1.product)
    }
  }

  /// Units a week of every product, the weeks counted back from today.
  static func series(_ shop: ShopHistory) -> [DemandSeries] {
    let first = shop.purchases.map(\.day).min() ?? shop.today
    let weeks = min(520, max(0, (shop.today - first + 1) / 7))
    var sold: [String: [Double]] = [:]
    for product in shop.stock.keys { sold[product] = [Double](repeating: 0, count: weeks) }
    for purchase in shop.purchases {
      let week = weeks - 1 - (shop.today - purchase.day) / 7
      guard week >= 0, week < weeks, purchase.day <= shop.today else { continue }
      sold[purchase.product, default: [Double](repeating: 0, count: weeks)][week] +=
        purchase.quantity
    }
    return sold.keys.sorted().map { name in
      DemandSeries(name: name, values: Array((sold[name] ?? []).drop { $0 == 0 }))
    }.filter { !$0.values.isEmpty }
  }

  private static func item(
    _ series: DemandSeries, _ forecast: DemandForecast, _ shop: ShopHistory, _ rules: Rules
  ) -> Item {
    let stock = max(0, shop.stock[series.name] ?? 0)
    var left = Double(stock)
    var weeks = 0.0
    for week in forecast.mean {
      if week >= left {
        weeks += week > 0 ? left / week : 1
        left = 0
        break
      }
      left -= week
      weeks += 1
    }
    let last = forecast.mean.last ?? 0
    if left > 0 { weeks = last > 0.001 ? weeks + left / last : .infinity }
    func over(_ count: Int) -> (mean: Double, spread: Double) {
      let mean = forecast.mean.prefix(count).reduce(0, +)
      let square = zip(forecast.mean, forecast.upper).prefix(count).reduce(0) {
        $0 + ($1.1 - $1.0) * ($1.1 - $1.0)
      }
      return (mean, square.squareRoot() / 1.645)
    }
    let lead = over(rules.leadWeeks)
    let all = over(min(forecast.mean.count, rules.leadWeeks + rules.coverWeeks))
    let chance =
      lead.spread > 0
      ? Mathematics.normalAbove((Double(stock) + 0.5 - lead.mean) / lead.spread)
      : lead.mean > Double(stock) ? 1 : 0
    let wanted = all.mean + 1.645 * all.spread - Double(stock)
    let isDue = chance > 0.05 || weeks < Double(rules.leadWeeks)
    return Item(
      product: series.name, stock: stock, history: series.values, mean: forecast.mean,
      upper: forecast.upper, weeksLeft: weeks, chanceOut: chance,
      order: isDue ? max(0, Int(wanted.rounded(.up))) : 0)
  }
}

extension Mathematics {
  /// The chance of a standard normal number above `x` (Abramowitz and Stegun 26.2.17).
  static func normalAbove(_ x: Double) -> Double {
    if x < 0 { return 1 - normalAbove(-x) }
    let t = 1 / (1 + 0.2316419 * x)
    let series =
      t
      * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    return exp(-x * x / 2) / 2.506628274631 * series
  }
}
