import Formats
import Computing
import ArgumentParser
import Diagnostics
import Foresight
import Foundation
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// Foresight on public data, one JSON object a figure, with what the best public packages reached on the
/// same rows (`peer_…`).
struct ForesightBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "foresight",
    abstract: "Tables, demand, baskets, value, segments and the speed of trees.",
    discussion: """
      DATA is the folder that holds foresight/. Models are chosen on validation rows; figures are of \
      test rows. Times are CPU seconds of one thread; peers' times are from another hour of a shared \
      machine.
      """)

  @Option(help: "The folder that holds foresight/.") var data: String
  @Option(
    help: """
      Only these areas: tables, trees, demand, baskets, hidden, value, segments, personas, delivery, uplift, \
      cleaning, privacy.
      """)
  var only: [String] = []
  @Option(help: "A folder for the made rows, for foresight_peers.py.") var keep: String?

  func run() throws {
    let areas: [(String, () throws -> Void)] = [
      ("tables", tables), ("demand", demand), ("baskets", baskets),
      ("hidden", hidden), ("value", value), ("segments", segments), ("personas", personas),
      ("delivery", delivery), ("uplift", uplift), ("trees", trees),
      ("cleaning", cleaning), ("privacy", privacy),
    ]
    for (name, area) in areas where only.isEmpty || only.contains(name) { try area() }
  }

  func say(
    _ area: String, _ set: String, _ figures: [(key: String, value: JSON)]
  ) {
    let head: [(key: String, value: JSON)] = [
      ("benchmark", "foresight"), ("area", .string(area)), ("set", .string(set)),
    ]
    print(JSON.object(head + figures).text)
  }

  func seconds() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }

  func bytes(_ path: String) throws -> [UInt8] {
    var stream = try ByteStream(path: data + "/foresight/" + path)
    var all: [UInt8] = []
    while true {
      let piece = try stream.next()
      if piece.isEmpty { return all }
      all += piece
    }
  }

  func table(_ path: String, words: Set<String> = []) throws -> Table {
    let name =
      Files.exists(data + "/foresight/" + path + ".csv.gz") ? path + ".csv.gz" : path + ".csv"
    return try TableReader.read(bytes(name), file: name, words: words).table
  }
}

// Tables.
extension ForesightBenchmark {
  private func tables() throws {
    for set in PeerFigures.tables {
      func source(_ part: String) throws -> TableEvaluation.Source {
        TableEvaluation.Source(try table("\(set.folder)/\(part)"), file: "\(set.folder)/\(part)")
      }
      let parts = TableEvaluation.Parts(
        train: try source("train"), validation: try source("val"), test: try source("test"))
      var boosted: [Double] = []
      for kind in [TableModel.Kind.boosted, .logistic, .tree, .auto] {
        var options = TableEvaluation.Options(label: "label")
        options.without = Set(set.without)
        options.model = kind
        let found = try TableEvaluation(parts, options: options, clock: seconds)
        guard case .object(var members) = found.json else { continue }
        members.insert(("asked", .string(kind.rawValue)), at: 0)
        if let peer = set.peers[kind.rawValue] {
          members.append(("peer", .string(peer.name)))
          members.append(("peer_auc", .number(peer.auc)))
          members.append(("peer_log_loss", .number(peer.logLoss)))
        }
        if kind == .boosted { boosted = found.answers }
        if kind == .auto,
          let paired = RankingMeasures.aucDifference(
            found.answers, boosted, found.targets.map { $0 > 0.5 })
        {
          members.append(
            (
              "auc_less_boosted",
              [
                .number(paired.difference), .number(paired.interval.lowerBound),
                .number(paired.interval.upperBound),
              ]
            ))
        }
        say("tables", set.folder, members)
      }
    }
  }

  /// Made-up rows: 30 numbers, of which ten matter.
  private func trees() throws {
    for rows in [10_000, 100_000, 1_000_000] {
      let (all, targets) = Self.made(rows + 20_000)
      let train = all.rows(Array(0..<rows))
      let test = all.rows(Array(rows..<rows + 20_000))
      if let keep { try Self.write(train, test, targets, to: "\(keep)/made-\(rows)") }
      let started = seconds()
      let prepared = BoostedTrees.Prepared(
        .init(train, targets: Array(targets[..<rows])),
        levels: [Int?](repeating: nil, count: 30))
      let binned = seconds()
      var settings = BoostedTrees.Settings()
      (settings.trees, settings.rate, settings.leaves) = (100, 0.1, 31)
      let model = BoostedTrees(
        prepared, validation: nil, objective: .binary, settings: settings)
      let trained = seconds()
      let answers = model.answers(test)
      let scored = seconds()
      let contributions = TreeContributions(model.trees, width: 30)
      for row in 0..<2000 { _ = contributions.contributions(Array(test.row(row))) }
      let explained = seconds()
      let peer = PeerFigures.trees[rows]
      say(
        "trees", "made, \(rows) × 30",
        [
          (
            "auc",
            .number(RankingMeasures.auc(answers, targets[rows...].map { $0 > 0.5 }).auc)
          ),
          ("binning_seconds", .number(binned - started, digits: 3)),
          ("train_seconds", .number(trained - binned, digits: 3)),
          ("microseconds_per_row", .number((scored - trained) / 20_000 * 1e6, digits: 2)),
          ("microseconds_reasons", .number((explained - scored) / 2000 * 1e6, digits: 1)),
          ("peer", "LightGBM 4.7.0"), ("peer_auc", .number(peer?.auc ?? .nan)),
          ("peer_binning_seconds", .number(peer?.binning ?? .nan)),
          ("peer_train_seconds", .number(peer?.train ?? .nan)),
        ])
    }
  }

  /// The rows as 32-bit numbers, the target last in each, for a peer that reads them in one piece.
  private static func write(
    _ train: FeatureMatrix, _ test: FeatureMatrix, _ targets: [Double], to path: String
  ) throws {
    var floats: [Float] = []
    floats.reserveCapacity((train.rows + test.rows) * 31)
    for (part, first) in [(train, 0), (test, train.rows)] {
      for row in 0..<part.rows {
        for value in part.row(row) { floats.append(Float(value)) }
        floats.append(Float(targets[first + row]))
      }
    }
    let data = floats.withUnsafeBytes { Data($0) }
    try data.write(to: URL(fileURLWithPath: path + ".f32"))
  }

  private static func made(_ rows: Int) -> (FeatureMatrix, [Double]) {
    var generator = SeededGenerator(seed: 2)
    func normal() -> Double {
      (-2 * log(1 - generator.unit())).squareRoot() * cos(2 * Double.pi * generator.unit())
    }
    var values = [Double](repeating: 0, count: rows * 30)
    var targets = [Double](repeating: 0, count: rows)
    for row in 0..<rows {
      let x = (0..<30).map { _ in Double(Float(normal())) }
      for (place, value) in x.enumerated() { values[row * 30 + place] = value }
      let score =
        x[0] * x[1] + sin(2 * x[2]) + (x[3] > 0.5 ? x[4] : 0) + 0.5 * x[5..<10].reduce(0, +)
      targets[row] = generator.unit() < 1 / (1 + exp(-score)) ? 1 : 0
    }
    return (FeatureMatrix(values: values, rows: rows, width: 30), targets)
  }
}

// Demand, baskets, customers.
extension ForesightBenchmark {
  private func demand() throws {
    for set in PeerFigures.demand {
      func read(_ part: String) throws -> [DemandSeries] {
        let name = "demand/\(set.folder)/\(part)"
        return try DemandTable(table(name, words: ["series", "period"]), file: name).series
      }
      let (histories, later) = (try read("train"), try read("test"))
      let byName = Dictionary(later.map { ($0.name, $0.values) }) { first, _ in first }
      let started = seconds()
      let found = DemandForecaster(.init(horizon: set.horizon, season: set.season))
        .forecasts(histories)
      let spent = (seconds() - started) * 1000 / Double(max(1, histories.count))
      let figures = DemandFigures(
        found, histories: histories.map(\.values), truth: histories.map { byName[$0.name] ?? [] },
        season: set.season)
      guard case .object(var members) = figures.json(millisecondsPerSeries: spent) else { continue }
      members.append(("peer", .string(set.peer)))
      members += set.figures.map { ("peer_" + $0.0, .number($0.1)) }
      say("demand", set.folder, members)
    }
  }

  private func baskets() throws {
    for (file, support, confidence, sets, rules, seconds) in PeerFigures.baskets {
      let baskets = try Baskets.read(bytes("baskets/" + file), file: file)
      let started = self.seconds()
      let found = try FrequentSets(
        baskets, support: Int((support * Double(baskets.baskets.count)).rounded(.up)))
      let counted = self.seconds()
      let made = AssociationRule.rules(
        found, baskets: baskets.baskets.count, confidence: confidence)
      say(
        "baskets", file,
        [
          ("support", .number(support)), ("confidence", .number(confidence)),
          ("itemsets", .integer(found.count)), ("rules_to_one_item", .integer(made.count)),
          ("sets_seconds", .number(counted - started, digits: 4)),
          ("rules_seconds", .number(self.seconds() - counted, digits: 4)),
          ("peer", "Borgelt's FP-growth"), ("peer_itemsets", .integer(sets)),
          ("peer_rules", .integer(rules)), ("peer_sets_seconds", .number(seconds)),
        ])
    }
  }

  private func value() throws {
    let input = try CustomerValues.Input(
      table("value/cdnow/summary", words: ["customer"]), file: "value/cdnow/summary")
    let started = seconds()
    let found = CustomerValues(input, weeks: 39)
    let spent = seconds() - started
    for model in found.models {
      let fitting = seconds()
      _ = BuyingModel(model.kind, fitting: input.histories)
      let fitted = seconds() - fitting
      let peer = PeerFigures.value[model.kind.rawValue]
      let errors = found.errors[model.kind]
      say(
        "value", "cdnow",
        [
          ("model", .string(model.kind.rawValue)),
          (
            "parameters",
            .array([model.r, model.alpha, model.a, model.b].map { .number($0, digits: 4) })
          ),
          ("mae", .number(errors?.mae ?? .nan)), ("rmse", .number(errors?.rmse ?? .nan)),
          ("fit_seconds", .number(fitted, digits: 4)),
          ("seconds_all", .number(spent, digits: 4)), ("peer", "lifetimes 0.11.3"),
          ("peer_parameters", .array((peer?.parameters ?? []).map { .number($0) })),
          ("peer_mae", .number(peer?.mae ?? .nan)),
          ("peer_seconds", .number(peer?.seconds ?? .nan)),
        ])
    }
    say(
      "value", "cdnow",
      [
        ("model", "Gamma-Gamma"),
        (
          "parameters",
          .array([found.spend.p, found.spend.q, found.spend.v].map { .number($0, digits: 4) })
        ),
        ("peer", "lifetimes 0.11.3"),
        ("peer_parameters", [.number(6.2754), .number(3.6245), .number(14.9837)]),
      ])
  }

  private func segments() throws {
    let table = try table("personas/rfm")
    let columns = ["recency_days", "invoices", "spend"].compactMap { name -> [Double]? in
      guard case .numbers(let values) = table.column(name)?.values else { return nil }
      return values
    }
    let rows = (0..<table.rowCount).map { row in columns.map { log1p($0[row]) } }
    let scaled = Standardised(rows).rows
    let started = seconds()
    let found = KMeans(scaled, count: 5)
    let spent = seconds() - started
    let alike = stability(scaled, count: 5, groups: found.groups)
    say(
      "segments", "rfm",
      [
        ("groups", 5), ("squares", .number(found.squares, digits: 1)),
        ("seconds", .number(spent, digits: 4)), ("peer", "scikit-learn k-means, best of 10"),
        ("stability", .number(alike, digits: 4)), ("peer_squares", 2565),
        ("peer_seconds", .number(0.0593)), ("peer_stability", .number(0.8782)),
      ])
  }
}
