public import Formats
public import Diagnostics

/// The whole of `foresee evaluate`: tables in, a model and its figures out.
public struct TableEvaluation: Sendable {
  /// What is asked for.
  public struct Options: Sendable {
    /// The label's column.
    public var label: String
    /// Which model.
    public var model = TableModel.Kind.auto
    /// Columns to leave out.
    public var without: Set<String> = []
    /// Columns to keep whatever they look like.
    public var kept: Set<String> = []
    /// The value that counts as positive, where two words leave it open.
    public var positive: String?
    /// The column whose groups are compared.
    public var by: String?
    /// Whether the label counts as equally frequent in all these groups while learning.
    public var balancesGroups = false
    /// The seed of all that is left to chance.
    public var seed: UInt64 = 1

    /// Options for a label.
    public init(label: String) { self.label = label }
  }

  /// A table with the name of its file.
  public struct Source: Sendable {
    let table: Table
    let file: String

    /// Names a table.
    public init(_ table: Table, file: String) {
      self.table = table
      self.file = file
    }
  }

  /// The parts of the table; without validation and test rows they are taken from the training rows.
  public struct Parts: Sendable {
    var train: Source
    var validation: Source?
    var test: Source?

    /// Names the parts.
    public init(train: Source, validation: Source? = nil, test: Source? = nil) {
      self.train = train
      self.validation = validation
      self.test = test
    }
  }

  /// What was found odd.
  public let notes: [Fault]
  /// The model.
  public let model: TableModel
  /// What the label is.
  public let label: TableLabel
  /// The figures on the test rows.
  public let figures: TableFigures
  /// Groups compared, where asked for.
  public let groups: GroupFigures?
  /// Learning from the training rows and choosing, in seconds.
  public let trainSeconds: Double
  /// One row, in a batch.
  public let microsecondsPerRow: Double
  /// The test rows as the model reads them.
  public let matrix: FeatureMatrix
  /// The answers for the test rows.
  public let answers: [Double]
  /// The truth of the test rows.
  public let targets: [Double]
  /// Which columns were learned from.
  public let preparation: TablePreparation
  /// How many rows each part has.
  public let counts: (train: Int, validation: Int, test: Int)

  /// Learns and measures. `clock` tells seconds.
  public init(_ parts: Parts, options: Options, clock: () -> Double) throws(Fault) {
    let rows = try Self.divided(parts, options)
    var notes = rows.notes
    let preparation = TablePreparation(
      rows.train.table.without(options.without), label: rows.label, file: rows.train.file,
      kept: options.kept)
    notes += preparation.notes
    let train = preparation.features(
      rows.train.table.without(options.without), label: options.label)
    guard !train.columns.isEmpty else {
      throw Fault(
        file: rows.train.file,
        "no column is left to learn from beside \"\(options.label)\""
          + preparation.notes.prefix(3).map { "; \($0.message)" }.joined())
    }
    let schema = FeatureSchema(train)
    func read(_ source: Source) -> Table {
      preparation.features(source.table.without(options.without), label: options.label)
    }
    let (validation, test) = (read(rows.validation), read(rows.test))
    notes += preparation.differences(test, from: schema, file: rows.test.file)
    let validationRows = BoostedTrees.Rows(
      schema.matrix(validation), targets: rows.targets.validation)
    let started = clock()
    let objective: Objective =
      switch rows.label.kind {
      case .binary: .binary
      case .classes(let names): .classes(names.count)
      case .number: .squares
      }
    let chosen = try options.balancesGroups ? GroupBalance(rows, options, objective).rows : nil
    model = TableLearner(
      train: BoostedTrees.Rows(
        schema.matrix(chosen.map(train.rows) ?? train),
        targets: chosen.map { $0.map { rows.targets.train[$0] } } ?? rows.targets.train),
      validation: validationRows, schema: schema, objective: objective, seed: options.seed
    ).model(options.model)
    trainSeconds = clock() - started
    matrix = schema.matrix(test)
    let scored = clock()
    answers = model.answers(matrix)
    microsecondsPerRow = (clock() - scored) / Double(max(1, matrix.rows)) * 1e6
    targets = rows.targets.test
    figures = TableFigures(answers, targets, objective)
    if objective == .binary, Set(rows.targets.test).count == 1 {
      notes.append(
        Fault(
          file: rows.test.file,
          "the test rows hold one value of \"\(options.label)\" only: nothing can be ranked",
          severity: .warning))
    }
    groups = try Self.compared(
      answers, of: rows, by: options.by, objective: objective, model: model,
      validation: validationRows)
    label = rows.label
    self.preparation = preparation
    counts = (train.rowCount, validation.rowCount, test.rowCount)
    self.notes = notes
  }

  /// The line that `--json` prints.
  public var json: JSON {
    var members: [(key: String, value: JSON)] = [
      ("model", .string(model.name)), ("rows", .integer(figures.rows)),
    ]
    members += figures.values.map { (key: $0.name, value: $0.value) }
    members += [
      ("train_seconds", .number(trainSeconds, digits: 4)),
      ("microseconds_per_row", .number(microsecondsPerRow, digits: 3)),
      ("model_bytes", .integer(model.byteCount)),
    ]
    if let groups { members.append(("fairness", groups.json)) }
    return .object(members)
  }
}

extension TableEvaluation {
  struct Divided {
    var train: Source
    var validation: Source
    var test: Source
    var targets: (train: [Double], validation: [Double], test: [Double])
    var label: TableLabel
    var notes: [Fault]
  }

  /// Rows whose label is known, in three parts.
  private static func divided(_ parts: Parts, _ options: Options) throws(Fault) -> Divided {
    guard let column = parts.train.table.column(options.label) else {
      throw Fault(
        file: parts.train.file,
        "has no column \"\(options.label)\"; it has "
          + parts.train.table.columns.map { "\"\($0.name)\"" }.joined(separator: ", "))
    }
    let label = try TableLabel(column, file: parts.train.file, positive: options.positive)
    var notes: [Fault] = []
    var train = try known(parts.train, label, &notes)
    var validation = try parts.validation.map { part throws(Fault) in
      try known(part, label, &notes)
    }
    var test = try parts.test.map { part throws(Fault) in try known(part, label, &notes) }
    if validation == nil || test == nil {
      guard train.source.table.rowCount >= 10 else {
        throw Fault(
          file: parts.train.file,
          "has only \(train.source.table.rowCount) rows whose label is known; at least 10 are needed"
        )
      }
      let strata: [Int]? = label.kind == .number ? nil : train.targets.map { Int($0) }
      let split = RowSplit(
        rows: train.source.table.rowCount, strata: strata,
        validation: validation == nil ? 0.2 : 0, test: test == nil ? 0.2 : 0,
        seed: options.seed)
      func part(_ rows: [Int]) -> (source: Source, targets: [Double]) {
        (
          Source(train.source.table.rows(rows), file: train.source.file),
          rows.map { train.targets[$0] }
        )
      }
      validation = validation ?? part(split.validation)
      test = test ?? part(split.test)
      train = part(split.train)
    }
    guard let validation, let test else { throw Fault(file: parts.train.file, "has no rows") }
    let values = Set(train.targets)
    guard values.count > 1 else {
      throw Fault(
        file: parts.train.file,
        "\"\(options.label)\" is the same in all rows that are learned from: nothing to tell apart")
    }
    return Divided(
      train: train.source, validation: validation.source, test: test.source,
      targets: (train.targets, validation.targets, test.targets), label: label, notes: notes)
  }

  private static func known(
    _ source: Source, _ label: TableLabel, _ notes: inout [Fault]
  ) throws(Fault) -> (source: Source, targets: [Double]) {
    guard let column = source.table.column(label.column) else {
      throw Fault(file: source.file, "has no column \"\(label.column)\" to measure against")
    }
    let targets = label.targets(column)
    let rows = targets.indices.filter { !targets[$0].isNaN }
    guard rows.count < targets.count else { return (source, targets) }
    notes.append(
      Fault(
        file: source.file,
        "\(targets.count - rows.count) rows have no known \"\(label.column)\" and are left out",
        severity: .warning))
    guard !rows.isEmpty else {
      throw Fault(file: source.file, "no row has a known \"\(label.column)\"")
    }
    return (Source(source.table.rows(rows), file: source.file), rows.map { targets[$0] })
  }

  private static func compared(
    _ answers: [Double], of rows: Divided, by name: String?, objective: Objective,
    model: TableModel, validation: BoostedTrees.Rows
  ) throws(Fault) -> GroupFigures? {
    guard let name, objective == .binary else { return nil }
    guard let column = rows.test.table.column(name) else {
      throw Fault(file: rows.test.file, "has no column \"\(name)\" to compare groups by")
    }
    return GroupFigures(
      answers, rows.targets.test.map { $0 > 0.5 }, groups: GroupNames.names(column),
      threshold: GroupFigures.threshold(model.answers(validation.matrix), validation.targets))
  }
}

/// Names for the groups of a column: its words, or ranges of its numbers.
public enum GroupNames {
  /// A name for every row.
  public static func names(_ column: Column) -> [String] {
    guard case .numbers(let numbers) = column.values, column.distinct > 6 else {
      return (0..<column.count).map { column.text($0).isEmpty ? "missing" : column.text($0) }
    }
    let sorted = numbers.filter { !$0.isNaN }.sorted()
    let cuts = [0.25, 0.5, 0.75].map { Mathematics.quantile(sorted, $0).rounded() }
    return numbers.map { value in
      if value.isNaN { return "missing" }
      if value < cuts[0] { return "1: below \(Int(cuts[0]))" }
      if value < cuts[1] { return "2: \(Int(cuts[0])) to \(Int(cuts[1]))" }
      if value < cuts[2] { return "3: \(Int(cuts[1])) to \(Int(cuts[2]))" }
      return "4: from \(Int(cuts[2]))"
    }
  }
}
