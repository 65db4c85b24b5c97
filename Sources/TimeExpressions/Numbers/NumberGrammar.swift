package import Text

/// Numbers in either language: Han characters are read by the Chinese grammar, the rest by the
/// English one; digits go to the one that reads further.
package struct NumberGrammar {
  package let reading: Reading
  package let english: EnglishNumbers
  package let chinese: HanNumbers

  package init(_ reading: Reading) {
    self.reading = reading
    english = EnglishNumbers(reading)
    chinese = HanNumbers(reading)
  }

  /// The longest number that begins at a lexeme.
  package func number(at index: Int) -> NumberMatch? {
    guard index >= 0, index < reading.count else { return nil }
    switch reading[index].kind {
    case .han: return chinese.number(at: index)
    case .word: return english.number(at: index)
    case .digits, .symbol:
      guard reading.traits.contains(.han) else { return english.number(at: index) }
      let first = english.number(at: index)
      guard let second = chinese.number(at: index) else { return first }
      return second.range.upperBound > first?.range.upperBound ?? index ? second : first
    }
  }

  /// All numbers from left to right, ordinary words left out.
  package func numbers() -> [NumberMatch] {
    var found: [NumberMatch] = []
    var index = 0
    while index < reading.count {
      guard let match = number(at: index), !isOther(match) else {
        index += 1
        continue
      }
      found.append(match)
      index = match.range.upperBound
    }
    return found
  }

  /// `this one`, `一切`: words that only look like numbers.
  package func isOther(_ match: NumberMatch) -> Bool {
    let index = match.range.lowerBound
    if reading.word(index) == .one, match.range.count == 1 {
      switch reading.word(index - 1) {
      case .this, .that, .the, .next, .last, .previous, .first, .second, .third, .other, .each,
        .every, .any, .no, .current, .new, .old:
        return true
      default: return false
      }
    }
    return reading.isHan(index) && HanWords.isWord(reading, match.range)
  }
}
