import Text

/// Reads one Chinese whole number, unit by unit.
struct HanParser {
  let reading: Reading
  let digits: DigitNumbers
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

  init(reading: Reading, digits: DigitNumbers, at index: Int) {
    self.reading = reading
    self.digits = digits
    self.at = index
    self.index = index
    end = index
  }

  mutating func parse() -> NumberMatch? {
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
