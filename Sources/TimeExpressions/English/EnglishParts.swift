import Quantities
import Text

/// Parts of periods: `early this month`, `end of 2000`, `mid-November`, `rest of the week`.
extension EnglishPeriods {
  enum Part { case start, middle, end }

  /// A word or words that cut a part out of the period after them.
  private func part(at index: Int) -> (end: Int, part: Part, isWord: Bool)? {
    var at = index
    if reading.word(at) == .the { at += 1 }
    switch reading.word(at) {
    case .early, .earlier:
      at += 1
      var next = at
      if reading.word(next) == .in { next += 1 }
      return (next, .start, true)
    case .late, .later:
      at += 1
      var next = at
      if reading.word(next) == .in { next += 1 }
      return (next, .end, true)
    case .mid:
      at += 1
      if reading.has("-", at: at) { at += 1 }
      return (at, .middle, true)
    case .beginning, .start, .starting:
      guard reading.word(at + 1) == .of else { return nil }
      return (at + 2, .start, false)
    case .middle:
      guard reading.word(at + 1) == .of else { return nil }
      return (at + 2, .middle, false)
    case .end:
      guard reading.word(at + 1) == .of else { return nil }
      return (at + 2, .end, false)
    default: return nil
    }
  }

  /// A period with a part cut out of it.
  func partly(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    if let rest = rest(at: index) { return rest }
    guard reading.word(index) != .the else { return nil }
    guard let (at, part, isWord) = part(at: index), at < reading.count,
      let (end, outer) = plain(at: at) ?? bareUnit(at: at), let past = outer.past,
      let future = outer.future
    else { return nil }
    let isLater = isWord && (reading.word(index) == .later || reading.word(index) == .earlier)
    var found = outer
    found.past = cut(past, part, outer.unit, isLater: isLater)
    found.future = cut(future, part, outer.unit, isLater: isLater)
    if outer.unit == .day { return nil }
    return (end, found)
  }

  /// `end of month`, `end of week` without an article.
  private func bareUnit(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    switch reading.word(index) {
    case .month where !reading[index].isPlural: (index + 1, calendar.month(0))
    case .week where !reading[index].isPlural: (index + 1, calendar.week(0))
    case .year where !reading[index].isPlural: (index + 1, calendar.year(calendar.year))
    default: nil
    }
  }

  private func cut(
    _ days: (Day, Day), _ part: Part, _ unit: SpokenPeriod.Unit, isLater: Bool
  ) -> (Day, Day) {
    let (from, to) = days
    let middle: Day
    switch unit {
    case .month:
      if part == .middle { return (from + 9, from + 20) }
      middle = from + 15
    case .year:
      if part == .middle { return (from.adding(months: 4), from.adding(months: 8)) }
      if !isLater {
        return part == .start ? (from, from.adding(months: 4)) : (from.adding(months: 8), to)
      }
      middle = from.adding(months: 6)
    case .week:
      if part == .middle { return (from + 2, from + 5) }
      middle = from + 3
    default: middle = from + (to - from) / 2
    }
    if part == .start {
      return (from, middle)
    }
    let start = isLater && calendar.today > middle && calendar.today < to ? calendar.today : middle
    return (start, to)
  }

  /// `rest of the week`, `remaining of the month`.
  private func rest(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    guard reading.word(index) == .rest || reading.word(index) == .remaining,
      reading.word(index + 1) == .of
    else {
      return nil
    }
    var at = index + 2
    if reading.word(at) == .the || reading.word(at) == .this || reading.word(at) == .my
      || reading.word(at) == .current
    {
      at += 1
    }
    let to: Day
    switch reading.word(at) {
    case .week: to = calendar.monday(of: calendar.today) + 6
    case .month: to = calendar.month(0).past.map { $0.1 - 1 } ?? calendar.today
    case .year: to = calendar.year(calendar.year).past.map { $0.1 - 1 } ?? calendar.today
    default: return nil
    }
    let days = to - calendar.today
    return (
      at + 1,
      SpokenPeriod(
        timex: Timex.range(calendar.today.iso, to.iso, "P\(days)D"), calendar.today, to, .other)
    )
  }
}
