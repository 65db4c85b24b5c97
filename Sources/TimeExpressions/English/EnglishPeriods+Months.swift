import Quantities
import Text

/// Months and quarters: `April 2017`, `12-2015`, `Q1`.
extension EnglishPeriods {
  /// `April`, `April 2017`, `Dec, 2018`, `April of 87`.
  func month(at index: Int) -> (end: Int, period: SpokenPeriod)? {
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
  func numericMonth(at index: Int) -> (end: Int, period: SpokenPeriod)? {
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

  /// `Q1`, `2017 q1`, `q1-2019`, `first quarter of the year`, `2019-H2`, `next year's first quarter`.
  func quarter(at index: Int) -> (end: Int, period: SpokenPeriod)? {
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
  func quarterName(at index: Int) -> (Int, Int, Int)? {
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
}
