/// Reads comma-separated values (RFC 4180); semicolons and tabs separate too, when the header uses them.
enum CSVRecord {
  /// How far a record goes.
  enum Extent: Equatable {
    /// It ends whole; the next begins here.
    case whole(Int)
    /// A quote is still open where the bytes end.
    case open
    /// A quote that was opened is followed by what cannot follow a closed one.
    case broken
  }

  /// Walks over the record at `start`. `use` gets every field and whether it holds doubled quotes.
  ///
  /// A `lenient` walk stays in one line and takes quotes inside a quoted field as they are.
  @inline(__always)
  static func walk(
    _ bytes: Span<UInt8>, _ record: Range<Int>, separator: UInt8, lenient: Bool = false,
    use: (Range<Int>, Bool) -> Void
  ) -> Extent {
    let end = record.upperBound
    var index = record.lowerBound
    while true {
      if index < end, bytes[index] == quote {
        let start = index + 1
        var isDoubled = false
        index = start
        while true {
          while index < end, bytes[index] != quote, !lenient || bytes[index] != lineFeed {
            index += 1
          }
          guard index < end, bytes[index] == quote else { return .open }
          let next = index + 1 < end ? bytes[index + 1] : lineFeed
          if next == quote {
            isDoubled = true
            index += 2
          } else if next == separator || next == lineFeed || next == carriageReturn {
            break
          } else if lenient {
            index += 1
          } else {
            return .broken
          }
        }
        use(start..<index, isDoubled)
        index += 1
        while index < end, bytes[index] == carriageReturn { index += 1 }
      } else {
        let start = index
        while index < end, bytes[index] != separator, bytes[index] != lineFeed { index += 1 }
        var last = index
        while last > start, bytes[last - 1] == carriageReturn { last -= 1 }
        use(start..<last, false)
      }
      guard index < end, bytes[index] != lineFeed else { return .whole(min(index + 1, end)) }
      index += 1
    }
  }

  /// Where the line at `start` ends, its line break included.
  static func lineEnd(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int {
    var index = record.lowerBound
    while index < record.upperBound {
      index += 1
      if bytes[index - 1] == lineFeed { break }
    }
    return index
  }

  /// The fields of a header.
  static func header(_ bytes: ArraySlice<UInt8>, separator: UInt8) -> [String] {
    let bytes = Array(bytes)
    var fields: [String] = []
    _ = walk(bytes.span, 0..<bytes.count, separator: separator, lenient: true) { range, _ in
      fields.append(String(decoding: bytes[range], as: UTF8.self))
    }
    return fields
  }

  /// The separator a header uses most.
  static func separator(_ header: ArraySlice<UInt8>) -> UInt8 {
    let counts = [0x2C, 0x3B, 0x09].map { (byte: UInt8) in
      (byte, header.filter { $0 == byte }.count)
    }
    return counts.max { $0.1 < $1.1 }?.0 ?? 0x2C
  }

  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed: UInt8 = 0x0A
  private static let carriageReturn: UInt8 = 0x0D
}
