import Text

/// Numbers of payment cards: by their issuers' first digits and lengths, and the check digit of
/// ISO/IEC 7812 (Luhn).
struct PaymentCards {
  let reading: Reading

  /// All card numbers from left to right.
  func matches() -> [Range<Int>] { runs().filter { isCard($0) }.map(\.range) }

  /// Digits that may be a card's: alone, or in groups with blanks, dashes or points between them.
  struct Run {
    let range: Range<Int>
    let digits: [UInt8]
  }

  func runs() -> [Run] {
    var found: [Run] = []
    var index = 0
    while index < reading.count {
      guard reading.isDigits(index), !isTail(index) else {
        index += 1
        continue
      }
      var digits = Array(reading.digits(index).utf8)
      var end = index + 1
      while digits.count < 19, let next = next(end) {
        digits += Array(reading.digits(next).utf8)
        end = next + 1
      }
      let isOpen = reading.isAttached(end) && (reading.isWord(end) || reading.isDigits(end))
      if (12...19).contains(digits.count), !isOpen {
        found.append(Run(range: index..<end, digits: digits))
      }
      index = end
    }
    return found
  }

  /// The next group's place: three digits or more, so that counts and prices join nothing.
  private func next(_ index: Int) -> Int? {
    if reading.isDigits(index), reading[index].hasBlankBefore, reading[index].code >= 2 {
      return index
    }
    let isMark = ["-", ".", "–", "·"].contains { reading.has($0, at: index) }
    guard isMark, reading.isDigits(index + 1), reading[index + 1].code >= 2 else { return nil }
    return index + 1
  }

  private func isTail(_ index: Int) -> Bool {
    guard reading.isAttached(index) else { return false }
    return reading.isWord(index - 1)
      || ["_", "."].contains { reading.has($0, at: index - 1) && reading.isAttached(index - 1) }
  }

  private func isCard(_ run: Run) -> Bool {
    guard Self.isLuhn(run.digits), !isOther(run.range.lowerBound) else { return false }
    var head = 0
    for byte in run.digits.prefix(6) { head = head * 10 + Int(byte) - 0x30 }
    return Self.issuers.contains { issuer in
      var scale = 1
      for _ in issuer.size..<6 { scale *= 10 }
      return issuer.heads.contains(head / scale) && issuer.lengths.contains(run.digits.count)
    }
  }

  /// Bar codes and numbers of devices and parcels say what they are.
  private func isOther(_ index: Int) -> Bool {
    for place in (index - 3)..<index where reading.isWord(place) {
      if Self.others.contains(reading[place].hash) { return true }
    }
    return reading.has("码", at: index - 1) && reading.has("条", at: index - 2)
  }

  private static let others = Set(
    ["barcode", "ean", "isbn", "upc", "gtin", "imei", "serial", "tracking", "sku"].map {
      Lexer.read($0)[0].hash
    })

  private struct Issuer {
    let heads: ClosedRange<Int>
    /// How many digits a head has.
    let size: Int
    let lengths: ClosedRange<Int>
  }

  /// The ranges of issuer identification numbers that are in use.
  private static let issuers: [Issuer] = [
    Issuer(heads: 4...4, size: 1, lengths: 16...16),  // Visa
    Issuer(heads: 4...4, size: 1, lengths: 19...19),
    Issuer(heads: 51...55, size: 2, lengths: 16...16),  // Mastercard
    Issuer(heads: 2221...2720, size: 4, lengths: 16...16),
    Issuer(heads: 34...34, size: 2, lengths: 15...15),  // American Express
    Issuer(heads: 37...37, size: 2, lengths: 15...15),
    Issuer(heads: 6011...6011, size: 4, lengths: 16...19),  // Discover
    Issuer(heads: 644...649, size: 3, lengths: 16...19),
    Issuer(heads: 65...65, size: 2, lengths: 16...19),
    Issuer(heads: 62...62, size: 2, lengths: 16...19),  // UnionPay
    Issuer(heads: 3528...3589, size: 4, lengths: 16...19),  // JCB
    Issuer(heads: 300...305, size: 3, lengths: 14...19),  // Diners Club
    Issuer(heads: 36...36, size: 2, lengths: 14...19),
    Issuer(heads: 38...39, size: 2, lengths: 14...19),
    Issuer(heads: 5018...5038, size: 4, lengths: 12...19),  // Maestro
    Issuer(heads: 5893...5893, size: 4, lengths: 12...19),
    Issuer(heads: 6304...6304, size: 4, lengths: 12...19),
    Issuer(heads: 6759...6763, size: 4, lengths: 12...19),
    Issuer(heads: 2200...2204, size: 4, lengths: 16...19),  // Mir
    Issuer(heads: 508...508, size: 3, lengths: 16...16),  // RuPay
    Issuer(heads: 60...60, size: 2, lengths: 16...16),
    Issuer(heads: 81...82, size: 2, lengths: 16...16),
    Issuer(heads: 9792...9792, size: 4, lengths: 16...16),  // Troy
  ]

  static func isLuhn(_ digits: [UInt8]) -> Bool {
    var sum = 0
    for (place, byte) in digits.reversed().enumerated() {
      var value = Int(byte) - 0x30
      if place % 2 == 1 {
        value *= 2
        if value > 9 { value -= 9 }
      }
      sum += value
    }
    return sum % 10 == 0 && digits.contains { $0 != 0x30 }
  }
}
