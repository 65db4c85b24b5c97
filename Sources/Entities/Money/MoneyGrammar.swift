import Text
import TimeExpressions

/// Amounts with their currency: `$ 16.4 million`, `thirteen dollars forty five`, `50元6角三分`.
struct MoneyGrammar {
  let reading: Reading
  let numbers: NumberGrammar

  init(_ reading: Reading, _ numbers: NumberGrammar) {
    self.reading = reading
    self.numbers = numbers
  }

  /// All amounts, from left to right.
  func matches(lonely: Bool = false) -> [MoneyMatch] {
    var found: [MoneyMatch] = []
    var index = 0
    while index < reading.count {
      if let match = match(at: index, lonely: lonely) {
        found.append(match)
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  func match(at index: Int, lonely: Bool) -> MoneyMatch? {
    if let (end, unit) = millions(at: index), reading.isDigits(end),
      let number = numbers.number(at: end)
    {
      return MoneyMatch(
        range: index..<number.range.upperBound, value: number.value * 1e6, unit: unit)
    }
    if let match = negative(at: index) { return match }
    if let (end, unit) = unit(at: index) {
      if let match = hanPrefixed(index, end, unit) { return match }
      if unit.isPrefix, let match = prefixed(index, end, unit) { return match }
      if lonely, !unit.isSign || unit.iso != nil && unit.name.count > 3,
        reading.isWord(index) || reading.isHan(index), isLonely(index, end, unit)
      {
        return MoneyMatch(range: index..<end, value: nil, unit: unit)
      }
    }
    guard
      let number = round(at: index) ?? (lonely ? nil : single(at: index))
        ?? numbers.number(at: index) ?? touching(index),
      number.form != .power, !isVague(index)
    else { return nil }
    return suffixed(number)
  }

  /// 几十块: nobody said how many tens.
  private func isVague(_ index: Int) -> Bool {
    reading.isHan(index) && HanNumbers.unit(reading[index].code) > 0
      && (reading.has("几", at: index - 1) || reading.has("数", at: index - 1))
  }

  /// `a dollar`, `half a dollar`: one of a money's main unit, unless it weighs something.
  private func single(at index: Int) -> NumberMatch? {
    let isHalf = reading.word(index) == .half
    let at = isHalf ? index + 1 : index
    guard reading.word(at) == .a || reading.word(at) == .an,
      let (end, unit) = Currencies.table.longest(in: reading, at: at + 1), unit.parts == 1,
      !unit.isSign, reading.word(end) != .of, !reading[at + 1].isPlural,
      Self.counted.contains(reading[end - 1].hash)
    else { return nil }
    return NumberMatch(
      range: index..<at + 1, value: isHalf ? 0.5 : 1, form: isHalf ? .decimal : .integer)
  }

  private static let counted = hashes("dollar euro quid buck pound yuan")

  /// 人民币50, 人民币50元: a currency in characters before its amount.
  private func hanPrefixed(_ index: Int, _ end: Int, _ unit: CurrencyUnit) -> MoneyMatch? {
    guard reading.isHan(index), end - index >= 2, unit.parts == 1,
      reading.isDigits(end) || reading.isHan(end) && HanNumbers.digit(reading[end].code).value > 0,
      let number = numbers.number(at: end), numbers.number(at: index - 1) == nil
    else { return nil }
    var last = number.range.upperBound
    if let (stop, other) = self.unit(at: last) {
      // 台币100元: the general word says no more.
      let isGeneral = stop == last + 1 && (reading.has("元", at: last) || reading.has("块", at: last))
      guard other.name == unit.name || isGeneral else { return nil }
      last = stop
    }
    return MoneyMatch(range: index..<last, value: number.value, unit: unit)
  }

  /// `-$5.50`, where no number stands before the dash.
  private func negative(at index: Int) -> MoneyMatch? {
    guard reading.has("-", at: index) || reading.has("−", at: index),
      reading.isAttached(index + 1), !reading.isDigits(index - 1),
      !(reading.isAttached(index) && reading.isWord(index - 1)),
      let (end, unit) = unit(at: index + 1), unit.isPrefix, !reading.isWord(index + 1),
      let match = prefixed(index + 1, end, unit), let value = match.value
    else { return nil }
    return MoneyMatch(
      range: index..<match.range.upperBound, value: -value, unit: match.unit)
  }

  /// `thousand euros`, `a couple of hundred dollars`: a number only because money follows.
  private func round(at index: Int) -> NumberMatch? {
    var at = index
    var value = 1.0
    if reading.word(at) == .a, reading.word(at + 1) == .couple { at += 1 }
    if reading.word(at) == .couple {
      value = 2
      at += 1
      if reading.word(at) == .of { at += 1 }
    } else if reading.word(index - 1).cardinal >= 0 || reading.isDigits(index - 1) {
      return nil
    }
    let word = reading.word(at)
    if word == .hundred || word.isMultiplier, !reading[at].isPlural {
      value *= word.cardinal
      at += 1
    }
    guard at > index, unit(at: at) != nil else { return nil }
    return NumberMatch(range: index..<at, value: value, form: .integer)
  }

  /// Digits that touch a currency's code: `115USD`, `USD115`.
  private func touching(_ index: Int) -> NumberMatch? {
    guard reading.isDigits(index),
      let plain = numbers.english.digits.plain(at: index, spaces: false)
    else { return nil }
    let isCode: (Int) -> Bool = {
      reading.isWord($0) && (2...3).contains(reading[$0].code)
        && unit(at: $0)?.unit.isSign == true
    }
    guard
      reading.isAttached(plain.end) && isCode(plain.end)
        || reading.isAttached(index) && isCode(index - 1)
    else { return nil }
    return NumberMatch(
      range: index..<plain.end, value: plain.value, form: plain.isDecimal ? .decimal : .integer)
  }

  private func prefixed(_ index: Int, _ end: Int, _ unit: CurrencyUnit) -> MoneyMatch? {
    if reading.isAttached(index), reading.isWord(index), reading.isDigits(index - 1) { return nil }
    var at = end
    var sign = 1.0
    if reading.has("-", at: at), reading.isAttached(at), reading.isAttached(at + 1) {
      sign = -1
      at += 1
    }
    guard let number = numbers.number(at: at) ?? touching(at), number.form != .power,
      !number.isSigned,
      reading.isDigits(at) || reading.has(".", at: at) || !reading.isWord(index)
    else { return nil }
    // `人民币 50元`: the unit after the amount is part of it.
    var last = number.range.upperBound
    if let (stop, other) = self.unit(at: last), other.iso == unit.iso, other.name == unit.name,
      reading.isHan(last)
    {
      last = stop
    }
    // `$20 CAD`: the code says which dollar.
    if let (stop, other) = self.unit(at: last), unit.iso == nil, other.iso != nil, other.isSign,
      reading.isWord(last), other.name.lowercased().hasSuffix(" " + unit.name.lowercased()),
      !reading.isDigits(stop)
    {
      return MoneyMatch(range: index..<stop, value: sign * number.value, unit: other)
    }
    // `10 $ 30 $`: the sign belongs to what it follows.
    if let (_, other) = self.unit(at: last), unit.isSign, other.name == unit.name,
      reading.isDigits(index - 1), reading[end].hasBlankBefore, !reading.isWord(last)
    {
      return nil
    }
    return MoneyMatch(range: index..<last, value: sign * number.value, unit: unit)
  }

  private func suffixed(_ number: NumberMatch) -> MoneyMatch? {
    var at = number.range.upperBound
    if reading.has("-", at: at), reading.isAttached(at), reading.isAttached(at + 1),
      reading.isWord(at + 1)
    {
      at += 1
    }
    if ["个", "多", "来"].contains(where: { reading.has($0, at: at) }) { at += 1 }
    var factor = 1.0
    var found = unit(at: at)
    if let (end, unit) = millions(at: at) {
      found = (end, unit)
      factor = 1e6
    }
    guard let (stop, unit) = found else { return nil }
    var end = stop
    // `分` counts money only after 元 or 角; `欧` and `刀` stand for other things too.
    if reading.isHan(at), end == at + 1, reading.has("分", at: at) || reading.has("钱", at: at) {
      return nil
    }
    // `1 $10`: the sign belongs to the amount that it touches.
    if unit.isSign, !reading.isWord(at), reading[at].hasBlankBefore, reading.isAttached(end),
      reading.isDigits(end)
    {
      return nil
    }
    var value = number.value * factor
    if unit.isSign, reading.word(end).isMultiplier {
      value *= reading.word(end).cardinal
      end += 1
    }
    let (last, whole) = withParts(end, value, unit)
    return MoneyMatch(
      range: number.range.lowerBound..<last, value: (whole * 1e6).rounded() / 1e6, unit: unit)
  }

  /// A currency without an amount, said for itself: `dollar: 143 yen`, `人民币美元`.
  private func isLonely(_ index: Int, _ end: Int, _ unit: CurrencyUnit) -> Bool {
    if unit.parts > 1 || unit.name == "Pound" || unit.name == "Mark" { return false }
    if reading.isHan(index) { return end - index >= 2 && reading[index].code != 0x5143 }
    return reading[index].code >= 3
  }
}
