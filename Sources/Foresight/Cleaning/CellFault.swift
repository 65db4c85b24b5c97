/// What is wrong, or odd, in one cell, and what is likely right.
public struct CellFault: Sendable {
  /// What it is. Columns are places in the table.
  public enum Kind: Hashable, Sendable {
    /// Blanks before or behind the text.
    case blanks
    /// A number with its unit behind it, where the column spells the unit in several ways or not at all.
    case unit(String)
    /// A word such as N/A that only says that nothing is known, in a column of numbers or days.
    case standIn
    /// Written otherwise than the rest of the column; an example of the usual form.
    case form(usual: String)
    /// The cell holds what belongs into another column, which is empty in this row.
    case merged(into: Int)
    /// Empty, though its content stands in another cell of the row.
    case split(from: Int)
    /// Empty, though other rows that are the same in some column know it.
    case missing(by: Int)
    /// Other than in the rows that are the same in some column; so many of them have the likely value.
    case dependency(by: Int, rows: Int, of: Int)
    /// One or two letters away from a value that is far more frequent.
    case misspelt(times: Int)
    /// A day the calendar does not have.
    case noDay
    /// A day before the one in another column, which it follows in nearly all rows.
    case before(Int)
    /// Far from all other numbers of the column, which lie between these.
    case odd(low: String, high: String)
    /// Negative, in a column that has no other such numbers.
    case negative

    /// A word for the kind, for programs.
    public var name: String {
      switch self {
      case .blanks: "blanks"
      case .unit: "unit"
      case .standIn: "stand_in"
      case .form: "form"
      case .merged: "merged"
      case .split: "split"
      case .missing: "missing"
      case .dependency: "dependency"
      case .misspelt: "misspelt"
      case .noDay: "no_day"
      case .before: "day_order"
      case .odd: "odd"
      case .negative: "negative"
      }
    }
  }

  /// The row, from 0.
  public let row: Int
  /// The column, from 0.
  public let column: Int
  /// What it is.
  public let kind: Kind
  /// What is likely right; `nil` where nothing tells.
  public let likely: String?
  /// Whether what is likely right says the same as what stands there, or is told by other cells without
  /// dispute, so that it may be written without asking.
  public let isSure: Bool

  package init(row: Int, column: Int, _ kind: Kind, likely: String? = nil, isSure: Bool = false) {
    self.row = row
    self.column = column
    self.kind = kind
    self.likely = likely
    self.isSure = isSure
  }
}
