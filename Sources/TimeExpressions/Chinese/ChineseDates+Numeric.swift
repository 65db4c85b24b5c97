import Text

/// Days in digits: `2010.01.29`, `12/1`.
extension ChineseDates {
  /// `2010.01.29`, `2015-02-01`, `12/1`, `1/2/2020`, `12-11-10`.
  func numeric(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard reading.isDigits(index), reading[index].code <= 4, reading.isDigits(index + 2),
      reading[index + 2].code <= 2,
      has("/", index + 1) || has("-", index + 1) || has(".", index + 1),
      reading.isAttached(index + 1), reading.isAttached(index + 2),
      !(reading.isAttached(index)
        && (reading.isWord(index - 1) || has("-", index - 1) || has("/", index - 1)
          || has(".", index - 1)))
    else { return nil }
    let mark = reading[index + 1].code
    let first = Int(reading[index].value)
    let second = Int(reading[index + 2].value)
    if index + 4 < reading.count, reading[index + 3].code == mark,
      reading[index + 3].kind == .symbol, reading.isDigits(index + 4),
      reading.isAttached(index + 3), reading.isAttached(index + 4)
    {
      return three(first, second, Int(reading[index + 4].value), at: index)
    }
    guard mark == 0x2F, reading[index].code <= 2,
      !(reading.isAttached(index + 3)
        && (has("/", index + 3) || has("%", index + 3) || reading.isWord(index + 3)
          || has("的", index + 3))),
      !ShareWords.surround(reading, index, index + 3)
    else { return nil }
    if (1...12).contains(first), (1...31).contains(second) {
      return (index + 3, calendar.day(month: first, day: second))
    }
    if (1...12).contains(second), (1...31).contains(first) {
      return (index + 3, calendar.day(month: second, day: first))
    }
    return nil
  }

  /// `2010.01.29`, `1/2/2020`, `12-11-10`: which of three numbers is the year, and which the day.
  private func three(
    _ first: Int, _ second: Int, _ third: Int, at index: Int
  ) -> (end: Int, day: SpokenDay)? {
    var end = index + 5
    if has("日", end) || has("号", end) { end += 1 }
    if reading.isAttached(end),
      reading.isDigits(end)
        || has("-", end) && reading.isDigits(end + 1)
        || has(".", end) && reading.isAttached(end + 1) && reading.isDigits(end + 1)
    {
      return nil
    }
    if reading[index + 1].code == 0x2E, VersionWords.announce(reading, index) { return nil }
    if reading[index].code == 4, (1...12).contains(second), (1...31).contains(third),
      reading[index + 4].code <= 2
    {
      return (end, calendar.day(year: first, month: second, day: third))
    }
    if reading[index].code <= 2, reading[index + 4].code == 4 {
      // The day comes first, unless it cannot.
      if (1...12).contains(second), (1...31).contains(first) {
        return (end, calendar.day(year: third, month: second, day: first))
      }
      if (1...12).contains(first), (1...31).contains(second) {
        return (end, calendar.day(year: third, month: first, day: second))
      }
    }
    if reading[index].code == 2, reading[index + 4].code <= 2, (1...12).contains(second),
      (1...31).contains(third)
    {
      return (
        end, calendar.day(year: (first < 40 ? 2000 : 1900) + first, month: second, day: third)
      )
    }
    return nil
  }
}
