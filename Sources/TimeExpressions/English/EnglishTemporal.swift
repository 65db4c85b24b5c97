import Quantities
package import Text

/// Expressions of time in English: days, times and periods, and what is made of them.
///
/// At each place every form is tried and the longest wins, so that `next Monday 1-3 pm` is one
/// stretch of time and no Monday with numbers after it.
package struct EnglishTemporal {
  let reading: Reading
  let dates: EnglishDates
  let clock: EnglishClock
  let periods: EnglishPeriods
  let durations: EnglishDurations
  let calendar: Calendar

  package init(_ reading: Reading, now: Moment) {
    self.reading = reading
    calendar = Calendar(now: now)
    dates = EnglishDates(reading, calendar)
    clock = EnglishClock(dates)
    periods = EnglishPeriods(dates)
    durations = EnglishDurations(dates)
  }

  func word(_ index: Int) -> Word { reading.word(index) }

  /// All expressions from left to right.
  package func matches() -> [Temporal] {
    guard !reading.traits.isDisjoint(with: [.digits, .timeWords, .numberWords]) else { return [] }
    return Temporal.all(in: reading) { canBegin($0) ? longest(at: $0) : nil }
  }

  /// Whether an expression can begin with a lexeme.
  private func canBegin(_ index: Int) -> Bool {
    let lexeme = reading[index]
    switch lexeme.kind {
    case .digits: return true
    case .han: return false
    case .symbol:
      return lexeme.code == 0x3E || lexeme.code == 0x3C || lexeme.code == 0x3D
        || lexeme.code == 0x27
        || VulgarFraction.value(lexeme) != nil
    case .word:
      if lexeme.word != .none { return Self.starters[Int(lexeme.word.rawValue)] && leads(index) }
      return lexeme.hash == Self.some || lexeme.hash == Self.several || lexeme.hash == Self.once
        || Holiday.names.longest(in: reading, at: index) != nil
    }
  }

  /// An article or a preposition begins an expression only before what can go on.
  private func leads(_ index: Int) -> Bool {
    switch word(index) {
    case .the, .a, .an, .in, .at, .by, .to, .from, .for, .this, .that, .after, .before, .until,
      .since,
      .no, .more, .less, .all, .any, .each, .every, .same, .asWord, .not:
      guard index + 1 < reading.count else { return false }
      let next = reading[index + 1]
      return next.kind == .digits || next.kind == .symbol || next.word != .none
        || next.kind == .word && Holiday.names.longest(in: reading, at: index + 1) != nil
        || next.hash == Self.few || next.hash == Self.soon || next.hash == Self.moment
    default: return true
    }
  }

  private static let few = hash("several")
  static let soon = hash("soon")
  static let moment = hash("moment")
  private static let starters: [Bool] = {
    var starters = [Bool](repeating: true, count: Word.allCases.count)
    let others: [Word] = [
      .of, .and, .or, .than, .isWord, .it, .with, .my, .name, .zip, .x, .ext, .tel, .account, .card,
      .order,
      .number, .pieces, .percent, .per, .cents, .out, .point, .on, .off, .s, .p, .th, .hundredth,
      .thousandth, .millionth, .billionth, .trillionth, .oclock, .am, .pm, .old, .call, .times,
      .time, .hence,
      .back, .other, .least, .most, .ish, .than, .dates, .sales, .only, .just,
    ]
    for word in others { starters[Int(word.rawValue)] = false }
    return starters
  }()

  private static func hash(_ text: String) -> UInt64 { Lexer.read(text)[0].hash }
  private static let some = hash("some")
  private static let several = hash("several")
  static let once = hash("once")

  func longest(at index: Int) -> Temporal? {
    var best: Temporal?
    func take(_ found: Temporal?) {
      if let found, found.range.upperBound > best?.range.upperBound ?? index { best = found }
    }
    take(set(at: index))
    take(dayRange(at: index))
    take(momentRange(at: index))
    take(open(at: index))
    take(dayAndTime(at: index))
    take(timeAndDay(at: index))
    take(timeRange(at: index))
    take(moment(at: index))
    take(stretch(at: index))
    if let (end, day) = dates.day(at: index) { take(Temporal(.date, index..<end, day.readings)) }
    if let (end, period) = periods.period(at: index) {
      take(Temporal(.dateRange, index..<end, period.readings))
    }
    take(partOfDay(at: index))
    take(timeAlone(at: index))
    take(length(at: index))
    take(otherPeriod(at: index))
    return best
  }

  /// The `next` of `this month or next`, and of `this week or the next`.
  private func otherPeriod(at index: Int) -> Temporal? {
    var joiner = index - 1
    if word(joiner) == .the { joiner -= 1 }
    guard let shift = dates.shift(word(index)), shift != 0, !reading.isWord(index + 1),
      word(joiner) == .or || word(joiner) == .and, dates.shift(word(joiner - 2)) != nil
    else { return nil }
    let period: SpokenPeriod
    switch word(joiner - 1) {
    case .week: period = calendar.week(shift)
    case .weekend: period = calendar.weekend(shift)
    case .month:
      let first = (Day(year: calendar.year, month: calendar.month, day: 1) ?? calendar.today)
        .adding(months: shift).components
      period = calendar.month(first.year, first.month)
    default: return nil
    }
    return Temporal(.dateRange, index..<index + 1, period.readings)
  }

  // MARK: Lengths.

  func length(at index: Int) -> Temporal? {
    var at = index
    if word(at) == .more || word(at) == .less, word(at + 1) == .than { at += 2 }
    if word(at) == .at, word(at + 1) == .least || word(at + 1) == .most { at += 2 }
    if word(at) == .exactly { at += 1 }
    guard at < reading.count, let (end, length) = durations.length(at: at) else { return nil }
    if at > index, word(end) == .before || word(end) == .after { return nil }
    if word(index) == .second || word(index) == .a && word(index + 1) == .may { return nil }
    let seconds = length.seconds
    guard seconds < 1e15 else { return nil }
    return Temporal(
      .duration, index..<end,
      [Temporal.Reading(timex: length.timex, value: .seconds(Int(seconds.rounded())))])
  }
}
