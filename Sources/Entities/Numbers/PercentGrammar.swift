import Text
import TimeExpressions

/// Percentages in either language: `20 %`, `thirty percent`, 百分之五, 八五折, 七成六.
struct PercentGrammar {
  let reading: Reading
  private let numbers: NumberGrammar

  /// A share; `value` is `nil` for a percent sign alone.
  struct Match {
    let range: Range<Int>
    let value: Double?
  }

  init(_ reading: Reading, _ numbers: NumberGrammar) {
    self.reading = reading
    self.numbers = numbers
  }

  func match(at index: Int) -> Match? {
    if reading.isHan(index), let match = han(at: index) { return match }
    // `percent of 10`
    if let end = sign(at: index), reading.isWord(index), reading.word(end) == .of,
      let number = numbers.number(at: end + 1)
    {
      return Match(range: index..<number.range.upperBound, value: number.value)
    }
    guard let number = numbers.number(at: index), number.form != .power else { return nil }
    let end = number.range.upperBound
    if let last = sign(at: end), !isEscape(end) {
      return Match(range: index..<last, value: number.value)
    }
    if reading.traits.contains(.han) { return hanSuffix(index, number) }
    return nil
  }

  /// `%20` in a web address.
  private func isEscape(_ index: Int) -> Bool {
    guard reading.has("%", at: index), reading.isAttached(index), reading.isAttached(index + 1)
    else {
      return false
    }
    return reading.isDigits(index + 1)
      || reading.isWord(index + 1)
        && (reading[index + 1].code > 3
          || reading.isDigits(index + 2) && reading.isAttached(index + 2))
  }

  private func sign(at index: Int) -> Int? {
    if reading.has("%", at: index) || reading.has("٪", at: index) { return index + 1 }
    if reading.word(index) == .percent { return index + 1 }
    if reading.word(index) == .per, reading.word(index + 1) == .cents { return index + 2 }
    return nil
  }

  private func han(at index: Int) -> Match? {
    // 百分之五, 千分之一, 万分之三
    let scale = scale(at: index)
    if let (unit, end) = scale, reading.has("分", at: end), reading.has("之", at: end + 1),
      !isNumeral(index - 1),
      let number = numbers.number(at: end + 2) ?? hundred(at: end + 2)
    {
      let value = number.value * 100 / unit
      return Match(range: index..<number.range.upperBound, value: (value * 1e12).rounded() / 1e12)
    }
    // 对折 after 打; 半成
    if reading.has("对", at: index), reading.has("折", at: index + 1), reading.has("打", at: index - 1)
    {
      return Match(range: index..<index + 2, value: 50)
    }
    if reading.has("半", at: index), reading.has("成", at: index + 1) {
      return Match(range: index..<index + 2, value: 5)
    }
    if HanNumbers.negative.contains(reading[index].code) {
      guard let number = numbers.number(at: index), let last = sign(at: number.range.upperBound)
      else { return nil }
      return Match(range: index..<last, value: number.value)
    }
    // 五五折, 八五折: digits said one by one.
    let first = HanNumbers.digit(reading[index].code).value
    if first > 0, index + 2 < reading.count, reading.isHan(index + 1) {
      let second = HanNumbers.digit(reading[index + 1].code).value
      if second >= 0, reading.has("折", at: index + 2), !isNumeral(index - 1) {
        return Match(range: index..<index + 3, value: first * 10 + second)
      }
    }
    guard let number = numbers.chinese.number(at: index) else { return nil }
    return hanSuffix(index, number)
  }

  private func scale(at index: Int) -> (Double, Int)? {
    let first = HanNumbers.unit(reading[index].code)
    guard first >= 100 else { return nil }
    if index + 1 < reading.count, reading.isHan(index + 1) {
      let second = HanNumbers.unit(reading[index + 1].code)
      if second >= 1e4 { return (first * second, index + 2) }
    }
    return (first, index + 1)
  }

  private func hundred(at index: Int) -> NumberMatch? {
    guard reading.has("百", at: index) || reading.has("佰", at: index) else { return nil }
    return NumberMatch(range: index..<index + 1, value: 100, form: .integer)
  }

  private func isNumeral(_ index: Int) -> Bool {
    guard index >= 0 else { return false }
    if reading.isDigits(index) { return true }
    return reading.isHan(index)
      && (HanNumbers.digit(reading[index].code).value >= 0
        || HanNumbers.unit(reading[index].code) > 0)
  }

  /// 个百分点, 成, 折 after a number.
  private func hanSuffix(_ index: Int, _ number: NumberMatch) -> Match? {
    let end = number.range.upperBound
    if isVague(index) { return nil }
    if reading.has("个", at: end), reading.has("百", at: end + 1), reading.has("分", at: end + 2),
      reading.has("点", at: end + 3)
    {
      return Match(range: index..<end + 4, value: number.value)
    }
    if reading.has("成", at: end), number.value > 0, number.value <= 10,
      !reading.has("功", at: end + 1),
      !reading.has("为", at: end + 1)
    {
      var value = number.value * 10
      var last = end + 1
      if last < reading.count, reading.isHan(last), HanNumbers.digit(reading[last].code).value > 0,
        !isNumeral(last + 1)
      {
        value += HanNumbers.digit(reading[last].code).value
        last += 1
      }
      return Match(range: index..<last, value: (value * 1e6).rounded() / 1e6)
    }
    if reading.has("折", at: end), !reading.has("叠", at: end + 1) {
      return discount(index, number, end + 1)
    }
    // `7 2 折`
    if number.range.count == 1, reading.isDigits(index), number.value < 10, reading.isDigits(end),
      reading[end].code == 1, reading.has("折", at: end + 1)
    {
      return Match(range: index..<end + 2, value: number.value * 10 + reading[end].value)
    }
    return nil
  }

  /// 九折 leaves 90 %, 85折 leaves 85 %.
  private func discount(_ index: Int, _ number: NumberMatch, _ end: Int) -> Match? {
    let value: Double
    if number.value > 0, number.value < 10 {
      value = number.value * 10
    } else if number.value > 10, number.value < 100 {
      value = number.value
    } else {
      return nil
    }
    return Match(range: index..<end, value: (value * 1e6).rounded() / 1e6)
  }

  /// 二三十个百分点 names no number.
  private func isVague(_ index: Int) -> Bool {
    guard index > 0, reading.isHan(index), reading.isHan(index - 1) else { return false }
    return HanNumbers.digit(reading[index - 1].code).value > 0
  }
}
