public import Diagnostics

/// Reads a table from comma-separated values with a header; semicolons and tabs separate too.
public enum TableReader {
  /// Reads the whole of a file. Throws a `Fault` with its line for a table that cannot be one.
  ///
  /// A column is numbers when all its cells that are not missing are numbers, or all but one in two
  /// hundred: those count as missing then, and are told of in `notes`.
  public static func read(
    _ bytes: [UInt8], file: String, words: Set<String> = []
  ) throws(Fault) -> (table: Table, notes: [Fault]) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard bytes.count < Int(UInt32.max) else {
      throw Fault(file: file, "is larger than 4 GiB; cut it into parts")
    }
    if bytes.prefix(4096).contains(0) {
      throw Fault(file: file, "holds NUL bytes: this is no text; save the table as CSV in UTF-8")
    }
    return try bytes.withUnsafeBufferPointer {
      buffer throws(Fault) -> (table: Table, notes: [Fault]) in
      var scan = Scan(bytes: buffer, file: file)
      try scan.find(from: start)
      var notes = scan.notes
      let columns = scan.names.indices.map { column in
        scan.column(column, asWords: words.contains(scan.names[column]), &notes)
      }
      return (Table(columns: columns), notes)
    }
  }
}

/// Where every cell of a table is.
private struct Scan {
  let bytes: UnsafeBufferPointer<UInt8>
  let file: String
  var names: [String] = []
  var cells: [[CellScanner.Cell]] = []
  var lines: [Int32] = []
  var notes: [Fault] = []

  init(bytes: UnsafeBufferPointer<UInt8>, file: String) {
    self.bytes = bytes
    self.file = file
  }

  mutating func find(from start: Int) throws(Fault) {
    let lineEnd = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    let separator = CellScanner.separator(of: bytes[start..<lineEnd])
    var header: [CellScanner.Cell] = []
    guard start < bytes.count,
      var index = CellScanner.walk(
        bytes, from: start, separator: separator, use: { header.append($0) })
    else { throw Fault(file: file, "holds no header; the first line must name the columns") }
    try name(header)
    cells = Array(repeating: [], count: names.count)
    let guess = (bytes.count - start) / max(1, index - start) + 16
    for column in cells.indices { cells[column].reserveCapacity(guess) }
    var line: Int32 = 2
    var record: [CellScanner.Cell] = []
    while index < bytes.count {
      record.removeAll(keepingCapacity: true)
      let first = index
      guard
        let next = CellScanner.walk(
          bytes, from: index, separator: separator, use: { record.append($0) })
      else {
        throw Fault(
          file: file, place: Place(line: Int(line), column: 1), "a quote is never closed")
      }
      index = next
      let isBlank = record.count == 1 && record[0].length == 0
      if !isBlank {
        guard record.count == names.count else {
          throw Fault(
            file: file, place: Place(line: Int(line), column: 1),
            "has \(record.count) cells where the header names \(names.count) columns")
        }
        for column in 0..<record.count { cells[column].append(record[column]) }
        lines.append(line)
      }
      for byte in bytes[first..<index] where byte == 0x0A { line += 1 }
    }
    guard !lines.isEmpty else { throw Fault(file: file, "holds a header but no rows") }
  }

  private mutating func name(_ header: [CellScanner.Cell]) throws(Fault) {
    var seen: Set<String> = []
    for (place, cell) in header.enumerated() {
      var name = CellScanner.text(cell, bytes)
      while name.first == " " { name.removeFirst() }
      while name.last == " " { name.removeLast() }
      if name.isEmpty { name = "column \(place + 1)" }
      if !seen.insert(name).inserted {
        throw Fault(
          file: file, place: Place(line: 1, column: place + 1),
          "two columns are called \"\(name)\"; give each its own name")
      }
      names.append(name)
    }
  }

  /// A column as what its cells are.
  func column(_ place: Int, asWords: Bool, _ notes: inout [Fault]) -> Column {
    let name = names[place]
    let cells = cells[place]
    if !asWords {
      if let column = numbers(name, cells, &notes, .number, CellScanner.number) { return column }
      if let column = numbers(name, cells, &notes, .truth, CellScanner.truth) { return column }
      for order in DayScanner.Order.allCases {
        let read = { (range: Range<Int>, bytes: UnsafeBufferPointer<UInt8>) in
          DayScanner.day(range, bytes, order)
        }
        if var column = numbers(name, cells, &notes, .day, read) {
          column.dayOrder = order
          return column
        }
      }
    }
    return words(name, cells)
  }

  private func numbers(
    _ name: String, _ cells: [CellScanner.Cell], _ notes: inout [Fault],
    _ reading: Column.Reading,
    _ read: (Range<Int>, UnsafeBufferPointer<UInt8>) -> Double?
  ) -> Column? {
    var values = [Double](repeating: .nan, count: cells.count)
    var known = 0
    var odd: [Int] = []
    for row in cells.indices {
      let range = CellScanner.trimmed(cells[row], bytes)
      if CellScanner.isMissing(range, bytes) { continue }
      if let value = read(range, bytes) {
        values[row] = value
        known += 1
      } else {
        odd.append(row)
        // Words stand here, not slips: no need to read on.
        if odd.count > 20, odd.count * 200 > row + 1 { return nil }
      }
    }
    if known == 0, odd.isEmpty {
      return Column(name: name, values: .numbers(values), reading: .empty)
    }
    guard odd.count * 200 <= known else { return nil }
    if let first = odd.first {
      notes.append(
        Fault(
          file: file, place: Place(line: Int(lines[first]), column: 1),
          "\"\(name)\": \"\(CellScanner.text(cells[first], bytes))\" is no \(reading.rawValue) as "
            + "the other cells are; \(odd.count) such cells count as missing",
          severity: .warning))
    }
    return Column(name: name, values: .numbers(values), reading: reading)
  }

  private func words(_ name: String, _ cells: [CellScanner.Cell]) -> Column {
    var codes = [Int32](repeating: -1, count: cells.count)
    var levels: [String] = []
    var known: [String: Int32] = [:]
    for row in cells.indices {
      let range = CellScanner.trimmed(cells[row], bytes)
      if CellScanner.isMissing(range, bytes) { continue }
      let text =
        cells[row].hasDoubledQuotes
        ? CellScanner.text(cells[row], bytes) : String(decoding: bytes[range], as: UTF8.self)
      if let code = known[text] {
        codes[row] = code
      } else {
        let code = Int32(levels.count)
        known[text] = code
        levels.append(text)
        codes[row] = code
      }
    }
    return Column(name: name, values: .words(codes: codes, levels: levels))
  }
}
