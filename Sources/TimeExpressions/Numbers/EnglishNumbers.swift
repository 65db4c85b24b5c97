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
    if reading.has("-", at: index), reading[index].hasBlankBefore || index == 0 {
      if let inner = digits.number(at: index) { return inner }
    }
    return unsigned(at: index)
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

  /// What the next word may be, given what came before it.
  private enum Last { case start, unit, tens, hundred, multiplier, and }

  /// Words to a number, as far as they make one; `limit` ends the words that may be used.
  package func accumulate(from index: Int, limit: Int = .max) -> (end: Int, value: Double)? {
    var at = index
    var end = index
    var total = 0.0
    var current = 0.0
    var lastMultiplier = Double.infinity
    var last = Last.start
    // What came before an "and", to go back to.
    var beforeAnd = Last.start
    if reading.word(at) == .a {
      current = 1
      last = .unit
      at += 1
    }
    loop: while at < min(reading.count, limit) {
      let lexeme = reading[at]
      let word = lexeme.word
      let allowed = last == .and ? beforeAnd : last
      if lexeme.kind == .digits {
        guard let plain = digits.plain(at: at, spaces: false), plain.end <= limit else { break }
        let multiplied = reading.word(plain.end) == .hundred || reading.word(plain.end).isMultiplier
        switch allowed {
        case .start: guard multiplied else { break loop }
        case .hundred: guard plain.value < 100, !plain.isDecimal else { break loop }
        case .multiplier:
          guard plain.value < min(1000, lastMultiplier), !plain.isDecimal else { break loop }
        case .unit, .tens, .and: break loop
        }
        if reading.isAttached(plain.end), reading.isWord(plain.end), !multiplied { break }
        if multiplied, reading.isAttached(plain.end), reading[plain.end].code < 2 { break }
        current += plain.value
        last = .unit
        at = plain.end
        end = at
        continue
      }
      if lexeme.kind == .symbol, lexeme.code == 0x2D {
        // A hyphen joins `twenty-one`, never two numbers.
        guard last == .tens, (1...9).contains(reading.word(at + 1).cardinal) else { break }
        at += 1
        continue
      }
      if word == .and {
        guard last == .hundred || last == .multiplier,
          reading.word(at + 1).cardinal >= 0 && !reading.word(at + 1).isMultiplier
            && reading.word(at + 1) != .hundred || reading.isDigits(at + 1)
        else { break }
        beforeAnd = last
        last = .and
        at += 1
        continue
      }
      let value = word.cardinal
      guard value >= 0, lexeme.kind == .word else { break }
      if word == .hundred {
        guard current > 0, current < 100, allowed == .unit || allowed == .tens else { break }
        current = (current * 100 * 1e6).rounded() / 1e6
        last = .hundred
      } else if word.isMultiplier {
        if current == 0, total > 0, allowed == .multiplier {
          total *= value
        } else {
          guard current > 0, value < lastMultiplier, allowed != .start else { break }
          total += (current * value * 1e6).rounded() / 1e6
          current = 0
        }
        lastMultiplier = value
        last = .multiplier
      } else if value < 10 {
        guard allowed != .unit, value > 0 || allowed == .start else { break }
        current += value
        last = .unit
      } else if value < 20 {
        guard allowed != .unit, allowed != .tens else { break }
        current += value
        last = .unit
      } else {
        guard allowed != .unit, allowed != .tens else { break }
        current += value
        last = .tens
      }
      at += 1
      end = at
    }
    guard end > index, !(end == index + 1 && reading.word(index) == .a) else { return nil }
    return (end, total + current)
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
