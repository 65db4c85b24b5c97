/// Finds the cells of comma-separated values (RFC 4180) and reads what stands in them.
enum CellScanner {
  /// A cell as a range of bytes; `isQuoted` when doubled quotes have to be undone.
  struct Cell {
    var start: UInt32
    var length: UInt32
    var hasDoubledQuotes: Bool
  }

  /// What separates the cells of a header: a comma, a semicolon or a tab.
  static func separator(of header: some Sequence<UInt8>) -> UInt8 {
    let counts = [0x2C, 0x3B, 0x09].map { (byte: UInt8) in
      (byte, header.count { $0 == byte })
    }
    return counts.max { $0.1 < $1.1 }?.0 ?? 0x2C
  }

  /// Walks over one record from `index` and hands out its cells; returns where the next record starts,
  /// or `nil` when a quote is never closed.
  @inline(__always)
  static func walk(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, separator: UInt8, use: (Cell) -> Void
  ) -> Int? {
    let end = bytes.count
    var index = start
    while true {
      if index < end, bytes[index] == 0x22 {
        var doubled = false
        index += 1
        let first = index
        while true {
          while index < end, bytes[index] != 0x22 { index += 1 }
          if index >= end { return nil }
          if index + 1 < end, bytes[index + 1] == 0x22 {
            doubled = true
            index += 2
          } else {
            break
          }
        }
        use(
          Cell(
            start: UInt32(first), length: UInt32(index - first), hasDoubledQuotes: doubled))
        index += 1
        while index < end, bytes[index] != separator, bytes[index] != 0x0A { index += 1 }
      } else {
        let first = index
        while index < end, bytes[index] != separator, bytes[index] != 0x0A { index += 1 }
        var last = index
        if last > first, last == end || bytes[last] == 0x0A, bytes[last - 1] == 0x0D { last -= 1 }
        use(Cell(start: UInt32(first), length: UInt32(last - first), hasDoubledQuotes: false))
      }
      if index >= end { return end }
      if bytes[index] == 0x0A { return index + 1 }
      index += 1
    }
  }

  /// The text of a cell.
  static func text(_ cell: Cell, _ bytes: UnsafeBufferPointer<UInt8>) -> String {
    let slice = bytes[Int(cell.start)..<Int(cell.start + cell.length)]
    guard cell.hasDoubledQuotes else { return String(decoding: slice, as: UTF8.self) }
    var plain: [UInt8] = []
    var wasQuote = false
    for byte in slice {
      if byte == 0x22, wasQuote {
        wasQuote = false
        continue
      }
      wasQuote = byte == 0x22
      plain.append(byte)
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// The cell without blanks around it.
  static func trimmed(_ cell: Cell, _ bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = Int(cell.start)
    var end = start + Int(cell.length)
    while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return start..<end
  }

  private static let missingWords: [[UInt8]] = [
    "na", "n/a", "nan", "null", "none", "#n/a", "<na>", "-nan", "?",
  ].map { Array($0.utf8) }

  /// Whether a cell says that nothing is known.
  static func isMissing(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if range.isEmpty { return true }
    if range.count > 4 { return false }
    return missingWords.contains { word in
      word.count == range.count
        && zip(word, bytes[range]).allSatisfy { $0 == ($1 >= 65 && $1 <= 90 ? $1 | 0x20 : $1) }
    }
  }

  /// The number a cell holds, or `nil`: digits, a sign, a point, an exponent.
  static func number(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var index = range.lowerBound
    let end = range.upperBound
    guard index < end else { return nil }
    let isNegative = bytes[index] == 0x2D
    if isNegative || bytes[index] == 0x2B { index += 1 }
    var mantissa: UInt64 = 0
    var digits = 0
    var fraction = 0
    while index < end, bytes[index] &- 48 < 10 {
      mantissa = mantissa &* 10 &+ UInt64(bytes[index] &- 48)
      digits += 1
      index += 1
    }
    if index < end, bytes[index] == 0x2E {
      index += 1
      while index < end, bytes[index] &- 48 < 10 {
        mantissa = mantissa &* 10 &+ UInt64(bytes[index] &- 48)
        digits += 1
        fraction += 1
        index += 1
      }
    }
    guard digits > 0 else { return nil }
    if index == end, digits <= 18, mantissa < 1 << 53, fraction < powers.count {
      let value = Double(mantissa) / powers[fraction]
      return isNegative ? -value : value
    }
    // Exponents, long numbers: rare enough for the library's own reader.
    guard index == end || bytes[index] | 0x20 == 0x65,
      let value = Double(String(decoding: bytes[range], as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }

  private static let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// 1 or 0 for `true` or `false`, in any case.
  static func truth(_ range: Range<Int>, _ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    func isWord(_ word: StaticString) -> Bool {
      guard word.utf8CodeUnitCount == range.count else { return false }
      for place in 0..<range.count
      where word.utf8Start[place] != bytes[range.lowerBound + place] | 0x20 { return false }
      return true
    }
    if isWord("true") { return 1 }
    if isWord("false") { return 0 }
    return nil
  }
}
