public import Diagnostics
import Quantities

/// Which columns a model may learn from, decided on training rows and followed on all others.
public struct TablePreparation: Sendable {
  /// What was found, for whoever owns the table.
  public private(set) var notes: [Fault] = []
  /// The columns that are left out.
  public private(set) var leftOut: Set<String> = []
  private var dates: Set<String> = []
  private let file: String

  /// Looks at the columns of a training table. `kept` columns stay whatever they look like.
  public init(_ table: Table, label: TableLabel, file: String, kept: Set<String> = []) {
    self.file = file
    guard let labelColumn = table.column(label.column) else { return }
    let targets = label.targets(labelColumn)
    for column in table.columns where column.name != label.column && !kept.contains(column.name) {
      look(at: column, rows: table.rowCount)
      if leftOut.contains(column.name) { continue }
      if LeakTest.tells(column, targets, label.kind) {
        leaveOut(
          column,
          "alone tells \"\(label.column)\" almost surely: is it known only afterwards? Left out; "
            + "--keep \(column.name) learns from it all the same")
      }
    }
    if table.rowCount < 200 {
      note("has only \(table.rowCount) rows to learn from: the figures mean little")
    }
  }

  private mutating func note(_ text: String) {
    notes.append(Fault(file: file, text, severity: .warning))
  }

  private mutating func leaveOut(_ column: Column, _ reason: String) {
    leftOut.insert(column.name)
    note("column \"\(column.name)\" \(reason)")
  }

  private mutating func look(at column: Column, rows: Int) {
    let missing = column.missing
    if missing == rows { return leaveOut(column, "is missing in every row: left out") }
    let distinct = column.distinct
    if distinct == 1, missing == 0 {
      return leaveOut(column, "holds the same in every row: left out")
    }
    switch column.values {
    case .words:
      if rows >= 50, distinct * 10 > (rows - missing) * 9, missing * 2 < rows {
        leaveOut(column, "is different in almost every row, like an id: left out")
      } else if distinct > 255 {
        note("column \"\(column.name)\" has \(distinct) words; the rare ones count as one")
      }
    case .numbers(let numbers):
      if Self.looksLikeID(numbers, distinct: distinct, missing: missing) {
        leaveOut(column, "counts the rows, like an id: left out")
      } else if Self.looksLikeDays(numbers) {
        dates.insert(column.name)
        note("column \"\(column.name)\" holds days written as numbers (20261130): read as days")
      }
    }
  }

  /// Whole numbers, none twice, and hardly any left out in between.
  private static func looksLikeID(_ numbers: [Double], distinct: Int, missing: Int) -> Bool {
    guard numbers.count >= 100, missing == 0, distinct == numbers.count else { return false }
    guard numbers.allSatisfy({ $0 == $0.rounded() }) else { return false }
    let span = (numbers.max() ?? 0) - (numbers.min() ?? 0)
    return span < Double(numbers.count) * 20
  }

  private static func looksLikeDays(_ numbers: [Double]) -> Bool {
    var known = 0
    var different: Set<Double> = []
    for value in numbers where !value.isNaN {
      guard value >= 19_000_101, value < 21_010_101, day(value) != nil else { return false }
      known += 1
      if different.count < 4 { different.insert(value) }
    }
    return known > 0 && different.count > 3
  }

  /// The day that a number such as 20261130 writes, since 1970.
  static func day(_ value: Double) -> Double? {
    let number = Int(value)
    guard Double(number) == value else { return nil }
    return Day(year: number / 10_000, month: number / 100 % 100, day: number % 100)
      .map { Double($0.number) }
  }

  /// The table as the model may see it.
  public func features(_ table: Table, label: String) -> Table {
    var copy = table.without(leftOut.union([label]))
    for place in copy.columns.indices where dates.contains(copy.columns[place].name) {
      if case .numbers(let numbers) = copy.columns[place].values {
        copy.columns[place].values = .numbers(numbers.map { Self.day($0) ?? .nan })
        copy.columns[place].reading = .day
      }
    }
    return copy
  }

  /// What is different in a table that is foreseen: columns that are missing or read otherwise, words
  /// that training never saw.
  public func differences(_ table: Table, from schema: FeatureSchema, file: String) -> [Fault] {
    var found: [Fault] = []
    func say(_ text: String) { found.append(Fault(file: file, text, severity: .warning)) }
    for feature in schema.features {
      guard let column = table.column(feature.name) else {
        say("has no column \"\(feature.name)\": it counts as missing in every row")
        continue
      }
      switch (column.values, feature.levels) {
      case (.words(let codes, let words), let levels?):
        let known = Set(levels)
        let unseen = words.map { !known.contains($0) }
        let rows = codes.filter { $0 >= 0 && unseen[Int($0)] }.count
        if rows > 0, let first = codes.firstIndex(where: { $0 >= 0 && unseen[Int($0)] }) {
          say(
            "column \"\(feature.name)\" holds words that training never saw in \(rows) rows, first "
              + "\"\(words[Int(codes[first])])\" in row \(first + 1): they count as rare")
        }
      case (.words, nil):
        say("column \"\(feature.name)\" holds words where training saw numbers: they are missing")
      default: break
      }
    }
    return found
  }
}

/// Whether one column alone gives the label away.
enum LeakTest {
  /// From this area under the curve on, out of the fold.
  private static let area = 0.995
  /// From this share of the variance on, for numbers.
  private static let variance = 0.999

  static func tells(_ column: Column, _ targets: [Double], _ kind: TableLabel.Kind) -> Bool {
    let rows = targets.indices.filter { !targets[$0].isNaN }
    guard rows.count >= 50 else { return false }
    let matrix = FeatureSchema(Table(columns: [column])).matrix(Table(columns: [column]))
    let bins = matrix.values.withUnsafeBufferPointer { values in
      if case .words(_, let levels) = column.values {
        return FeatureBins(
          words: values, column: 0, width: 1, rows: matrix.rows, levels: levels.count)
      }
      return FeatureBins(numbers: values, column: 0, width: 1, rows: matrix.rows)
    }
    let cells = joined(rows.map { Int(bins.bin(matrix.values[$0])) }, isNumeric: column.isNumeric)
    switch kind {
    case .binary:
      let labels = rows.map { targets[$0] > 0.5 }
      let means = means(cells, labels.map { $0 ? 1 : 0 })
      return RankingMeasures.auc(means, labels).auc >= area
    case .classes(let names):
      return names.indices.allSatisfy { place in
        let labels = rows.map { Int(targets[$0]) == place }
        guard labels.contains(true) else { return true }
        return RankingMeasures.auc(means(cells, labels.map { $0 ? 1 : 0 }), labels).auc >= area
      }
    case .number:
      let values = rows.map { targets[$0] }
      let mean = values.reduce(0, +) / Double(values.count)
      let all = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let rest = zip(means(cells, values), values).reduce(0) {
        $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
      }
      return all > 0 && 1 - rest / all >= variance
    }
  }

  /// Neighbouring bins of numbers together, so that some twenty rows stand in each: with a bin a row nothing
  /// is known of the other half.
  private static func joined(_ cells: [Int], isNumeric: Bool) -> [Int] {
    guard isNumeric else { return cells }
    var counts = [Int](repeating: 0, count: 256)
    for cell in cells { counts[cell] += 1 }
    var (map, place, held) = ([Int](repeating: 0, count: 256), 0, 0)
    for bin in 0..<256 {
      if held >= 20 {
        place += 1
        held = 0
      }
      map[bin] = place
      held += counts[bin]
    }
    return cells.map { map[$0] }
  }

  /// The mean of each bin in the other half of the rows.
  private static func means(_ cells: [Int], _ values: [Double]) -> [Double] {
    var sums = [[Double]](repeating: [Double](repeating: 0, count: 256), count: 2)
    var counts = sums
    let mean = values.reduce(0, +) / Double(max(1, values.count))
    for (place, cell) in cells.enumerated() {
      sums[place & 1][cell] += values[place]
      counts[place & 1][cell] += 1
    }
    return cells.enumerated().map { place, cell in
      let other = 1 - place & 1
      return (sums[other][cell] + 0.1 * mean) / (counts[other][cell] + 0.1)
    }
  }
}
