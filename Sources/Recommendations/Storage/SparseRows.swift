/// A sparse matrix by rows (CSR); within a row the columns ascend.
public struct SparseRows: Sendable {
  /// How many columns the matrix has.
  public let columnCount: Int
  /// Where each row starts, and where the last one ends.
  public let starts: Column<Int64>
  /// The column of each cell.
  public let columns: Column<Int32>
  /// The value of each cell.
  public let values: Column<Float>

  init(columnCount: Int, starts: Column<Int64>, columns: Column<Int32>, values: Column<Float>) {
    self.columnCount = columnCount
    self.starts = starts
    self.columns = columns
    self.values = values
  }

  /// How many rows there are.
  public var rowCount: Int { starts.count - 1 }
  /// How many cells are stored.
  public var cellCount: Int { columns.count }

  /// The places of a row's cells in `columns` and `values`.
  public func cells(_ row: Int) -> Range<Int> { Int(starts[row])..<Int(starts[row + 1]) }

  /// The same cells with other values.
  func withValues(_ values: Column<Float>) -> SparseRows {
    SparseRows(columnCount: columnCount, starts: starts, columns: columns, values: values)
  }

  /// Every stored value replaced by 1.
  var binary: SparseRows {
    withValues(Column(repeatElement(1, count: cellCount)))
  }

  /// Rows become columns; a row's columns ascend again.
  public var transposed: SparseRows {
    var starts = [Int64](repeating: 0, count: columnCount + 1)
    for column in columns { starts[Int(column) + 1] += 1 }
    for column in 0..<columnCount { starts[column + 1] += starts[column] }
    var next = starts
    let rows = rowCount
    var turned = [Int32](repeating: 0, count: cellCount)
    var turnedValues = [Float](repeating: 0, count: cellCount)
    for row in 0..<rows {
      for cell in cells(row) {
        let column = Int(columns[cell])
        let place = Int(next[column])
        turned[place] = Int32(row)
        turnedValues[place] = values[cell]
        next[column] += 1
      }
    }
    return SparseRows(
      columnCount: rows, starts: Column(starts), columns: Column(turned),
      values: Column(turnedValues))
  }

  func write(to file: inout ModelWriter, as name: String) {
    file.add("\(name).width", Column([Int64(columnCount)]))
    file.add("\(name).starts", starts)
    file.add("\(name).columns", columns)
    file.add("\(name).values", values)
  }

  init(from file: ModelReader, as name: String) throws {
    let width: Column<Int64> = try file.column("\(name).width")
    guard let width = width.first, width >= 0 else { throw file.damaged("\(name) has no width") }
    columnCount = Int(width)
    starts = try file.column("\(name).starts")
    columns = try file.column("\(name).columns")
    values = try file.column("\(name).values")
    guard let last = starts.last, starts[0] == 0, Int(last) == columns.count,
      columns.count == values.count, starts.isAscending,
      columns.withUnsafeBufferPointer({ $0.allSatisfy { $0 >= 0 && Int64($0) < width } })
    else { throw file.damaged("\(name) does not hold together") }
  }
}
