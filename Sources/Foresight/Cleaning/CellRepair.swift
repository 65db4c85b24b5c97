internal import Diagnostics

/// A table with what is sure put right, and the list of what was changed, so that any of it can be taken back.
/// All other bytes stay as they are.
public struct CellRepair: Sendable {
  /// One change.
  public struct Change: Sendable {
    /// The line and the column's name; the name is empty where a whole line was left out.
    public let line: Int
    /// The column's name.
    public let column: String
    /// What was wrong, as `CellFault.Kind.name`, or `double`.
    public let kind: String
    /// What stood there, and what stands there now.
    public let before: String
    /// What stands there now.
    public let after: String
  }

  /// The table's bytes.
  public let bytes: [UInt8]
  /// What was changed, in the order of the lines.
  public let changes: [Change]

  /// Writes the likely value where it is sure, and leaves out lines that are the same as another in every
  /// cell.
  public init(_ table: CellTable, _ faults: [CellFault], _ doubles: [DoubleRecords.Group]) {
    var edits: [(range: Range<Int>, text: [UInt8], change: Change)] = []
    let copies = Set(doubles.flatMap(\.copies))
    for fault in faults where fault.isSure && !copies.contains(fault.row) {
      guard let likely = fault.likely else { continue }
      let column = table.columns[fault.column]
      let extent = table.extent(row: fault.row, column: fault.column)
      let change = Change(
        line: table.place(row: fault.row, column: fault.column).line, column: column.name,
        kind: fault.kind.name, before: column.text(fault.row), after: likely)
      edits.append((extent, Array(table.written(likely).utf8), change))
    }
    for row in copies {
      let extent = table.lineExtent(row)
      let text = String(decoding: table.bytes[extent], as: UTF8.self)
      let line = table.place(row: row, column: 0).line
      edits.append(
        (extent, [], Change(line: line, column: "", kind: "double", before: text, after: "")))
    }
    edits.sort { $0.range.lowerBound < $1.range.lowerBound }
    var made: [UInt8] = []
    made.reserveCapacity(table.bytes.count)
    var position = 0
    for edit in edits {
      made += table.bytes[position..<edit.range.lowerBound]
      made += edit.text
      position = edit.range.upperBound
    }
    made += table.bytes[position...]
    bytes = made
    changes = edits.map(\.change)
  }
}

extension CellTable {
  /// Where a cell is written, its quotes included.
  func extent(row: Int, column: Int) -> Range<Int> {
    let start = offset(row: row, column: column)
    var end = start
    if end < bytes.count, bytes[end] == 0x22 {
      end += 1
      while end < bytes.count {
        if bytes[end] == 0x22 {
          guard end + 1 < bytes.count, bytes[end + 1] == 0x22 else { break }
          end += 1
        }
        end += 1
      }
      return start..<min(end + 1, bytes.count)
    }
    while end < bytes.count, bytes[end] != separator, bytes[end] != 0x0A { end += 1 }
    while end > start, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  /// The lines of a row, with the break behind them.
  func lineExtent(_ row: Int) -> Range<Int> {
    var start = offset(row: row, column: 0)
    while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
    var end = extent(row: row, column: columns.count - 1).upperBound
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return start..<min(end + 1, bytes.count)
  }

  /// A text as it must be written between this table's separators.
  func written(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == separator || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D })
    else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
