import Quantities

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

  private func word(_ index: Int) -> Word { reading.word(index) }

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
  private func unit(_ index: Int, _ shift: Int) -> (end: Int, period: SpokenPeriod)? {
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

  private func years(_ from: Int, _ to: Int) -> SpokenPeriod {
    let start = Day(year: from, month: 1, day: 1) ?? calendar.today
    let end = Day(year: to, month: 1, day: 1) ?? calendar.today
    return SpokenPeriod(
      timex: Timex.range(start.iso, end.iso, "P\(to - from)Y"), start, end, .other)
  }

  /// `next 3 days`, `5 past weeks`, `last 3 months and 2 weeks`, `next 4 business days`.
  private func counted(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    let durations = EnglishDurations(dates)
    var at = index
    if word(at) == .the { at += 1 }
    if let shift = shift(word(at)), shift != 0 {
      guard at + 1 < reading.count, word(at + 1) != .a, word(at + 1) != .an, at == index,
        let (end, length) = durations.length(at: at + 1), isCounted(length, at + 1)
      else { return nil }
      return span(end, length, shift)
    }
    guard at == index, let match = dates.numbers.number(at: at), match.form == .integer,
      match.value < 1e5,
      let shift = shift(word(match.range.upperBound)), shift != 0,
      let (end, unit) = durations.unit(at: match.range.upperBound + 1),
      reading[end - 1].isPlural || match.value == 1
    else { return nil }
    return span(end, EnglishDurations.Length(parts: [(match.value, unit)]), shift)
  }

  private func isCounted(_ length: EnglishDurations.Length, _ index: Int) -> Bool {
    guard !length.isClock, let first = length.parts.first, first.count == first.count.rounded()
    else { return false }
    if durationsHead(index) { return true }
    return first.count != 1
  }

  private func durationsHead(_ index: Int) -> Bool {
    reading.isDigits(index) || word(index).cardinal >= 1 || word(index) == .couple
      || word(index) == .few
  }

  /// From tomorrow on, or up to today.
  private func span(
    _ end: Int, _ length: EnglishDurations.Length, _ shift: Int
  ) -> (end: Int, period: SpokenPeriod)? {
    guard !length.isClock else { return nil }
    let today = calendar.today
    if length.parts.count == 1, length.parts[0].unit == .businessDay {
      let days = calendar.businessDays(Int(length.parts[0].count), forward: shift > 0)
      guard let first = days.first, let last = days.last else { return nil }
      let stop = shift > 0 ? last + 1 : today
      return (
        end,
        SpokenPeriod(timex: Timex.range(first.iso, stop.iso, length.timex), first, stop, .other)
      )
    }
    if length.parts.count == 1, length.parts[0].unit == .quarter {
      let count = Int(length.parts[0].count)
      let current =
        Day(year: calendar.year, month: (calendar.month - 1) / 3 * 3 + 1, day: 1) ?? today
      let from = shift > 0 ? current.adding(months: 3) : current.adding(months: -3 * count)
      let to = from.adding(months: 3 * count)
      return (
        end, SpokenPeriod(timex: Timex.range(from.iso, to.iso, "P\(3 * count)M"), from, to, .other)
      )
    }
    if length.parts.count == 1, length.parts[0].unit == .decade {
      let count = Int(length.parts[0].count)
      let current = calendar.year / 10 * 10
      return (
        end,
        shift > 0
          ? years(current + 10, current + 10 + 10 * count) : years(current - 10 * count, current)
      )
    }
    if length.parts.contains(where: { $0.unit == .weekend }) { return nil }
    let from = shift > 0 ? today + 1 : length.added(to: Moment(today), sign: -1).day
    let to = shift > 0 ? length.added(to: Moment(today + 1), sign: 1).day : today
    return (end, SpokenPeriod(timex: Timex.range(from.iso, to.iso, length.timex), from, to, .other))
  }

  /// `April`, `April 2017`, `Dec, 2018`, `April of 87`.
  private func month(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    guard let (end, number) = dates.month(at: index), isMonth(index, end) else { return nil }
    var at = end
    if reading.has("-", at: at) || reading.has("/", at: at), reading.isAttached(at),
      let (stop, year) = dates.year(at: at + 1)
    {
      return (stop, calendar.month(year, number))
    }
    if reading.has(",", at: at) || word(at) == .of || word(at) == .in { at += 1 }
    if let (stop, year) = dates.year(
      at: at, twoDigits: word(at - 1) == .of || reading.has("'", at: at) || reading.has("’", at: at)
    ),
      !(reading.has(":", at: stop) && reading.isAttached(stop))
    {
      return (stop, calendar.month(year, number))
    }
    if word(at) == .the, word(at + 1) == .year { return nil }
    if let shift = shift(word(at)), word(at + 1) == .year {
      return (at + 2, calendar.month(calendar.year + shift, number))
    }
    return (end, calendar.month(named: number))
  }

  /// `may` is a verb more often than a month, `march` too; short forms need no help.
  private func isMonth(_ index: Int, _ end: Int) -> Bool {
    let spelling = reading.spelling(index)
    guard
      spelling == "may" || spelling == "march" || spelling == "mar" || spelling == "dec"
        || spelling == "sep" || spelling == "jun"
    else { return true }
    if spelling != "may", spelling != "march", spelling != "mar" { return true }
    switch word(index - 1) {
    case .in, .of, .this, .next, .last, .since, .until, .from, .by, .to, .before, .after, .for,
      .mid, .late,
      .early, .between, .and, .during, .through:
      if spelling == "may", word(index - 1) == .this || word(index - 1) == .and {
        return !reading.isWord(end) || word(end) == .to
          || word(end) == .and && word(index - 1) != .this
          || dates.year(at: end) != nil || word(end).month > 0
      }
      return true
    default:
      return dates.year(at: end) != nil
        || reading.has(",", at: end) && dates.year(at: end + 1) != nil
        || (reading.has("-", at: end) || word(end) == .to || word(end) == .until)
          && word(end + 1).month > 0
        || reading.has("-", at: index - 1) && word(index - 2).month > 0
        || spelling != "may" && reading[index].isCapital && index > 0 && word(index - 1) != .none
    }
  }

  /// `12-2015`, `2018-12`.
  private func numericMonth(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    guard reading.isDigits(index),
      reading.has("-", at: index + 1) || reading.has("/", at: index + 1),
      reading.isDigits(index + 2), reading.isAttached(index + 1), reading.isAttached(index + 2),
      !(reading.isAttached(index)
        && (reading.has("-", at: index - 1) || reading.has("/", at: index - 1)
          || reading.isWord(index - 1) || reading.has("+", at: index - 1))),
      !(reading.isAttached(index + 3)
        && (reading.has("-", at: index + 3) || reading.has("/", at: index + 3)
          || reading.isWord(index + 3)
          || reading.has(".", at: index + 3) && reading.isDigits(index + 4)))
    else { return nil }
    let (first, second) = (reading[index], reading[index + 2])
    if first.code <= 2, second.code == 4, (1...12).contains(Int(first.value)),
      (1900...2100).contains(Int(second.value))
    {
      return (index + 3, calendar.month(Int(second.value), Int(first.value)))
    }
    if first.code == 4, second.code == 2, (1...12).contains(Int(second.value)),
      (1900...2100).contains(Int(first.value))
    {
      return (index + 3, calendar.month(Int(first.value), Int(second.value)))
    }
    return nil
  }

  /// `2018`, `year 2012`, `cy18`, `in the year 2011`, `nineteen ninety six`, `school year 2008`.
  private func year(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    if word(at) == .the, word(at + 1) == .year || word(at + 1) == .calendar { at += 1 }
    if word(at) == .calendar, word(at + 1) == .year { at += 1 }
    if word(at) == .school || word(at) == .fiscal, word(at + 1) == .year {
      let letters = word(at) == .school ? "SY" : "FY"
      if let (end, year) = dates.year(at: at + 2, twoDigits: true) {
        return (
          end, SpokenPeriod(timex: letters + Timex.year(year), past: nil, future: nil, unit: .other)
        )
      }
      return (at + 2, SpokenPeriod(timex: letters + "XXXX", past: nil, future: nil, unit: .other))
    }
    if word(at) == .cy || word(at) == .fy || word(at) == .sy {
      guard reading.isDigits(at + 1), reading[at + 1].code == 2 || reading[at + 1].code == 4 else {
        return nil
      }
      let value = Int(reading[at + 1].value)
      let year = reading[at + 1].code == 2 ? (value < 30 ? 2000 : 1900) + value : value
      if word(at) == .cy { return (at + 2, calendar.year(year)) }
      let letters = word(at) == .fy ? "FY" : "SY"
      return (
        at + 2,
        SpokenPeriod(timex: letters + Timex.year(year), past: nil, future: nil, unit: .other)
      )
    }
    if word(at) == .year {
      guard let (end, year) = dates.year(at: at + 1) else { return nil }
      return (end, calendar.year(year))
    }
    guard let (end, year) = dates.year(at: index), (1500...2100).contains(year), isYear(index, end)
    else { return nil }
    return (end, calendar.year(year))
  }

  /// `2014-2018`: two years and nothing that touches them.
  private func isYearPair(_ index: Int) -> Bool {
    guard reading.isDigits(index), reading.has("-", at: index + 1), reading.isDigits(index + 2),
      reading[index].code == 4, reading[index + 2].code == 4
    else { return false }
    return !reading.isAttached(index)
      && !(reading.isAttached(index + 3)
        && (reading.isWord(index + 3) || reading.has("-", at: index + 3)
          || reading.has("/", at: index + 3)))
  }

  private func isYear(_ index: Int, _ end: Int) -> Bool {
    guard reading.isDigits(index) else { return true }
    if reading.isAttached(index) {
      let symbol = reading[index - 1]
      if symbol.kind == .symbol,
        symbol.code == 0x2D || symbol.code == 0x2F || symbol.code == 0x2B || symbol.code == 0x5F
      {
        if reading.isAttached(index - 1), index > 1, !isYearPair(index - 2) { return false }
      }
    }
    if reading.isAttached(end) {
      if reading.has("-", at: end) || reading.has("/", at: end) || reading.has("_", at: end) {
        if reading.isAttached(end + 1), reading.isWord(end + 1) || reading.isDigits(end + 1),
          !isYearPair(index)
        {
          return false
        }
      }
      if reading.isWord(end) { return false }
    }
    if reading.isDigits(end), !reading.isAttached(end),
      reading[end].code == 4 || reading[end].code == 3
    {
      return false
    }
    if reading.isDigits(index - 1), !reading.has(",", at: index - 1) { return false }
    return true
  }

  /// `Q1`, `2017 q1`, `q1-2019`, `first quarter of the year`, `2019-H2`, `next year's first quarter`.
  private func quarter(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    if let (place, count, end) = quarterName(at: index) {
      var at = end
      if reading.has("-", at: at) || reading.has(",", at: at) || word(at) == .of || word(at) == .in
      {
        at += 1
      }
      if word(at) == .the { at += 1 }
      if let (stop, year) = dates.year(at: at) {
        return (stop, calendar.part(of: year, index: place, months: count))
      }
      if let shift = shift(word(at)), word(at + 1) == .year {
        return (at + 2, calendar.part(of: calendar.year + shift, index: place, months: count))
      }
      if word(at) == .year, word(at - 1) == .the {
        return (at + 1, calendar.part(of: nil, index: place, months: count))
      }
      return (end, calendar.part(of: nil, index: place, months: count))
    }
    if let (end, year) = dates.year(at: index) {
      var at = end
      if reading.has("-", at: at) || reading.has(",", at: at) { at += 1 }
      guard let (place, count, stop) = quarterName(at: at) else { return nil }
      return (stop, calendar.part(of: year, index: place, months: count))
    }
    if let shift = shift(word(index)), word(index + 1) == .year,
      reading.has("'", at: index + 2) || reading.has("’", at: index + 2), word(index + 3) == .s,
      let (place, count, stop) = quarterName(at: index + 4)
    {
      return (stop, calendar.part(of: calendar.year + shift, index: place, months: count))
    }
    return nil
  }

  /// The number of a quarter or a half, how many months it has, and where it ends.
  private func quarterName(at index: Int) -> (Int, Int, Int)? {
    if word(index) == .q || word(index) == .h, reading.isDigits(index + 1),
      reading.isAttached(index + 1)
    {
      let value = Int(reading[index + 1].value)
      if word(index) == .q, (1...4).contains(value) { return (value, 3, index + 2) }
      if word(index) == .h, (1...2).contains(value) { return (value, 6, index + 2) }
      return nil
    }
    var at = index
    if word(at) == .the { at += 1 }
    guard let match = dates.ordinals.absolute(at: at), (1...4).contains(match.value) else {
      if word(at) == .last, word(at + 1) == .quarter, word(at + 2) == .of { return (4, 3, at + 2) }
      return nil
    }
    let unit = word(match.range.upperBound)
    if unit == .quarter { return (Int(match.value), 3, match.range.upperBound + 1) }
    if unit == .half, match.value <= 2 { return (Int(match.value), 6, match.range.upperBound + 1) }
    return nil
  }

  /// `week 10`, `W05`, `first week of Jan 2015`, `the last week of last month`, `w/c Feb 4`.
  private func week(at index: Int) -> (end: Int, period: SpokenPeriod)? {
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

  /// `summer`, `this summer`, `spring 2019`.
  private func season(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    let shift = shift(word(at))
    if shift != nil { at += 1 }
    let letters: String
    switch word(at) {
    case .spring: letters = "SP"
    case .summer: letters = "SU"
    case .autumn: letters = "FA"
    case .winter: letters = "WI"
    default: return nil
    }
    if word(at) == .autumn || word(at) == .spring,
      reading.spelling(at) == "fall" || word(at) == .spring, shift == nil,
      word(index - 1) != .in, word(index - 1) != .the, dates.year(at: at + 1) == nil
    {
      return nil
    }
    if let shift {
      return (
        at + 1,
        SpokenPeriod(
          timex: "\(calendar.year + shift)-\(letters)", past: nil, future: nil, unit: .other)
      )
    }
    var next = at + 1
    if word(next) == .of || reading.has(",", at: next) { next += 1 }
    if let (end, year) = dates.year(at: next) {
      return (
        end,
        SpokenPeriod(timex: "\(Timex.year(year))-\(letters)", past: nil, future: nil, unit: .other)
      )
    }
    return (at + 1, SpokenPeriod(timex: letters, past: nil, future: nil, unit: .other))
  }

  /// `1990s`, `the 90s`, `15th century`.
  private func decade(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    if word(at) == .the { at += 1 }
    if reading.isDigits(at), reading[at].code == 4, word(at + 1) == .s,
      Int(reading[at].value) % 10 == 0,
      (1000...2990).contains(Int(reading[at].value))
    {
      let first = Int(reading[at].value)
      return (at + 2, years(first, first + 10))
    }
    if reading.isDigits(at), reading[at].code == 2, Int(reading[at].value) % 10 == 0 {
      let isTail =
        word(at + 1) == .s && reading.isAttached(at + 1)
        || (reading.has("'", at: at + 1) || reading.has("’", at: at + 1)) && word(at + 2) == .s
      if isTail {
        let value = Int(reading[at].value)
        return (word(at + 1) == .s ? at + 2 : at + 3, vagueDecade(value))
      }
    }
    // `the nineties`, `the nineteen seventies`
    if let tens = tens(at) {
      return (at + 1, vagueDecade(tens))
    }
    if let tens = tens(at + 1), word(at) == .nineteen || word(at) == .eighteen {
      let first = Int(word(at).cardinal) * 100 + tens
      return (at + 2, years(first, first + 10))
    }
    guard let match = dates.ordinals.absolute(at: at), word(match.range.upperBound) == .century,
      (1...30).contains(match.value)
    else { return nil }
    let first = (Int(match.value) - 1) * 100
    return (match.range.upperBound + 1, years(first, first + 100))
  }

  /// 90 for `nineties`; what is warm (`in the seventies`) is told apart nowhere.
  private func tens(_ index: Int) -> Int? {
    let place = Int(word(index).rawValue) - Int(Word.twenties.rawValue)
    return (0..<8).contains(place) ? 20 + place * 10 : nil
  }

  private func vagueDecade(_ value: Int) -> SpokenPeriod {
    func decade(_ first: Int) -> (Day, Day) {
      (
        (Day(year: first, month: 1, day: 1) ?? calendar.today),
        (Day(year: first + 10, month: 1, day: 1) ?? calendar.today)
      )
    }
    let next = (value + 10) % 100
    return SpokenPeriod(
      timex: Timex.range("XX\(Timex.two(value))-01-01", "XX\(Timex.two(next))-01-01", "P10Y"),
      past: decade(1900 + value), future: decade(2000 + value), unit: .other)
  }

  /// `halloween weekend 2021`, `labor day 2021 weekend`.
  private func feastWeekend(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    guard let (end, feast) = Feast.names.longest(in: reading, at: index) else { return nil }
    var at = end
    var year: Int?
    if let (stop, value) = dates.year(at: at) { (at, year) = (stop, value) }
    guard word(at) == .weekend else { return nil }
    at += 1
    if year == nil, let (stop, value) = dates.year(at: at) { (at, year) = (stop, value) }
    guard let day = feast.day(in: year ?? calendar.year, calendar) else { return nil }
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
