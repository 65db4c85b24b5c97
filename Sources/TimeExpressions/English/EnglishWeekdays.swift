import Quantities
import Text

/// Weekdays, and the dates that follow them.
extension EnglishDates {
  /// How a word before a weekday or a week moves it: weeks from this one; `nil` for no such word.
  func shift(_ word: Word) -> Int? {
    switch word {
    case .this, .current: 0
    case .next, .following: 1
    case .last, .previous: -1
    default: nil
    }
  }

  /// `Friday`, `this Friday`, `next Friday`, `Monday 21`, `tue may 9`, `friday next week`.
  func weekday(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .this,
      word(at + 1) == .past || word(at + 1) == .upcoming || word(at + 1) == .coming
    {
      let weekday = word(at + 2).weekday
      guard weekday > 0 else { return nil }
      let spoken = calendar.weekday(weekday)
      let day =
        word(at + 1) == .past
        ? spoken.past : spoken.future.map { $0 == calendar.today ? $0 + 7 : $0 }
      return day.map { (at + 3, SpokenDay($0)) }
    }
    if let moved = weekThenDay(at: at) { return moved }
    var weeks: Int?
    if let shift = shift(word(at)), word(at + 1).weekday > 0 {
      weeks = shift
      at += 1
    } else if word(at) == .coming || word(at) == .upcoming, word(at + 1).weekday > 0 {
      let spoken = calendar.weekday(word(at + 1).weekday)
      return spoken.future.map { (at + 2, SpokenDay($0 == calendar.today ? $0 + 7 : $0)) }
    } else if word(at) == .past, word(at + 1).weekday > 0 {
      return calendar.weekday(word(at + 1).weekday).past.map { (at + 2, SpokenDay($0)) }
    }
    let weekday = word(at).weekday
    guard weekday > 0, !(reading[at].isPlural), !isOtherWord(at) else { return nil }
    var end = at + 1
    if reading.has(".", at: end), reading.isAttached(end), reading[at].code <= 4 { end += 1 }
    if let dated = dated(weekday, from: end, shifted: weeks) { return dated }
    if let weeks {
      return (end, SpokenDay(calendar.weekday(weekday, weeks: weeks)))
    }
    // `Friday next week`, `Tuesday of last week`
    var next = end
    if word(next) == .of || word(next) == .in { next += 1 }
    if word(next) == .the { next += 1 }
    if let shift = shift(word(next)), word(next + 1) == .week {
      return (next + 2, SpokenDay(calendar.weekday(weekday, weeks: shift)))
    }
    let spoken = calendar.weekday(weekday)
    // `the Sunday before last`, `Friday after next`
    if word(end) == .before, word(end + 1) == .last, let past = spoken.past {
      return (end + 2, SpokenDay(past - 7))
    }
    if word(end) == .after, word(end + 1) == .next, let future = spoken.future {
      return (end + 2, SpokenDay(future + 7))
    }
    return (end, spoken)
  }

  /// `sat` and `sun` are words too; so is `wed` before a name.
  private func isOtherWord(_ index: Int) -> Bool {
    guard reading[index].code <= 3 else { return false }
    let spelling = reading.spelling(index)
    guard spelling == "sat" || spelling == "sun" || spelling == "wed" || spelling == "mon" else {
      return spelling == "tu" || spelling == "d"
    }
    return !reading[index].isCapital
      && !reading.isDigits(index + 1) && word(index - 1) != .on && word(index - 1) != .next
      && word(index - 1) != .week && word(index + 1) != .the && word(index - 1) != .this
      && word(index - 1) != .last
  }

  /// A date after a weekday says which one: `tue may 9`, `Monday the 24th`, `friday 7/6`.
  private func dated(
    _ weekday: Int, from index: Int, shifted: Int?
  ) -> (end: Int, day: SpokenDay)? {
    var at = index
    var close = 0
    if reading.has(",", at: at) { at += 1 }
    if reading.has("(", at: at) {
      at += 1
      close = 1
    }
    if close == 0, let (end, base) = EnglishDurations(self).shiftedDay(at: at),
      let day = base.future
    {
      return (end, SpokenDay(EnglishDurations.inWeek(of: day, weekday, isMonths: false)))
    }
    if let (end, inner) = dateOnly(at: at) {
      var last = end
      if close == 1 {
        guard reading.has(")", at: end) else { return nil }
        last += 1
      }
      // `this friday (jun-15)`: the nearest such day.
      return (last, shifted != nil && !inner.isFixed ? ofThisYear(inner) : inner)
    }
    if let (end, inner) = pointed(at: at) {
      return (end, shifted != nil ? ofThisYear(inner) : inner)
    }
    guard close == 0, !reading.has(",", at: index) else { return nil }
    return numbered(weekday, at: at)
  }

  /// The day of this year where the past or the coming one is; the coming one elsewhere.
  private func ofThisYear(_ day: SpokenDay) -> SpokenDay {
    guard let past = day.past, let future = day.future else { return day }
    let thisYear = past.components.year == calendar.year ? past : future
    return SpokenDay(timex: day.timex, past: thisYear, future: thisYear)
  }

  /// `7.6`, which stands for a date after a weekday only.
  private func pointed(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard reading.isDigits(index), reading.has(".", at: index + 1), reading.isAttached(index + 1),
      reading.isDigits(index + 2), reading.isAttached(index + 2), reading[index].code <= 2,
      reading[index + 2].code <= 2, word(index + 3) != .am, word(index + 3) != .pm,
      let (month, day) = monthFirst(Int(reading[index].value), Int(reading[index + 2].value))
    else { return nil }
    return (index + 3, calendar.day(month: month, day: day))
  }

  /// The number of a day after its weekday: `21`, `the 24th`.
  private func numbered(_ weekday: Int, at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    let isThe = word(at) == .the
    if isThe { at += 1 }
    guard let (end, number, isOrdinal) = monthDay(at: at),
      isThe || isOrdinal || reading.isDigits(at),
      !(reading.has(":", at: end) && reading.isAttached(end)),
      word(end) != .am, word(end) != .pm, word(end) != .oclock,
      !(reading.has("-", at: end) && reading.isDigits(end + 1)),
      !(word(end) == .to || word(end) == .until) || isOrdinal, isThe || isOrdinal || number > 12,
      !(word(end) == .week || word(end) == .day || word(end) == .month)
    else { return nil }
    if isThe {
      // `Monday the 24th` of this month.
      if let day = Day(year: calendar.year, month: calendar.month, day: number),
        day.weekday == weekday
      {
        return (end, SpokenDay(day))
      }
      let spoken = calendar.day(number)
      if let future = spoken.future { return (end, SpokenDay(future)) }
      return nil
    }
    return (end, weekday_(weekday, number))
  }

  /// The nearest months whose day of that number falls on the weekday.
  private func weekday_(_ weekday: Int, _ number: Int) -> SpokenDay {
    var past: Day?
    var future: Day?
    let first = Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today
    for distance in 0...60 {
      let before = first.adding(months: -distance).components
      let after = first.adding(months: distance).components
      if past == nil, let day = Day(year: before.year, month: before.month, day: number),
        day.weekday == weekday, day < calendar.today
      {
        past = day
      }
      if future == nil, let day = Day(year: after.year, month: after.month, day: number),
        day.weekday == weekday, !(day < calendar.today)
      {
        future = day
      }
    }
    return SpokenDay(timex: "XXXX-WXX-\(weekday)", past: past, future: future)
  }

  /// A date that is neither a weekday nor told by a distance.
  private func dateOnly(at index: Int) -> (end: Int, day: SpokenDay)? {
    let isMonth = word(index).month > 0
    let isNumeric = reading.isDigits(index)
    guard isMonth || isNumeric || word(index) == .the else { return nil }
    return day(at: index, weekdays: false)
  }

  /// A day without the forms that begin with a weekday.
  func day(at index: Int, weekdays: Bool) -> (end: Int, day: SpokenDay)? {
    guard word(index).weekday == 0 else { return nil }
    guard let (end, found) = day(at: index) else { return nil }
    if word(index) == .the, found.timex.hasPrefix("XXXX-XX") { return nil }
    return (end, found)
  }

  /// `next week Wednesday`, `this week Monday`, `next week on Tuesday`.
  private func weekThenDay(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .the { at += 1 }
    guard let shift = shift(word(at)), word(at + 1) == .week else { return nil }
    at += 2
    if word(at) == .on || reading.has(",", at: at) { at += 1 }
    let weekday = word(at).weekday
    guard weekday > 0, !reading[at].isPlural else { return nil }
    return (at + 1, SpokenDay(calendar.weekday(weekday, weeks: shift)))
  }
}
