import Text

/// Reads one number in English words, word by word, digits among them where a multiplier follows.
struct EnglishNumberParser {
  /// What the last word was: it says what the next may be.
  private enum Last { case start, unit, tens, hundred, multiplier, and }

  private let reading: Reading
  private let digits: DigitNumbers
  private let index: Int
  private let limit: Int

  private var at: Int
  private var end: Int
  private var total = 0.0
  private var current = 0.0
  private var lastMultiplier = Double.infinity
  private var last = Last.start
  /// What came before an "and", to go back to.
  private var beforeAnd = Last.start

  init(_ reading: Reading, _ digits: DigitNumbers, from index: Int, limit: Int) {
    self.reading = reading
    self.digits = digits
    self.index = index
    self.limit = limit
    at = index
    end = index
  }

  /// The number and where it ends.
  mutating func parse() -> (end: Int, value: Double)? {
    if reading.word(at) == .a {
      current = 1
      last = .unit
      at += 1
    }
    while at < min(reading.count, limit), step() {}
    guard end > index, !(end == index + 1 && reading.word(index) == .a) else { return nil }
    return (end, total + current)
  }

  private var allowed: Last { last == .and ? beforeAnd : last }

  /// Takes one more word, or run of digits, into the number; whether there was one to take.
  private mutating func step() -> Bool {
    let lexeme = reading[at]
    if lexeme.kind == .digits { return takeDigits() }
    if lexeme.kind == .symbol, lexeme.code == 0x2D {
      // A hyphen joins `twenty-one`, never two numbers.
      guard last == .tens, (1...9).contains(reading.word(at + 1).cardinal) else { return false }
      at += 1
      return true
    }
    if lexeme.word == .and { return takeAnd() }
    guard lexeme.word.cardinal >= 0, lexeme.kind == .word else { return false }
    guard take(lexeme.word) else { return false }
    at += 1
    end = at
    return true
  }

  private mutating func takeDigits() -> Bool {
    guard let plain = digits.plain(at: at, spaces: false), plain.end <= limit else { return false }
    let multiplied = reading.word(plain.end) == .hundred || reading.word(plain.end).isMultiplier
    switch allowed {
    case .start: guard multiplied else { return false }
    case .hundred: guard plain.value < 100, !plain.isDecimal else { return false }
    case .multiplier:
      guard plain.value < min(1000, lastMultiplier), !plain.isDecimal else { return false }
    case .unit, .tens, .and: return false
    }
    if reading.isAttached(plain.end), reading.isWord(plain.end), !multiplied { return false }
    if multiplied, reading.isAttached(plain.end), reading[plain.end].code < 2 { return false }
    current += plain.value
    last = .unit
    at = plain.end
    end = at
    return true
  }

  /// The `and` of `three hundred and five`; it ends the number unless one goes on.
  private mutating func takeAnd() -> Bool {
    guard last == .hundred || last == .multiplier,
      reading.word(at + 1).cardinal >= 0 && !reading.word(at + 1).isMultiplier
        && reading.word(at + 1) != .hundred || reading.isDigits(at + 1)
    else { return false }
    beforeAnd = last
    last = .and
    at += 1
    return true
  }

  private mutating func take(_ word: Word) -> Bool {
    let value = word.cardinal
    if word == .hundred {
      guard current > 0, current < 100, allowed == .unit || allowed == .tens else { return false }
      current = (current * 100 * 1e6).rounded() / 1e6
      last = .hundred
    } else if word.isMultiplier {
      if current == 0, total > 0, allowed == .multiplier {
        total *= value
      } else {
        guard current > 0, value < lastMultiplier, allowed != .start else { return false }
        total += (current * value * 1e6).rounded() / 1e6
        current = 0
      }
      lastMultiplier = value
      last = .multiplier
    } else if value < 10 {
      guard allowed != .unit, value > 0 || allowed == .start else { return false }
      current += value
      last = .unit
    } else {
      guard allowed != .unit, allowed != .tens else { return false }
      current += value
      last = value < 20 ? .unit : .tens
    }
    return true
  }
}
