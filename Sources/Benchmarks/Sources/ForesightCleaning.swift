import Computing
import Diagnostics
import Foresight
import Formats

/// Faults and doubles found without labels, and what privacy costs, beside the figures of peers.
extension ForesightBenchmark {
  /// Rules of the same kind in pandas, and learning with twenty labelled rows as published.
  private static let cleaningPeers: [(set: String, rules: Double, labelled: Double)] = [
    ("hospital", 0.6682, 0.965), ("beers", 0.3765, 0.978), ("flights", 0.7703, 0.738),
  ]

  func cleaning() throws {
    for (set, rules, labelled) in Self.cleaningPeers {
      let dirty = try cells("cleaning/\(set)/dirty.csv")
      let clean = try cells("cleaning/\(set)/clean.csv")
      let started = seconds()
      let faults = TableFaults(dirty).faults
      let spent = seconds() - started
      var (hits, wrong, repaired) = (0, 0, 0)
      for column in dirty.columns.indices {
        for row in 0..<dirty.rowCount
        where dirty.columns[column].text(row) != clean.columns[column].text(row) { wrong += 1 }
      }
      for fault in faults {
        let right = clean.columns[fault.column].text(fault.row)
        guard dirty.columns[fault.column].text(fault.row) != right else { continue }
        hits += 1
        if fault.likely == right { repaired += 1 }
      }
      say(
        "cleaning", set,
        Self.agreement(hits, found: faults.count, there: wrong) + [
          ("rightly_repaired", .integer(repaired)), ("wrong_cells", .integer(wrong)),
          ("seconds", .number(spent, digits: 4)), ("peer_rules_f1", .number(rules)),
          ("peer_20_labels_f1", .number(labelled)),
        ])
    }
    for part in ["train", "val", "test"] { try doubles(part) }
  }

  /// Pairs of rows of one person; the column that tells is taken out before.
  private func doubles(_ part: String) throws {
    let all = try bytes("cleaning/people/\(part).csv")
    let whole = try CellTable(all, file: part)
    let people = (0..<whole.rowCount).map { whole.columns[whole.columns.count - 1].text($0) }
    let rows = String(decoding: all, as: UTF8.self).split(separator: "\n").map { line in
      // The record's number and the person's are no part of what is compared.
      line.split(separator: ",", omittingEmptySubsequences: false).dropFirst().dropLast()
        .joined(separator: ",")
    }
    let table = try CellTable(Array((rows.joined(separator: "\n") + "\n").utf8), file: part)
    let started = seconds()
    let groups = DoubleRecords(table).groups
    let spent = seconds() - started
    var sizes: [String: Int] = [:]
    for person in people { sizes[person, default: 0] += 1 }
    let there = sizes.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    var (found, hits) = (0, 0)
    for group in groups {
      for (place, one) in group.rows.enumerated() {
        for other in group.rows[(place + 1)...] {
          found += 1
          if people[one] == people[other] { hits += 1 }
        }
      }
    }
    say(
      "cleaning", "people \(part)",
      Self.agreement(hits, found: found, there: there) + [
        ("rows", .integer(table.rowCount)), ("seconds", .number(spent, digits: 4)),
        ("peer_f1", .number(0.999)), ("peer_seconds", .number(12.3, digits: 2)),
      ])
  }

  private func cells(_ path: String) throws -> CellTable {
    try CellTable(bytes(path), file: path)
  }

  private static func agreement(
    _ hits: Int, found: Int, there: Int
  ) -> [(key: String, value: JSON)] {
    let (precision, recall) = (
      Double(hits) / Double(max(1, found)), Double(hits) / Double(max(1, there))
    )
    return [
      ("precision", .number(precision, digits: 4)), ("recall", .number(recall, digits: 4)),
      ("f1", .number(2 * Double(hits) / Double(max(1, found + there)), digits: 4)),
    ]
  }

  /// The columns of numbers of one set under several ε, ten seeds each; and the error of a histogram.
  func privacy() throws {
    let parts = try ["train", "test"].map { try numbers("purchase/online-shoppers/\($0)") }
    let (train, test) = (parts[0], parts[1])
    let bounds = PrivateRegression.Bounds(train.matrix)
    for (text, peer) in [("0.1", 0.5837), ("0.5", 0.5829), ("1", 0.582), ("10", 0.5658)] {
      guard let budget = PrivacyBudget(text) else { continue }
      let areas = (0..<10).map { seed in
        var random = SeededGenerator(seed: UInt64(seed))
        let model = PrivateRegression(
          train.matrix, targets: train.targets, bounds: bounds, budget: budget, using: &random)
        return RankingMeasures.auc(model.answers(test.matrix), test.targets.map { $0 > 0.5 }).auc
      }
      var random = SeededGenerator(seed: 1)
      let errors = (0..<20_000).map { _ in abs(DiscreteNoise.laplace(budget, using: &random)) }
      say(
        "privacy", "purchase/online-shoppers",
        [
          ("epsilon", .literal(text)), ("auc", .number(areas.reduce(0, +) / 10, digits: 4)),
          ("auc_least", .number(areas.min() ?? .nan, digits: 4)),
          ("histogram_error", .number(Double(errors.reduce(0, +)) / 20_000, digits: 4)),
          ("peer", "diffprivlib"), ("peer_auc", .number(peer)),
        ])
    }
  }

  private func numbers(_ path: String) throws -> (matrix: FeatureMatrix, targets: [Double]) {
    let table = try TableReader.read(bytes(path + ".csv"), file: path).table
    var targets: [Double] = []
    var columns: [[Double]] = []
    for column in table.columns {
      guard case .numbers(let values) = column.values else { continue }
      if column.name == "label" { targets = values } else { columns.append(values) }
    }
    let values = (0..<table.rowCount).flatMap { row in columns.map { $0[row] } }
    return (FeatureMatrix(values: values, rows: table.rowCount, width: columns.count), targets)
  }
}
