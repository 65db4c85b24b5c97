package import Text

/// Places in an order: `21st`, `twenty-first`, `three trillionth`, `next to last`.
package struct EnglishOrdinals {
  private let numbers: EnglishNumbers
  private let reading: Reading

  package init(_ numbers: EnglishNumbers) {
    self.numbers = numbers
    reading = numbers.reading
  }

  package init(_ reading: Reading) { self.init(EnglishNumbers(reading)) }

  /// An ordinal that counts from the start: in digits or in words.
  package func absolute(at index: Int) -> NumberMatch? {
    if reading.isDigits(index), !(reading.isAttached(index) && reading.isWord(index - 1)) {
      guard let plain = numbers.digits.plain(at: index, spaces: false), !plain.isDecimal,
        reading.isAttached(plain.end) || reading.word(plain.end) == .th
      else { return nil }
      let suffix = reading.word(plain.end)
      guard suffix == .ordinalSuffix || suffix == .th, reading.isAttached(plain.end) else {
        return nil
      }
      return NumberMatch(range: index..<plain.end + 1, value: plain.value, form: .integer)
    }
    return spoken(at: index)
  }

  /// An ordinal in words, cardinals before its last word.
  package func spoken(at index: Int) -> NumberMatch? {
    let word = reading.word(index)
    if word.ordinal >= 1 {
      return NumberMatch(range: index..<index + 1, value: word.ordinal, form: .integer)
    }
    guard word.cardinal >= 1 || word == .a else { return nil }
    var last = index
    // Nobody says a number in more words: a wall of them is read in one pass.
    while last < min(reading.count, index + 32) {
      let word = reading.word(last)
      if word.ordinal >= 1 { break }
      guard
        word.cardinal >= 0 || word == .and || word == .a && last == index
          || reading.has("-", at: last)
      else { return nil }
      last += 1
    }
    guard last < min(reading.count, index + 32), last > index else { return nil }
    let ordinal = reading.word(last)
    var end = last
    if reading.has("-", at: end - 1) || reading.word(end - 1) == .and { end -= 1 }
    guard end > index, reading.word(index) != .a || end > index + 0 else { return nil }
    if end == index + 1, word == .a {
      guard ordinal.ordinal >= 100 else { return nil }
      return NumberMatch(range: index..<last + 1, value: ordinal.ordinal, form: .integer)
    }
    guard let (stop, value) = numbers.accumulate(from: index, limit: end), stop == end else {
      return nil
    }
    let before = reading.word(end - 1)
    if ordinal.ordinal >= 100 {
      return NumberMatch(
        range: index..<last + 1, value: multiplied(value, ordinal.ordinal), form: .integer)
    }
    // `twenty first`, `one hundred fifth`, never `five third`.
    let fits =
      ordinal.ordinal < 10
      ? before.cardinal >= 20 || before.isMultiplier
      : before == .hundred || before.isMultiplier
    guard fits else { return nil }
    return NumberMatch(range: index..<last + 1, value: value + ordinal.ordinal, form: .integer)
  }

  private func multiplied(_ value: Double, _ unit: Double) -> Double {
    if unit > 100 {
      // `two million three hundred thousandth`: only what stands under the multiplier is multiplied.
      let under = value.truncatingRemainder(dividingBy: unit * 1000)
      return value - under + under * unit
    }
    let under = value.truncatingRemainder(dividingBy: 100)
    return value - under + under * unit
  }
}
