package import Text

/// Numbers written in digits: `1,234.5`, `40 000`, `39,90`, `-1 4/5`, `10k`, `1.3x10^6`, `2.5^-1`.
package struct DigitNumbers {
  package let reading: Reading

  package init(_ reading: Reading) { self.reading = reading }

  /// What digits with separators mean, and where they end; no sign, no suffix.
  package struct Plain {
    package var end: Int
    package var value: Double
    package var isDecimal: Bool
  }

  /// Digits, perhaps grouped in thousands, perhaps with a decimal point or comma.
  package func plain(at index: Int, spaces: Bool = true) -> Plain? {
    if reading.has(".", at: index) {
      // `.25`, but not the end of `...9` or of a word.
      guard reading.isDigits(index + 1), reading.isAttached(index + 1),
        !(reading.isAttached(index)
          && (reading.isDigits(index - 1) || reading.has(".", at: index - 1)))
      else { return nil }
      let value = reading.decimal(whole: "", fraction: reading.digits(index + 1))
      return Plain(end: index + 2, value: value, isDecimal: true)
    }
    guard reading.isDigits(index) else { return nil }
    var end = index + 1
    var whole = ""
    var value = reading[index].value
    if reading[index].code <= 3 {
      for mark in Self.groupMarks where end == index + 1 {
        end = grouped(from: index, by: mark, &value)
      }
      if end == index + 1 { end = indian(from: index, &value) }
      if end == index + 1, spaces { end = spaced(from: index, &value) }
    }
    if end == index + 1, let continental = continental(index) { return continental }
    if end > index + 1, reading[index + 1].kind == .digits || reading[index + 1].code != 0x2C,
      let decimal = decimalComma(end, value)
    {
      return decimal
    }
    if end == index + 1, reading[index].code > 15 { value = Double(reading.digits(index)) ?? value }
    if reading.isAttached(end), reading.isDigits(end + 1), reading.isAttached(end + 1) {
      let isGrouped = end > index + 1
      let isPoint = reading.has(".", at: end) && !isVersion(end)
      if isPoint || reading.has(",", at: end) && !isGrouped && isDecimalComma(index, end) {
        whole = String(Int(exactly: value) ?? 0)
        if value >= 1e15 { whole = reading.digits(index) }
        value = reading.decimal(whole: whole, fraction: reading.digits(end + 1))
        return Plain(end: end + 2, value: value, isDecimal: true)
      }
    }
    return Plain(end: end, value: value, isDecimal: false)
  }

  func isDash(_ index: Int) -> Bool {
    reading.has("-", at: index) || reading.has("−", at: index)
  }

  /// A dash that touches its number and parts it from nothing: the one of `30 -45` is none, nor is
  /// a spaced one.
  func isMinus(_ index: Int) -> Bool {
    guard isDash(index),
      reading.isDigits(index + 1) || reading.has(".", at: index + 1),
      reading.isAttached(index + 1)
    else { return false }
    if reading.isDigits(index - 1) || reading.has("%", at: index - 1) { return false }
    return !(reading.isAttached(index) && reading.isWord(index - 1))
  }

  /// Digits that letters or a longer number lead: the `00` of `R415.00`.
  private func isTail(_ index: Int) -> Bool {
    guard reading.isAttached(index) else { return false }
    if reading.isWord(index - 1) { return true }
    return reading.has(".", at: index - 1) && reading.isAttached(index - 1)
      && reading.isDigits(index - 2) && reading.isAttached(index - 2)
      && reading.isWord(index - 3)
  }

  /// A part of `2.10.24` or `192.168.1.1`: no number is better than a piece of something else.
  package func isChained(_ index: Int, _ first: Plain) -> Bool {
    if first.end == index + 1, group(at: index + 1, by: ".") != nil,
      group(at: index + 3, by: ".") != nil
    {
      return true
    }
    guard reading.isAttached(index), reading.has(".", at: index - 1),
      reading.isAttached(index - 1), reading.isDigits(index - 2)
    else { return false }
    return group(at: index + 1, by: ".") != nil
      || reading.isAttached(index - 2) && reading.has(".", at: index - 3)
        && reading.isAttached(index - 3) && reading.isDigits(index - 4)
  }

  /// A full number in digits: sign, groups, fraction, power, suffix.
  package func number(at index: Int) -> NumberMatch? {
    var start = index
    var sign = 1.0
    if isDash(index) {
      guard isMinus(index) || index == 0 && reading.isDigits(1) else { return nil }
      sign = -1
      start += 1
    } else if isTail(index) {
      return nil
    }
    guard let first = plain(at: start), !isChained(start, first) else { return nil }
    if start > index, !isMinus(index) {
      // A spaced dash is a minus only where nothing but the number follows: `- 5 cups` is a list.
      let rest = fraction(index, start, first, 1)?.range.upperBound ?? first.end
      guard rest == reading.count else { return nil }
    }
    var match = NumberMatch(
      range: index..<first.end, value: sign * first.value,
      form: first.isDecimal ? .decimal : .integer)
    match.isSigned = start > index
    if let other = power(index, first, sign) ?? fraction(index, start, first, sign) {
      return other
    }
    if let other = suffixed(index, first, sign) { return other }
    // Letters right after digits belong to a code or a unit.
    if reading.isAttached(first.end), reading.isWord(first.end) { return nil }
    match.isPlainDigits = true
    return match
  }

  private func power(_ index: Int, _ first: Plain, _ sign: Double) -> NumberMatch? {
    var at = first.end
    guard reading.isAttached(at) else { return nil }
    var base = first.value * sign
    var scale = 1.0
    if reading.isWord(at), reading.word(at) == .x, reading.isDigits(at + 1),
      reading.has("^", at: at + 2)
    {
      scale = base
      base = reading[at + 1].value
      at += 2
    } else if reading.isWord(at), reading[at].code == 1, reading.spelling(at) == "e" {
      scale = base
      base = 10
    } else if !reading.has("^", at: at) {
      return nil
    }
    at += 1
    var exponentSign = 1.0
    while reading.has("-", at: at) || reading.has("+", at: at) {
      if reading.has("-", at: at) { exponentSign = -exponentSign }
      at += 1
    }
    guard reading.isDigits(at), reading.isAttached(at), reading[at].value < 400 else { return nil }
    let negative = base < 0 && scale == 1
    var result = 1.0
    var exponent = Int(reading[at].value)
    var factor = negative ? -base : base
    while exponent > 0 {
      if exponent & 1 == 1 { result *= factor }
      factor *= factor
      exponent >>= 1
    }
    if exponentSign < 0 { result = 1 / result }
    return NumberMatch(
      range: index..<at + 1, value: scale * (negative ? -result : result), form: .power)
  }

  private func fraction(_ index: Int, _ start: Int, _ first: Plain, _ sign: Double) -> NumberMatch?
  {
    guard !first.isDecimal,
      !(reading.isAttached(index) && reading.has("-", at: index - 1) && reading.isDigits(index - 2))
    else { return nil }
    var at = first.end
    var whole = 0.0
    var numerator = first.value
    if reading.isDigits(at), reading.has("/", at: at + 1) {
      whole = first.value
      numerator = reading[at].value
      at += 1
    } else if at < reading.count, let vulgar = VulgarFraction.value(reading[at]) {
      return NumberMatch(
        range: index..<at + 1, value: sign * (first.value + vulgar), form: .fraction)
    }
    guard reading.has("/", at: at), reading.isAttached(at), reading.isDigits(at + 1),
      reading.isAttached(at + 1), reading[at + 1].value > 0,
      !(reading.has("/", at: at + 2) && reading.isAttached(at + 2)),
      !(reading.isAttached(at + 2) && (reading.isWord(at + 2) || reading.has("-", at: at + 2)))
    else { return nil }
    return NumberMatch(
      range: index..<at + 2, value: sign * (whole + numerator / reading[at + 1].value),
      form: .fraction)
  }

  private func isPriced(_ index: Int) -> Bool {
    ["$", "£", "€", "¥", "￥"].contains { reading.has($0, at: index - 1) }
  }

  private func suffixed(_ index: Int, _ first: Plain, _ sign: Double) -> NumberMatch? {
    let at = first.end
    guard reading.isWord(at), reading[at].code <= 3 else { return nil }
    let attached = reading.isAttached(at)
    let letters = reading.text(reading[at].start..<reading[at].end)
    let factor: Double
    switch letters {
    case "k", "K", "ｋ", "Ｋ": factor = 1e3
    case "M", "MM": factor = 1e6
    // Metres, but for what a sign of money leads.
    case "m" where attached && isPriced(index): factor = 1e6
    case "mil", "mln", "Mil": factor = 1e6
    case "b", "B", "bn": factor = 1e9
    case "G": factor = 1e9
    case "T": factor = 1e12
    default: return nil
    }
    guard attached || reading[at].hasBlankBefore,
      !(reading.isAttached(at + 1)
        && (reading.isDigits(at + 1) || reading.has("&", at: at + 1)
          || reading.has("-", at: at + 1)))
    else { return nil }
    if !attached, letters == "b" || letters == "B" || letters == "T" || letters == "G" {
      return nil
    }
    let value = (first.value * factor * 1e6).rounded() / 1e6
    return NumberMatch(
      range: index..<at + 1, value: sign * value, form: first.isDecimal ? .decimal : .integer)
  }
}
