/// Which pairs of rows are worth comparing: those that have a rare value in common in some column, or are
/// neighbours when the rows are sorted by it.
enum LinkageBlocks {
  /// The pairs, the earlier row first, sorted.
  static func pairs(_ columns: [CellTable.Column], rows: Int) -> [(Int32, Int32)] {
    var keys: [UInt64] = []
    for column in columns {
      let counts = column.counts
      // A column of few values puts nearly all rows together and tells nothing.
      guard counts.indices.count(where: { counts[$0] > 0 }) * 20 >= rows else { continue }
      addEqual(column, &keys)
      addNeighbours(column, &keys)
    }
    keys.sort()
    var pairs: [(Int32, Int32)] = []
    var last: UInt64?
    for key in keys where key != last {
      last = key
      pairs.append((Int32(key >> 32), Int32(key & 0xFFFF_FFFF)))
    }
    return pairs
  }

  /// More rows than this with one value are a place or a kind, not a person.
  private static let largest = 60
  /// How far a neighbour may be.
  private static let window = 3

  private static func add(_ one: Int, _ other: Int, _ keys: inout [UInt64]) {
    keys.append(UInt64(min(one, other)) << 32 | UInt64(max(one, other)))
  }

  private static func addEqual(_ column: CellTable.Column, _ keys: inout [UInt64]) {
    var rows: [[Int]] = Array(repeating: [], count: column.values.count)
    for (row, code) in column.codes.enumerated() where !column.isMissing[Int(code)] {
      rows[Int(code)].append(row)
    }
    for group in rows where group.count > 1 && group.count <= largest {
      for (place, one) in group.enumerated() {
        for other in group[(place + 1)...] { add(one, other, &keys) }
      }
    }
  }

  /// Sorted neighbourhoods (Hernández and Stolfo, 1995) find what begins alike.
  private static func addNeighbours(_ column: CellTable.Column, _ keys: inout [UInt64]) {
    let order = column.values.indices.sorted { column.values[$0] < column.values[$1] }
    var rank = [Int](repeating: 0, count: order.count)
    for (place, code) in order.enumerated() { rank[code] = place }
    let rows = column.codes.indices.filter { !column.isMissing[Int(column.codes[$0])] }
      .sorted { (rank[Int(column.codes[$0])], $0) < (rank[Int(column.codes[$1])], $1) }
    for (place, one) in rows.enumerated() {
      for other in rows[(place + 1)...].prefix(window) { add(one, other, &keys) }
    }
  }
}
