/// What the text of one cell looks like.
enum CellForm {
  /// Whether nothing but blanks stands there.
  static func isBlank(_ text: String) -> Bool { text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 } }

  /// Whether a word stands there that only says that nothing is known.
  static func isStandIn(_ text: String) -> Bool {
    scan(text) { !$0.isEmpty && CellScanner.isMissing($0, $1) } ?? false
  }

  /// The text without blanks around it.
  static func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)[...]
    while let first = bytes.first, first == 0x20 || first == 0x09 { bytes.removeFirst() }
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    return bytes.count == text.utf8.count ? text : String(decoding: bytes, as: UTF8.self)
  }

  /// The text without blanks around it and without a number's sign: -3d is written as 3d is.
  static func unsigned(_ text: String) -> String {
    let text = trimmed(text)
    let bytes = text.utf8.prefix(2)
    guard let sign = bytes.first, sign == 0x2D || sign == 0x2B, let digit = bytes.dropFirst().first,
      isDigit(digit)
    else { return text }
    return String(text.dropFirst())
  }

  /// The number a cell holds.
  static func number(_ text: String) -> Double? { scan(text) { CellScanner.number($0, $1) } ?? nil }

  /// The day a cell holds, in days since 1970.
  static func day(_ text: String, _ order: DayScanner.Order) -> Double? {
    scan(text) { DayScanner.day($0, $1, order) } ?? nil
  }

  private static func scan<Value>(
    _ text: String, _ use: (Range<Int>, UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value? {
    var text = trimmed(text)
    return text.withUTF8 { use(0..<$0.count, $0) }
  }

  /// A number and what stands behind it, as in `12.0 oz.` or `5%`.
  static func measure(_ text: String) -> (number: String, unit: String)? {
    let bytes = Array(trimmed(text).utf8)
    var end = bytes.first == 0x2D || bytes.first == 0x2B ? 1 : 0
    let start = end
    var hasPoint = false
    while end < bytes.count, isDigit(bytes[end]) || (!hasPoint && end > start && bytes[end] == 0x2E)
    {
      hasPoint = hasPoint || bytes[end] == 0x2E
      end += 1
    }
    guard end > start, end < bytes.count else { return nil }
    // Behind a unit's letters or sign no digit follows: `12-345` and `3rd floor 5` are no measures.
    let rest = bytes[end...]
    guard !rest.contains(where: isDigit), let sign = rest.first(where: { $0 != 0x20 }),
      isUnitStart(sign)
    else { return nil }
    return (
      String(decoding: bytes[..<end], as: UTF8.self),
      trimmed(String(decoding: rest, as: UTF8.self))
    )
  }

  private static func isUnitStart(_ byte: UInt8) -> Bool {
    byte == 0x25 || byte >= 0x80 || (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A)
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }

  /// A number as short as it can be written: `12.0` is `12`.
  static func shortest(_ number: String) -> String {
    guard number.contains("."), let value = Double(number), value.isFinite else { return number }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    // Twelve digits say all that was meant; the rest is what a computer made of tenths.
    let scale = Mathematics.pow(10, 11 - Mathematics.log10(abs(value)).rounded(.down))
    return "\((value * scale).rounded() / scale)"
  }

  /// The shape of a text: every run of digits `0`, of letters `a`; other signs stay. With `lengths` each
  /// digit counts for itself.
  static func shape(_ text: String, lengths: Bool = false) -> String {
    var shape: [UInt8] = []
    for scalar in text.unicodeScalars {
      let sign: UInt8
      switch scalar.value {
      case 0x30...0x39: sign = 0x30
      case 0x41...0x5A, 0x61...0x7A: sign = 0x61
      case 0...0x7F: sign = UInt8(scalar.value)
      default: sign = scalar.properties.isAlphabetic ? 0x61 : 0x7F
      }
      if shape.last == sign, sign == 0x61 || (sign == 0x30 && !lengths) { continue }
      shape.append(sign)
    }
    return String(decoding: shape, as: UTF8.self)
  }

  /// The words of a text, in small letters.
  static func parts(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init))
  }

  /// The digits of a text, one after the other.
  static func digits(_ text: [UInt8]) -> [UInt8] { text.filter(isDigit) }
}
