import Text

/// A table for a terminal: columns as wide as they must be, wide characters counted as two.
public struct TextTable: Sendable {
  /// How a column is set.
  public enum Alignment: Sendable { case left, right }

  private let header: [String]
  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// Creates a table; columns beyond `alignments` are set left.
  public init(_ header: [String], alignments: [Alignment] = []) {
    self.header = header
    self.alignments =
      alignments + Array(repeating: .left, count: max(0, header.count - alignments.count))
  }

  /// Adds a row; controls in the cells are made visible, missing cells are empty.
  public mutating func add(_ cells: [String]) {
    let visible = cells.prefix(header.count).map { $0.visible() }
    rows.append(visible + Array(repeating: "", count: header.count - visible.count))
  }

  /// The table; where `width` is given, the widest left column gives way with `…`.
  public func text(width limit: Int? = nil) -> String {
    var widths = header.indices.map { column in
      ([header] + rows).reduce(0) { max($0, $1[column].displayWidth) }
    }
    if let limit {
      var over = widths.reduce(0, +) + 2 * (widths.count - 1) - limit
      while over > 0,
        let widest = widths.indices.filter({ alignments[$0] == .left && widths[$0] > 8 })
          .max(by: { widths[$0] < widths[$1] })
      {
        let next =
          widths.indices.filter { $0 != widest && alignments[$0] == .left }
          .map { widths[$0] }.max() ?? 8
        let cut = min(over, max(1, widths[widest] - max(8, next)))
        widths[widest] -= cut
        over -= cut
      }
    }
    func line(_ cells: [String]) -> String {
      var text = ""
      for (column, cell) in cells.enumerated() {
        if column > 0 { text += "  " }
        text += cell.truncated(toWidth: widths[column])
          .padded(toWidth: widths[column], alignRight: alignments[column] == .right)
      }
      while text.last == " " { text.removeLast() }
      return text
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    return ([line(header), rule] + rows.map(line)).joined(separator: "\n")
  }

  /// The table in Markdown.
  public var markdown: String {
    func line(_ cells: [String]) -> String {
      "| "
        + cells.map { cell in
          String(cell.flatMap { $0 == "|" || $0 == "\\" ? ["\\", $0] : [$0] })
        }.joined(separator: " | ") + " |"
    }
    let rule = "|" + alignments.map { $0 == .right ? " ---: |" : " --- |" }.joined()
    return ([line(header), rule] + rows.map(line)).joined(separator: "\n")
  }
}
