public import Diagnostics

/// Series out of a table with a row for each series and period.
public struct DemandTable: Sendable {
  /// The periods, sorted.
  public let periods: [String]
  /// The series, by their first row; each starts with its first period.
  public private(set) var series: [DemandSeries] = []
  /// What was found odd.
  public private(set) var notes: [Fault] = []

  /// Reads columns called series, period and value, or the first, the second and the last column.
  /// Throws a `Fault` when there is no number to foresee.
  public init(_ table: Table, file: String) throws(Fault) {
    guard table.columns.count >= 2 else {
      throw Fault(file: file, "needs columns for the series, the period and the value")
    }
    let value = table.column("value") ?? table.columns[table.columns.count - 1]
    guard case .numbers(let numbers) = value.values else {
      throw Fault(file: file, "column \"\(value.name)\" must hold numbers: how much was sold")
    }
    let isSingle = table.columns.count == 2
    let names = isSingle ? nil : table.column("series") ?? table.columns[0]
    let when = table.column("period") ?? table.columns[isSingle ? 0 : 1]
    let known = (0..<table.rowCount).map { when.text($0) }
    periods = Self.ordered(known, as: when.values)
    let place = Dictionary(uniqueKeysWithValues: periods.enumerated().map { ($1, $0) })
    var sums = Sums(periodCount: periods.count)
    for row in 0..<table.rowCount {
      guard let period = place[known[row]] else { continue }
      sums.add(numbers[row], to: names?.text(row) ?? value.name, period: period, row: row)
    }
    func note(_ text: String) { notes.append(Fault(file: file, text, severity: .warning)) }
    if sums.negative > 0 {
      note(
        "\(sums.negative) values are negative, the first in row \(sums.firstNegative): nothing below zero is foreseen"
      )
    }
    if sums.twice > 0 {
      note("\(sums.twice) rows name a series and period again: they are added up")
    }
    var gaps = 0
    var zeros: [String] = []
    for name in sums.names {
      let all = sums.values[name] ?? []
      guard let start = all.firstIndex(where: { !$0.isNaN }) else {
        note("series \"\(name)\" has no value: left out")
        continue
      }
      var values = Array(all[start...])
      for index in values.indices where values[index].isNaN {
        values[index] = 0
        gaps += 1
      }
      if values.allSatisfy({ $0 == 0 }) { zeros.append(name) }
      series.append(DemandSeries(name: name, values: values))
    }
    if let name = zeros.first {
      note("\(zeros.count) series are nothing but zeros, first \"\(name)\": nothing is foreseen")
    }
    if gaps > 0 { note("\(gaps) periods have no row: nothing was sold then") }
    guard !series.isEmpty else { throw Fault(file: file, "holds no series with a value") }
  }

  /// The periods in the order of time: numbers by their size, other names by their spelling.
  private static func ordered(_ known: [String], as values: Column.Values) -> [String] {
    guard case .numbers = values else { return Set(known).sorted() }
    return Set(known).sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
  }

  /// The rows of a table, added up by series and period, and what was odd in them.
  private struct Sums {
    let periodCount: Int
    /// The series in the order of their first rows.
    var names: [String] = []
    var values: [String: [Double]] = [:]
    var negative = 0
    var firstNegative = 0
    var twice = 0

    mutating func add(_ number: Double, to name: String, period: Int, row: Int) {
      if values[name] == nil {
        values[name] = [Double](repeating: .nan, count: periodCount)
        names.append(name)
      }
      if number < 0 {
        if negative == 0 { firstNegative = row + 1 }
        negative += 1
      }
      let old = values[name]?[period] ?? .nan
      if !old.isNaN { twice += 1 }
      values[name]?[period] = old.isNaN ? number : old + (number.isNaN ? 0 : number)
    }
  }
}
