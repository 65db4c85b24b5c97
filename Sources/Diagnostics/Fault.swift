/// Something wrong in a file a person wrote: where it is, what was found, what would be right.
public struct Fault: Error, Hashable, Sendable {
  /// How bad it is: an error stops the work, a warning is worth a look.
  public enum Severity: String, Hashable, Sendable, Comparable {
    case warning, error

    /// A warning is less than an error.
    public static func < (left: Self, right: Self) -> Bool { left == .warning && right == .error }
  }

  /// The file, or `nil` for a fault of no one place.
  public let file: String?
  /// The place in the file, or `nil` when the whole file is at fault.
  public let place: Place?
  /// One sentence: the fault and the remedy or the choices.
  public let message: String
  /// Error or warning.
  public let severity: Severity

  /// Creates a fault at a place.
  public init(
    file: String?, place: Place? = nil, _ message: String, severity: Severity = .error
  ) {
    self.file = file
    self.place = place
    self.message = message
    self.severity = severity
  }
}

/// A line and a column, both from 1; columns count Unicode scalars.
public struct Place: Hashable, Sendable, Comparable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  /// Creates a place.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// By line, then by column.
  public static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

extension Fault: CustomStringConvertible {
  /// `intents/en/returns.json:41:9: "utterances" must be a list of strings, found a number`; what it quotes
  /// of a file, and the file's name, are made visible.
  public var description: String {
    var text = ""
    if let file { text += file + ":" }
    if let place { text += "\(place.line):\(place.column):" }
    if !text.isEmpty { text += " " }
    if severity == .warning { text += "warning: " }
    return VisibleText.of(text + message)
  }
}

/// Several faults at once: a loader reports all it finds, not the first.
public struct Faults: Error, Hashable, Sendable, CustomStringConvertible {
  /// The faults, in the order found.
  public let all: [Fault]

  /// Creates a collection of faults.
  public init(_ all: [Fault]) { self.all = all }

  /// One line a fault.
  public var description: String { all.map(\.description).joined(separator: "\n") }
}
