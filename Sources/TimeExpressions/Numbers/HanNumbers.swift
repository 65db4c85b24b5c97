package import Text

/// Numbers in Chinese: `两千四百五`, `4.78万亿`, `三百五又三分之一`, `负三点五`, `十余万`, `一打`.
package struct HanNumbers {
  package let reading: Reading
  package let digits: DigitNumbers

  package init(_ reading: Reading) {
    self.reading = reading
    digits = DigitNumbers(reading)
  }

  /// The value of a digit character, and whether it is a formal one (`壹`); -1 when it is none.
  package static func digit(_ scalar: UInt32) -> (value: Double, isFormal: Bool) {
    switch scalar {
    case 0x96F6, 0x3007: (0, false)
    case 0x4E00: (1, false)
    case 0x4E8C: (2, false)
    case 0x4E24, 0x4FE9: (2, false)
    case 0x4E09: (3, false)
    case 0x4EE8: (3, false)
    case 0x56DB: (4, false)
    case 0x4E94: (5, false)
    case 0x516D: (6, false)
    case 0x4E03: (7, false)
    case 0x516B: (8, false)
    case 0x4E5D: (9, false)
    case 0x58F9, 0x58F1: (1, true)
    case 0x8D30, 0x8CB3: (2, true)
    case 0x53C1, 0x53C2: (3, true)
    case 0x8086: (4, true)
    case 0x4F0D: (5, true)
    case 0x9646: (6, true)
    case 0x67D2: (7, true)
    case 0x634C: (8, true)
    case 0x7396: (9, true)
    default: (-1, false)
    }
  }

  /// The value of a unit: `十` to `兆`; 0 when it is none.
  package static func unit(_ scalar: UInt32) -> Double {
    switch scalar {
    case 0x5341, 0x62FE: 10
    case 0x767E, 0x4F70: 100
    case 0x5343, 0x4EDF: 1000
    case 0x4E07: 1e4
    case 0x4EBF: 1e8
    case 0x5146: 1e12
    default: 0
    }
  }

  /// 廿 is twenty, 卅 thirty; 0 for every other character.
  package static func tens(_ scalar: UInt32) -> Double {
    scalar == 0x5EFF ? 20 : scalar == 0x5345 ? 30 : 0
  }

  package static let negative: Set<UInt32> = [0x8D1F, 0x8CA0]
  private static let point: UInt32 = 0x70B9
  private static let about: Set<UInt32> = [0x591A, 0x4F59, 0x51E0, 0x5E7E]

  /// A number that begins at a lexeme.
  package func number(at index: Int) -> NumberMatch? {
    guard index < reading.count else { return nil }
    let lexeme = reading[index]
    var start = index
    var sign = 1.0
    if lexeme.kind == .han, Self.negative.contains(lexeme.code) {
      sign = -1
      start += 1
    } else if lexeme.kind == .symbol, lexeme.code != 0x2E, lexeme.code != 0x2D,
      VulgarFraction.value(lexeme) == nil
    {
      return nil
    }
    if lexeme.kind == .word { return nil }
    guard var match = unsigned(at: start) else { return nil }
    match = NumberMatch(
      range: index..<match.range.upperBound, value: sign * match.value, form: match.form,
      isSigned: sign < 0 || match.isSigned, isPlainDigits: match.isPlainDigits && sign > 0)
    return match
  }

  private func unsigned(at index: Int) -> NumberMatch? {
    if let fraction = fraction(at: index) { return fraction }
    guard let first = mixed(at: index) else { return nil }
    // `三百五又三分之一`, `2又1/3`
    if reading.has("又", at: first.range.upperBound),
      let share = share(at: first.range.upperBound + 1)
        ?? writtenShare(at: first.range.upperBound + 1)
    {
      return NumberMatch(
        range: index..<share.range.upperBound, value: first.value + share.value, form: .fraction)
    }
    return first
  }

  /// `五分之一`, `负3分之负157`.
  private func fraction(at index: Int) -> NumberMatch? { share(at: index) }

  private func writtenShare(at index: Int) -> NumberMatch? {
    guard reading.isDigits(index), let match = digits.number(at: index), match.form == .fraction,
      match.value < 1
    else { return nil }
    return match
  }

  private func share(at index: Int) -> NumberMatch? {
    guard let below = mixed(at: index), below.value != 0,
      reading.has("分", at: below.range.upperBound),
      reading.has("之", at: below.range.upperBound + 1)
    else { return nil }
    var at = below.range.upperBound + 2
    var sign = 1.0
    if at < reading.count, Self.negative.contains(reading[at].code) {
      sign = -1
      at += 1
    }
    guard let above = mixed(at: at) else { return nil }
    return NumberMatch(
      range: index..<above.range.upperBound, value: sign * above.value / below.value,
      form: .fraction)
  }

  /// `三点一四万`: the decimals that follow a whole number, with the units after them.
  private func decimals(after whole: NumberMatch, from index: Int) -> NumberMatch? {
    let end = whole.range.upperBound
    guard end < reading.count, reading[end].code == Self.point else { return nil }
    var at = end + 1
    var scale = 0.1
    var value = 0.0
    while at < reading.count, reading[at].kind == .han {
      let (digit, _) = Self.digit(reading[at].code)
      guard digit >= 0, reading[at].code != 0x4E24 else { break }
      value += digit * scale
      scale /= 10
      at += 1
    }
    guard at > end + 1 else { return nil }
    let places = at - end - 1
    var factor = 1.0
    for _ in 0..<places { factor *= 10 }
    var total = whole.value + (value * factor).rounded() / factor
    // At most two units, as in 万亿.
    for _ in 0..<2 {
      guard at < reading.count, Self.unit(reading[at].code) >= 1e4 else { break }
      total *= Self.unit(reading[at].code)
      at += 1
    }
    return NumberMatch(range: index..<at, value: total, form: .decimal)
  }

  /// Digits and Chinese numerals, as far as they make one number.
  package func mixed(at index: Int) -> NumberMatch? {
    guard index < reading.count else { return nil }
    var parser = HanParser(reading: reading, digits: digits, at: index)
    if reading[index].kind != .han, let plain = digits.number(at: index) {
      // Digits alone, with a fraction, a power or a suffix; a unit may still follow.
      if plain.form == .fraction || plain.form == .power { return plain }
      let end = plain.range.upperBound
      let isVague =
        end + 1 < reading.count && Self.about.contains(reading[end].code)
        && HanNumbers.unit(reading[end + 1].code) >= 1e4
      let isUnit = isVague || end < reading.count && HanNumbers.unit(reading[end].code) >= 10
      if !isUnit { return plain }
      if reading[index].kind == .symbol, reading[index].code == 0x2D {
        parser = HanParser(reading: reading, digits: digits, at: index + 1)
        guard let match = parser.parse() else { return plain }
        return NumberMatch(
          range: index..<match.range.upperBound, value: -match.value, form: match.form,
          isSigned: true)
      }
    }
    if reading.isDigits(index), let first = digits.plain(at: index, spaces: false),
      digits.isChained(index, first)
    {
      return nil
    }
    guard var match = parser.parse() else { return nil }
    if match.form != .decimal, let decimal = decimals(after: match, from: index) { match = decimal }
    if match.range.upperBound < reading.count, reading.has("打", at: match.range.upperBound),
      !reading.has("电", at: match.range.upperBound + 1),
      !reading.has("折", at: match.range.upperBound + 1),
      !reading.has("开", at: match.range.upperBound + 1)
    {
      return NumberMatch(
        range: index..<match.range.upperBound + 1, value: match.value * 12, form: .integer)
    }
    return match
  }
}
