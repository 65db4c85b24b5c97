public import Quantities

/// One entry in the log of actions: who did what to which rows; the values are in tables of their own.
public struct LoggedAction: Hashable, Sendable {
  /// The entry's number.
  public let id: Int
  /// What was done: the kind of the request, `undo`, `forget`, or what became of a flag: `flag_order_shown`.
  public let kind: String
  /// The row of the customer.
  public let customer: Int?
  /// The row of the order.
  public let order: Int?
  /// The day.
  public let day: Day
  /// Whether it can be undone.
  public let isReversible: Bool
  /// The entry that undid it.
  public let undoneBy: Int?
  /// The entry that it undid.
  public let undoes: Int?
  /// How many values it changed.
  public let values: Int

  package init(
    id: Int, kind: String, customer: Int?, order: Int?, day: Day, isReversible: Bool,
    undoneBy: Int?, undoes: Int?, values: Int
  ) {
    self.id = id
    self.kind = kind
    self.customer = customer
    self.order = order
    self.day = day
    self.isReversible = isReversible
    self.undoneBy = undoneBy
    self.undoes = undoes
    self.values = values
  }
}

/// A value that an action changed.
public struct LoggedValue: Hashable, Sendable {
  /// The table.
  public let table: String
  /// The row.
  public let row: Int
  /// `insert`, `update` or `delete`.
  public let change: String
  /// The column.
  public let column: String
  /// The value before, as text.
  public let before: String?
  /// The value after, as text.
  public let after: String?

  package init(
    table: String, row: Int, change: String, column: String, before: String?, after: String?
  ) {
    self.table = table
    self.row = row
    self.change = change
    self.column = column
    self.before = before
    self.after = after
  }
}
