public import Diagnostics
import Formats

/// A table as its file wrote it: the text of every cell, each value of a column kept once, and where every
/// cell stands. What is wrong in it is not repaired on the way in, as `Table` does.
public struct CellTable: Sendable {
  /// One column.
  public struct Column: Sendable {
    /// What stands in the header.
    public let name: String
    /// The different texts, in the order they come.
    public let values: [String]
    /// Which of them stands in each row.
    public let codes: [Int32]
    /// Whether a value says that nothing is known: nothing, blanks, `N/A`.
    let isMissing: [Bool]

    init(name: String, values: [String], codes: [Int32]) {
      self.name = name
      self.values = values
      self.codes = codes
      isMissing = values.map { CellForm.isBlank($0) || CellForm.isStandIn($0) }
    }

    /// What stands in a row.
    public func text(_ row: Int) -> String { values[Int(codes[row])] }

    /// How often each value occurs.
    var counts: [Int] {
      var counts = [Int](repeating: 0, count: values.count)
      for code in codes { counts[Int(code)] += 1 }
      return counts
    }
  }

  /// A row that has another number of cells than the header.
  public struct Ragged: Sendable {
    /// Its line.
    public let line: Int
    /// How many cells it has.
    public let cells: Int
  }

  /// The columns, in the order of the file.
  public private(set) var columns: [Column]
  /// How many rows there are, those that are not whole left out.
  public let rowCount: Int
  /// Rows that are not whole.
  public private(set) var ragged: [Ragged] = []
  /// What separates the cells.
  let separator: UInt8
  let bytes: [UInt8]
  /// Where each cell begins, row by row.
  private let offsets: [UInt32]
  private let lineStarts: [UInt32]

  /// Reads the bytes of a table with a header, in UTF-8. Throws a `Fault` with its place for what is no
  /// table; a row with too many or too few cells is only remembered.
  public init(_ bytes: [UInt8], file: String) throws(Fault) {
    guard bytes.count < Int(UInt32.max) else {
      throw Fault(file: file, "is larger than 4 GiB; cut it into parts")
    }
    if bytes.prefix(4096).contains(0) {
      throw Fault(file: file, "holds NUL bytes: this is no text; save the table as CSV in UTF-8")
    }
    self.bytes = bytes
    separator = RowReader.separator(bytes)
    var starts: [UInt32] = [0]
    for (place, byte) in bytes.enumerated() where byte == 0x0A {
      starts.append(UInt32(place + 1))
    }
    lineStarts = starts
    var reader = DelimitedReader(bytes, separator: separator, file: file)
    var fields: [DelimitedReader.Field] = []
    guard try reader.next(into: &fields) else {
      throw Fault(file: file, "holds no header; the first line must name the columns")
    }
    var builder = Builder(try Self.names(fields, file: file))
    var offsets: [UInt32] = []
    while try reader.next(into: &fields) {
      guard fields.count == builder.width else {
        ragged.append(Ragged(line: fields.first?.place.line ?? 0, cells: fields.count))
        continue
      }
      builder.add(fields.map(\.text))
      for field in fields {
        offsets.append(starts[field.place.line - 1] + UInt32(field.place.column - 1))
      }
    }
    self.offsets = offsets
    columns = builder.columns
    rowCount = builder.rows
    guard rowCount > 0 || !ragged.isEmpty else {
      throw Fault(file: file, "holds a header but no rows")
    }
  }

  private static func names(
    _ fields: [DelimitedReader.Field], file: String
  ) throws(Fault) -> [String] {
    var names: [String] = []
    for field in fields {
      let name = CellForm.trimmed(field.text)
      guard name.isEmpty || !names.contains(name) else {
        throw Fault(
          file: file, place: field.place,
          "two columns are called \"\(name)\"; give each its own name")
      }
      names.append(name.isEmpty ? "column \(names.count + 1)" : name)
    }
    return names
  }

  /// Where a cell stands.
  public func place(row: Int, column: Int) -> Place {
    let offset = offset(row: row, column: column)
    var (low, high) = (0, lineStarts.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    let before = bytes[Int(lineStarts[low])..<offset]
    // A column counts Unicode scalars; the bytes that go on with one count nothing.
    return Place(line: low + 1, column: 1 + before.count { $0 & 0xC0 != 0x80 })
  }

  /// The table with what is likely right in place of some faults.
  func repaired(_ faults: [CellFault]) -> CellTable {
    var changed: [Int: [(row: Int, text: String)]] = [:]
    for fault in faults {
      if let likely = fault.likely {
        changed[fault.column, default: []].append((fault.row, likely))
      }
    }
    var columns = columns
    for (place, cells) in changed {
      var (values, codes) = (columns[place].values, columns[place].codes)
      var known = Dictionary(
        values.enumerated().map { ($1, Int32($0)) }, uniquingKeysWith: { first, _ in first })
      for (row, text) in cells {
        let code = known[text] ?? Int32(values.count)
        if known.updateValue(code, forKey: text) == nil { values.append(text) }
        codes[row] = code
      }
      columns[place] = Column(name: columns[place].name, values: values, codes: codes)
    }
    return CellTable(self, columns: columns)
  }

  private init(_ table: CellTable, columns: [Column]) {
    self = table
    self.columns = columns
  }

  /// Where a cell's bytes begin.
  func offset(row: Int, column: Int) -> Int { Int(offsets[row * columns.count + column]) }

  /// Takes rows in and keeps each value of a column once.
  private struct Builder {
    let names: [String]
    var rows = 0
    private var values: [[String]]
    private var codes: [[Int32]]
    private var known: [[String: Int32]]

    init(_ names: [String]) {
      self.names = names
      values = Array(repeating: [], count: names.count)
      codes = Array(repeating: [], count: names.count)
      known = Array(repeating: [:], count: names.count)
    }

    var width: Int { names.count }

    mutating func add(_ row: [String]) {
      for (column, text) in row.enumerated() {
        if let code = known[column][text] {
          codes[column].append(code)
        } else {
          let code = Int32(values[column].count)
          known[column][text] = code
          values[column].append(text)
          codes[column].append(code)
        }
      }
      rows += 1
    }

    var columns: [Column] {
      names.indices.map { Column(name: names[$0], values: values[$0], codes: codes[$0]) }
    }
  }
}
