import Quantities
import Text

/// Weeks, months, quarters, years and other stretches of days in English.
struct EnglishPeriods {
  let dates: EnglishDates
  let reading: Reading
  let calendar: Calendar

  init(_ dates: EnglishDates) {
    self.dates = dates
    reading = dates.reading
    calendar = dates.calendar
  }

  func word(_ index: Int) -> Word { reading.word(index) }

  /// The longest period that begins at a lexeme.
  func period(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var best: (end: Int, period: SpokenPeriod)?
    func take(_ found: (end: Int, period: SpokenPeriod)?) {
      if let found, found.end > best?.end ?? index { best = found }
    }
    take(partly(at: index))
    take(plain(at: index))
    return best
  }

  /// A period without `early`, `end of` before it.
  func plain(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var best: (end: Int, period: SpokenPeriod)?
    func take(_ found: (end: Int, period: SpokenPeriod)?) {
      if let found, found.end > best?.end ?? index { best = found }
    }
    take(relative(at: index))
    take(counted(at: index))
    take(month(at: index))
    take(numericMonth(at: index))
    take(year(at: index))
    take(quarter(at: index))
    take(week(at: index))
    take(season(at: index))
    take(decade(at: index))
    take(feastWeekend(at: index))
    take(nthOf(at: index))
    return best
  }

  /// How `next`, `last`, `this` move a period; `nil` for other words.
  func shift(_ word: Word) -> Int? {
    switch word {
    case .this, .current: 0
    case .next, .following, .coming, .upcoming: 1
    case .last, .previous, .past, .prior: -1
    default: nil
    }
  }

  /// `this week`, `next month`, `the year`, `last quarter`, `that weekend`, `the week after next`.
  private func relative(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    var isThe = false
    if word(at) == .the {
      isThe = true
      at += 1
    }
    if word(at) == .week || word(at) == .weekend || word(at) == .month || word(at) == .year,
      word(at + 1) == .after || word(at + 1) == .before
    {
      let sign = word(at + 1) == .after ? 1 : -1
      if word(at + 2) == .next, sign == 1 { return unit(at, 2).map { (at + 3, $0.period) } }
      if word(at + 2) == .last, sign == -1 { return unit(at, -2).map { (at + 3, $0.period) } }
    }
    if let shift = shift(word(at)) {
      if isThe, word(at + 1) != .decade, word(at + 1) != .century { return nil }
      var place = at + 1
      if word(at) == .this, let more = self.shift(word(place)), more != 0 {
        place += 1; return unit(place, more).map { ($0.end, $0.period) }
      }
      if word(place) == .calendar { place += 1 }
      if word(place) == .school || word(place) == .fiscal, word(place + 1) == .year {
        let letters = word(place) == .school ? "SY" : "FY"
        return (
          place + 2,
          SpokenPeriod(
            timex: letters + "\(calendar.year + shift)", past: nil, future: nil, unit: .other)
        )
      }
      if word(place) == .working || word(place) == .business, word(place + 1) == .week {
        var week = calendar.week(shift)
        if let (from, to) = week.past { week.past = (from, to - 2); week.future = week.past }
        return (place + 2, week)
      }
      if reading.isWord(place), reading[place].isPlural { return nil }
      let month = word(place).month
      if month > 0 {
        if month == 5, !reading[place].isCapital, reading.isWord(place + 1), word(place + 1) != .to
        {
          return nil
        }
        let year = calendar.year + shift
        if word(at) == .this || word(at) == .current {
          return (place + 1, calendar.month(calendar.year, month))
        }
        let following =
          shift > 0
          ? (month > calendar.month ? calendar.year : year)
          : (month < calendar.month ? calendar.year : year)
        return (place + 1, calendar.month(following, month))
      }
      return unit(place, shift)
    }
    if !isThe, word(at) == .same || word(at) == .that,
      word(at + 1) == .week || word(at + 1) == .weekend
        || word(at + 1) == .month || word(at + 1) == .year, !reading[at + 1].isPlural
    {
      guard let (end, period) = unit(at + 1, 0) else { return nil }
      var found = period
      switch word(at + 1) {
      case .week: found.timex = "XXXX-WXX"
      case .weekend: found.timex = "XXXX-WXX-WE"
      case .month: found.timex = "XXXX-XX"
      default: found.timex = "XXXX"
      }
      return (end, found)
    }
    guard at < reading.count, !reading[at].isPlural else { return nil }
    switch word(at) {
    case .week, .month, .year, .weekend, .fortnight:
      if word(at + 1) == .to, word(at + 2) == .date {
        if isThe { return nil }
        let start: Day
        switch word(at) {
        case .week: start = calendar.monday(of: calendar.today)
        case .month:
          start = Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today
        default: start = Day(year: calendar.year, month: 1, day: 1) ?? calendar.today
        }
        let timex = unit(at, 0)?.period.timex ?? ""
        return (at + 3, SpokenPeriod(timex: timex, start, calendar.today, .other))
      }
      guard isThe || word(at) == .weekend, word(at + 1) != .of || isThe && !reading.isDigits(at + 2)
      else { return nil }
      if word(at) == .year, isThe, let (_, _) = dates.year(at: at + 1) { return nil }
      if word(at) == .week, reading.isDigits(at + 1) { return nil }
      return unit(at, 0)
    default: return nil
    }
  }

  /// A week, month, year … some of them away.
  func unit(_ index: Int, _ shift: Int) -> (end: Int, period: SpokenPeriod)? {
    let end = index + 1
    switch word(index) {
    case .week: return (end, calendar.week(shift))
    case .weekend: return (end, calendar.weekend(shift))
    case .month: return (end, calendar.month(shift))
    case .year:
      return (end, calendar.year(calendar.year + shift))
    case .quarter:
      let current = (calendar.month - 1) / 3
      let place = calendar.year * 4 + current + shift
      return (end, calendar.part(of: place / 4, index: place % 4 + 1, months: 3))
    case .half: return nil
    case .fortnight:
      let start = calendar.monday(of: calendar.today) + shift * 14
      return (
        end,
        SpokenPeriod(
          timex: Timex.range(start.iso, (start + 14).iso, "P2W"), start, start + 14, .other)
      )
    case .decade:
      let first = calendar.year / 10 * 10 + shift * 10
      return (end, years(first, first + 10))
    case .century:
      let first = calendar.year / 100 * 100 + shift * 100
      return (end, years(first, first + 100))
    default: return nil
    }
  }

  func years(_ from: Int, _ to: Int) -> SpokenPeriod {
    let start = Day(year: from, month: 1, day: 1) ?? calendar.today
    let end = Day(year: to, month: 1, day: 1) ?? calendar.today
    return SpokenPeriod(
      timex: Timex.range(start.iso, end.iso, "P\(to - from)Y"), start, end, .other)
  }

  /// `halloween weekend 2021`, `labor day 2021 weekend`.
  private func feastWeekend(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    guard let (end, holiday) = Holiday.names.longest(in: reading, at: index) else { return nil }
    var at = end
    var year: Int?
    if let (stop, value) = dates.year(at: at) { (at, year) = (stop, value) }
    guard word(at) == .weekend else { return nil }
    at += 1
    if year == nil, let (stop, value) = dates.year(at: at) { (at, year) = (stop, value) }
    guard let day = holiday.day(in: year ?? calendar.year, calendar) else { return nil }
    let saturday = day.weekday == 1 ? day - 2 : calendar.monday(of: day) + 5
    let last = max(day, saturday + 1)
    let (weekYear, number) = calendar.week(of: saturday)
    return (
      at, SpokenPeriod(timex: "\(weekYear)-W\(Timex.two(number))-WE", saturday, last + 1, .weekend)
    )
  }

  /// `the 9th month of next year`, `first ten days of last year`, `the last 3 weeks of this year`.
  private func nthOf(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    if word(at) == .the { at += 1 }
    if let match = dates.ordinals.absolute(at: at), word(match.range.upperBound) == .month,
      word(match.range.upperBound + 1) == .of, (1...12).contains(match.value)
    {
      let of = match.range.upperBound + 2
      if let shift = shift(word(of)), word(of + 1) == .year {
        return (of + 2, calendar.month(calendar.year + shift, Int(match.value)))
      }
      if let (end, year) = dates.year(at: of) {
        return (end, calendar.month(year, Int(match.value)))
      }
    }
    let isFirst = word(at) == .first
    guard isFirst || word(at) == .last, at + 1 < reading.count,
      let (end, length) = EnglishDurations(dates).length(at: at + 1), length.parts.count == 1,
      !length.isClock,
      word(end) == .of, let (stop, outer) = plain(at: end + 1), let (from, to) = outer.past,
      outer.future?.0 == from, length.parts[0].unit != .quarter
    else { return nil }
    if isFirst {
      let last = length.added(to: Moment(from), sign: 1).day
      return (
        stop, SpokenPeriod(timex: Timex.range(from.iso, last.iso, length.timex), from, last, .other)
      )
    }
    var last = to
    // The last weeks of a year end with its last whole week.
    if length.parts[0].unit == .week { last = calendar.monday(of: to) }
    let first = length.added(to: Moment(last), sign: -1).day
    return (
      stop, SpokenPeriod(timex: Timex.range(first.iso, last.iso, length.timex), first, last, .other)
    )
  }
}
