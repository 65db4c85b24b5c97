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
    let end = match.range.upperBound
    if match.form != .decimal, end < reading.count, reading[end].code == Self.point {
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
      if at > end + 1 {
        let places = at - end - 1
        var factor = 1.0
        for _ in 0..<places { factor *= 10 }
        var total = match.value + (value * factor).rounded() / factor
        if at < reading.count, Self.unit(reading[at].code) >= 1e4 {
          total *= Self.unit(reading[at].code)
          at += 1
          if at < reading.count, Self.unit(reading[at].code) >= 1e4 {
            total *= Self.unit(reading[at].code)
            at += 1
          }
        }
        match = NumberMatch(range: index..<at, value: total, form: .decimal)
      }
    }
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

/// Reads one Chinese whole number, unit by unit.
struct HanParser {
  package let reading: Reading
  package let digits: DigitNumbers
  private var at: Int
  private let index: Int

  private var total = 0.0
  private var section = 0.0
  private var group = 0.0
  private var pending: Double?
  private var lastUnit = Double.infinity
  private var sawZero = false
  private var sawUnit = false
  private var sawNumber = false
  private var end: Int

  package init(reading: Reading, digits: DigitNumbers, at index: Int) {
    self.reading = reading
    self.digits = digits
    self.at = index
    self.index = index
    end = index
  }

  package mutating func parse() -> NumberMatch? {
    // `半打`
    if reading.has("半", at: at), reading.has("打", at: at + 1) {
      return NumberMatch(range: at..<at + 2, value: 6, form: .integer)
    }
    if let run = digitRun() { return run }
    // No number is longer: a wall of numerals takes no square of its length.
    let limit = min(reading.count, index + 64)
    while at < limit, step() {}
    guard sawNumber, end > index else { return nil }
    if let value = pending {
      // `四百五` is 450, `四百零五` 405.
      let shifts =
        sawUnit && !sawZero && lastUnit > 10 && lastUnit.isFinite && value < 10
        && reading.isHan(end - 1)
      group += shifts ? value * lastUnit / 10 : value
    }
    at = end
    let value = total + section + group
    return NumberMatch(
      range: index..<end, value: value, form: value == value.rounded() ? .integer : .decimal)
  }

  /// Takes one more character, or run of digits, into the number; whether there was one to take.
  private mutating func step() -> Bool {
    let lexeme = reading[at]
    guard lexeme.kind == .han else { return takeDigits(lexeme) }
    let tens = HanNumbers.tens(lexeme.code)
    if tens > 0 {
      guard !sawNumber else { return false }
      group += tens
      return closed(by: 10)
    }
    let (digit, isFormal) = HanNumbers.digit(lexeme.code)
    if digit >= 0 { return take(digit, isFormal: isFormal, code: lexeme.code) }
    let unit = HanNumbers.unit(lexeme.code)
    guard unit > 0 else { return skipVague(lexeme.code) }
    return unit < 1e4 ? takeSmall(unit) : takeLarge(unit)
  }

  private mutating func advance(to place: Int) -> Bool {
    at = place
    end = place
    sawNumber = true
    return true
  }

  /// Digits and a decimal point among the characters: 3.5万, 8百.
  private mutating func takeDigits(_ lexeme: Lexeme) -> Bool {
    guard pending == nil,
      lexeme.kind == .digits || lexeme.kind == .symbol && lexeme.code == 0x2E,
      let plain = digits.plain(at: at, spaces: false)
    else { return false }
    if sawNumber, !isUnit(plain.end), !sawZero || plain.value >= lastUnit { return false }
    if sawNumber, !reading.isAttached(at), !isUnit(plain.end) { return false }
    pending = plain.value
    return advance(to: plain.end)
  }

  private mutating func take(_ digit: Double, isFormal: Bool, code: UInt32) -> Bool {
    guard pending == nil else { return false }
    if digit == 0 {
      sawZero = true
      at += 1
      if !sawNumber { end = at }
      sawNumber = true
      return true
    }
    if isFormal, !sawNumber, HanWords.isFormalWord(reading, at) { return false }
    if sawUnit, code == 0x4E24, !isUnit(at + 1) { return false }
    pending = digit
    return advance(to: at + 1)
  }

  /// `十余万`, `一百零几万`: the vague part counts nothing.
  private mutating func skipVague(_ code: UInt32) -> Bool {
    guard sawNumber, code == 0x591A || code == 0x4F59 || code == 0x51E0, at + 1 < reading.count,
      HanNumbers.unit(reading[at + 1].code) >= 1e4
    else { return false }
    at += 1
    return true
  }

  /// 十, 百, 千: within a group of four places.
  private mutating func takeSmall(_ unit: Double) -> Bool {
    guard unit < lastUnit || lastUnit >= 1e4 && group == 0,
      pending != nil || !sawNumber && unit <= 1000 && headUnit(unit) || unit == 10 && sawNumber
    else { return false }
    if let value = pending, value >= 10, unit == 1000, !reading.isDigits(at - 1) { return false }
    group += (pending ?? 1) * unit
    return closed(by: unit)
  }

  /// 万, 亿, 兆 close the group before them; sections under 亿 and under 万 are kept apart.
  private mutating func takeLarge(_ unit: Double) -> Bool {
    group += pending ?? 0
    pending = nil
    if group == 0, section == 0, total == 0 { return false }
    if unit == 1e4 {
      section = section == 0 || group > 0 ? section + group * 1e4 : section * 1e4
    } else {
      total = group == 0 && section == 0 ? total * unit : total + (section + group) * unit
      section = 0
    }
    group = 0
    return closed(by: unit)
  }

  private mutating func closed(by unit: Double) -> Bool {
    pending = nil
    lastUnit = unit
    sawZero = false
    sawUnit = true
    return advance(to: at + 1)
  }

  private func isUnit(_ place: Int) -> Bool {
    place < reading.count && HanNumbers.unit(reading[place].code) >= 10
      && reading[place].kind == .han
  }

  private func headUnit(_ unit: Double) -> Bool {
    if unit == 10 { return true }
    // `百三`, `千三`: the one before a hundred may be left out.
    return at + 1 < reading.count && HanNumbers.digit(reading[at + 1].code).value > 0
      || unit == 100 && at > index
  }

  /// `二零一六`: digits said one by one.
  private func digitRun() -> NumberMatch? {
    var place = at
    var value = 0.0
    while place < reading.count, reading[place].kind == .han {
      let (digit, _) = HanNumbers.digit(reading[place].code)
      guard digit >= 0 else { break }
      value = value * 10 + digit
      place += 1
      // Nobody reads out a longer number: a wall of digits takes no square of its length.
      if place - at > 32 { return nil }
    }
    guard place - at >= 3, !isUnit(place) else { return nil }
    return NumberMatch(range: at..<place, value: value, form: .integer)
  }
}
