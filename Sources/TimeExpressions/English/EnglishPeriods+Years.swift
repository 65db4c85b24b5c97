import Quantities
import Text

/// Years, seasons, decades and centuries.
extension EnglishPeriods {
  /// `2018`, `year 2012`, `cy18`, `in the year 2011`, `nineteen ninety six`, `school year 2008`.
  func year(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    if word(at) == .the, word(at + 1) == .year || word(at + 1) == .calendar { at += 1 }
    if word(at) == .calendar, word(at + 1) == .year { at += 1 }
    if word(at) == .school || word(at) == .fiscal, word(at + 1) == .year {
      let letters = word(at) == .school ? "SY" : "FY"
      if let (end, year) = dates.year(at: at + 2, twoDigits: true) {
        return (
          end, SpokenPeriod(timex: letters + Timex.year(year), past: nil, future: nil, unit: .other)
        )
      }
      return (at + 2, SpokenPeriod(timex: letters + "XXXX", past: nil, future: nil, unit: .other))
    }
    if word(at) == .cy || word(at) == .fy || word(at) == .sy {
      guard reading.isDigits(at + 1), reading[at + 1].code == 2 || reading[at + 1].code == 4 else {
        return nil
      }
      let value = Int(reading[at + 1].value)
      let year = reading[at + 1].code == 2 ? (value < 30 ? 2000 : 1900) + value : value
      if word(at) == .cy { return (at + 2, calendar.year(year)) }
      let letters = word(at) == .fy ? "FY" : "SY"
      return (
        at + 2,
        SpokenPeriod(timex: letters + Timex.year(year), past: nil, future: nil, unit: .other)
      )
    }
    if word(at) == .year {
      guard let (end, year) = dates.year(at: at + 1) else { return nil }
      return (end, calendar.year(year))
    }
    guard let (end, year) = dates.year(at: index), (1500...2100).contains(year), isYear(index, end)
    else { return nil }
    return (end, calendar.year(year))
  }

  /// `2014-2018`: two years and nothing that touches them.
  private func isYearPair(_ index: Int) -> Bool {
    guard reading.isDigits(index), reading.has("-", at: index + 1), reading.isDigits(index + 2),
      reading[index].code == 4, reading[index + 2].code == 4
    else { return false }
    return !reading.isAttached(index)
      && !(reading.isAttached(index + 3)
        && (reading.isWord(index + 3) || reading.has("-", at: index + 3)
          || reading.has("/", at: index + 3)))
  }

  private func isYear(_ index: Int, _ end: Int) -> Bool {
    guard reading.isDigits(index) else { return true }
    if reading.isAttached(index) {
      let symbol = reading[index - 1]
      if symbol.kind == .symbol,
        symbol.code == 0x2D || symbol.code == 0x2F || symbol.code == 0x2B || symbol.code == 0x5F
      {
        if reading.isAttached(index - 1), index > 1, !isYearPair(index - 2) { return false }
      }
    }
    if reading.isAttached(end) {
      if reading.has("-", at: end) || reading.has("/", at: end) || reading.has("_", at: end) {
        if reading.isAttached(end + 1), reading.isWord(end + 1) || reading.isDigits(end + 1),
          !isYearPair(index)
        {
          return false
        }
      }
      if reading.isWord(end) { return false }
    }
    if reading.isDigits(end), !reading.isAttached(end),
      reading[end].code == 4 || reading[end].code == 3
    {
      return false
    }
    if reading.isDigits(index - 1), !reading.has(",", at: index - 1) { return false }
    return true
  }

  /// `summer`, `this summer`, `spring 2019`.
  func season(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    let shift = shift(word(at))
    if shift != nil { at += 1 }
    let letters: String
    switch word(at) {
    case .spring: letters = "SP"
    case .summer: letters = "SU"
    case .autumn: letters = "FA"
    case .winter: letters = "WI"
    default: return nil
    }
    if word(at) == .autumn || word(at) == .spring,
      reading.spelling(at) == "fall" || word(at) == .spring, shift == nil,
      word(index - 1) != .in, word(index - 1) != .the, dates.year(at: at + 1) == nil
    {
      return nil
    }
    if let shift {
      return (
        at + 1,
        SpokenPeriod(
          timex: "\(calendar.year + shift)-\(letters)", past: nil, future: nil, unit: .other)
      )
    }
    var next = at + 1
    if word(next) == .of || reading.has(",", at: next) { next += 1 }
    if let (end, year) = dates.year(at: next) {
      return (
        end,
        SpokenPeriod(timex: "\(Timex.year(year))-\(letters)", past: nil, future: nil, unit: .other)
      )
    }
    return (at + 1, SpokenPeriod(timex: letters, past: nil, future: nil, unit: .other))
  }

  /// `1990s`, `the 90s`, `15th century`.
  func decade(at index: Int) -> (end: Int, period: SpokenPeriod)? {
    var at = index
    if word(at) == .the { at += 1 }
    if reading.isDigits(at), reading[at].code == 4, word(at + 1) == .s,
      Int(reading[at].value) % 10 == 0,
      (1000...2990).contains(Int(reading[at].value))
    {
      let first = Int(reading[at].value)
      return (at + 2, years(first, first + 10))
    }
    if reading.isDigits(at), reading[at].code == 2, Int(reading[at].value) % 10 == 0 {
      let isTail =
        word(at + 1) == .s && reading.isAttached(at + 1)
        || (reading.has("'", at: at + 1) || reading.has("’", at: at + 1)) && word(at + 2) == .s
      if isTail {
        let value = Int(reading[at].value)
        return (word(at + 1) == .s ? at + 2 : at + 3, vagueDecade(value))
      }
    }
    // `the nineties`, `the nineteen seventies`
    if let tens = tens(at) {
      return (at + 1, vagueDecade(tens))
    }
    if let tens = tens(at + 1), word(at) == .nineteen || word(at) == .eighteen {
      let first = Int(word(at).cardinal) * 100 + tens
      return (at + 2, years(first, first + 10))
    }
    guard let match = dates.ordinals.absolute(at: at), word(match.range.upperBound) == .century,
      (1...30).contains(match.value)
    else { return nil }
    let first = (Int(match.value) - 1) * 100
    return (match.range.upperBound + 1, years(first, first + 100))
  }

  /// 90 for `nineties`; what is warm (`in the seventies`) is told apart nowhere.
  private func tens(_ index: Int) -> Int? {
    let place = Int(word(index).rawValue) - Int(Word.twenties.rawValue)
    return (0..<8).contains(place) ? 20 + place * 10 : nil
  }

  private func vagueDecade(_ value: Int) -> SpokenPeriod {
    func decade(_ first: Int) -> (Day, Day) {
      (
        (Day(year: first, month: 1, day: 1) ?? calendar.today),
        (Day(year: first + 10, month: 1, day: 1) ?? calendar.today)
      )
    }
    let next = (value + 10) % 100
    return SpokenPeriod(
      timex: Timex.range("XX\(Timex.two(value))-01-01", "XX\(Timex.two(next))-01-01", "P10Y"),
      past: decade(1900 + value), future: decade(2000 + value), unit: .other)
  }
}
