import Quantities

/// Days that the calendar does not have, that lie far from all others, or before what they follow.
struct DayFaults {
  private(set) var faults: [CellFault] = []

  /// The faults of all columns of days.
  init(_ table: CellTable) {
    var days: [(place: Int, values: [Double])] = []
    for (place, column) in table.columns.enumerated() {
      guard let order = Self.order(column) else { continue }
      let values = column.values.map { CellForm.day($0, order) }
      for (row, code) in column.codes.enumerated() where values[Int(code)] == nil {
        let text = column.values[Int(code)]
        if !column.isMissing[Int(code)], Self.looksLikeDay(text) {
          faults.append(CellFault(row: row, column: place, .noDay))
        }
      }
      days.append((place, column.codes.map { values[Int($0)] ?? .nan }))
      addFar(place, days[days.count - 1].values)
    }
    for (earlier, before) in days {
      for (later, after) in days where later != earlier { addOrder(earlier, before, later, after) }
    }
  }

  /// How the days of a column are written; `nil` when it does not hold days.
  static func order(_ column: CellTable.Column) -> DayScanner.Order? {
    let counts = column.counts
    var known = 0
    var read: [Int] = DayScanner.Order.allCases.map { _ in 0 }
    for (code, text) in column.values.enumerated() where !column.isMissing[code] {
      known += counts[code]
      for (place, order) in DayScanner.Order.allCases.enumerated()
      where CellForm.day(text, order) != nil { read[place] += counts[code] }
    }
    guard known >= 3, let most = read.max(), most * 10 >= known * 8,
      let place = read.firstIndex(of: most)
    else { return nil }
    return DayScanner.Order.allCases[place]
  }

  private static func looksLikeDay(_ text: String) -> Bool {
    let shape = CellForm.shape(CellForm.trimmed(text))
    return ["0-0-0", "0/0/0", "0.0.0"].contains { shape.hasPrefix($0) }
  }

  private mutating func addFar(_ column: Int, _ days: [Double]) {
    guard let range = NumberFaults.usual(days) else { return }
    for (row, day) in days.enumerated() where day < range.low || day > range.high {
      func text(_ day: Double) -> String { Day(number: Int(day)).iso }
      faults.append(
        CellFault(
          row: row, column: column, .odd(low: text(range.least), high: text(range.most))))
    }
  }

  /// Where one day follows another in nearly all rows, it must in all.
  private mutating func addOrder(
    _ earlier: Int, _ before: [Double], _ later: Int, _ after: [Double]
  ) {
    var (both, right, apart) = (0, 0, 0)
    for row in before.indices where !before[row].isNaN && !after[row].isNaN {
      both += 1
      if before[row].rounded(.down) <= after[row].rounded(.down) { right += 1 }
      if before[row] < after[row] { apart += 1 }
    }
    guard both >= 20, right < both, right * 100 >= both * 97, apart * 2 >= both else { return }
    for row in before.indices where before[row].rounded(.down) > after[row].rounded(.down) {
      faults.append(CellFault(row: row, column: later, .before(earlier)))
    }
  }
}
