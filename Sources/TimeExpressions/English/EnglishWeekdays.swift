import Quantities
import Text

/// Weekdays and days told by their distance from now.
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

  /// `two Sundays ago`, `3 Fridays from now`.
  private func countedWeekdays(at index: Int) -> (end: Int, day: SpokenDay)? {
    let count = reading.isDigits(index) ? reading[index].value : word(index).cardinal
    let weekday = word(index + 1).weekday
    guard count >= 1, count <= 12, weekday > 0, reading[index + 1].isPlural || count == 1 else {
      return nil
    }
    let weeks = (Int(count) - 1) * 7
    let spoken = calendar.weekday(weekday)
    if word(index + 2) == .ago, let past = spoken.past {
      return (index + 3, SpokenDay(past - weeks))
    }
    if word(index + 2) == .from, word(index + 3) == .now, let future = spoken.future {
      return (index + 4, SpokenDay(future + weeks))
    }
    return nil
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
      if shifted != nil, !inner.isFixed {
        guard let past = inner.past, let future = inner.future else { return (last, inner) }
        let thisYear = past.components.year == calendar.year ? past : future
        return (last, SpokenDay(timex: inner.timex, past: thisYear, future: thisYear))
      }
      return (last, inner)
    }
    // `7.6` stands for a date after a weekday only.
    if reading.isDigits(at), reading.has(".", at: at + 1), reading.isAttached(at + 1),
      reading.isDigits(at + 2), reading.isAttached(at + 2), reading[at].code <= 2,
      reading[at + 2].code <= 2, word(at + 3) != .am, word(at + 3) != .pm,
      let (month, day) = monthFirst(Int(reading[at].value), Int(reading[at + 2].value))
    {
      let inner = calendar.day(month: month, day: day)
      if shifted != nil, let past = inner.past, let future = inner.future {
        let thisYear = past.components.year == calendar.year ? past : future
        return (at + 3, SpokenDay(timex: inner.timex, past: thisYear, future: thisYear))
      }
      return (at + 3, inner)
    }
    guard close == 0 else { return nil }
    if reading.has(",", at: index) { return nil }
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

  /// `tomorrow`, `the day before yesterday`, `in 2 weeks`, `3 days ago`, `2 weeks before Christmas`.
  func relative(at index: Int) -> (end: Int, day: SpokenDay)? {
    let today = calendar.today
    func fixed(_ end: Int, _ day: Day) -> (end: Int, day: SpokenDay)? { (end, SpokenDay(day)) }
    switch word(index) {
    case .today, .otd:
      return withDate(index + 1, today) ?? fixed(index + 1, today)
    case .tomorrow:
      return withDate(index + 1, today + 1) ?? fixed(index + 1, today + 1)
    case .yesterday:
      return withDate(index + 1, today - 1) ?? fixed(index + 1, today - 1)
    case .the, .day:
      let at = word(index) == .the ? index + 1 : index
      guard word(at) == .day || word(at) == .next || word(at) == .following || word(at) == .previous
      else { break }
      if word(at) == .day {
        if word(at + 1) == .after || word(at + 1) == .before {
          let step = word(at + 1) == .after ? 1 : -1
          switch word(at + 2) {
          case .tomorrow: return fixed(at + 3, today + 1 + step)
          case .yesterday: return fixed(at + 3, today - 1 + step)
          case .today: return fixed(at + 3, today + step)
          default: break
          }
          if at > index {
            if word(at + 2) == .day { return nil }
            if let (end, base) = day(at: at + 2), let past = base.past, let future = base.future {
              return (
                end, SpokenDay(timex: (future + step).iso, past: past + step, future: future + step)
              )
            }
            return fixed(at + 2, today + step)
          }
          return nil
        }
        if at > index, !reading[at].isPlural, isPlainDay(at) {
          return fixed(at + 1, today)
        }
        return nil
      }
      guard word(at + 1) == .day, !reading[at + 1].isPlural else { break }
      return fixed(at + 2, word(at) == .previous ? today - 1 : today + 1)
    case .next, .following:
      if let found = shiftedNumeric(at: index) { return found }
      if word(index + 1) == .day, !reading[index + 1].isPlural {
        return fixed(index + 2, today + 1)
      }
    case .previous, .last:
      if let found = shiftedNumeric(at: index) { return found }
      if word(index + 1) == .day, !reading[index + 1].isPlural {
        return fixed(index + 2, today - 1)
      }
    case .this, .same:
      if let found = shiftedNumeric(at: index) { return found }
      if word(index + 1) == .day, !reading[index + 1].isPlural, word(index) == .this {
        return fixed(index + 2, today)
      }
    default: break
    }
    return countedWeekdays(at: index) ?? EnglishDurations(self).shiftedDay(at: index)
  }

  /// `next 5/12`, `this 5/12`: a month and a day of this year or another.
  private func shiftedNumeric(at index: Int) -> (end: Int, day: SpokenDay)? {
    guard let shift = shift(word(index)), reading.isDigits(index + 1),
      reading.has("/", at: index + 2),
      let (end, spoken) = day(at: index + 1), spoken.timex.hasPrefix("XXXX-"),
      let past = spoken.past,
      let day = Day(
        year: calendar.year + shift, month: past.components.month, day: past.components.day)
    else { return nil }
    return (end, SpokenDay(timex: spoken.timex, past: day, future: day))
  }

  /// `the day` is today, unless something says which: `the day that …`.
  private func isPlainDay(_ index: Int) -> Bool {
    switch word(index + 1) {
    case .before, .after, .that: false
    default: true
    }
  }

  /// `tomorrow, 13/04/21,`: the written date settles the day.
  private func withDate(_ index: Int, _ day: Day) -> (end: Int, day: SpokenDay)? {
    guard reading.has(",", at: index), reading.isDigits(index + 1) || word(index + 1).month > 0,
      let (end, spoken) = self.day(at: index + 1)
    else { return nil }
    return (reading.has(",", at: end) ? end + 1 : end, spoken)
  }

  /// `first Monday of next month`, `last Friday of July`, `third wednesday of July 2019`.
  func nthWeekday(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .the { at += 1 }
    var place = 0
    if word(at) == .last {
      (place, at) = (-1, at + 1)
    } else if let match = ordinals.absolute(at: at), (1...5).contains(match.value) {
      (place, at) = (Int(match.value), match.range.upperBound)
    } else {
      return nil
    }
    let weekday = word(at).weekday
    guard weekday > 0, word(at + 1) == .of || word(at + 1) == .in else { return nil }
    return nth(place, weekday, inMonthAt: at + 2)
  }

  /// The month after `of`, and the n-th weekday of it.
  func nth(_ place: Int, _ weekday: Int, inMonthAt index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .the { at += 1 }
    let sign = place < 0 ? 5 : place
    if let (end, month) = month(at: at) {
      if let (stop, year) = trailingYear(end) {
        return calendar.nth(place, weekday: weekday, year: year, month: month).map {
          (
            stop,
            SpokenDay(
              timex: "\(Timex.month(year, month))-WXX-\(weekday)-#\(sign)", past: $0, future: $0)
          )
        }
      }
      var past: Day?
      var future: Day?
      for distance in 0...1 {
        if past == nil,
          let day = calendar.nth(
            place, weekday: weekday, year: calendar.year - distance, month: month),
          day < calendar.today
        {
          past = day
        }
        if future == nil,
          let day = calendar.nth(
            place, weekday: weekday, year: calendar.year + distance, month: month),
          !(day < calendar.today)
        {
          future = day
        }
      }
      return (
        end,
        SpokenDay(
          timex: "\(Timex.month(nil, month))-WXX-\(weekday)-#\(sign)", past: past, future: future)
      )
    }
    guard let shift = shift(word(at)), word(at + 1) == .month else { return nil }
    let first = (Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today)
      .adding(months: shift).components
    return calendar.nth(place, weekday: weekday, year: first.year, month: first.month).map {
      (
        at + 2,
        SpokenDay(
          timex: "\(Timex.month(nil, first.month))-WXX-\(weekday)-#\(sign)", past: $0, future: $0)
      )
    }
  }
}
