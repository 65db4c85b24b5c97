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

  func word(_ index: Int) -> Word { reading.word(index) }

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
}
