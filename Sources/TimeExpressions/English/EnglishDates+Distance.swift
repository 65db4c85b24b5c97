import Quantities
import Text

/// Days told by their distance from today.
extension EnglishDates {
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
}
