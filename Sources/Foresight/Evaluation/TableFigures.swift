public import Formats
import Diagnostics

/// The figures of a model on rows it never saw.
public struct TableFigures: Sendable {
  /// Test rows.
  public let rows: Int
  /// What the answers were.
  public let objective: Objective
  /// The figures by name, in order; those of a label's kind only.
  public let values: [(name: String, value: JSON)]

  /// Measures answers against targets.
  public init(_ answers: [Double], _ targets: [Double], _ objective: Objective) {
    rows = targets.count
    self.objective = objective
    switch objective {
    case .squares, .quantile:
      let errors = ProbabilityMeasures.errors(answers, targets)
      values = [("mae", .number(errors.mae)), ("rmse", .number(errors.rmse))]
    case .binary: values = Self.binary(answers, targets.map { $0 > 0.5 })
    case .classes(let count): values = Self.classes(answers, targets, count)
    }
  }

  private static func binary(_ answers: [Double], _ labels: [Bool]) -> [(
    name: String, value: JSON
  )] {
    let area = RankingMeasures.auc(answers, labels)
    let interval: JSON =
      area.interval.map { [.number($0.lowerBound), .number($0.upperBound)] } ?? .null
    return [
      ("auc", .number(area.auc)), ("auc_interval", interval),
      ("pr_auc", .number(RankingMeasures.averagePrecision(answers, labels))),
      ("log_loss", .number(ProbabilityMeasures.logLoss(answers, labels))),
      ("brier", .number(ProbabilityMeasures.brier(answers, labels))),
      ("ece", .number(ProbabilityMeasures.calibrationError(answers, labels))),
      ("lift_top5", .number(RankingMeasures.top(0.05, answers, labels).lift)),
    ]
  }

  /// For several classes: each against the rest in the mean, and how often the first guess is right.
  private static func classes(_ answers: [Double], _ targets: [Double], _ count: Int) -> [(
    name: String, value: JSON
  )] {
    var areas: [Double] = []
    var (right, loss, brier) = (0, 0.0, 0.0)
    for place in 0..<count {
      let scores = targets.indices.map { answers[$0 * count + place] }
      let area = RankingMeasures.auc(scores, targets.map { Int($0) == place }).auc
      if !area.isNaN { areas.append(area) }
    }
    for row in targets.indices {
      let own = answers[row * count..<(row + 1) * count]
      let target = own.startIndex + Int(targets[row])
      if own.indices.max(by: { own[$0] < own[$1] }) == target { right += 1 }
      loss -= Mathematics.log(max(1e-6, own[target]))
      for place in own.indices {
        let error = own[place] - (place == target ? 1 : 0)
        brier += error * error
      }
    }
    let rows = Double(max(1, targets.count))
    return [
      ("auc", .number(areas.reduce(0, +) / Double(max(1, areas.count)))),
      ("auc_interval", .null), ("accuracy", .number(Double(right) / rows)),
      ("log_loss", .number(loss / rows)), ("brier", .number(brier / rows)),
    ]
  }
}

/// The figures of one group of people.
public struct GroupFigures: Sendable {
  /// Rates and calibration of one group.
  public struct Group: Sendable {
    /// The group's name.
    public let name: String
    /// Its test rows.
    public let rows: Int
    /// The share of positive rows.
    public let rate: Double
    /// The share that is flagged.
    public let flagged: Double
    /// Flagged among the positive.
    public let truePositives: Double
    /// Flagged among the negative.
    public let falsePositives: Double
    /// The area under the curve within the group; NaN where one class is missing.
    public let auc: Double
    /// Mean probability minus share of positive rows.
    public let calibration: Double
  }

  /// From which chance on a row is flagged.
  public let threshold: Double
  /// The groups, by name.
  public let groups: [Group]
  /// The largest difference of flagged shares between groups (demographic parity).
  public let parityGap: Double
  /// The larger of the largest differences of true and false positive rates (equalised odds).
  public let oddsGap: Double

  /// From which answer on as many are flagged as there are positive rows.
  static func threshold(_ answers: [Double], _ targets: [Double]) -> Double {
    let rate = targets.reduce(0, +) / Double(max(1, targets.count))
    return Mathematics.quantile(answers.sorted(), 1 - rate)
  }

  /// Compares groups; a row is flagged from `threshold` on.
  public init(_ answers: [Double], _ labels: [Bool], groups names: [String], threshold: Double) {
    var members: [String: [Int]] = [:]
    for (row, name) in names.enumerated() { members[name, default: []].append(row) }
    func share(_ rows: [Int], _ holds: (Int) -> Bool) -> Double {
      rows.isEmpty ? 0 : Double(rows.count(where: holds)) / Double(rows.count)
    }
    let groups = members.keys.sorted().map { name in
      let rows = members[name] ?? []
      let positive = rows.filter { labels[$0] }
      let negative = rows.filter { !labels[$0] }
      let probability = rows.reduce(0) { $0 + answers[$1] } / Double(max(1, rows.count))
      let rate = share(rows) { labels[$0] }
      return Group(
        name: name, rows: rows.count, rate: rate,
        flagged: share(rows) { answers[$0] >= threshold },
        truePositives: share(positive) { answers[$0] >= threshold },
        falsePositives: share(negative) { answers[$0] >= threshold },
        auc: RankingMeasures.auc(rows.map { answers[$0] }, rows.map { labels[$0] }).auc,
        calibration: probability - rate)
    }
    self.groups = groups
    self.threshold = threshold
    func gap(_ value: (Group) -> Double) -> Double {
      let values = groups.map(value)
      return (values.max() ?? 0) - (values.min() ?? 0)
    }
    parityGap = gap(\.flagged)
    oddsGap = max(gap(\.truePositives), gap(\.falsePositives))
  }

  /// The figures as JSON.
  public var json: JSON {
    [
      "parity_gap": .number(parityGap, digits: 12), "odds_gap": .number(oddsGap, digits: 12),
      "threshold": .number(threshold, digits: 12),
      "groups": .array(
        groups.map {
          [
            "group": .string($0.name), "rows": .integer($0.rows), "rate": .number($0.rate),
            "flagged": .number($0.flagged), "hits": .number($0.truePositives),
            "false_alarms": .number($0.falsePositives), "auc": .number($0.auc),
            "calibration": .number($0.calibration),
          ]
        }),
    ]
  }
}
