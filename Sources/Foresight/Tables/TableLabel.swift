public import Diagnostics

/// What is to be foreseen: one of two things, one of several, or a number.
public struct TableLabel: Sendable {
  /// Which of the three.
  public enum Kind: Hashable, Sendable {
    case binary(positive: String)
    case classes([String])
    case number
  }

  /// The name of the column.
  public let column: String
  /// Which of the three.
  public let kind: Kind
  private let classes: [String]

  /// Numbers with more different values than this are amounts, not classes.
  private static let mostClasses = 30

  /// Reads what a column of training rows holds. Throws a `Fault` when nothing can be foreseen.
  ///
  /// Of two values the one that comes last is the positive one: 1 after 0, yes after no; `positive`
  /// names another.
  public init(_ column: Column, file: String, positive: String? = nil) throws(Fault) {
    self.column = column.name
    let known = (0..<column.count).lazy.map { column.text($0) }.filter { !$0.isEmpty }
    var values: Set<String> = []
    for value in known {
      values.insert(value)
      if values.count > Self.mostClasses { break }
    }
    guard let first = values.first else {
      throw Fault(file: file, "\"\(column.name)\" is missing in every row: nothing to learn")
    }
    guard values.count > 1 else {
      throw Fault(
        file: file,
        "\"\(column.name)\" holds one value only, \"\(first)\": nothing to tell apart")
    }
    if column.isNumeric, values.count > 2, column.reading != .truth {
      kind = .number
      classes = []
      return
    }
    guard values.count <= Self.mostClasses else {
      throw Fault(
        file: file,
        "\"\(column.name)\" holds more than \(Self.mostClasses) words; a label is a number, or one "
          + "of a few words")
    }
    let sorted =
      column.isNumeric
      ? values.sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
      : values.sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) }
    if let positive, !values.contains(positive) {
      throw Fault(
        file: file,
        "\"\(column.name)\" never holds \"\(positive)\"; it holds "
          + sorted.map { "\"\($0)\"" }.joined(separator: ", "))
    }
    if sorted.count == 2 || positive != nil {
      let chosen = positive ?? sorted[sorted.count - 1]
      kind = .binary(positive: chosen)
      classes = sorted
    } else {
      kind = .classes(sorted)
      classes = sorted
    }
  }

  /// The targets of rows; NaN where the label is missing or one that training never saw.
  public func targets(_ column: Column) -> [Double] {
    switch kind {
    case .number:
      guard case .numbers(let numbers) = column.values else {
        return (0..<column.count).map { Double(column.text($0)) ?? .nan }
      }
      return numbers
    case .binary(let positive):
      return (0..<column.count).map {
        let text = column.text($0)
        return classes.contains(text) ? (text == positive ? 1 : 0) : .nan
      }
    case .classes(let names):
      return (0..<column.count).map {
        names.firstIndex(of: column.text($0)).map(Double.init) ?? .nan
      }
    }
  }
}
