/// Rows and named columns, as a file or a shop gave them: what is missing stays missing.
public struct Table: Sendable {
  /// The columns, in the order of the file; all as long as `rowCount`.
  public var columns: [Column]
  /// How many rows there are.
  public let rowCount: Int

  /// Creates a table; columns that are shorter or longer than the first are left out.
  public init(columns: [Column]) {
    rowCount = columns.first?.count ?? 0
    let rows = rowCount
    self.columns = columns.filter { $0.count == rows }
  }

  /// The column with a name.
  public func column(_ name: String) -> Column? { columns.first { $0.name == name } }

  /// The same rows without some columns.
  public func without(_ names: Set<String>) -> Table {
    var copy = self
    copy.columns.removeAll { names.contains($0.name) }
    return copy
  }

  /// Some rows, in the order asked for.
  public func rows(_ chosen: [Int]) -> Table {
    var copy = Table(columns: columns.map { $0.rows(chosen) })
    if columns.isEmpty { copy.columns = [] }
    return copy
  }
}

/// One column: numbers, or words of which each has a code.
public struct Column: Sendable {
  /// What stands in the header.
  public let name: String
  /// The values.
  public var values: Values
  /// What the values were read as.
  public var reading: Reading
  /// How days are written, where they are.
  var dayOrder: DayScanner.Order?

  /// The values: a missing number is NaN, a missing word has the code −1.
  public enum Values: Sendable {
    case numbers([Double])
    case words(codes: [Int32], levels: [String])
  }

  /// How the cells were understood.
  public enum Reading: String, Sendable {
    case number
    case truth
    /// A calendar day, kept as days since 1970.
    case day
    case word
    /// Nothing stands in any row.
    case empty
  }

  /// Creates a column.
  public init(name: String, values: Values, reading: Reading? = nil) {
    self.name = name
    self.values = values
    switch values {
    case .numbers: self.reading = reading ?? .number
    case .words: self.reading = reading ?? .word
    }
  }

  /// How many rows it has.
  public var count: Int {
    switch values {
    case .numbers(let numbers): numbers.count
    case .words(let codes, _): codes.count
    }
  }

  /// How many rows are missing.
  public var missing: Int {
    switch values {
    case .numbers(let numbers): numbers.count { $0.isNaN }
    case .words(let codes, _): codes.count { $0 < 0 }
    }
  }

  /// Whether it holds numbers.
  public var isNumeric: Bool {
    if case .numbers = values { true } else { false }
  }

  /// Some rows, in the order asked for.
  public func rows(_ chosen: [Int]) -> Column {
    var copy = self
    switch values {
    case .numbers(let numbers): copy.values = .numbers(chosen.map { numbers[$0] })
    case .words(let codes, let levels):
      copy.values = .words(codes: chosen.map { codes[$0] }, levels: levels)
    }
    return copy
  }

  /// What stands in a row, as text; empty where it is missing.
  public func text(_ row: Int) -> String {
    switch values {
    case .numbers(let numbers):
      let value = numbers[row]
      if value.isNaN { return "" }
      return value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
    case .words(let codes, let levels):
      return codes[row] < 0 ? "" : levels[Int(codes[row])]
    }
  }

  /// How many different values there are, missing ones not counted.
  public var distinct: Int {
    switch values {
    case .numbers(let numbers): Set(numbers.lazy.filter { !$0.isNaN }).count
    case .words(let codes, _): Set(codes.lazy.filter { $0 >= 0 }).count
    }
  }
}
