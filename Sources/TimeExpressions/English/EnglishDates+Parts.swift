import Quantities
import Text

/// The parts of a date: the number of a day, a month, a year.
extension EnglishDates {
  /// 1 to 31, in digits or as an ordinal, `th` and its kin taken along.
  func monthDay(at index: Int, needsOrdinal: Bool = false) -> (
    end: Int, value: Int, isOrdinal: Bool
  )? {
    if reading.isDigits(index) {
      guard reading[index].code <= 2, (1...31).contains(Int(reading[index].value)) else {
        return nil
      }
      let suffix = word(index + 1)
      if suffix == .ordinalSuffix || suffix == .th, reading.isAttached(index + 1) {
        return (index + 2, Int(reading[index].value), true)
      }
      if reading.isAttached(index + 1), reading.isWord(index + 1) { return nil }
      return needsOrdinal ? nil : (index + 1, Int(reading[index].value), false)
    }
    if let match = ordinals.spoken(at: index), (1...31).contains(Int(match.value)),
      word(index) != .a, !(match.range.count == 1 && reading[index].isPlural)
    {
      return (match.range.upperBound, Int(match.value), true)
    }
    guard !needsOrdinal, word(index).cardinal >= 1, word(index).cardinal <= 31,
      let (end, value) = numbers.accumulate(from: index), (1...31).contains(Int(value)),
      value == value.rounded()
    else { return nil }
    return (end, Int(value), false)
  }

  /// The month a name stands for; `may` and `march` are verbs too, `sec` no month.
  func month(at index: Int) -> (end: Int, value: Int)? {
    let value = word(index).month
    guard value > 0 else { return nil }
    if reading.isAttached(index), reading.has("$", at: index - 1) { return nil }
    var end = index + 1
    if reading.has(".", at: end), reading.isAttached(end), reading[index].code <= 4,
      reading.isDigits(end + 1) || word(end + 1).ordinal >= 1
    {
      end += 1
    }
    return (end, value)
  }

  /// A year in four digits, in two after a comma or an apostrophe, or in words.
  ///
  /// After a day a comma may touch it: `May 5,2020`.
  func year(
    at index: Int, twoDigits: Bool = false, afterDay: Bool = false
  ) -> (end: Int, value: Int)? {
    if reading.isDigits(index) {
      if reading[index].code == 4 {
        guard (1000...2999).contains(Int(reading[index].value)),
          !isPartOfNumber(index, afterDay: afterDay)
        else {
          return nil
        }
        return (index + 1, Int(reading[index].value))
      }
      if twoDigits, reading[index].code == 2, !isPartOfNumber(index), word(index + 1) != .am,
        word(index + 1) != .pm, !reading.has(":", at: index + 1)
      {
        return (index + 1, century(Int(reading[index].value)))
      }
      return nil
    }
    if twoDigits, reading.has("'", at: index) || reading.has("’", at: index),
      reading.isDigits(index + 1),
      reading[index + 1].code == 2
    {
      return (index + 2, century(Int(reading[index + 1].value)))
    }
    return spokenYear(at: index)
  }

  private func century(_ year: Int) -> Int { year < 30 ? 2000 + year : 1900 + year }

  private func isPartOfNumber(_ index: Int, afterDay: Bool = false) -> Bool {
    if reading.isAttached(index),
      reading.has("$", at: index - 1) || reading.has("#", at: index - 1)
        || reading.isWord(index - 1) || reading.has(":", at: index - 1)
        || reading.has(".", at: index - 1) && reading.isDigits(index - 2)
        || !afterDay && reading.has(",", at: index - 1) && reading.isDigits(index - 2)
    {
      return true
    }
    guard reading.isAttached(index + 1) else { return false }
    if reading.has("%", at: index + 1) || reading.has(":", at: index + 1) { return true }
    if reading.isWord(index + 1), word(index + 1) != .s { return true }
    return reading.isDigits(index + 2) && reading.isAttached(index + 2)
      && (reading.has(".", at: index + 1) || reading.has(",", at: index + 1))
  }

  /// `nineteen eighty six`, `two thousand and fifteen`.
  func spokenYear(at index: Int) -> (end: Int, value: Int)? {
    let first = word(index).cardinal
    if first == 2 || first == 1, word(index + 1) == .thousand,
      let (end, value) = numbers.accumulate(from: index), value >= 1000, value < 2100
    {
      return (end, Int(value))
    }
    guard first >= 15, first <= 20, reading.isWord(index) else { return nil }
    let next = word(index + 1)
    if next == .hundred {
      guard let (end, value) = numbers.accumulate(from: index), value < 2100 else { return nil }
      return (end, Int(value))
    }
    guard next.cardinal >= 10, next.cardinal <= 90,
      let (end, value) = numbers.accumulate(from: index + 1), value >= 10, value < 100
    else { return nil }
    return (end, Int(first) * 100 + Int(value))
  }

  /// A year that follows a day: `, 2016`, ` of 1995`, ` in 2019`.
  func trailingYear(_ index: Int) -> (end: Int, value: Int)? {
    var at = index
    if reading.has(",", at: at) { at += 1 }
    if word(at) == .of || word(at) == .in { at += 1 }
    if word(at) == .the, word(at + 1) == .year { at += 2 }
    if word(at) == .year { at += 1 }
    guard
      let (end, value) = year(
        at: at, twoDigits: reading.has("'", at: at) || reading.has("’", at: at), afterDay: true),
      at > index || !reading.isAttached(at) || reading.isWord(at),
      !(reading.has(":", at: end) && reading.isAttached(end)), !isCounting(end)
    else { return nil }
    return (end, value)
  }

  /// Whether what follows makes the number before it a time: `1140 a.m.`
  private func isCounting(_ index: Int) -> Bool {
    word(index) == .am || word(index) == .pm
  }
}
