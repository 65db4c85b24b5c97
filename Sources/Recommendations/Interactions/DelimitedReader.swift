import Diagnostics

/// Reads records of delimited text (RFC 4180: quotes may hold commas and line breaks) and knows where
/// each field stands.
struct DelimitedReader {
  /// One field: its bytes, unquoted, and the line it begins in.
  struct Field {
    var bytes: ArraySlice<UInt8>
    var place: Place

    var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private let bytes: [UInt8]
  private let delimiter: UInt8
  private let file: String?
  private var position: Int
  private var line = 1
  /// The place of the record read last.
  private(set) var recordLine = 1

  init(_ bytes: [UInt8], delimiter: UInt8, file: String?) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.file = file
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next record that is not blank, or `nil` at the end; `fields` is filled anew.
  mutating func next(into fields: inout [Field]) throws -> Bool {
    while position < bytes.count {
      fields.removeAll(keepingCapacity: true)
      recordLine = line
      try readRecord(into: &fields)
      if fields.count > 1 || !(fields.first?.bytes.isEmpty ?? true) { return true }
    }
    return false
  }

  private mutating func readRecord(into fields: inout [Field]) throws {
    let lineStart = position
    while true {
      let place = Place(line: line, column: position - lineStart + 1)
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        fields.append(Field(bytes: try quoted(at: place), place: place))
      } else {
        let start = position
        while position < bytes.count, bytes[position] != delimiter, bytes[position] != 0x0A,
          bytes[position] != 0x0D
        { position += 1 }
        fields.append(Field(bytes: bytes[start..<position], place: place))
      }
      guard position < bytes.count else { return }
      let byte = bytes[position]
      if byte == delimiter {
        position += 1
        continue
      }
      if byte == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
      position += 1
      line += 1
      return
    }
  }

  private mutating func quoted(at place: Place) throws -> ArraySlice<UInt8> {
    position += 1
    var start = position
    var pieces: [UInt8]?
    while true {
      guard position < bytes.count else {
        throw Fault(file: file, place: place, "a quote opens here and never closes")
      }
      let byte = bytes[position]
      if byte == 0x0A { line += 1 }
      guard byte == UInt8(ascii: "\"") else {
        position += 1
        continue
      }
      if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "\"") {
        pieces = (pieces ?? []) + bytes[start...position]
        position += 2
        start = position
        continue
      }
      let end = position
      position += 1
      guard
        position == bytes.count || bytes[position] == delimiter || bytes[position] == 0x0A
          || bytes[position] == 0x0D
      else {
        throw Fault(
          file: file, place: Place(line: line, column: place.column),
          "a quoted field must end at its closing quote; write a quote inside it twice")
      }
      if let pieces { return (pieces + bytes[start..<end])[...] }
      return bytes[start..<end]
    }
  }
}
