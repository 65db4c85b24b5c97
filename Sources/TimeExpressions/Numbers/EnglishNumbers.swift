package import Text

/// Numbers in English words, alone or with digits: `twenty-one trillion and three hundred`,
/// `4 thousand 3 hundred and 21`, `one hundred and three and two thirds`, `nine point nought four`.
package struct EnglishNumbers {
  package let reading: Reading
  package let digits: DigitNumbers

  package init(_ reading: Reading) {
    self.reading = reading
    digits = DigitNumbers(reading)
  }

  /// The longest number that begins at a lexeme.
  package func number(at index: Int) -> NumberMatch? {
    let word = reading.word(index)
    if word == .minus, let inner = unsigned(at: index + 1), inner.range.lowerBound == index + 1 {
      var match = NumberMatch(
        range: index..<inner.range.upperBound, value: -inner.value, form: inner.form)
      match.isSigned = true
      return match
    }
    if digits.isDash(index), reading[index].hasBlankBefore || isOpening(index - 1) {
      if let inner = digits.number(at: index) { return inner }
    }
    return unsigned(at: index)
  }

  /// A bracket, a quotation mark or a colon: what begins after it stands for itself.
  private func isOpening(_ index: Int) -> Bool {
    ["(", "（", "[", "\"", "“", ":", "：", "="].contains { reading.has($0, at: index) }
  }

  private func unsigned(at index: Int) -> NumberMatch? {
    guard index < reading.count else { return nil }
    let lexeme = reading[index]
    if lexeme.kind == .symbol, let vulgar = VulgarFraction.value(lexeme) {
      return NumberMatch(range: index..<index + 1, value: vulgar, form: .fraction)
    }
    guard isStart(lexeme) else { return nil }
    if lexeme.kind == .word, reading.isAttached(index), reading.isDigits(index - 1) { return nil }
    var best = lexeme.kind == .word ? nil : digits.number(at: index)
    if let other = cardinal(at: index), other.range.upperBound > best?.range.upperBound ?? index {
      best = other
    }
    if let other = EnglishFractions(self).fraction(at: index),
      other.range.upperBound > best?.range.upperBound ?? index
    {
      best = other
    }
    return best.map { extended($0) }
  }

  private func isStart(_ lexeme: Lexeme) -> Bool {
    switch lexeme.kind {
    case .digits: return true
    case .symbol: return lexeme.code == 0x2E
    case .han: return false
    case .word:
      return lexeme.word.cardinal >= 0 && lexeme.word.rawValue <= Word.hundred.rawValue
        || lexeme.word == .a || lexeme.word == .half || lexeme.word == .quarter
        || lexeme.word == .an || lexeme.word.isMultiplier
    }
  }

  /// `three dozen`, `twelve point five`, `a million`.
  private func extended(_ match: NumberMatch) -> NumberMatch {
    let end = match.range.upperBound
    if reading.word(end) == .dozen, match.value > 0, match.value < 1000 {
      return NumberMatch(
        range: match.range.lowerBound..<end + 1, value: match.value * 12, form: .integer)
    }
    return match
  }

  /// Cardinal words, digits among them where a multiplier follows, then perhaps `point …`.
  package func cardinal(at index: Int) -> NumberMatch? {
    if reading.word(index) == .a {
      if reading.word(index + 1) == .dozen {
        return NumberMatch(range: index..<index + 2, value: 12, form: .integer)
      }
      guard reading.word(index + 1) == .hundred || reading.word(index + 1).isMultiplier,
        !reading[index + 1].isPlural
      else { return nil }
    }
    guard let (end, value) = accumulate(from: index) else { return nil }
    if reading.word(end) == .point, let (last, fraction) = spokenFraction(from: end + 1) {
      return NumberMatch(range: index..<last, value: value + fraction, form: .decimal)
    }
    let plain = end == index + 1 && reading.isDigits(index)
    if plain { return nil }
    return NumberMatch(
      range: index..<end, value: value, form: value == value.rounded() ? .integer : .decimal)
  }

  /// Words to a number, as far as they make one; `limit` ends the words that may be used.
  package func accumulate(from index: Int, limit: Int = .max) -> (end: Int, value: Double)? {
    var parser = EnglishNumberParser(reading, digits, from: index, limit: limit)
    return parser.parse()
  }

  /// `seventy-one` after a point is 0.71; `nought four` is 0.04.
  private func spokenFraction(from index: Int) -> (Int, Double)? {
    var at = index
    var scale = 1.0
    var value = 0.0
    while at < reading.count {
      if reading.has("-", at: at), at > index { at += 1 }
      let cardinal = reading.word(at).cardinal
      if cardinal >= 0, cardinal < 10 {
        scale /= 10
        value += cardinal * scale
      } else if cardinal >= 10, cardinal < 100 {
        guard let (end, number) = accumulate(from: at), number < 100 else { break }
        value += number * scale / 100
        scale /= 100
        at = end
        continue
      } else {
        break
      }
      at += 1
    }
    guard at > index else { return nil }
    return (at, (value * 1e12).rounded() / 1e12)
  }
}
