public import Diagnostics

/// Reads records of delimited text (RFC 4180: quotes may hold separators and line breaks) and knows
/// where each field stands.
public struct DelimitedReader {
  /// One field: its bytes, unquoted, and where it begins.
  public struct Field: Sendable {
    /// The bytes.
    public var bytes: ArraySlice<UInt8>
    /// Where it begins.
    public var place: Place

    /// The text.
    public var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  private let bytes: [UInt8]
  private let separator: UInt8
  private let file: String?
  private var position: Int
  private var line = 1

  /// Creates a reader of UTF-8; `file` is named in faults.
  public init(_ bytes: [UInt8], separator: UInt8, file: String?) {
    self.bytes = bytes
    self.separator = separator
    self.file = file
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// The next record that is not blank is put into `fields`; `false` at the end. Throws a `Fault` for a
  /// quote that never ends or ends amid a field; with `lenient` only the line of such a quote is read.
  public mutating func next(into fields: inout [Field], lenient: Bool = false) throws(Fault) -> Bool
  {
    while position < bytes.count {
      fields.removeAll(keepingCapacity: true)
      try read(into: &fields, lenient: lenient)
      if fields.count > 1 || !(fields.first?.bytes.allSatisfy { $0 <= 0x20 } ?? true) {
        return true
      }
    }
    return false
  }

  /// Passes over the rest of the line.
  public mutating func skipLine() {
    position = DelimitedRecord.lineEnd(bytes.span, position..<bytes.count)
    line += 1
  }

  private mutating func read(into fields: inout [Field], lenient: Bool) throws(Fault) {
    var found: [(range: Range<Int>, isDoubled: Bool)] = []
    var extent = DelimitedRecord.walk(
      bytes.span, position..<bytes.count, separator: separator, use: { found.append(($0, $1)) })
    var end = bytes.count
    switch extent {
    case .whole(let next): end = next
    case .open, .broken:
      guard lenient else { throw fault(extent, after: found.last?.range.upperBound) }
      end = DelimitedRecord.lineEnd(bytes.span, position..<bytes.count)
      found = []
      extent = DelimitedRecord.walk(
        bytes.span, position..<end, separator: separator, lenient: true,
        use: { found.append(($0, $1)) })
    }
    var lineStart = position
    var cursor = position
    for (range, isDoubled) in found {
      let isQuoted = range.lowerBound > 0 && bytes[range.lowerBound - 1] == 0x22
      let start = isQuoted ? range.lowerBound - 1 : range.lowerBound
      advance(&cursor, to: start, &lineStart)
      let place = Place(line: line, column: start - lineStart + 1)
      fields.append(
        Field(bytes: isDoubled ? undoubled(range)[...] : bytes[range], place: place))
    }
    advance(&cursor, to: end, &lineStart)
    position = end
  }

  private mutating func advance(_ cursor: inout Int, to end: Int, _ lineStart: inout Int) {
    while cursor < end {
      if bytes[cursor] == 0x0A {
        line += 1
        lineStart = cursor + 1
      }
      cursor += 1
    }
  }

  private func undoubled(_ range: Range<Int>) -> [UInt8] {
    var field: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      field.append(bytes[index])
      let isPair =
        bytes[index] == 0x22 && index + 1 < range.upperBound && bytes[index + 1] == 0x22
      index += isPair ? 2 : 1
    }
    return field
  }

  /// The fault of the quote behind the fields that were read.
  private func fault(_ extent: DelimitedRecord.Extent, after last: Int?) -> Fault {
    var quote = last ?? position
    while quote < bytes.count, bytes[quote] != separator, last != nil { quote += 1 }
    while quote < bytes.count, bytes[quote] != 0x22 { quote += 1 }
    let before = bytes[position..<quote]
    let lines = before.reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? position
    return Fault(
      file: file, place: Place(line: line + lines, column: quote - lineStart + 1),
      extent == .open
        ? "a quote opens here and never closes"
        : "a quoted field must end at its closing quote; write a quote inside it twice")
  }
}
