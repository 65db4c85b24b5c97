import Quantities
import Text

/// Days as English says and writes them.
struct EnglishDates {
  let reading: Reading
  let numbers: EnglishNumbers
  let ordinals: EnglishOrdinals
  let calendar: Calendar

  init(_ reading: Reading, _ calendar: Calendar) {
    self.reading = reading
    self.calendar = calendar
    numbers = EnglishNumbers(reading)
    ordinals = EnglishOrdinals(numbers)
  }

  func word(_ index: Int) -> Word { reading.word(index) }

  /// The longest day that begins at a lexeme.
  func day(at index: Int) -> (end: Int, day: SpokenDay)? {
    var best: (end: Int, day: SpokenDay)?
    func take(_ found: (end: Int, day: SpokenDay)?) {
      if let found, found.end > best?.end ?? index { best = found }
    }
    take(numeric(at: index))
    take(glued(at: index))
    take(named(at: index))
    take(weekday(at: index))
    take(relative(at: index))
    take(holiday(at: index))
    take(dayOfMonth(at: index))
    take(lastDay(at: index))
    take(nthWeekday(at: index))
    return best
  }

  // MARK: Named months.

  /// `January 12, 2016`, `Jan-12`, `12th of January`, `second of Aug`, `april the ninth`.
  private func named(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard let (end, month) = month(at: index) else { return dayThenMonth(at: index) }
    return joined(month, at: end) ?? day(of: month, at: end)
  }

  /// The day and perhaps the year that marks join to a month: `Sep-23-2020`.
  private func joined(_ month: Int, at index: Int) -> (end: Int, day: SpokenDay)? {
    guard reading.has("-", at: index) || reading.has("/", at: index), reading.isAttached(index),
      reading.isDigits(index + 1), reading.isAttached(index + 1), reading[index + 1].code <= 2,
      (1...31).contains(Int(reading[index + 1].value))
    else { return nil }
    let day = Int(reading[index + 1].value)
    let last = monthDay(at: index + 1)?.end ?? index + 2
    if last < reading.count, reading[last].code == reading[index].code,
      reading[last].kind == .symbol,
      reading.isAttached(last), let (stop, year) = year(at: last + 1),
      reading.isAttached(last + 1)
    {
      return (stop, calendar.day(year: year, month: month, day: day))
    }
    if let (stop, year) = trailingYear(last) {
      return (stop, calendar.day(year: year, month: month, day: day))
    }
    return (last, calendar.day(month: month, day: day))
  }

  /// The day after a month's name: `12, 2016`, `the ninth`.
  private func day(of month: Int, at index: Int) -> (end: Int, day: SpokenDay)? {
    let at = word(index) == .the ? index + 1 : index
    guard let (dayEnd, day, isOrdinal) = monthDay(at: at),
      isOrdinal || reading.isDigits(at) || reading.isWord(at)
    else { return nil }
    if !isOrdinal, reading.has(":", at: dayEnd), reading.isAttached(dayEnd) { return nil }
    if !isOrdinal, word(dayEnd) == .am || word(dayEnd) == .pm { return nil }
    if !isOrdinal, reading.isWord(at), spokenYear(at: at) != nil { return nil }
    if let (stop, year) = trailingYear(dayEnd) {
      return (stop, calendar.day(year: year, month: month, day: day))
    }
    return (dayEnd, calendar.day(month: month, day: day))
  }

  /// `12th of January`, `the second day of Aug`, `the 1st of next month`.
  private func dayThenMonth(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .the { at += 1 }
    guard let (dayEnd, day, isOrdinal) = monthDay(at: at) else { return nil }
    if at > index, !isOrdinal, !reading.isDigits(at) { return nil }
    var monthAt = dayEnd
    if word(monthAt) == .day {
      if at > index, word(monthAt + 1) == .of, self.month(at: monthAt + 2) != nil { return nil }
      monthAt += 1
    }
    if word(monthAt) == .of { monthAt += 1 }
    if reading.has("-", at: monthAt), reading.isAttached(monthAt) { monthAt += 1 }
    if word(monthAt) == .the { monthAt += 1 }
    if reading.isAttached(index),
      reading.isWord(index - 1) || reading.has("$", at: index - 1)
        || reading.has(".", at: index - 1)
    {
      return nil
    }
    guard let (end, month) = month(at: monthAt) else {
      // `the 15th day of next month`, `the 1st of next month`
      let of = word(dayEnd) == .day ? dayEnd + 1 : dayEnd
      guard isOrdinal, word(of) == .of, let (end, first) = relativeMonth(at: of + 1) else {
        return nil
      }
      let (year, month) = (first.components.year, first.components.month)
      return Day(year: year, month: month, day: day).map { (end, SpokenDay($0)) }
    }
    if let (stop, year) = trailingYear(end) {
      return (stop, calendar.day(year: year, month: month, day: day))
    }
    return (end, calendar.day(month: month, day: day))
  }

  /// The first day of `the month`, `this month`, `next month`, `the previous month`.
  func relativeMonth(at index: Int) -> (end: Int, first: Day)? {
    var at = index
    var offset = 0
    if word(at) == .the { at += 1 }
    switch word(at) {
    case .month where at > index: at -= 1
    case .this, .current: offset = 0
    case .next, .coming, .following: offset = 1
    case .last, .previous, .past: offset = -1
    default: return nil
    }
    guard word(at + 1) == .month else { return nil }
    let first = Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today
    return (at + 2, first.adding(months: offset))
  }

  /// `the last day of the month`, `second to last day of February`.
  private func lastDay(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    var before = 0
    if word(at) == .the { at += 1 }
    if word(at).ordinal >= 2, word(at + 1) == .to, word(at + 2) == .last {
      before = Int(word(at).ordinal) - 1
      at += 2
    }
    guard word(at) == .last, word(at + 1) == .day, word(at + 2) == .of else { return nil }
    func last(_ year: Int, _ month: Int) -> Day? {
      Day(year: year, month: month, day: 1).map { $0.adding(months: 1) - 1 - before }
    }
    if let (end, first) = relativeMonth(at: at + 3) {
      return (end, SpokenDay(first.adding(months: 1) - 1 - before))
    }
    guard let (end, month) = month(at: at + 3) else { return nil }
    if let (stop, year) = trailingYear(end) {
      return last(year, month).map { (stop, SpokenDay($0)) }
    }
    return last(calendar.year, month).map {
      (end, calendar.day(month: month, day: $0.components.day))
    }
  }

  // MARK: Holidays.

  /// `the 18th`, `29th`: the day of some month.
  private func dayOfMonth(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .the { at += 1 }
    guard let (end, value, isOrdinal) = monthDay(at: at), reading.isDigits(at),
      isOrdinal
        || at > index && word(index - 1) == .on && (word(end) == .from || word(end) == .at),
      isDayContext(index, end)
    else { return nil }
    return (end, calendar.day(value))
  }

  /// `on the 18th`: after `on` or `the` and before nothing it could count.
  private func isDayContext(_ index: Int, _ end: Int) -> Bool {
    let before = word(index - 1)
    guard
      before == .on || before == .by
        || word(index) == .the && (before == .for || before == .until || before == .since)
    else { return false }
    guard reading.isWord(end) else { return true }
    switch word(end) {
    case .at, .from, .for, .and, .or, .to, .in, .morning, .afternoon, .evening, .night, .with,
      .around,
      .before, .after, .between, .by:
      return true
    default: return false
    }
  }
}
