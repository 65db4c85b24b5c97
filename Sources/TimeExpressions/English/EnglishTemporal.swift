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
    var found: [Temporal] = []
    var index = 0
    while index < reading.count {
      if canBegin(index), let match = longest(at: index) {
        found.append(match)
        index = match.range.upperBound
      } else {
        index += 1
      }
    }
    return found
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
    return best
  }

  // MARK: Times.

  private func timeAlone(at index: Int) -> Temporal? {
    var at = index
    var bare = false
    // `in the morning at 7`, `early morning at 8:00`
    if let lead = leadingPart(at: index) {
      var next = lead.end
      if word(next) == .at { next += 1 }
      if word(next - 1) == .at, let (end, time) = clock.time(at: next, bare: true) {
        return timeValue(index..<end, clock.settled(time, lead.part))
      }
    }
    if word(at) == .around || word(at) == .circa || word(at) == .about || word(at) == .by && false {
      at += 1
      bare = false
    }
    if word(at) == .at || word(at) == .around {
      // `at 6.45` is read with its preposition.
      if reading.isDigits(at + 1), reading.has(".", at: at + 2), reading.isAttached(at + 2),
        let (end, time) = clock.time(at: at + 1)
      {
        return timeValue(index..<end, time)
      }
      at += word(at) == .around ? 1 : 0
    }
    if word(index) == .at { return nil }
    if word(at - 1) == .at, reading.isDigits(at) || reading.isWord(at) && word(at).cardinal >= 1 {
      bare = isClosed(at + 1)
    }
    guard let (end, time) = clock.time(at: at, bare: bare) else { return nil }
    if reading.isAttached(end),
      reading.isDigits(end) || reading.has(":", at: end) && reading.isDigits(end + 1)
    {
      return nil
    }
    if isRatio(at, end) { return nil }
    return timeValue(index..<end, time)
  }

  /// `4:3`, `1:1 meeting`: no time has one digit for its minutes.
  private func isRatio(_ index: Int, _ end: Int) -> Bool { false }

  /// Nothing follows that the number could count.
  private func isClosed(_ index: Int) -> Bool {
    guard index < reading.count else { return true }
    if reading[index].kind == .symbol {
      return reading[index].code != 0x25 && reading[index].code != 0x2F
    }
    switch word(index) {
    case .on, .in, .tomorrow, .today, .tonight, .and, .or, .for, .next, .this, .until, .with, .to:
      return true
    default: return false
    }
  }

  private func leadingPart(at index: Int) -> (end: Int, part: EnglishClock.Part)? {
    var at = index
    if word(at) == .in { at += 1 }
    if word(at) == .the { at += 1 }
    if word(at) == .early || word(at) == .late { at += 1 }
    guard let (end, part) = clock.part(at: at), word(at) != .tonight else { return nil }
    return (end, part)
  }

  func timeValue(_ range: Range<Int>, _ time: SpokenTime) -> Temporal {
    Temporal(
      .time, range,
      time.alternatives.map { Temporal.Reading(timex: $0.timex, value: .time($0.seconds)) })
  }

  /// `in the morning`, `late afternoon`, `lunchtime`.
  private func partOfDay(at index: Int) -> Temporal? {
    var at = index
    var cut = 0
    if word(at) == .early || word(at) == .earlier || word(at) == .late || word(at) == .later {
      cut = word(at) == .early || word(at) == .earlier ? -1 : 1
      at += 1
    }
    if word(at) == .in { at += 1 }
    if word(at) == .the { at += 1 }
    if cut == 0, word(at) == .early || word(at) == .late {
      cut = word(at) == .early ? -1 : 1
      at += 1
    }
    guard let (end, part) = clock.part(at: at), word(at) != .tonight, !isGreeting(at) else {
      return nil
    }
    let (from, to) = halved(part, cut)
    // `the afternoon` alone is read without its article.
    let start = word(index) == .the && cut == 0 ? at : index
    guard start == index else { return nil }
    if word(index) == .in || cut != 0 || start == at {
      return Temporal(
        .timeRange, index..<end, [Temporal.Reading(timex: part.timex, value: .times(from, to))])
    }
    return nil
  }

  /// `Good morning` tells no time.
  private func isGreeting(_ index: Int) -> Bool {
    reading.spelling(index - 1) == "good"
      || word(index) == .night && word(index - 1) != .the
        && word(index - 1) != .in && word(index - 1) != .at
        && !(reading.has("-", at: index + 1) && word(index + 2) == .time)
        && word(index - 1) != .every
  }

  func halved(_ part: EnglishClock.Part, _ cut: Int) -> (Int, Int) {
    if cut < 0 { return (part.from, part.from + 7200) }
    if cut > 0 { return (part.from + 7200, part.to) }
    return (part.from, part.to)
  }

  // MARK: Ranges of times.

  /// Two times and what joins them; where they end, and whether both are bare numbers.
  func timePair(at index: Int, allowBare: Bool) -> (end: Int, from: SpokenTime, to: SpokenTime)? {
    var at = index
    var joiners: Set<Word> = [.to, .until, .through]
    var announced = false
    if word(at) == .from || word(at) == .between || word(at) == .at && allowBare {
      announced = word(at) != .at
      if word(at) == .between { joiners.insert(.and) }
      at += 1
    }
    guard let (firstEnd, first) = military(at: at, announced) ?? clock.time(at: at, bare: true)
    else { return nil }
    var next = firstEnd
    if joiners.contains(word(next)) || reading.has("-", at: next) || reading.has("~", at: next)
      || reading.has("–", at: next) || reading.has("—", at: next)
    {
      next += 1
    } else {
      // `from 10 am for 3 hours 30 minutes`
      guard announced, word(next) == .for, let (end, length) = durations.length(at: next + 1),
        length.isClock,
        !first.isAmbiguous || true
      else { return nil }
      let start = first.isAmbiguous ? first.in(afternoon: false) : first
      return (end, start, lasting(start, length))
    }
    if word(next) == .the { return nil }
    guard let (end, second) = military(at: next, announced) ?? clock.time(at: next, bare: true)
    else { return nil }
    if reading.isAttached(end),
      reading.has("/", at: end) || reading.has("-", at: end) && reading.isDigits(end + 1)
        || reading.isWord(end)
    {
      return nil
    }
    if first.isBare, second.isBare, !allowBare { return nil }
    if first.isBare, second.isBare, !announced, reading.isWord(end), durations.unit(at: end) != nil
    {
      return nil
    }
    return (end, first, second)
  }

  func lasting(_ start: SpokenTime, _ length: EnglishDurations.Length) -> SpokenTime {
    let seconds = (start.seconds + Int(length.seconds)) % 86_400
    return SpokenTime(seconds / 3600, seconds % 3600 / 60, seconds % 60)
  }

  /// `0930` after `between`.
  private func military(at index: Int, _ announced: Bool) -> (end: Int, time: SpokenTime)? {
    guard announced, reading.isDigits(index), reading[index].code == 4, reading[index].value < 2400,
      Int(reading[index].value) % 100 < 60, reading[index].isPlural || reading[index].value < 1900
    else { return nil }
    let value = Int(reading[index].value)
    return (index + 1, SpokenTime(value / 100, value % 100, isAmbiguous: value < 1300))
  }

  /// Which halves of the day two times are in.
  func halves(_ from: SpokenTime, _ to: SpokenTime) -> [(SpokenTime, SpokenTime)] {
    switch (from.isAmbiguous, to.isAmbiguous) {
    case (false, false): return [(from, to)]
    case (true, false):
      let late = from.in(afternoon: true)
      return [(to.hour >= 12 && late.seconds < to.seconds ? late : from.in(afternoon: false), to)]
    case (false, true):
      let early = to.in(afternoon: false)
      return [(from, early.seconds > from.seconds ? early : to.in(afternoon: true))]
    case (true, true):
      let (early, late) = (from.in(afternoon: false), from.in(afternoon: true))
      let (first, second) = (to.in(afternoon: false), to.in(afternoon: true))
      if early.seconds < first.seconds { return [(early, first), (late, second)] }
      return from.isBare && to.isBare ? [(early, second), (late, first)] : [(early, second)]
    }
  }

  private func timeRange(at index: Int) -> Temporal? {
    if word(index) == .for, let (end, length) = durations.length(at: index + 1), length.isClock,
      word(end) == .from || word(end) == .starting,
      let (stop, time) = clock.time(at: word(end + 1) == .at ? end + 2 : end + 1, bare: true)
    {
      let start = time.isAmbiguous ? time.in(afternoon: false) : time
      return pairValue(index..<stop, [(start, lasting(start, length))])
    }
    guard
      var (end, from, to) = timePair(at: index, allowBare: false)
        ?? (word(index) == .from || word(index) == .between || reading.isDigits(index)
          || reading.isWord(index) ? bareWithPart(index) : nil)
    else { return nil }
    var at = end
    if word(at) == .in { at += 1 }
    if word(at) == .the { at += 1 }
    if at > end, let (stop, part) = clock.part(at: at) {
      (from, to) = (clock.settled(from, part), clock.settled(to, part))
      end = stop
    }
    return pairValue(index..<end, halves(from, to))
  }

  /// `between 5 and 6 in the afternoon`: bare numbers that a part of the day follows.
  private func bareWithPart(_ index: Int) -> (end: Int, from: SpokenTime, to: SpokenTime)? {
    guard let pair = timePair(at: index, allowBare: true), word(pair.end) == .in,
      word(pair.end + 1) == .the,
      clock.part(at: pair.end + 2) != nil
    else { return nil }
    return pair
  }

  func pairValue(_ range: Range<Int>, _ pairs: [(SpokenTime, SpokenTime)]) -> Temporal {
    Temporal(
      .timeRange, range,
      pairs.map { from, to in
        let length = (to.seconds - from.seconds + 86_400) % 86_400
        return Temporal.Reading(
          timex: Timex.range(from.timex, to.timex, Timex.length(seconds: length)),
          value: .times(from.seconds, to.seconds))
      })
  }

  // MARK: Lengths.

  func length(at index: Int) -> Temporal? {
    var at = index
    if word(at) == .more || word(at) == .less, word(at + 1) == .than { at += 2 }
    if word(at) == .at, word(at + 1) == .least || word(at + 1) == .most { at += 2 }
    if word(at) == .exactly || word(at) == .over && at == index && false { at += 1 }
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
