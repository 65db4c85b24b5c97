import Quantities
import Text

/// What days, weeks, months and feasts are on the calendar, seen from a moment.
struct Calendar: Sendable {
  let now: Moment

  var today: Day { now.day }
  var year: Int { today.components.year }
  var month: Int { today.components.month }

  /// A day of a month whose year was not said: the last one before now and the next one after.
  func day(month: Int, day: Int) -> SpokenDay {
    let timex = Timex.day(nil, month, day)
    guard day <= (month == 2 ? 29 : Day.days(in: month, of: 2001)) else {
      return SpokenDay(timex: timex, past: nil, future: nil)
    }
    var past: Day?
    var future: Day?
    for distance in 0...8 where past == nil || future == nil {
      if past == nil, let candidate = Day(year: year - distance, month: month, day: day),
        Moment(candidate) < now
      {
        past = candidate
      }
      if future == nil, let candidate = Day(year: year + distance, month: month, day: day),
        !(Moment(candidate) < now)
      {
        future = candidate
      }
    }
    return SpokenDay(timex: timex, past: past, future: future)
  }

  /// A day of this month or another, only its number said.
  func day(_ number: Int) -> SpokenDay {
    var past: Day?
    var future: Day?
    for distance in 0...3 {
      let first = Day(year: year, month: month, day: 1) ?? today
      let before = first.adding(months: -distance).components
      let after = first.adding(months: distance).components
      if past == nil, let candidate = Day(year: before.year, month: before.month, day: number),
        Moment(candidate) < now
      {
        past = candidate
      }
      if future == nil, let candidate = Day(year: after.year, month: after.month, day: number),
        !(Moment(candidate) < now)
      {
        future = candidate
      }
    }
    return SpokenDay(timex: "XXXX-XX-" + Timex.two(number), past: past, future: future)
  }

  /// A full date.
  func day(year: Int, month: Int, day: Int) -> SpokenDay {
    let found = Day(year: year, month: month, day: day)
    return SpokenDay(timex: Timex.day(year, month, day), past: found, future: found)
  }

  /// A date with a year of two digits: this century's or the last's, both when neither is near.
  func day(twoDigits: Int, month: Int, day: Int) -> SpokenDay {
    if twoDigits < 30 { return self.day(year: 2000 + twoDigits, month: month, day: day) }
    if twoDigits >= 40 { return self.day(year: 1900 + twoDigits, month: month, day: day) }
    return SpokenDay(
      timex: "XX\(Timex.two(twoDigits))-\(Timex.two(month))-\(Timex.two(day))",
      past: Day(year: 1900 + twoDigits, month: month, day: day),
      future: Day(year: 2000 + twoDigits, month: month, day: day))
  }

  /// The Monday of a day's week.
  func monday(of day: Day) -> Day { day - (day.weekday - 1) }

  /// A weekday alone.
  func weekday(_ weekday: Int) -> SpokenDay {
    let day = monday(of: today) + (weekday - 1)
    return SpokenDay(
      timex: "XXXX-WXX-\(weekday)", past: day < today ? day : day - 7,
      future: day < today ? day + 7 : day)
  }

  /// The weekday of a week some weeks from now.
  func weekday(_ weekday: Int, weeks: Int) -> Day {
    monday(of: today) + (weeks * 7 + weekday - 1)
  }

  /// The ISO 8601 week of a day: the year it counts in, and its number.
  func week(of day: Day) -> (year: Int, number: Int) {
    let thursday = monday(of: day) + 3
    let year = thursday.components.year
    let first = Day(year: year, month: 1, day: 1) ?? thursday
    return (year, (thursday - first) / 7 + 1)
  }

  /// The Monday of an ISO week.
  func monday(ofWeek week: Int, year: Int) -> Day {
    let fourth = Day(year: year, month: 1, day: 4) ?? today
    return monday(of: fourth) + (week - 1) * 7
  }

  /// A week some weeks from now.
  func week(_ offset: Int) -> SpokenPeriod {
    let start = monday(of: today) + offset * 7
    let (year, number) = week(of: start)
    return SpokenPeriod(
      timex: "\(Timex.year(year))-W\(Timex.two(number))", start, start + 7, .week)
  }

  /// A weekend some weeks from now.
  func weekend(_ offset: Int) -> SpokenPeriod {
    let start = monday(of: today) + offset * 7
    let (year, number) = week(of: start)
    return SpokenPeriod(
      timex: "\(Timex.year(year))-W\(Timex.two(number))-WE", start + 5, start + 7, .weekend)
  }

  /// A month of a year.
  func month(_ year: Int, _ month: Int) -> SpokenPeriod {
    let start = Day(year: year, month: month, day: 1) ?? today
    return SpokenPeriod(
      timex: Timex.month(year, month), start, start.adding(months: 1), .month)
  }

  /// A month some months from now.
  func month(_ offset: Int) -> SpokenPeriod {
    let first = (Day(year: year, month: month, day: 1) ?? today).adding(months: offset).components
    return month(first.year, first.month)
  }

  /// A month by its name alone.
  func month(named number: Int) -> SpokenPeriod {
    let past = month(number < month ? year : year - 1, number)
    let future = month(number < month ? year + 1 : year, number)
    return SpokenPeriod(
      timex: Timex.month(nil, number), past: past.past, future: future.future, unit: .month)
  }

  /// A whole year.
  func year(_ year: Int) -> SpokenPeriod {
    let start = Day(year: year, month: 1, day: 1) ?? today
    return SpokenPeriod(timex: Timex.year(year), start, start.adding(months: 12), .year)
  }

  /// A quarter of a year, 1 to 4, or a half, as months.
  func part(of year: Int?, index: Int, months: Int) -> SpokenPeriod {
    let first = (index - 1) * months + 1
    func period(_ year: Int) -> (Day, Day) {
      let start = Day(year: year, month: first, day: 1) ?? today
      return (start, start.adding(months: months))
    }
    if let year {
      let (from, to) = period(year)
      return SpokenPeriod(
        timex: Timex.range(from.iso, to.iso, "P\(months)M"), from, to, .quarter)
    }
    let (from, to) = period(self.year)
    let timex = Timex.range(
      "XXXX" + from.iso.dropFirst(4), "XXXX" + to.iso.dropFirst(4), "P\(months)M")
    let isPast = from < today || from <= today && to <= today
    return SpokenPeriod(
      timex: timex, past: isPast ? (from, to) : period(self.year - 1),
      future: isPast ? period(self.year + 1) : (from, to), unit: .quarter)
  }

  /// The n-th weekday of a month; -1 or 5 for the last.
  func nth(_ place: Int, weekday: Int, year: Int, month: Int) -> Day? {
    guard let first = Day(year: year, month: month, day: 1) else { return nil }
    var day = first + (weekday - first.weekday + 7) % 7
    if place < 0 {
      while (day + 7).components.month == month { day = day + 7 }
      return day
    }
    day = day + (place - 1) * 7
    return day.components.month == month ? day : nil
  }

  /// The n-th business day from today, either way.
  func businessDays(_ count: Int, forward: Bool) -> [Day] {
    var days: [Day] = []
    var day = today
    while days.count < count {
      day = forward ? day + 1 : day - 1
      if day.weekday <= 5 { days.append(day) }
    }
    return forward ? days : days.reversed()
  }
}
