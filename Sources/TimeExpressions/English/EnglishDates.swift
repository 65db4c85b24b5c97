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

  // MARK: Small parts.

  /// Passes over a comma.
  func skipComma(_ index: Int) -> Int { reading.has(",", at: index) ? index + 1 : index }

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

  // MARK: Named months.

  /// `January 12, 2016`, `Jan-12`, `12th of January`, `second of Aug`, `april the ninth`.
  private func named(at index: Int) -> (end: Int, day: SpokenDay)? {
    if let (end, month) = month(at: index) {
      var at = end
      // `Sep-23-2020`
      if reading.has("-", at: at) || reading.has("/", at: at), reading.isAttached(at),
        reading.isDigits(at + 1), reading.isAttached(at + 1), reading[at + 1].code <= 2,
        (1...31).contains(Int(reading[at + 1].value))
      {
        let day = Int(reading[at + 1].value)
        let last = monthDay(at: at + 1)?.end ?? at + 2
        if last < reading.count, reading[last].code == reading[at].code,
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
      if word(at) == .the { at += 1 }
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

  private func holiday(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    var offset: Int?
    switch word(at) {
    case .next, .following, .coming, .upcoming: (at, offset) = (at + 1, 1)
    case .last, .previous, .past: (at, offset) = (at + 1, -1)
    case .this: (at, offset) = (at + 1, 0)
    default: break
    }
    guard let (end, holiday) = Holiday.names.longest(in: reading, at: at),
      let spoken = holiday.spoken(calendar)
    else { return nil }
    if let offset {
      let day: Day?
      switch offset {
      case 0: day = holiday.day(in: calendar.year, calendar)
      case 1:
        day =
          word(index) == .following
            || (holiday.day(in: calendar.year, calendar) ?? calendar.today) < calendar.today
          ? holiday.day(in: calendar.year + 1, calendar) : spoken.future
      default: day = spoken.past
      }
      return day.map { (end, SpokenDay($0)) }
    }
    if let (stop, year) = trailingYear(end), let day = holiday.day(in: year, calendar) {
      return (stop, SpokenDay(day))
    }
    if word(end) == .of || word(end) == .this || word(end) == .next || word(end) == .last {
      let place = word(end) == .of ? end + 1 : end
      if word(place + 1) == .year {
        let offsets: [Word: Int] = [.this: 0, .next: 1, .last: -1]
        if let shift = offsets[word(place)],
          let day = holiday.day(in: calendar.year + shift, calendar)
        {
          return (place + 2, SpokenDay(day))
        }
      }
    }
    return (end, spoken)
  }

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
