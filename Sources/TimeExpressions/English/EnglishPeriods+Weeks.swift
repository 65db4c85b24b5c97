import Quantities
import Text

/// Weeks by number and by place.
extension EnglishPeriods {
  /// `week 10`, `W05`, `first week of Jan 2015`, `the last week of last month`, `w/c Feb 4`.
  func week(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    if word(at) == .week || word(at) == .w, reading.isDigits(at + 1), reading[at + 1].code <= 2,
      (1...53).contains(Int(reading[at + 1].value)),
      word(at) == .week || reading.isAttached(at + 1) && reading[at + 1].code == 2
    {
      var end = at + 2
      var year = calendar.year
      if word(end) == .of || word(end) == .in { end += 1 }
      if let (stop, value) = dates.year(at: end) {
        (end, year) = (stop, value)
      } else {
        end = at + 2
      }
      let start = calendar.monday(ofWeek: Int(reading[at + 1].value), year: year)
      return (
        end,
        SpokenPeriod(
          timex: "\(Timex.year(year))-W\(Timex.two(Int(reading[at + 1].value)))", start, start + 7,
          .week)
      )
    }
    // `w/c Feb 4`, `the week starting on February 4`, `week of September 30th`
    var dayAt = -1
    if word(at) == .w, reading.has("/", at: at + 1), reading.isWord(at + 2),
      reading.spelling(at + 2) == "c"
    {
      dayAt = at + 3
    }
    if word(at) == .wc { dayAt = at + 1 }
    let start = word(at) == .the ? at + 1 : at
    if word(start) == .week {
      if word(start + 1) == .of || word(start + 1) == .starting
        || reading.spelling(start + 1) == "commencing"
      {
        dayAt = start + 2
      }
      if dayAt > 0, word(dayAt) == .on || word(dayAt) == .from { dayAt += 1 }
    }
    if dayAt > 0, dayAt < reading.count, let (end, day) = dates.day(at: dayAt), let past = day.past,
      let future = day.future
    {
      func week(_ day: Day) -> (Day, Day) {
        (calendar.monday(of: day), calendar.monday(of: day) + 7)
      }
      return (
        end, SpokenPeriod(timex: day.timex, past: week(past), future: week(future), unit: .week)
      )
    }
    // `3rd week of Jan`, `last week of 2019`
    if word(at) == .the { at += 1 }
    var place = 0
    if word(at) == .last {
      (place, at) = (5, at + 1)
    } else if let match = dates.ordinals.absolute(at: at), (1...53).contains(match.value) {
      (place, at) = (Int(match.value), match.range.upperBound)
    } else {
      return nil
    }
    guard word(at) == .week, word(at + 1) == .of || word(at + 1) == .in else { return nil }
    let isLast = word(at - 1) == .last
    var of = at + 2
    if let (end, year) = dates.year(at: of) {
      if isLast {
        let last = Day(year: year, month: 12, day: 28) ?? calendar.today
        let (_, number) = calendar.week(of: last)
        return (
          end,
          SpokenPeriod(
            timex: "\(Timex.year(year))-W\(number)", calendar.monday(of: last),
            calendar.monday(of: last) + 7, .week)
        )
      }
      let start = calendar.monday(ofWeek: place, year: year)
      return (
        end,
        SpokenPeriod(timex: "\(Timex.year(year))-W\(Timex.two(place))", start, start + 7, .week)
      )
    }
    if word(of) == .the { of += 1 }
    guard let (end, month) = plainMonth(at: of) else { return nil }
    func week(_ first: Day) -> (Day, Day) {
      let components = first.components
      var start = calendar.monday(of: first)
      // A month's first week is the one that holds most of its first days (ISO 8601).
      if first.weekday > 4 { start = start + 7 }
      if isLast {
        let last = first.adding(months: 1) - 1
        start = calendar.monday(of: last)
        if last.weekday < 4 { start = start - 7 }
        _ = components
        return (start, start + 7)
      }
      start = start + (place - 1) * 7
      return (start, start + 7)
    }
    guard let past = month.past, let future = month.future else { return nil }
    return (
      end,
      SpokenPeriod(
        timex: month.timex + "-W" + Timex.two(place), past: week(past.0), future: week(future.0),
        unit: .week)
    )
  }

  private func plainMonth(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    if let found = month(at: index) { return found }
    guard let shift = shift(word(index)), word(index + 1) == .month else { return nil }
    return (index + 2, calendar.month(shift))
  }
}
