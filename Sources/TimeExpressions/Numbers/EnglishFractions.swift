import Text

/// Fractions in words: `two thirds`, `three and a fifth`, `one over 3`, `two out of five hundred`,
/// `three quarters million`.
struct EnglishFractions {
  private let numbers: EnglishNumbers
  private let reading: Reading

  init(_ numbers: EnglishNumbers) {
    self.numbers = numbers
    reading = numbers.reading
  }

  func fraction(at index: Int) -> NumberMatch? {
    if let match = ratio(at: index) { return match }
    // `103 and two thirds`, `five and a quarter`, `3 million and a half`.
    if let mixed = mixed(at: index) { return mixed }
    guard let (end, value) = proper(at: index) else { return nil }
    return scaled(index, end, value)
  }

  /// `1 over 3`, `one out of three`; only where the parts make sense as a share.
  private func ratio(at index: Int) -> NumberMatch? {
    guard let (end, numerator) = cardinal(at: index) else { return nil }
    var next = end
    let isOver = reading.word(end) == .over
    if isOver {
      next = end + 1
    } else if reading.word(end) == .out, reading.word(end + 1) == .of {
      next = end + 2
    } else {
      return nil
    }
    guard let (last, denominator) = cardinal(at: next), denominator > 0,
      isOver || numerator < denominator, !TimeUnits.isUnit(reading.word(last))
    else { return nil }
    return NumberMatch(range: index..<last, value: numerator / denominator, form: .fraction)
  }

  private func cardinal(at index: Int) -> (Int, Double)? {
    if let plain = numbers.digits.plain(at: index, spaces: false) {
      let multiplied =
        reading.word(plain.end) == .hundred || reading.word(plain.end).isMultiplier
      if !multiplied {
        return reading.isAttached(plain.end) && reading.isWord(plain.end)
          ? nil : (plain.end, plain.value)
      }
    }
    if reading.word(index) == .a { return nil }
    return numbers.accumulate(from: index)
  }

  private func mixed(at index: Int) -> NumberMatch? {
    guard let (start, first) = cardinal(at: index) ?? numbers.accumulate(from: index) else {
      return nil
    }
    var wholeEnd = start
    var whole = first
    // `twenty and three and three fifths`: the last "and" leads the fraction.
    while reading.word(wholeEnd) == .and, proper(at: wholeEnd + 1) == nil,
      let (end, value) = numbers.accumulate(from: wholeEnd + 1), reading.word(end) == .and,
      value < whole, proper(at: end + 1) != nil
    {
      whole += value
      wholeEnd = end
    }
    // The accumulator may have taken the numerator: `one hundred and thirty and two fifths` no,
    // `two hundred and fifty-four hundredths` yes.
    if reading.word(wholeEnd) != .and, let split = lastAnd(index, wholeEnd),
      let (end, value) = proper(at: split + 1), end > wholeEnd,
      let (stop, before) = numbers.accumulate(from: index, limit: split), stop == split
    {
      return sum(index, split, end, before, value)
    }
    guard reading.word(wholeEnd) == .and, let (end, value) = proper(at: wholeEnd + 1) else {
      return nil
    }
    if TimeUnits.isUnit(reading.word(end)), value != 0.5, value != 0.25, value != 0.75 {
      return nil
    }
    return sum(index, wholeEnd, end, whole, value)
  }

  /// A whole number and a share: of the multiplier after it, or of the one before it.
  private func sum(
    _ index: Int, _ wholeEnd: Int, _ end: Int, _ whole: Double, _ value: Double
  ) -> NumberMatch {
    let multiplier = reading.word(end)
    if multiplier.isMultiplier {
      // One and a half million are no more than two; one billion and a half million are more than one.
      let size = multiplier.cardinal
      return NumberMatch(
        range: index..<end + 1, value: whole < size ? (whole + value) * size : whole + value * size,
        form: .fraction)
    }
    // `3 million and a half` is half a million more.
    let last = reading.word(wholeEnd - 1)
    let unit = last.isMultiplier ? last.cardinal : 1
    return NumberMatch(range: index..<end, value: whole + value * unit, form: .fraction)
  }

  private func lastAnd(_ index: Int, _ end: Int) -> Int? {
    var at = end - 1
    while at > index {
      if reading.word(at) == .and { return at }
      at -= 1
    }
    return nil
  }

  private func scaled(_ index: Int, _ end: Int, _ value: Double) -> NumberMatch {
    var last = end
    if (reading.word(end) == .a || reading.word(end) == .of && reading.word(end + 1) == .a),
      reading.word(end + (reading.word(end) == .a ? 1 : 2)).isMultiplier
    {
      last += reading.word(end) == .a ? 1 : 2
    }
    let multiplier = reading.word(last)
    if multiplier.isMultiplier || multiplier == .hundred || multiplier == .dozen {
      let size = multiplier == .dozen ? 12 : multiplier.cardinal
      return NumberMatch(range: index..<last + 1, value: value * size, form: .fraction)
    }
    if value == 0.5, reading.word(end) == .a, reading.word(end + 1) == .dozen {
      return NumberMatch(range: index..<end + 2, value: 6, form: .integer)
    }
    return NumberMatch(range: index..<end, value: value, form: .fraction)
  }

  /// A numerator and a denominator, and nothing before them.
  func proper(at index: Int) -> (end: Int, value: Double)? {
    let word = reading.word(index)
    if word == .half || word == .quarter {
      let next = reading.word(index + 1)
      let scales =
        next.isMultiplier || next == .dozen
        || next == .a && (reading.word(index + 2).isMultiplier || reading.word(index + 2) == .dozen)
      return scales ? (index + 1, word == .half ? 0.5 : 0.25) : nil
    }
    if word == .a || word == .an {
      guard let (end, denominator, isPlural) = denominator(at: index + 1) else {
        // `a hundred thousand trillionths`
        return spoken(at: index)
      }
      return isPlural ? nil : (end, 1 / denominator)
    }
    return spoken(at: index)
  }

  /// Number words of which the last ones are an ordinal: the denominator is as long as it can be.
  private func spoken(at index: Int) -> (end: Int, value: Double)? {
    guard reading.word(index).cardinal >= 0 || reading.word(index) == .a else { return nil }
    var last = index
    // Nobody says a number in more words: a wall of them is read in one pass.
    while last < min(reading.count, index + 32) {
      let word = reading.word(last)
      if isDenominator(word) { break }
      guard word.cardinal >= 0 || word == .a && last == index || reading.has("-", at: last)
      else { return nil }
      last += 1
    }
    guard last < min(reading.count, index + 32), last > index else { return nil }
    let isPlural = reading[last].isPlural
    var split = index + 1
    while split <= last {
      let joined = reading.has("-", at: split - 1) && reading.isAttached(split)
      var numeratorEnd = split
      if reading.has("-", at: split - 1), !joined { numeratorEnd = split - 1 }
      let first = reading.word(split)
      if !joined, !reading.has("-", at: split), !(first == .hundred && split < last),
        !(first.isMultiplier && split < last),
        let (_, denominator, _) = denominator(at: split, through: last),
        let (end, numerator) = numbers.accumulate(from: index, limit: numeratorEnd),
        end == numeratorEnd, isPlural || numerator == 1, denominator > 0
      {
        return (last + 1, numerator / denominator)
      }
      split += 1
    }
    return nil
  }

  private func isDenominator(_ word: Word) -> Bool {
    word == .half || word == .quarter || word.ordinal >= 3 || word == .first || word == .second
  }

  /// An ordinal as a denominator: `thirds`, `twenty-firsts`, `one hundred fifth`.
  private func denominator(
    at index: Int, through limit: Int? = nil
  ) -> (end: Int, value: Double, isPlural: Bool)? {
    let word = reading.word(index)
    if limit == nil || limit == index {
      if word == .half { return (index + 1, 2, reading[index].isPlural) }
      if word == .quarter { return (index + 1, 4, reading[index].isPlural) }
      if word.ordinal >= 3 { return (index + 1, word.ordinal, reading[index].isPlural) }
    }
    guard let match = EnglishOrdinals(numbers).spoken(at: index),
      match.value >= 3, limit == nil || match.range.upperBound == (limit ?? 0) + 1
    else { return nil }
    return (match.range.upperBound, match.value, reading[match.range.upperBound - 1].isPlural)
  }
}

/// Words that measure time, which `one second` is about and `one third` is not.
enum TimeUnits {
  static func isUnit(_ word: Word) -> Bool {
    switch word {
    case .minute, .hour, .day, .week, .month, .year, .second, .night, .weekend, .fortnight: true
    default: false
    }
  }
}
