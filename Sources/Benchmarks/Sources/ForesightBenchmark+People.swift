import Computing
import Foresight
import Formats

/// What concerns people: personas, segments, whom a campaign moves, and days of delivery.
extension ForesightBenchmark {
  /// Households of a grocery: learned from the first half-year, asked of the second. Settings are chosen
  /// within the first.
  func personas() throws {
    let table = try table("personas/households/transactions", words: ["household_id", "day"])
    guard let household = table.column("household_id"), let day = table.column("day"),
      let category = table.column("product_category")
    else { return }
    let kinds = (0..<table.rowCount).map { category.text($0).isEmpty ? "?" : category.text($0) }
    var counts: [String: Int] = [:]
    for kind in kinds { counts[kind, default: 0] += 1 }
    // As the peers: the sixty kinds bought most, and all others together.
    let most = counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(60).map(\.key)
    let places = Dictionary(uniqueKeysWithValues: most.enumerated().map { ($1, $0) })
    func rows(from first: String, to last: String) -> [String: [Double]] {
      var found: [String: [Double]] = [:]
      for row in kinds.indices where day.text(row) >= first && day.text(row) < last {
        found[household.text(row), default: [Double](repeating: 0, count: most.count + 1)][
          places[kinds[row]] ?? most.count] += 1
      }
      return found
    }
    func pairs(_ early: [String: [Double]], _ late: [String: [Double]]) -> (
      [[Double]], [[Double]]
    ) {
      let names = early.keys.filter { late[$0] != nil }.sorted()
      return (names.compactMap { early[$0] }, names.compactMap { late[$0] })
    }
    let (first, second) = pairs(
      rows(from: "2017-01-01", to: "2017-04-01"), rows(from: "2017-04-01", to: "2017-07-01"))
    let (early, late) = pairs(
      rows(from: "2017-01-01", to: "2017-07-01"), rows(from: "2017-07-01", to: "9999"))
    let started = seconds()
    let learned = Personas(early, earlier: first, later: second)
    let spent = seconds() - started
    let found = learned.perplexity(early, later: late)
    say(
      "personas", "households",
      [
        ("households", .integer(early.count)), ("personas", .integer(learned.settings.count)),
        ("weight", .number(learned.settings.weight)), ("pull", .number(learned.settings.pull)),
        ("perplexity_everybody", .number(found.everybody, digits: 3)),
        ("perplexity_group", .number(found.group, digits: 3)),
        ("perplexity_own", .number(found.own, digits: 3)),
        ("seconds", .number(spent, digits: 3)), ("peer_everybody", .number(26.6)),
        ("peer_LDA", .number(27.8)),
        ("peer_k_means", .number(28.1)), ("peer_own_history", .number(25.7)),
      ])
  }

  /// How alike the groups are when they are learned from rows drawn anew: adjusted Rand index of all rows.
  func stability(_ rows: [[Double]], count: Int, groups: [Int]) -> Double {
    var generator = SeededGenerator(seed: 4)
    var sum = 0.0
    for _ in 0..<10 {
      let drawn = rows.indices.map { _ in rows[generator.below(rows.count)] }
      let other = KMeans(drawn, count: count)
      sum += Self.adjustedRand(groups, rows.map { other.group($0) })
    }
    return sum / 10
  }

  /// Hubert and Arabie, Journal of Classification 1985.
  private static func adjustedRand(_ left: [Int], _ right: [Int]) -> Double {
    var cells: [Int: Double] = [:]
    var (rows, columns): ([Int: Double], [Int: Double]) = ([:], [:])
    for (a, b) in zip(left, right) {
      cells[a * 1000 + b, default: 0] += 1
      rows[a, default: 0] += 1
      columns[b, default: 0] += 1
    }
    func pairs(_ counts: [Int: Double]) -> Double {
      counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    }
    let all = Double(left.count) * Double(left.count - 1) / 2
    let (a, b) = (pairs(rows), pairs(columns))
    let usual = a * b / all
    return (pairs(cells) - usual) / max(1e-12, (a + b) / 2 - usual)
  }

  /// Shipments: the likely day and the latest day, learned and chosen as tables are.
  func delivery() throws {
    func part(_ name: String) throws -> (table: Table, days: [Double]) {
      let table = try table("delivery/scms/\(name)")
      guard case .numbers(let days) = table.column("days_late")?.values else { return (table, []) }
      return (table.without(["due", "days_late", "label"]), days)
    }
    let (train, validation, test) = (try part("train"), try part("val"), try part("test"))
    let schema = FeatureSchema(train.table)
    func learned(_ share: Double) -> [Double] {
      let learner = TableLearner(
        train: .init(schema.matrix(train.table), targets: train.days),
        validation: .init(schema.matrix(validation.table), targets: validation.days),
        schema: schema, objective: .quantile(share), seed: 1)
      return learner.model(.boosted).answers(schema.matrix(test.table))
    }
    let started = seconds()
    let (middle, latest) = (learned(0.5), learned(0.9))
    let spent = seconds() - started
    var covered = 0.0
    for (row, days) in test.days.enumerated() {
      covered += days <= max(middle[row], latest[row]) ? 1 : 0
    }
    let cover = covered / Double(max(1, test.days.count))
    let errors = ProbabilityMeasures.errors(middle, test.days)
    say(
      "delivery", "scms",
      [
        ("rows", .integer(test.days.count)), ("mae_days", .number(errors.mae, digits: 3)),
        ("rmse_days", .number(errors.rmse, digits: 2)),
        ("cover90", .number(cover, digits: 4)),
        ("seconds", .number(spent, digits: 3)),
        ("peer", "LightGBM, absolute error and .9 quantile"),
        ("peer_mae_days", .number(9.891)), ("peer_cover90", .number(0.8184)),
        ("peer_median_mae_days", .number(9.82)),
      ])
  }
}
