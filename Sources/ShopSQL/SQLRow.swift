import Diagnostics

/// A row that a statement gave.
public struct SQLRow: Sendable {
  /// The names of the columns; all rows of one statement share them.
  public let columns: [String]
  /// Their values.
  public let values: [SQLValue]

  /// Creates a row.
  public init(columns: [String], values: [SQLValue]) {
    self.columns = columns
    self.values = values
  }

  /// The value of a column, or nothing when there is no such column.
  subscript(_ column: String) -> SQLValue {
    columns.firstIndex(of: column).map { values[$0] } ?? .null
  }

  /// A column's value by name; what cannot be that is damage, said without the value.
  func known<Value: SQLReadable>(_ column: String, of table: String) throws -> Value {
    guard let value: Value = try optional(column, of: table) else {
      throw Damage.fault("a row of \(table): the column \"\(column)\" holds nothing")
    }
    return value
  }

  /// A column's value by name, or `nil`.
  func optional<Value: SQLReadable>(_ column: String, of table: String) throws -> Value? {
    let value = self[column]
    if value.isNull { return nil }
    guard let converted = Value(sql: value) else {
      throw Damage.fault("a row of \(table): the column \"\(column)\" holds \(value.kindName)")
    }
    return converted
  }

  /// The first column's value, or `nil` when there is none or it is of another kind.
  func first<Value: SQLReadable>() -> Value? { values.first.flatMap { Value(sql: $0) } }
}
