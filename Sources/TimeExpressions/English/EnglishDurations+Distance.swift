import Quantities
import Text

/// The day or the moment that is a length of time away.
extension EnglishDurations {
  /// `in 2 weeks`, `2 weeks ago`, `three weeks from tomorrow`, `a fortnight later`.
  func shiftedDay(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    if word(at) == .in { at += 1 }
    guard at < reading.count, word(at) != .all, let (end, length) = length(at: at),
      length.isCalendar, !length.isClock, length.isWhole,
      !length.parts.contains(where: { $0.unit == .weekend || $0.unit == .quarter })
    else { return nil }
    let now = Moment(calendar.today)
    if at > index {
      // `in two weeks since the year 2011`
      if word(end) == .since || word(end) == .from || word(end) == .after,
        let (stop, base) = anchor(at: end + 1)
      {
        return moved(stop, base, length, 1)
      }
      let day = length.added(to: now, sign: 1).day
      return withWeekday(
        end, SpokenDay(day), isMonths: length.parts[0].unit == .month)
    }
    switch word(end) {
    case .ago: return (end + 1, SpokenDay(length.added(to: now, sign: -1).day))
    case .later, .hence: return (end + 1, SpokenDay(length.added(to: now, sign: 1).day))
    case .back where !reading.isWord(end + 1):
      return (end + 1, SpokenDay(length.added(to: now, sign: -1).day))
    case .earlier: return (end + 1, SpokenDay(length.added(to: now, sign: -1).day))
    case .from:
      if word(end + 1) == .now || word(end + 1) == .hence {
        return (end + 2, SpokenDay(length.added(to: now, sign: 1).day))
      }
      guard let (stop, base) = anchor(at: end + 1) else { return nil }
      return moved(stop, base, length, 1)
    case .after, .since:
      guard let (stop, base) = anchor(at: end + 1) else { return nil }
      return moved(stop, base, length, 1)
    case .before:
      if word(end + 1) == .now { return (end + 2, SpokenDay(length.added(to: now, sign: -1).day)) }
      guard let (stop, base) = anchor(at: end + 1) else { return nil }
      return moved(stop, base, length, -1)
    case .prior where word(end + 1) == .to:
      guard let (stop, base) = anchor(at: end + 2) else { return nil }
      return moved(stop, base, length, -1)
    default: return nil
    }
  }

  private func anchor(at index: Int) -> (Int, SpokenDay)? {
    if let (end, day) = dates.day(at: index) { return (end, day) }
    var at = index
    if word(at) == .the { at += 1 }
    if word(at) == .year { at += 1 }
    if let (end, year) = dates.year(at: at), let day = Day(year: year, month: 1, day: 1) {
      return (end, SpokenDay(day))
    }
    return nil
  }

  private func moved(_ end: Int, _ base: SpokenDay, _ length: Length, _ sign: Int) -> (
    end: Int, day: SpokenDay
  )? {
    guard let future = base.future else { return nil }
    return withWeekday(
      end, SpokenDay(length.added(to: Moment(future), sign: sign).day),
      isMonths: length.parts[0].unit == .month)
  }

  /// `in 3 days on Friday`: that day of the week, which begins on Sunday.
  private func withWeekday(
    _ end: Int, _ day: SpokenDay, isMonths: Bool = false
  ) -> (end: Int, day: SpokenDay)? {
    guard word(end) == .on, word(end + 1).weekday > 0, let base = day.future else {
      return (end, day)
    }
    return (end + 2, SpokenDay(Self.inWeek(of: base, word(end + 1).weekday, isMonths: isMonths)))
  }

  static func inWeek(of day: Day, _ weekday: Int, isMonths: Bool) -> Day {
    let sunday = day - day.weekday % 7
    let found = sunday + weekday % 7
    return isMonths && found < day ? found + 7 : found
  }

  /// `in 5 minutes`, `3 minutes from now`, `30 minutes later`, `2 hours ago`.
  func shiftedMoment(at index: Int) -> (end: Int, moment: Moment)? {
    var at = index
    if word(at) == .in { at += 1 }
    guard at < reading.count, let (end, length) = length(at: at), length.isClock
    else { return nil }
    let now = calendar.now
    if at > index { return (end, length.added(to: now, sign: 1)) }
    switch word(end) {
    case .ago, .earlier: return (end + 1, length.added(to: now, sign: -1))
    case .later: return (end + 1, length.added(to: now, sign: 1))
    case .from where word(end + 1) == .now: return (end + 2, length.added(to: now, sign: 1))
    case .after where word(end + 1) == .now: return (end + 2, length.added(to: now, sign: 1))
    default: return nil
    }
  }
}
