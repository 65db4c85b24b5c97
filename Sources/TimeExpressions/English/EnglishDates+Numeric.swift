import Quantities
import Text

/// Days in digits: `1/2/2020`, `2015-02-01`.
extension EnglishDates {
  private func isSeparator(_ index: Int) -> Bool {
    reading.has("/", at: index) || reading.has("-", at: index) || reading.has(".", at: index)
  }

  /// Whether the digits belong to what stands before them; a date may follow another's `-`.
  private func isTail(_ index: Int) -> Bool {
    guard reading.isAttached(index) else { return false }
    if reading.isDigits(index - 1) || reading.isWord(index - 1) || reading.has("$", at: index - 1) {
      return true
    }
    guard isSeparator(index - 1), reading.isDigits(index - 2), reading.isAttached(index - 1) else {
      return false
    }
    return
      !(reading.has("-", at: index - 1) && reading[index].code <= 2
      && (reading.has("/", at: index + 1)
        || reading[index - 2].code == 4 && reading.has("-", at: index - 3)))
  }

  /// `01/22/2016`, `22.04.2022`, `2016-10-16`, `2016 10 16`, `2019-aug-1`, `23/Sep/2020`, `22/04`.
  func numeric(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard reading.isDigits(index), reading[index].code <= 4, !isTail(index) else { return nil }
    let first = Int(reading[index].value)
    if let found = spaced(at: index) { return found }
    guard isSeparator(index + 1), reading.isAttached(index + 1), reading.isAttached(index + 2)
    else {
      return nil
    }
    let mark = reading[index + 1].code
    let (secondEnd, second, isName) = part(at: index + 2)
    guard secondEnd > index + 2 else { return nil }
    if secondEnd < reading.count, reading[secondEnd].code == mark,
      reading[secondEnd].kind == .symbol,
      reading.isAttached(secondEnd), reading.isAttached(secondEnd + 1),
      reading.isDigits(secondEnd + 1) || reading.isWord(secondEnd + 1)
    {
      let (end, third, thirdIsName) = part(at: secondEnd + 1)
      if end > secondEnd + 1,
        let day = three(
          (first, Int(reading[index].code)), (second, isName ? 0 : digitCount(index + 2)),
          (third, thirdIsName ? 0 : digitCount(secondEnd + 1)), isDotted: mark == 0x2E)
      {
        guard !reading.isAttached(end) || !reading.isWord(end) || isClockMark(end),
          !isVersion(index, end)
        else {
          return nil
        }
        return (end, day)
      }
    }
    if isName {
      // 3-Jan, 23/Sep 2020
      guard (1...31).contains(first), reading[index].code <= 2 else { return nil }
      if let (end, year) = trailingYear(secondEnd) {
        return (end, calendar.day(year: year, month: second, day: first))
      }
      return (secondEnd, calendar.day(month: second, day: first))
    }
    guard mark == 0x2F, reading[index].code <= 2, digitCount(index + 2) <= 2,
      !(reading.isAttached(secondEnd)
        && (isSeparator(secondEnd) && mark != reading[secondEnd].code
          && reading.has(".", at: secondEnd) && reading.isDigits(secondEnd + 1)
          || reading.isWord(secondEnd) || reading.has("%", at: secondEnd))),
      !ShareWords.surround(reading, index, secondEnd)
    else { return nil }
    if let (month, day) = monthFirst(first, second) {
      if let (end, year) = commaYear(secondEnd) {
        return (end, calendar.day(year: year, month: month, day: day))
      }
      return (secondEnd, calendar.day(month: month, day: day))
    }
    return nil
  }

  /// `2016 10 16`
  private func spaced(at index: Int) -> (end: Int, day: SpokenDay)? {
    let year = Int(reading[index].value)
    guard reading[index].code == 4, reading.isDigits(index + 1), reading.isDigits(index + 2),
      reading[index + 1].code == 2, reading[index + 2].code == 2,
      let day = Day(
        year: year, month: Int(reading[index + 1].value), day: Int(reading[index + 2].value)),
      (1900...2100).contains(year)
    else { return nil }
    return (index + 3, SpokenDay(day))
  }

  /// The `T` between a day and a time in ISO 8601.
  func isClockMark(_ index: Int) -> Bool {
    reading.isWord(index) && reading[index].code == 1 && reading.spelling(index) == "t"
      && reading.isDigits(index + 1) && reading.isAttached(index + 1)
      && reading.has(":", at: index + 2)
  }

  /// `17Jun21`, `05Dec2013`, `1Jan`: day, month and year with nothing between them.
  func glued(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard reading.isDigits(index), reading[index].code <= 2, !isTail(index),
      reading.isAttached(index + 1), word(index + 1).month > 0,
      (1...31).contains(Int(reading[index].value))
    else { return nil }
    let (day, month) = (Int(reading[index].value), word(index + 1).month)
    guard reading.isAttached(index + 2), reading.isDigits(index + 2) else {
      return (index + 2, calendar.day(month: month, day: day))
    }
    let year = Int(reading[index + 2].value)
    switch reading[index + 2].code {
    case 4 where (1000...2999).contains(year):
      return (index + 3, calendar.day(year: year, month: month, day: day))
    case 2: return (index + 3, calendar.day(twoDigits: year, month: month, day: day))
    default: return nil
    }
  }

  /// Three numbers that something calls a version or a code, or that a fourth follows a point after.
  private func isVersion(_ index: Int, _ end: Int) -> Bool {
    guard reading[index].code <= 2 else { return false }
    if reading.has(".", at: end), reading.isAttached(end), reading.isDigits(end + 1),
      reading.isAttached(end + 1)
    {
      return true
    }
    return VersionWords.announce(reading, index)
  }

  private func commaYear(_ index: Int) -> (Int, Int)? {
    guard reading.has(",", at: index) else { return nil }
    return year(at: index + 1)
  }

  private func digitCount(_ index: Int) -> Int {
    reading.isDigits(index) ? Int(reading[index].code) : 0
  }

  private func part(at index: Int) -> (Int, Int, Bool) {
    if reading.isDigits(index), reading[index].code <= 4 {
      return (index + 1, Int(reading[index].value), false)
    }
    let month = word(index).month
    if month > 0 { return (index + 1, month, true) }
    return (index, 0, false)
  }

  /// American order unless the numbers forbid it.
  func monthFirst(_ first: Int, _ second: Int) -> (Int, Int)? {
    if (1...12).contains(first), (1...31).contains(second) { return (first, second) }
    if (1...12).contains(second), (1...31).contains(first) { return (second, first) }
    return nil
  }

  /// Three parts with their counts of digits; 0 digits for a month's name.
  private func three(
    _ first: (Int, Int), _ second: (Int, Int), _ third: (Int, Int), isDotted: Bool
  ) -> SpokenDay? {
    if first.1 == 4 {
      if second.1 == 0 { return valid(first.0, second.0, third.0) }
      if third.1 == 0 { return valid(first.0, third.0, second.0) }
      guard third.1 <= 2 else { return nil }
      return valid(first.0, second.0, third.0)
        ?? valid(first.0, third.0, second.0)
    }
    guard first.1 <= 2 else { return nil }
    if second.1 == 0 {
      return third.1 == 4
        ? valid(third.0, second.0, first.0)
        : third.1 == 2 ? calendar.day(twoDigits: third.0, month: second.0, day: first.0) : nil
    }
    // Who writes points writes the day first.
    let order = isDotted ? monthFirst(second.0, first.0) : monthFirst(first.0, second.0)
    guard second.1 <= 2, let (month, day) = order else {
      if third.1 == 2, (1...12).contains(second.0), (1...31).contains(third.0) {
        return valid(2000 + first.0, second.0, third.0)
      }
      return nil
    }
    if third.1 == 4 {
      guard (1000...2999).contains(third.0) else { return nil }
      return calendar.day(year: third.0, month: month, day: day)
    }
    return third.1 == 2 ? calendar.day(twoDigits: third.0, month: month, day: day) : nil
  }

  private func valid(_ year: Int, _ month: Int, _ day: Int) -> SpokenDay? {
    guard (1000...2999).contains(year), (1...12).contains(month), (1...31).contains(day) else {
      return nil
    }
    return calendar.day(year: year, month: month, day: day)
  }
}
