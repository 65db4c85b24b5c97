import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Reports
import Text
import Workspace

/// `deskmate foresee demand`: what will be sold, from a file of series or from the shop's own orders.
struct ForeseeDemand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demand", abstract: "What will be sold in the next weeks, and how much at most.",
    discussion: """
      With a file: CSV with the columns series, period and value; the last periods are held out, or \
      --test names what came. Without: the shop's own orders, week by week.

      Examples:
        deskmate foresee demand
        deskmate foresee demand stovetop-kettle
        deskmate foresee demand sales.csv --horizon 6 --json
        deskmate foresee demand monthly.csv.gz --horizon 12 --season 12 --test later.csv.gz --json
      """)

  @OptionGroup var source: ForeseeShopOptions
  @Argument(help: "A file of series, or a product of the shop.") var file: String?
  @Option(help: "How many periods ahead.") var horizon = 8
  @Option(help: "How many periods make a season.") var season = 1
  @Option(help: "What came, to measure against; else the last periods are held out.")
  var test: String?
  @Flag(help: "With a file: list what is expected instead of measuring.") var list = false

  func validate() throws {
    guard (1...1000).contains(horizon) else {
      throw ValidationError("--horizon must be 1 to 1000.")
    }
    guard (1...400).contains(season) else { throw ValidationError("--season must be 1 to 400.") }
  }

  func run() throws {
    if let file, Files.exists(file) || file == "-" || test != nil || file.contains(".csv") {
      try measure(file)
    } else {
      try ForeseeStockTable(source, horizon: horizon).printDemand(
        of: file, json: source.json)
    }
  }

  private func series(_ path: String) throws -> DemandTable {
    let table = try DemandTable(
      ForeseeFiles.table(path, words: ["series", "period"]), file: path)
    ForeseeFiles.warn(table.notes)
    return table
  }

  private func measure(_ path: String) throws {
    let table = try series(path)
    var histories = table.series
    var truth: [[Double]] = []
    if let test {
      let later = try series(test).series
      let byName = Dictionary(later.map { ($0.name, $0.values) }) { first, _ in first }
      truth = histories.map { byName[$0.name] ?? [] }
    } else if !list {
      histories = table.series.filter { $0.values.count > horizon }
      guard !histories.isEmpty else {
        throw Fault(
          file: path, "no series is longer than the horizon of \(horizon): nothing can be held out")
      }
      truth = histories.map { Array($0.values.suffix(horizon)) }
      histories = histories.map {
        DemandSeries(name: $0.name, values: Array($0.values.dropLast(horizon)))
      }
    }
    let started = ForeseeFiles.seconds()
    let found = DemandForecaster(.init(horizon: horizon, season: season)).forecasts(histories)
    let spent = (ForeseeFiles.seconds() - started) * 1000 / Double(max(1, histories.count))
    if list { return show(found) }
    let figures = DemandFigures(
      found, histories: histories.map(\.values), truth: truth, season: season)
    let json = figures.json(millisecondsPerSeries: spent)
    guard !source.json else { return Console.line(json.text) }
    var rows = TextTable(["figure", "value"], alignments: [.left, .right])
    if case .object(let members) = json {
      for (key, value) in members { rows.add([key, value.text]) }
    }
    Console.line(rows.text())
  }

  private func show(_ found: [DemandForecast]) {
    for forecast in found {
      if source.json {
        Console.line(
          JSON.object([
            ("series", .string(forecast.series)),
            ("mean", .array(forecast.mean.map { .number($0, digits: 3) })),
            ("upper95", .array(forecast.upper.map { .number($0, digits: 3) })),
            ("models", .array(forecast.models.map { .string($0) })),
          ]).text)
      } else {
        let numbers = zip(forecast.mean, forecast.upper).map {
          "\(GroupWords.number($0)) (\(GroupWords.number($1)))"
        }
        Console.line("\(forecast.series.visible()): \(numbers.joined(separator: " "))")
      }
    }
  }
}
