public import Diagnostics

/// Reads rows that are foreseen as they come: each cell by what its column was when the model was learned, so
/// that what is made of a row depends on no other.
public struct RowReader: Sendable {
  /// Some rows.
  public struct Rows: Sendable {
    /// The rows as the model reads them.
    public fileprivate(set) var matrix: FeatureMatrix
    /// How many lines they take.
    public fileprivate(set) var lines = 0
    /// Cells that count as missing or rare, by feature.
    public fileprivate(set) var odd: [Int: Odd] = [:]
    /// The line, from 0, in which a row is no row, and why; nothing is read after it.
    public fileprivate(set) var fault: (line: Int, message: String)?
  }

  /// Cells of one feature that cannot be taken as training took them.
  public struct Odd: Sendable {
    /// How many.
    public var count = 0
    /// The row of the first, from 0.
    public var row: Int
    /// What stands there.
    public var text: String
  }

  /// What is odd in the header.
  public let notes: [Fault]
  /// Where the first row begins.
  public let headerLength: Int
  private let schema: FeatureSchema
  private let file: String
  private let separator: UInt8
  private let width: Int
  /// The place of each feature's cell.
  private let places: [Int?]
  private let codes: [[String: Int]]

  /// Reads the header with which some bytes begin. Throws a `Fault` when there is none.
  public init(_ bytes: [UInt8], schema: FeatureSchema, file: String) throws(Fault) {
    let start = Self.textStart(bytes)
    let separator = Self.separator(bytes)
    let names = bytes.withUnsafeBufferPointer { buffer -> (names: [String], end: Int)? in
      var names: [String] = []
      let end = CellScanner.walk(buffer, from: start, separator: separator) { cell in
        let name = String(decoding: buffer[CellScanner.trimmed(cell, buffer)], as: UTF8.self)
        names.append(name.isEmpty ? "column \(names.count + 1)" : name)
      }
      return end.map { (names, $0) }
    }
    guard start < bytes.count, let names else {
      throw Fault(file: file, "holds no header; the first line must name the columns")
    }
    self.schema = schema
    self.file = file
    self.separator = separator
    headerLength = names.end
    width = names.names.count
    places = schema.features.map { names.names.firstIndex(of: $0.name) }
    codes = schema.features.map { feature in
      Dictionary(
        (feature.levels ?? []).enumerated().map { ($1, $0) },
        uniquingKeysWith: { first, _ in first })
    }
    notes = zip(schema.features, places).filter { $0.1 == nil }.map { feature, _ in
      Fault(
        file: file, "has no column \"\(feature.name)\": it counts as missing in every row",
        severity: .warning)
    }
  }

  private static func textStart(_ bytes: [UInt8]) -> Int {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// What separates the cells of a table that begins with some bytes.
  public static func separator(_ bytes: [UInt8]) -> UInt8 {
    CellScanner.separator(of: bytes[textStart(bytes)...].prefix { $0 != 0x0A })
  }

  /// How many of some bytes are whole records: a quoted cell may go over several lines.
  public static func wholeRecords(_ bytes: [UInt8], separator: UInt8) -> Int {
    bytes.withUnsafeBufferPointer { buffer in
      var end = 0
      while let next = CellScanner.walk(buffer, from: end, separator: separator, use: { _ in }),
        next > end, buffer[next - 1] == 0x0A
      {
        end = next
      }
      return end
    }
  }

  /// The rows of whole records.
  public func rows(_ bytes: ArraySlice<UInt8>) -> Rows {
    var rows = Rows(matrix: FeatureMatrix(values: [], rows: 0, width: schema.features.count))
    var values: [Double] = []
    var count = 0
    bytes.withUnsafeBufferPointer { buffer in
      var cells: [CellScanner.Cell] = []
      var index = 0
      while index < buffer.count {
        cells.removeAll(keepingCapacity: true)
        let next = CellScanner.walk(
          buffer, from: index, separator: separator, use: { cells.append($0) })
        guard let next else {
          rows.fault = (rows.lines, "a quote is never closed")
          return
        }
        if cells.count != 1 || cells[0].length > 0 {
          guard cells.count == width else {
            rows.fault = (
              rows.lines,
              "has \(cells.count) cells where the header names \(width) columns"
            )
            return
          }
          for feature in places.indices {
            values.append(value(of: feature, in: cells, buffer, row: count, &rows))
          }
          count += 1
        }
        for byte in buffer[index..<next] where byte == 0x0A { rows.lines += 1 }
        index = next
      }
    }
    rows.matrix = FeatureMatrix(values: values, rows: count, width: schema.features.count)
    return rows
  }

  private func value(
    of feature: Int, in cells: [CellScanner.Cell], _ bytes: UnsafeBufferPointer<UInt8>, row: Int,
    _ rows: inout Rows
  ) -> Double {
    guard let place = places[feature] else { return .nan }
    let range = CellScanner.trimmed(cells[place], bytes)
    if CellScanner.isMissing(range, bytes) { return .nan }
    let known = schema.features[feature]
    if let value = known.levels == nil
      ? number(range, bytes, known) : code(cells[place], range, bytes, feature)
    {
      return value
    }
    rows.odd[feature, default: Odd(row: row, text: CellScanner.text(cells[place], bytes))].count +=
      1
    return known.levels == nil ? .nan : -1
  }

  private func code(
    _ cell: CellScanner.Cell, _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>,
    _ feature: Int
  ) -> Double? {
    let text =
      cell.hasDoubledQuotes
      ? CellScanner.text(cell, bytes) : String(decoding: bytes[range], as: UTF8.self)
    if let code = codes[feature][text] { return Double(code) }
    // Training may have read 1.0 as the word 1.
    guard let number = CellScanner.number(range, bytes) else { return nil }
    let column = Column(name: "", values: .numbers([number]))
    return codes[feature][column.text(0)].map(Double.init)
  }

  private func number(
    _ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>, _ feature: FeatureSchema.Feature
  ) -> Double? {
    if feature.reading == .day, let order = feature.dayOrder {
      return DayScanner.day(range, bytes, order) ?? DayScanner.day(range, bytes, .yearFirst)
    }
    let number = CellScanner.number(range, bytes) ?? CellScanner.truth(range, bytes)
    return feature.reading == .day ? number.flatMap(TablePreparation.day) : number
  }
}

extension RowReader {
  /// What was odd in all rows.
  public func notes(on odd: [Int: Odd]) -> [Fault] {
    odd.sorted { $0.key < $1.key }.map { feature, odd in
      let column = schema.features[feature]
      let what =
        column.levels == nil
        ? "where training saw a \(column.reading.rawValue)" : "that training never saw"
      let end = column.levels == nil ? "they count as missing" : "they count as rare"
      return Fault(
        file: file,
        "column \"\(column.name)\" holds words \(what) in \(odd.count) rows, first "
          + "\"\(odd.text)\" in row \(odd.row + 1): \(end)", severity: .warning)
    }
  }
}
