/// Walks over records of delimited text (RFC 4180, with any separator) without copying anything.
public enum DelimitedRecord {
  /// How far a record goes.
  public enum Extent: Equatable, Sendable {
    /// It ends whole; the next begins here.
    case whole(Int)
    /// A quote is still open where the bytes end.
    case open
    /// A quote that was opened is followed by what cannot follow a closed one.
    case broken
  }

  /// Walks over the record at the start of `record`. `use` gets every field and whether it holds
  /// doubled quotes; blanks before a quote are no part of the field.
  ///
  /// A `lenient` walk stays in one line and takes quotes inside a quoted field as they are.
  @inlinable @inline(__always)
  public static func walk(
    _ bytes: Span<UInt8>, _ record: Range<Int>, separator: UInt8, lenient: Bool = false,
    use: (Range<Int>, Bool) -> Void
  ) -> Extent {
    let end = record.upperBound
    var index = record.lowerBound
    while true {
      let start = index
      if index < end, bytes[index] == 0x20 {
        while index < end, bytes[index] == 0x20 { index += 1 }
        if index == end || bytes[index] != 0x22 { index = start }
      }
      if index < end, bytes[index] == 0x22 {
        let start = index + 1
        var isDoubled = false
        index = start
        while true {
          while index < end, bytes[index] != 0x22, !lenient || bytes[index] != 0x0A {
            index += 1
          }
          guard index < end, bytes[index] == 0x22 else { return .open }
          let next = index + 1 < end ? bytes[index + 1] : 0x0A
          if next == 0x22 {
            isDoubled = true
            index += 2
          } else if next == separator || next == 0x0A || next == 0x0D {
            break
          } else if lenient {
            index += 1
          } else {
            return .broken
          }
        }
        use(start..<index, isDoubled)
        index += 1
        while index < end, bytes[index] == 0x0D { index += 1 }
      } else {
        while index < end, bytes[index] != separator, bytes[index] != 0x0A { index += 1 }
        var last = index
        while last > start, bytes[last - 1] == 0x0D { last -= 1 }
        use(start..<last, false)
      }
      guard index < end, bytes[index] != 0x0A else { return .whole(min(index + 1, end)) }
      index += 1
    }
  }

  /// Where the line at the start of `record` ends, its line break included.
  public static func lineEnd(_ bytes: Span<UInt8>, _ record: Range<Int>) -> Int {
    var index = record.lowerBound
    while index < record.upperBound {
      index += 1
      if bytes[index - 1] == 0x0A { break }
    }
    return index
  }

  /// The fields of one line, doubled quotes made single.
  public static func fields(_ line: ArraySlice<UInt8>, separator: UInt8) -> [String] {
    let bytes = Array(line)
    var fields: [String] = []
    _ = walk(bytes.span, 0..<bytes.count, separator: separator, lenient: true) { range, doubled in
      let text = String(decoding: bytes[range], as: UTF8.self)
      fields.append(doubled ? text.undoubled : text)
    }
    return fields
  }
}

extension String {
  /// Every pair of quotes made one.
  var undoubled: String {
    var text = ""
    var pending = false
    for character in self {
      if character == "\"", pending {
        pending = false
        continue
      }
      pending = character == "\""
      text.append(character)
    }
    return text
  }
}
