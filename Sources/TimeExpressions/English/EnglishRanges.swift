import Quantities
import Text

/// From one day, month, year or moment to another, and what is open on one side.
extension EnglishTemporal {
  /// One end of a range of days.
  private struct End {
    let timex: String
    let past: Day
    let future: Day
    let unit: SpokenPeriod.Unit
    /// A weekday of this week or another, with no date beside it.
    var isWeekday = false
  }

  /// An end of a range: a day, now, a period by its first day, or `the end of` a period.
  private func dayEnd(at index: Int, isLast: Bool) -> (end: Int, value: End)? {
    var at = index
    if word(at) == .now || word(at) == .present || word(at) == .current && word(at + 1) == .date {
      let end = word(at) == .now || word(at) == .present ? at + 1 : at + 2
      return (
        end,
        End(timex: calendar.today.iso, past: calendar.today, future: calendar.today, unit: .day)
      )
    }
    let first = at
    if word(at) == .the { at += 1 }
    if word(at) == .end || word(at) == .beginning || word(at) == .start || word(at) == .middle,
      word(at + 1) == .of, let (end, period) = periods.plain(at: at + 2), let past = period.past,
      let future = period.future
    {
      func edge(_ days: (Day, Day)) -> Day {
        switch word(at) {
        case .end: days.1
        case .middle: period.unit == .month ? days.0 + 15 : days.0.adding(months: 6)
        default: days.0
        }
      }
      let timex =
        period.timex.hasPrefix("XXXX") ? "XXXX" + edge(future).iso.dropFirst(4) : edge(future).iso
      return (end, End(timex: timex, past: edge(past), future: edge(future), unit: .month))
    }
    at = first
    let day = dates.day(at: at)
    let period = periods.plain(at: at)
    if let (end, period) = period, end > day?.end ?? at, let past = period.past,
      let future = period.future
    {
      let start = period.timex.hasPrefix("XXXX") ? "XXXX" + future.0.iso.dropFirst(4) : future.0.iso
      return (end, End(timex: start, past: past.0, future: future.0, unit: period.unit))
    }
    guard let (end, found) = day, let past = found.past, let future = found.future else {
      return nil
    }
    return (
      end,
      End(
        timex: found.timex, past: past, future: future, unit: .day,
        isWeekday: word(end - 1).weekday > 0)
    )
  }

  private func isJoiner(_ index: Int, _ announced: Word) -> Int? {
    switch word(index) {
    case .to, .until, .through: return index + 1
    case .and where announced == .between: return index + 1
    default: break
    }
    for mark: Unicode.Scalar in ["-", "~", "–", "—"] where reading.has(mark, at: index) {
      return index + 1
    }
    return nil
  }

  /// `from Jan 5 to May 3`, `2014-2018`, `between 3 and 12 of Sept`, `November 19-20`.
  func dayRange(at index: Int) -> Temporal? {
    if let match = lasting(at: index) { return match }
    var at = index
    let announced = word(at)
    if announced == .from || announced == .between
      || announced == .in && dates.year(at: at + 1) != nil
    {
      at += 1
    }
    if let match = numbersOfMonth(index, at, announced) { return match }
    guard let (firstEnd, first) = dayEnd(at: at, isLast: false) else { return nil }
    if announced == .in, first.unit != .year { return nil }
    var next = firstEnd
    if reading.has(",", at: next), isJoiner(next + 1, announced) != nil { next += 1 }
    guard var second = isJoiner(next, announced) else { return nil }
    if word(second) == .the, dates.day(at: second) == nil, periods.plain(at: second) == nil,
      word(second + 1) != .end, word(second + 1) != .beginning, word(second + 1) != .middle
    {
      second += 1
    }
    if let (end, last) = dayEnd(at: second, isLast: true) {
      if announced == .in, last.unit != .year { return nil }
      // `10-1-2018` on its own is one date; its tail is none.
      if first.unit == .year, last.unit == .month || last.unit == .day, reading.has("-", at: next),
        reading.isAttached(next), reading.isAttached(next + 1), reading.isDigits(second)
      {
        return nil
      }
      return rangeValue(index..<end, first, last)
    }
    guard word(index).month > 0 || word(at).month > 0 || reading.word(firstEnd - 1).month == 0
    else { return nil }
    return restOfMonth(index, from: first, to: second)
  }

  /// `April ninth through seventeenth`, `November 19-20`: a day, and the number of a later one.
  private func restOfMonth(_ index: Int, from first: End, to second: Int) -> Temporal? {
    guard first.unit == .day, let (end, day, _) = dates.monthDay(at: second),
      !(reading.isAttached(end)
        && (reading.has("/", at: end) || reading.has(":", at: end) || reading.isWord(end))),
      word(end) != .am, word(end) != .pm,
      first.past.components.month == first.future.components.month
    else { return nil }
    let (past, future) = (first.past.components, first.future.components)
    guard day > past.day, let pastEnd = Day(year: past.year, month: past.month, day: day),
      let futureEnd = Day(year: future.year, month: future.month, day: day)
    else { return nil }
    var stop = end
    var begin = (first.past, first.future)
    var finish = (pastEnd, futureEnd)
    var timexes = (first.timex, String(first.timex.dropLast(2)) + Timex.two(day))
    if let (yearEnd, year) = dates.trailingYear(end),
      reading.has(",", at: end) || reading.isDigits(end),
      let from = Day(year: year, month: past.month, day: past.day),
      let to = Day(year: year, month: past.month, day: day)
    {
      stop = yearEnd
      begin = (from, from)
      finish = (to, to)
      timexes = (from.iso, to.iso)
    }
    let length = "P\(day - past.day)D"
    let timex = Timex.range(timexes.0, timexes.1, length)
    var found = Temporal(
      .dateRange, index..<stop,
      [
        Temporal.Reading(timex: timex, value: .days(begin.0, finish.0)),
        Temporal.Reading(timex: timex, value: .days(begin.1, finish.1)),
      ])
    found.namesLastDay = true
    return found
  }

  /// `between 3 and 12 of Sept`, `9 to 12 of June`, `between ninth and seventeenth of april`.
  private func numbersOfMonth(_ index: Int, _ at: Int, _ announced: Word) -> Temporal? {
    var start = at
    if word(start) == .the { start += 1 }
    guard let (firstEnd, from, _) = dates.monthDay(at: start),
      var second = isJoiner(firstEnd, announced)
    else { return nil }
    if word(second) == .the { second += 1 }
    guard let (secondEnd, to, _) = dates.monthDay(at: second), from < to else { return nil }
    let of = word(secondEnd) == .of ? secondEnd + 1 : secondEnd
    guard let (end, month) = dates.month(at: of) else {
      return daysOfMonth(index, secondEnd, from, to)
    }
    let (first, last): (SpokenDay, SpokenDay)
    var stop = end
    if let (yearEnd, year) = dates.trailingYear(end) {
      stop = yearEnd
      (first, last) = (
        calendar.day(year: year, month: month, day: from),
        calendar.day(year: year, month: month, day: to)
      )
    } else {
      (first, last) = (calendar.day(month: month, day: from), calendar.day(month: month, day: to))
    }
    guard let past = first.past, let future = first.future, let pastEnd = last.past,
      let futureEnd = last.future
    else { return nil }
    return rangeValue(
      index..<stop, End(timex: first.timex, past: past, future: future, unit: .day),
      End(timex: last.timex, past: pastEnd, future: futureEnd, unit: .day))
  }

  /// `from 4 to 22 this month`, `4-23 in next month`.
  private func daysOfMonth(_ index: Int, _ at: Int, _ from: Int, _ to: Int) -> Temporal? {
    var at = at
    if word(at) == .of || word(at) == .in { at += 1 }
    guard let (end, first) = dates.relativeMonth(at: at) else { return nil }
    let (year, month) = (first.components.year, first.components.month)
    guard let begin = Day(year: year, month: month, day: from),
      let finish = Day(year: year, month: month, day: to)
    else { return nil }
    return rangeValue(
      index..<end, End(timex: begin.iso, past: begin, future: begin, unit: .day),
      End(timex: finish.iso, past: finish, future: finish, unit: .day))
  }

  private func rangeValue(_ range: Range<Int>, _ first: End, _ last: End) -> Temporal? {
    var (pastFrom, futureFrom) = (first.past, first.future)
    var (pastTo, futureTo) = (last.past, last.future)
    var firstTimex = first.timex
    // `5/1-5/7, 2020`: one year serves both; `Nov-Feb 2017` begins the year before.
    if pastTo == futureTo, pastFrom != futureFrom, firstTimex.hasPrefix("XXXX-"),
      !firstTimex.contains("W"),
      !last.timex.hasPrefix("XXXX"), last.timex != calendar.today.iso, last.timex.utf8.count == 10
    {
      let (month, day) = (pastFrom.components.month, pastFrom.components.day)
      let year = pastTo.components.year
      var start = Day(year: year, month: month, day: day) ?? pastFrom
      if start > pastTo { start = Day(year: year - 1, month: month, day: day) ?? start }
      (pastFrom, futureFrom, firstTimex) = (start, start, start.iso)
    }
    if last.isWeekday {
      // The end of `this Saturday to this Tuesday` is the one that follows.
      while pastTo < pastFrom { pastTo = pastTo + 7 }
      while futureTo < futureFrom { futureTo = futureTo + 7 }
    }
    if futureFrom > futureTo { futureFrom = pastFrom }
    if pastTo < pastFrom { pastTo = futureTo }
    if pastFrom > pastTo, futureFrom > futureTo { return nil }
    func value(_ from: Day, _ to: Day) -> Temporal.Reading? {
      guard from <= to else { return nil }
      return Temporal.Reading(
        timex: Timex.range(firstTimex, last.timex, length(from, to, first.unit, last.unit)),
        value: .days(from, to))
    }
    let readings = [value(pastFrom, pastTo), value(futureFrom, futureTo)].compactMap { $0 }
    var found = Temporal(.dateRange, range, readings)
    found.namesLastDay = last.unit == .day && last.timex.utf8.count == 10
    return readings.isEmpty ? nil : found
  }

  func length(
    _ from: Day, _ to: Day, _ first: SpokenPeriod.Unit, _ last: SpokenPeriod.Unit
  ) -> String {
    let (start, end) = (from.components, to.components)
    if first == .year, last == .year, end.month == 1 { return "P\(end.year - start.year)Y" }
    let isMonths: (SpokenPeriod.Unit) -> Bool = { $0 == .month || $0 == .quarter || $0 == .year }
    if isMonths(first), isMonths(last) {
      return "P\((end.year - start.year) * 12 + end.month - start.month)M"
    }
    if first == .week, last == .week, (to - from) % 7 == 0 { return "P\((to - from) / 7)W" }
    return "P\(to - from)D"
  }

  /// `3 days starting from next Monday`, `for 3 days, from today`, `less than 3 days after tomorrow`.
  func lasting(at index: Int) -> Temporal? {
    var at = index
    if word(at) == .for { at += 1 }
    let isLimit =
      (word(at) == .less || word(at) == .more || word(at) == .within)
      && (word(at + 1) == .than || word(at) == .within)
    if isLimit { at += word(at) == .within ? 1 : 2 }
    guard at < reading.count, reading.isDigits(at) || reading.isWord(at),
      let (end, length) = durations.length(at: at), !length.isClock,
      length.parts.allSatisfy({ $0.count == $0.count.rounded() && $0.unit != .weekend })
    else { return nil }
    var next = end
    if isLimit {
      guard word(next) == .after || word(next) == .before || word(next) == .from,
        let (stop, base) = dates.day(at: next + 1), let day = base.future
      else { return nil }
      let sign = word(next) == .before ? -1 : 1
      let other = length.added(to: Moment(day), sign: sign).day
      if word(index) == .more {
        var found = Temporal(
          .dateRange, index..<stop,
          [
            Temporal.Reading(
              timex: other.iso, value: sign < 0 ? .days(nil, other) : .days(other, nil))
          ])
        found.isOpen = true
        return found
      }
      let (from, to) = sign > 0 ? (day, other) : (other, day)
      return Temporal(
        .dateRange, index..<stop,
        [
          Temporal.Reading(
            timex: Timex.range(from.iso, to.iso, length.timex), value: .days(from, to))
        ])
    }
    if reading.has(",", at: next) { next += 1 }
    guard
      word(next) == .starting && word(index) != .for || word(next) == .from && word(index) == .for
    else { return nil }
    var start = next + 1
    if word(start) == .from || word(start) == .on || word(start) == .at { start += 1 }
    guard let (stop, base) = dates.day(at: start), let past = base.past, let future = base.future
    else { return nil }
    let day = past.components.year == calendar.year && past != future ? past : future
    let to = length.added(to: Moment(day), sign: 1).day
    return Temporal(
      .dateRange, index..<stop,
      [Temporal.Reading(timex: Timex.range(day.iso, to.iso, length.timex), value: .days(day, to))])
  }
}
