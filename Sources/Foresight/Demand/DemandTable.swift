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
    let order: [String]
    if case .numbers = when.values {
      order = Set(known).sorted { (Double($0) ?? 0, $0) < (Double($1) ?? 0, $1) }
    } else {
      order = Set(known).sorted()
    }
    periods = order
    let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    var rows: [String: [Double]] = [:]
    var first: [String] = []
    var (negative, twice, empty) = (0, 0, 0)
    var firstNegative = 0
    for row in 0..<table.rowCount {
      let name = names?.text(row) ?? value.name
      guard let period = place[known[row]] else { continue }
      if rows[name] == nil {
        rows[name] = [Double](repeating: .nan, count: order.count)
        first.append(name)
      }
      let number = numbers[row]
      if number.isNaN { empty += 1 }
      if number < 0 {
        if negative == 0 { firstNegative = row + 1 }
        negative += 1
      }
      let old = rows[name]?[period] ?? .nan
      if !old.isNaN { twice += 1 }
      rows[name]?[period] = old.isNaN ? number : old + (number.isNaN ? 0 : number)
    }
    func note(_ text: String) { notes.append(Fault(file: file, text, severity: .warning)) }
    if negative > 0 {
      note(
        "\(negative) values are negative, the first in row \(firstNegative): nothing below zero is foreseen"
      )
    }
    if twice > 0 { note("\(twice) rows name a series and period again: they are added up") }
    var gaps = 0
    var zeros: [String] = []
    for name in first {
      let all = rows[name] ?? []
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
}
