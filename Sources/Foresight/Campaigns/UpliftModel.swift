/// How much likelier somebody acts when contacted, learned from a trial in which chance decided who was.
public struct UpliftModel: Sendable {
  /// How it is learned.
  public enum Kind: String, CaseIterable, Sendable {
    /// The difference of two models, of those contacted and of the others.
    case twoModels = "two models"
    /// Each side's acts less what the other side's model expected of them (X-learner: Künzel et al.,
    /// PNAS 2019).
    case crossed = "X-learner"
    /// One model of a label whose mean is the difference (Athey and Imbens, PNAS 2016; for even sides the
    /// class transformation of Jaskowski and Jaroszewicz 2012).
    case transformed = "transformed label"
  }

  /// Rows of a trial.
  public struct Rows: Sendable {
    let matrix: FeatureMatrix
    let treated: [Bool]
    let acted: [Bool]

    /// Creates rows; there must be both for each.
    public init(_ matrix: FeatureMatrix, treated: [Bool], acted: [Bool]) {
      (self.matrix, self.treated, self.acted) = (matrix, treated, acted)
    }

    fileprivate func side(_ isTreated: Bool) -> [Int] {
      treated.indices.filter { treated[$0] == isTreated }
    }

    fileprivate func targets(_ rows: [Int]) -> [Double] { rows.map { acted[$0] ? 1 : 0 } }
  }

  /// The parts that were kept; their mean is the answer.
  public let kinds: [Kind]
  /// Which models stand behind them.
  public let name: String
  /// The loss of each on the validation rows (Nie and Wager, Biometrika 2021).
  public let losses: [Kind: Double]
  /// Whether telling people apart lost less on the validation rows than one difference for all.
  public let tellsApart: Bool
  private let contacted, others: TableModel
  private let crossed: [TableModel]
  private let transformed: TableModel?
  private let share: Double

  /// Learns from a trial with both outcomes on both sides; `nil` without. Of several kinds those are kept
  /// that the validation rows cannot tell from the best by one standard error.
  public init?(
    train: Rows, validation: Rows, schema: FeatureSchema, model: TableModel.Kind = .auto,
    only: Kind? = nil, seed: UInt64 = 1
  ) {
    let parts = UpliftParts(train, validation, schema, model, seed)
    guard let pair = parts.pair() else { return nil }
    (contacted, others, share) = (pair.contacted, pair.others, pair.share)
    crossed = only == nil || only == .crossed ? parts.crossed(pair) : []
    transformed = only == nil || only == .transformed ? parts.transformed(pair.share) : nil
    let learned = UpliftAnswers(
      contacted: contacted, others: others, crossed: crossed, transformed: transformed,
      share: share)
    if let only {
      (kinds, losses, tellsApart) = ([only], [:], true)
      name = "\(only.rawValue): \(contacted.name); \(others.name)"
      return
    }
    let found = learned.losses(validation)
    var kept: [Kind] = []
    for kind in Kind.allCases where found.isClose[kind] == true { kept.append(kind) }
    kinds = kept.isEmpty ? [.twoModels] : kept
    losses = found.means
    tellsApart = found.tellsApart
    name =
      kinds.map(\.rawValue).joined(separator: " + ")
      + ": \(contacted.name); \(others.name)"
  }

  /// How much likelier each row acts when contacted.
  public func answers(_ matrix: FeatureMatrix) -> [Double] {
    let learned = UpliftAnswers(
      contacted: contacted, others: others, crossed: crossed, transformed: transformed,
      share: share)
    var sums = [Double](repeating: 0, count: matrix.rows)
    for kind in kinds {
      for (row, value) in learned.answers(kind, matrix).enumerated() { sums[row] += value }
    }
    return sums.map { $0 / Double(kinds.count) }
  }

  /// How likely each row acts when it is left alone.
  public func alone(_ matrix: FeatureMatrix) -> [Double] { others.answers(matrix) }
}

/// Learning the parts of an uplift model.
private struct UpliftParts {
  let train, validation: UpliftModel.Rows
  let schema: FeatureSchema
  let kind: TableModel.Kind
  let seed: UInt64

  init(
    _ train: UpliftModel.Rows, _ validation: UpliftModel.Rows, _ schema: FeatureSchema,
    _ kind: TableModel.Kind, _ seed: UInt64
  ) {
    (self.train, self.validation, self.schema) = (train, validation, schema)
    (self.kind, self.seed) = (kind, seed)
  }

  private func learner(
    _ part: [Int], _ targets: [Double], _ held: [Int], _ heldTargets: [Double],
    _ objective: Objective
  ) -> TableLearner {
    TableLearner(
      train: .init(train.matrix.rows(part), targets: targets),
      validation: .init(validation.matrix.rows(held), targets: heldTargets), schema: schema,
      objective: objective, seed: seed)
  }

  func pair() -> (contacted: TableModel, others: TableModel, share: Double)? {
    var models: [TableModel] = []
    for side in [true, false] {
      let (rows, held) = (train.side(side), validation.side(side))
      let targets = train.targets(rows)
      guard Set(targets).count == 2, rows.count >= 20, !held.isEmpty else { return nil }
      models.append(
        learner(rows, targets, held, validation.targets(held), .binary).model(kind))
    }
    let share = Double(train.treated.count { $0 }) / Double(max(1, train.treated.count))
    return (models[0], models[1], share)
  }

  /// Of those contacted the act less what was expected without, of the others what was expected less the
  /// act.
  func crossed(
    _ pair: (contacted: TableModel, others: TableModel, share: Double)
  ) -> [TableModel] {
    [true, false].map { side in
      func gaps(_ rows: UpliftModel.Rows, _ part: [Int]) -> [Double] {
        let other = (side ? pair.others : pair.contacted).answers(rows.matrix.rows(part))
        return zip(rows.targets(part), other).map { side ? $0 - $1 : $1 - $0 }
      }
      let (rows, held) = (train.side(side), validation.side(side))
      return learner(rows, gaps(train, rows), held, gaps(validation, held), .squares)
        .model(numberKind)
    }
  }

  func transformed(_ share: Double) -> TableModel {
    func label(_ rows: UpliftModel.Rows) -> [Double] {
      rows.treated.indices.map { row in
        rows.acted[row] ? (rows.treated[row] ? 1 / share : -1 / (1 - share)) : 0
      }
    }
    return learner(
      Array(train.treated.indices), label(train), Array(validation.treated.indices),
      label(validation), .squares
    ).model(numberKind)
  }

  /// Groups of a tree are said of shares only.
  private var numberKind: TableModel.Kind { kind == .tree ? .auto : kind }
}

/// What each kind answers, and how it did.
private struct UpliftAnswers {
  let contacted, others: TableModel
  let crossed: [TableModel]
  let transformed: TableModel?
  let share: Double

  func answers(_ kind: UpliftModel.Kind, _ matrix: FeatureMatrix) -> [Double] {
    switch kind {
    case .twoModels: break
    case .crossed:
      guard crossed.count == 2 else { break }
      // The larger side is known better, so its model is asked for the other side's gaps.
      return zip(crossed[0].answers(matrix), crossed[1].answers(matrix)).map {
        (1 - share) * $0 + share * $1
      }
    case .transformed:
      guard let transformed else { break }
      return transformed.answers(matrix)
    }
    return zip(contacted.answers(matrix), others.answers(matrix)).map { $0 - $1 }
  }

  /// The mean squared gap between what came and what mean and difference say, for each kind and for one
  /// difference for all.
  func losses(_ rows: UpliftModel.Rows) -> (
    means: [UpliftModel.Kind: Double], isClose: [UpliftModel.Kind: Bool], tellsApart: Bool
  ) {
    let (with, without) = (contacted.answers(rows.matrix), others.answers(rows.matrix))
    func gaps(_ answers: [Double]) -> [Double] {
      answers.indices.map { row in
        let expected = share * with[row] + (1 - share) * without[row]
        let gap =
          (rows.acted[row] ? 1 : 0) - expected
          - ((rows.treated[row] ? 1 : 0) - share) * answers[row]
        return gap * gap
      }
    }
    func mean(_ values: [Double]) -> Double {
      values.reduce(0, +) / Double(max(1, values.count))
    }
    var all: [UpliftModel.Kind: [Double]] = [:]
    for kind in UpliftModel.Kind.allCases { all[kind] = gaps(answers(kind, rows.matrix)) }
    let means = all.mapValues(mean)
    let best = UpliftModel.Kind.allCases.min {
      (means[$0] ?? .infinity) < (means[$1] ?? .infinity)
    }
    let bestGaps = best.flatMap { all[$0] } ?? []
    var isClose: [UpliftModel.Kind: Bool] = [:]
    for (kind, values) in all {
      let differences = zip(values, bestGaps).map { $0 - $1 }
      let middle = mean(differences)
      let variance = differences.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
      isClose[kind] = middle <= variance.squareRoot() / Double(max(1, differences.count))
    }
    let kept = UpliftModel.Kind.allCases.filter { isClose[$0] == true }
    let answered = kept.map { answers($0, rows.matrix) }
    let mixed = rows.acted.indices.map { row in
      answered.reduce(0) { $0 + $1[row] } / Double(max(1, answered.count))
    }
    let constant = mean(with) - mean(without)
    let plain = mean(gaps([Double](repeating: constant, count: rows.acted.count)))
    return (means, isClose, mean(gaps(mixed)) < plain)
  }
}
