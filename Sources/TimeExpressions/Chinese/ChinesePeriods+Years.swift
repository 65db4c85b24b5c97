import Quantities
import Text

/// Years, their beginnings and ends, and decades.
extension ChinesePeriods {
  func year(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    guard let (end, value, _) = dates.year(at: index), value > 0 else {
      // 年底, 年初 by themselves are this year's.
      guard !reading.isHan(index - 1) || !isUnit(index - 1) else { return nil }
      return edge(ofYear: calendar.year, at: index)
    }
    return edge(ofYear: value, at: end) ?? edge(ofYear: value, at: end - 1)
      ?? (trimmed(end), calendar.year(value))
  }

  /// 年初, 年中, 年底 of a year: its first and last month, and the two in its middle.
  func edge(ofYear year: Int, at index: Int) -> (end: Int, period: SpokenPeriod)? {
    guard has("年", index) else { return nil }
    let months: (Int, Int)
    if has("初", index + 1) {
      months = (1, 1)
    } else if has("底", index + 1) || has("末", index + 1) {
      months = (12, 12)
    } else if has("中", index + 1), !reading.isHan(index + 2) || isTimeWord(index + 2) {
      months = (6, 7)
    } else {
      return nil
    }
    guard let from = calendar.month(year, months.0).past?.0,
      let to = calendar.month(year, months.1).past?.1
    else { return nil }
    return (index + 2, SpokenPeriod(timex: Timex.year(year), from, to, .other))
  }

  /// 九十年代, `1990年代`, 20世纪.
  func decade(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    var century: Int?
    if let (end, value) = dates.integer(at: at, most: 30), has("世", end), has("纪", end + 1),
      value > 0
    {
      century = (value - 1) * 100
      at = end + 2
      if has("的", at) { at += 1 }
      if dates.integer(at: at, most: 99) == nil || !hasDecade(at) {
        let first = (value - 1) * 100
        return (end + 2, years(first, first + 100))
      }
    }
    guard let (end, value) = dates.integer(at: at, most: 2999), has("年", end), has("代", end + 1),
      value % 10 == 0
    else { return nil }
    if let century { return (end + 2, years(century + value, century + value + 10)) }
    if value >= 1000 { return (end + 2, years(value, value + 10)) }
    guard value < 100 else { return nil }
    func decade(_ first: Int) -> (Day, Day) {
      (
        calendar.day(year: first, month: 1, day: 1).past ?? calendar.today,
        calendar.day(year: first + 10, month: 1, day: 1).past ?? calendar.today
      )
    }
    let timex = Timex.range(
      "XX\(Timex.two(value))-01-01", "XX\(Timex.two((value + 10) % 100))-01-01", "P10Y")
    return (
      end + 2,
      SpokenPeriod(
        timex: timex, past: decade(1900 + value), future: decade(2000 + value), unit: .other)
    )
  }

  private func hasDecade(_ index: Int) -> Bool {
    dates.integer(at: index, most: 99).map { has("年", $0.end) && has("代", $0.end + 1) } ?? false
  }

  private func years(_ from: Int, _ to: Int) -> SpokenPeriod {
    let start = calendar.day(year: from, month: 1, day: 1).past ?? calendar.today
    let end = calendar.day(year: to, month: 1, day: 1).past ?? calendar.today
    return SpokenPeriod(
      timex: Timex.range(start.iso, end.iso, "P\(to - from)Y"), start, end, .other)
  }
}
