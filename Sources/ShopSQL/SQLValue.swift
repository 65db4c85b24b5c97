public import Quantities

/// A value of a column or for a statement.
public enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case string(String)
  case bytes

  /// A text or nothing.
  public static func text(_ text: String?) -> SQLValue { text.map { .string($0) } ?? .null }

  /// A whole number.
  public static func number(_ number: some BinaryInteger) -> SQLValue { .integer(Int64(number)) }

  /// A whole number or nothing.
  public static func optional(_ number: Int?) -> SQLValue {
    number.map { .integer(Int64($0)) } ?? .null
  }

  /// A day or nothing.
  public static func day(_ day: Day?) -> SQLValue { optional(day?.number) }

  /// Yes or no: 1 or 0, as the tables have it.
  public static func flag(_ isSet: Bool) -> SQLValue { .integer(isSet ? 1 : 0) }

  var isNull: Bool { self == .null }

  /// The value as text, as the log of actions shows it.
  var text: String? {
    switch self {
    case .null: nil
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .string(let text): text
    case .bytes: "blob"
    }
  }

  /// The value as a whole number, written as a text or not.
  var wholeNumber: Int64? {
    switch self {
    case .integer(let number): number
    case .string(let text): Int64(text)
    case .null, .real, .bytes: nil
    }
  }

  /// What kind of value it is, for a fault that must not say the value.
  var kindName: String {
    switch self {
    case .null: "nothing"
    case .integer, .real: "a number"
    case .string: "a text"
    case .bytes: "bytes"
    }
  }
}

/// What a column's value can be taken as.
public protocol SQLReadable {
  /// The value, or `nil` when it is of another kind.
  init?(sql: SQLValue)
}

extension String: SQLReadable {
  /// A text.
  public init?(sql: SQLValue) {
    guard case .string(let text) = sql else { return nil }
    self = text
  }
}

extension Int64: SQLReadable {
  /// A whole number.
  public init?(sql: SQLValue) {
    switch sql {
    case .integer(let number): self = number
    case .real(let number):
      guard let whole = Int64(exactly: number) else { return nil }
      self = whole
    case .null, .string, .bytes: return nil
    }
  }
}

extension Int: SQLReadable {
  /// A whole number.
  public init?(sql: SQLValue) {
    guard let number = Int64(sql: sql) else { return nil }
    self.init(exactly: number)
  }
}

extension Bool: SQLReadable {
  /// 0 is no.
  public init?(sql: SQLValue) {
    guard let number = Int64(sql: sql) else { return nil }
    self = number != 0
  }
}

extension Double: SQLReadable {
  /// A number.
  public init?(sql: SQLValue) {
    switch sql {
    case .integer(let number): self = Double(number)
    case .real(let number): self = number
    case .null, .string, .bytes: return nil
    }
  }
}
