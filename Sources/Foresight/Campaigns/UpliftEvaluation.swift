public import Diagnostics
public import Formats

/// The whole of `foresee uplift`: the table of a trial in, whom contact moves out.
public struct UpliftEvaluation: Sendable {
  /// What is asked for.
  public struct Options: Sendable {
    /// The column of what may happen, and that of who was contacted.
    public var label, treatment: String
    /// The value of `treatment` that counts as contacted, and that of those left out.
    public var treated, control: String?
    /// Of two values of the label the one that counts as happening.
    public var positive: String?
    /// Columns to leave out.
    public var without: Set<String> = []
    /// Columns to keep whatever they look like.
    public var kept: Set<String> = []
    /// Which model stands behind each part.
    public var model = TableModel.Kind.auto
    /// One way of learning alone, or the best.
    public var only: UpliftModel.Kind?
    /// The seed of all that is left to chance.
    public var seed: UInt64 = 1

    /// Options for a label and a treatment.
    public init(label: String, treatment: String) {
      (self.label, self.treatment) = (label, treatment)
    }
  }

  /// What was found odd.
  public let notes: [Fault]
  /// The model.
  public let model: UpliftModel
  /// The curve on the test rows.
  public let curve: QiniCurve
  /// The middle 95 % of its coefficient.
  public let interval: ClosedRange<Double>
  /// The answers for the test rows.
  public let answers: [Double]
  /// How many rows each part has.
  public let counts: (train: Int, validation: Int, test: Int)
  /// Which values of the treatment were compared.
  public let sides: (treated: String, control: String)
  /// Learning and choosing, in seconds, and one row in a batch.
  public let trainSeconds, microsecondsPerRow: Double

  /// Learns and measures. `clock` tells seconds.
  public init(
    _ parts: TableEvaluation.Parts, options: Options, clock: () -> Double
  ) throws(Fault) {
    var trial = try Trial(parts.train, options)
    let label = try TableLabel(
      trial.column(options.label), file: parts.train.file, positive: options.positive)
    guard case .binary = label.kind else {
      throw Fault(
        file: parts.train.file,
        "\"\(options.label)\" must hold two values, happened or not; --positive names the one that counts"
      )
    }
    var notes: [Fault] = []
    trial.keepKnown(label, &notes)
    var validation = try parts.validation.map { part throws(Fault) in
      try Trial(part, options, like: trial)
    }
    var test = try parts.test.map { part throws(Fault) in try Trial(part, options, like: trial) }
    validation?.keepKnown(label, &notes)
    test?.keepKnown(label, &notes)
    try Self.divide(&trial, &validation, &test, label, options.seed)
    guard let validation, let test else { throw Fault(file: parts.train.file, "has no rows") }
    let preparation = TablePreparation(
      trial.features(options), label: label, file: trial.file, kept: options.kept)
    notes += preparation.notes
    let learned = preparation.features(trial.features(options), label: options.label)
    guard !learned.columns.isEmpty else {
      throw Fault(file: trial.file, "no column is left to learn from")
    }
    let schema = FeatureSchema(learned)
    func rows(_ part: Trial) -> UpliftModel.Rows {
      UpliftModel.Rows(
        schema.matrix(preparation.features(part.features(options), label: options.label)),
        treated: part.treated, acted: part.acted(label))
    }
    let started = clock()
    guard
      let model = UpliftModel(
        train: rows(trial), validation: rows(validation), schema: schema, model: options.model,
        only: options.only, seed: options.seed)
    else {
      throw Fault(
        file: trial.file,
        "needs 20 rows on each side, \"\(trial.sides.treated)\" and \"\(trial.sides.control)\", "
          + "with both values of \"\(options.label)\"")
    }
    trainSeconds = clock() - started
    let held = rows(test)
    let scored = clock()
    answers = model.answers(held.matrix)
    microsecondsPerRow = (clock() - scored) / Double(max(1, held.matrix.rows)) * 1e6
    curve = QiniCurve(answers, treated: held.treated, acted: held.acted)
    interval = curve.interval(seed: options.seed)
    if !model.tellsApart { notes.append(Self.doubt(trial.file)) }
    self.model = model
    self.notes = notes
    counts = (trial.table.rowCount, validation.table.rowCount, test.table.rowCount)
    sides = trial.sides
  }

  private static func doubt(_ file: String) -> Fault {
    Fault(
      file: file,
      "on the rows that choose, one difference for all did as well: do not trust the order",
      severity: .warning)
  }

  /// Rows for choosing and measuring, where no files name them: a fifth each, both sides and both outcomes
  /// alike.
  private static func divide(
    _ train: inout Trial, _ validation: inout Trial?, _ test: inout Trial?, _ label: TableLabel,
    _ seed: UInt64
  ) throws(Fault) {
    guard validation == nil || test == nil else { return }
    guard train.table.rowCount >= 100 else {
      throw Fault(
        file: train.file,
        "has only \(train.table.rowCount) rows of a trial; at least 100 are needed")
    }
    let acted = train.acted(label)
    let split = RowSplit(
      rows: train.table.rowCount,
      strata: acted.indices.map { (acted[$0] ? 1 : 0) + (train.treated[$0] ? 2 : 0) },
      validation: validation == nil ? 0.2 : 0, test: test == nil ? 0.2 : 0, seed: seed)
    validation = validation ?? train.rows(split.validation)
    test = test ?? train.rows(split.test)
    train = train.rows(split.train)
  }

  /// The line that `--json` prints.
  public var json: JSON {
    func range(_ range: ClosedRange<Double>) -> JSON {
      [.number(range.lowerBound, digits: 5), .number(range.upperBound, digits: 5)]
    }
    let top = curve.top(0.3)
    return [
      "model": .string(model.name), "rows": .integer(answers.count),
      "qini": .number(curve.coefficient, digits: 4), "qini_interval": range(interval),
      "uplift_top30": .number(top.difference, digits: 5),
      "uplift_top30_interval": range(top.interval),
      "uplift_all": .number(curve.effect.difference, digits: 5),
      "uplift_all_interval": range(curve.effect.interval),
      "tells_apart": .bool(model.tellsApart),
      "train_seconds": .number(trainSeconds, digits: 4),
      "microseconds_per_row": .number(microsecondsPerRow, digits: 3),
    ]
  }
}

/// A table with the rows of two sides of a trial.
private struct Trial {
  private(set) var table: Table
  let file: String
  let sides: (treated: String, control: String)
  private let treatment: String
  private(set) var treated: [Bool]

  init(
    _ source: TableEvaluation.Source, _ options: UpliftEvaluation.Options, like other: Trial? = nil
  ) throws(Fault) {
    file = source.file
    treatment = options.treatment
    guard let column = source.table.column(options.treatment) else {
      throw Fault(
        file: source.file,
        "has no column \"\(options.treatment)\" that says who was contacted; it has "
          + source.table.columns.map { "\"\($0.name)\"" }.joined(separator: ", "))
    }
    // Tables of trials leave the cell empty, or write "none", where nobody was contacted.
    let words = (0..<column.count).map { column.text($0).isEmpty ? "none" : column.text($0) }
    if let other {
      sides = other.sides
    } else {
      sides = try Self.sides(Set(words), source.file, options)
    }
    let (with, without) = sides
    let rows = words.indices.filter { words[$0] == with || words[$0] == without }
    guard !rows.isEmpty else {
      throw Fault(
        file: source.file,
        "no row of \"\(options.treatment)\" holds \"\(with)\" or \"\(without)\"")
    }
    table = source.table.rows(rows)
    treated = rows.map { words[$0] == with }
  }

  /// Which values are compared: those named, or of two values the greater as contacted.
  private static func sides(
    _ values: Set<String>, _ file: String, _ options: UpliftEvaluation.Options
  ) throws(Fault) -> (String, String) {
    let listed = values.sorted().prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
    for named in [options.treated, options.control].compactMap(\.self)
    where !values.contains(named) {
      throw Fault(
        file: file, "\"\(options.treatment)\" never holds \"\(named)\"; it holds \(listed)")
    }
    let rest = values.subtracting([options.treated, options.control].compactMap(\.self))
    if let treated = options.treated, let control = options.control { return (treated, control) }
    let sorted = rest.sorted {
      if let left = Double($0), let right = Double($1), left != right { return left < right }
      return ($0.lowercased(), $0) < ($1.lowercased(), $1)
    }
    switch (options.treated, options.control, sorted.count) {
    case (let treated?, nil, 1): return (treated, sorted[0])
    case (nil, let control?, 1): return (sorted[0], control)
    case (nil, nil, 2): return (sorted[1], sorted[0])
    case (_, _, let count) where count == 0 || values.count == 1:
      throw Fault(
        file: file,
        "\"\(options.treatment)\" holds one value only, \(listed): in a trial some are left out")
    default:
      throw Fault(
        file: file,
        "\"\(options.treatment)\" must be narrowed to two values by --treated and --control; it holds "
          + listed)
    }
  }

  func column(_ name: String) throws(Fault) -> Column {
    guard let column = table.column(name) else {
      throw Fault(
        file: file,
        "has no column \"\(name)\"; it has "
          + table.columns.map { "\"\($0.name)\"" }.joined(separator: ", "))
    }
    return column
  }

  mutating func keepKnown(_ label: TableLabel, _ notes: inout [Fault]) {
    guard let column = table.column(label.column) else { return }
    let targets = label.targets(column)
    let known = targets.indices.filter { !targets[$0].isNaN }
    guard known.count < targets.count else { return }
    notes.append(
      Fault(
        file: file,
        "\(targets.count - known.count) rows have no known \"\(label.column)\" and are left out",
        severity: .warning))
    self = rows(known)
  }

  func rows(_ chosen: [Int]) -> Trial {
    var copy = self
    copy.table = table.rows(chosen)
    copy.treated = chosen.map { treated[$0] }
    return copy
  }

  func acted(_ label: TableLabel) -> [Bool] {
    guard let column = table.column(label.column) else {
      return [Bool](repeating: false, count: table.rowCount)
    }
    return label.targets(column).map { $0 > 0.5 }
  }

  func features(_ options: UpliftEvaluation.Options) -> Table {
    table.without(options.without.union([treatment]))
  }
}
