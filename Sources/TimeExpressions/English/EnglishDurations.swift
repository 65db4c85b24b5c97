import Quantities
import Text

/// Lengths of time in English, and days and moments that lie a length away.
struct EnglishDurations {
  let dates: EnglishDates
  let reading: Reading
  let calendar: Calendar

  init(_ dates: EnglishDates) {
    self.dates = dates
    reading = dates.reading
    calendar = dates.calendar
  }

  private func word(_ index: Int) -> Word { reading.word(index) }

  /// A length with its parts by unit.
  struct Length {
    enum Unit: String {
      case year = "Y", month = "M", week = "W", day = "D", hour = "H", minute = "m"
      case second = "S", weekend = "WE", businessDay = "BD", quarter = "Q", decade = "E"
      case century = "C"
    }
    var parts: [(count: Double, unit: Unit)]

    var isClock: Bool { parts.contains { [.hour, .minute, .second].contains($0.unit) } }
    var isCalendar: Bool { parts.contains { ![.hour, .minute, .second].contains($0.unit) } }

    var timex: String {
      var date = ""
      var time = ""
      for part in parts {
        switch part.unit {
        case .hour: time += Timex.number(part.count) + "H"
        case .minute: time += Timex.number(part.count) + "M"
        case .second: time += Timex.number(part.count) + "S"
        case .quarter: date += Timex.number(part.count * 3) + "M"
        case .decade: date += Timex.number(part.count * 10) + "Y"
        case .century: date += Timex.number(part.count * 100) + "Y"
        default: date += Timex.number(part.count) + part.unit.rawValue
        }
      }
      return "P" + date + (time.isEmpty ? "" : "T" + time)
    }

    var seconds: Double {
      parts.reduce(0) { $0 + $1.count * Self.size($1.unit) }
    }

    static func size(_ unit: Unit) -> Double {
      switch unit {
      case .year: 31_536_000
      case .month: 2_592_000
      case .week: 604_800
      case .day, .businessDay: 86_400
      case .hour: 3600
      case .minute: 60
      case .second: 1
      case .weekend: 172_800
      case .quarter: 7_776_000
      case .decade: 315_360_000
      case .century: 3_153_600_000
      }
    }

    /// The moment a length away, either way.
    /// Whether it leads to a day: whole counts, and halves of years and months.
    var isWhole: Bool {
      parts.allSatisfy {
        $0.count == $0.count.rounded()
          || ($0.unit == .year || $0.unit == .month) && $0.count * 2 == ($0.count * 2).rounded()
      }
    }

    func added(to moment: Moment, sign: Int) -> Moment {
      var result = moment
      for part in parts {
        let count = Int(part.count) * sign
        switch part.unit {
        case .year:
          result.day = result.day.adding(months: Int((part.count * 12).rounded()) * sign)
        case .decade: result.day = result.day.adding(months: count * 120)
        case .century: result.day = result.day.adding(months: count * 1_200)
        case .quarter: result.day = result.day.adding(months: count * 3)
        case .month:
          let rest = Int(((part.count - part.count.rounded(.down)) * 30).rounded())
          result.day = result.day.adding(months: count) + rest * sign
        case .week: result.day = result.day + count * 7
        case .day, .weekend: result.day = result.day + count
        case .businessDay:
          var left = abs(count)
          while left > 0 {
            result.day = result.day + sign
            if result.day.weekday <= 5 { left -= 1 }
          }
        case .hour, .minute, .second:
          result.second += Int(part.count * Self.size(part.unit)) * sign
        }
      }
      return result.normal
    }
  }

  func unit(at index: Int) -> (end: Int, unit: Length.Unit)? {
    if word(index) == .business || word(index) == .working, word(index + 1) == .day {
      return (index + 2, .businessDay)
    }
    guard reading.isWord(index) else { return nil }
    switch word(index) {
    case .year: return (index + 1, .year)
    case .month: return (index + 1, .month)
    case .week: return (index + 1, .week)
    case .fortnight: return (index + 1, .week)
    case .day, .night: return (index + 1, .day)
    case .hour, .h: return (index + 1, .hour)
    case .minute: return (index + 1, .minute)
    case .second, .s: return (index + 1, .second)
    case .weekend: return (index + 1, .weekend)
    case .quarter: return (index + 1, .quarter)
    case .decade: return (index + 1, .decade)
    case .century: return (index + 1, .century)
    case .weekday, .businessDay: return (index + 1, .businessDay)
    default: break
    }
    switch reading.spelling(index) {
    case "y": return (index + 1, .year)
    case "w": return (index + 1, .week)
    case "d": return (index + 1, .day)
    case "sec": return (index + 1, .second)
    default: return nil
    }
  }

  /// How many: a number, `a`, `half a`, `a couple of`, `few`, `some`.
  private func count(at index: Int) -> (end: Int, value: Double)? {
    switch word(index) {
    case .a, .an:
      if word(index + 1) == .couple {
        return (word(index + 2) == .of ? index + 3 : index + 2, 2)
      }
      if word(index + 1) == .few { return (index + 2, 3) }
      if word(index + 1) == .half { return (index + 2, 0.5) }
      if word(index + 1) == .quarter, word(index + 2) == .of {
        return word(index + 3) == .a || word(index + 3) == .an ? (index + 4, 0.25) : nil
      }
      return (index + 1, 1)
    case .couple: return (word(index + 1) == .of ? index + 2 : index + 1, 2)
    case .few: return (index + 1, 3)
    case .half:
      if word(index + 1) == .a || word(index + 1) == .an { return (index + 2, 0.5) }
      return (index + 1, 0.5)
    default: break
    }
    let spelling = reading.spelling(index)
    if spelling == "some" || spelling == "several" { return (index + 1, 3) }
    guard let match = dates.numbers.number(at: index) else {
      // `3h`: a number that touches its unit is no plain number.
      guard let plain = dates.numbers.digits.plain(at: index, spaces: false),
        !(reading.isAttached(index)
          && (reading.isWord(index - 1) || reading.has("-", at: index - 1))),
        reading.isAttached(plain.end), reading.isWord(plain.end), plain.value < 1e7
      else { return nil }
      return (plain.end, plain.value)
    }
    guard !match.isSigned, match.form != .power, match.value < 1e7 else { return nil }
    // `2 of days` no; `a few`, `3-day` yes.
    return (match.range.upperBound, match.value)
  }

  /// `3 hours 30 minutes`, `one hour and half`, `2 years 1 month 21 days`, `all day`, `3h`.
  func length(at index: Int) -> (end: Int, length: Length)? {
    if word(index) == .all || word(index) == .whole || word(index) == .entire {
      let at = word(index + 1) == .the ? index + 2 : index + 1
      guard let (end, unit) = unit(at: at), !reading[at].isPlural, reading[at].code > 1 else {
        return nil
      }
      return (end, Length(parts: [(1, unit)]))
    }
    guard let (start, value) = count(at: index), let (end, unit) = counted(start, value, index)
    else {
      return nil
    }
    var parts = [(count: value * scale(start), unit: unit)]
    var last = end
    // `one hour and a half`, `a year and a quarter`
    if word(last) == .and {
      var at = last + 1
      if word(at) == .a { at += 1 }
      if word(at) == .half || word(at) == .quarter, self.unit(at: at + 1) == nil, word(at + 1) != .a
      {
        parts[0].count += word(at) == .half ? 0.5 : 0.25
        return (at + 1, Length(parts: parts))
      }
    }
    while parts.count < 7 {
      var at = last
      if reading.has(",", at: at) { at += 1 }
      if word(at) == .and { at += 1 }
      guard word(at) != .a, word(at) != .an, let (next, more) = count(at: at),
        let (stop, other) = counted(next, more, at),
        Length.size(other) < Length.size(parts[parts.count - 1].unit), other != .weekend
      else { break }
      parts.append((more * scale(next), other))
      last = stop
    }
    return (last, Length(parts: parts))
  }

  /// A fortnight is two weeks.
  private func scale(_ unitAt: Int) -> Double {
    let at = reading.has("-", at: unitAt) ? unitAt + 1 : unitAt
    return word(at) == .fortnight ? 2 : 1
  }

  /// The unit after a count; letters alone only where they touch their number.
  private func counted(_ index: Int, _ value: Double, _ start: Int) -> (Int, Length.Unit)? {
    var at = index
    if reading.has("-", at: at), reading.isAttached(at), reading.isAttached(at + 1) { at += 1 }
    guard let (end, unit) = unit(at: at) else { return nil }
    let lexeme = reading[at]
    if lexeme.code == 1 {
      guard reading.isDigits(at - 1), reading.isAttached(at) || lexeme.word == .h else {
        return nil
      }
      if reading.spelling(at) == "d" || reading.spelling(at) == "w" { return (end, unit) }
    } else if reading.isAttached(at), reading.isDigits(at - 1), lexeme.code > 1,
      unit == .second, reading.spelling(at) == "second"
    {
      return nil
    }
    if unit == .second, lexeme.word == .second, !lexeme.isPlural, value != 1 { return nil }
    if lexeme.word == .quarter, !lexeme.isPlural { return nil }
    if lexeme.word == .night, value == 1, word(start) == .one { return nil }
    return (end, unit)
  }

  // MARK: A length away.

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
