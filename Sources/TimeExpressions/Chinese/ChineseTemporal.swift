import Quantities
package import Text

/// Expressions of time in Chinese: days, times and periods, and what is made of them.
package struct ChineseTemporal {
  let reading: Reading
  let dates: ChineseDates
  let clock: ChineseClock
  let periods: ChinesePeriods
  let durations: ChineseDurations
  let calendar: Calendar

  package init(_ reading: Reading, now: Moment) {
    self.reading = reading
    calendar = Calendar(now: now)
    dates = ChineseDates(reading, calendar)
    clock = ChineseClock(dates)
    periods = ChinesePeriods(dates)
    durations = ChineseDurations(dates)
  }

  func has(_ scalar: Unicode.Scalar, _ index: Int) -> Bool { reading.has(scalar, at: index) }

  /// All expressions from left to right.
  package func matches() -> [Temporal] {
    Temporal.all(in: reading) { canBegin($0) ? longest(at: $0) : nil }
  }

  /// Whether an expression can begin with a lexeme.
  private func canBegin(_ index: Int) -> Bool {
    let lexeme = reading[index]
    switch lexeme.kind {
    case .digits: return true
    case .word: return false
    case .symbol: return lexeme.code == 0x3D
    case .han:
      return Self.heads[Int(lexeme.code & 0xFFFF)]
        || ChineseEras.table.longest(in: reading, at: index) != nil
    }
  }

  /// The characters that expressions begin with, as a flat table.
  private static let heads: [Bool] = {
    var heads = [Bool](repeating: false, count: 65_536)
    let characters =
      "零〇年月一二三四五六七八九十两百千壹贰叁肆伍陆柒捌玖拾廿半几数今明昨前后大上下本这当去来每整现目马刚立从自"
      + "在截到直星期礼周初正腊农阴公阳凌清早中午傍晚夜深黎春夏秋冬元圣除端国劳妇儿教情感复万平七黑母父愚光双开"
      + "过最近未接之随还剩约差第次头同即此跨世青建植"
    for scalar in characters.unicodeScalars {
      heads[Int(HanFold.fold(scalar.value) & 0xFFFF)] = true
    }
    return heads
  }()

  func longest(at index: Int) -> Temporal? {
    var best: Temporal?
    func take(_ found: Temporal?) {
      if let found, found.range.upperBound > best?.range.upperBound ?? index { best = found }
    }
    take(set(at: index))
    take(range(at: index))
    take(open(at: index))
    take(dayAndTime(at: index))
    take(timeRange(at: index))
    take(moment(at: index))
    if let (end, day) = dates.day(at: index) { take(Temporal(.date, index..<end, day.readings)) }
    if let (end, period) = periods.period(at: index) { take(periodValue(index..<end, period)) }
    if let (end, time) = clock.time(at: index) {
      take(
        Temporal(
          .time, index..<end,
          time.alternatives.map { Temporal.Reading(timex: $0.timex, value: .time($0.seconds)) }))
    }
    if let (end, part) = clock.part(at: index), end - index > 1 {
      take(
        Temporal(
          .timeRange, index..<end,
          [Temporal.Reading(timex: part.timex, value: .times(part.from, part.to))]))
    }
    if let (end, length) = durations.length(at: index), !isIdiom(index, end) {
      take(
        Temporal(
          .duration, index..<end,
          [Temporal.Reading(timex: length.timex, value: .seconds(Int(length.seconds.rounded())))]))
    }
    if has("=", index), reading.isDigits(index + 1), reading[index + 1].code == 4 {
      take(
        Temporal(
          .dateRange, index..<index + 2, calendar.year(Int(reading[index + 1].value)).readings))
    }
    return best
  }

  /// 有一天 is some day, 一天到晚 always, 三分钟热度 a mood.
  private func isIdiom(_ index: Int, _ end: Int) -> Bool {
    if dates.after(["到晚", "热度"], end) != nil { return true }
    return has("一", index) && has("天", end - 1) && end == index + 2 && has("有", index - 1)
      && !reading.isHan(index - 2)
  }

  /// This year ends today where it runs: 今年 in a sentence about someone's age.
  private func periodValue(_ range: Range<Int>, _ period: SpokenPeriod) -> Temporal {
    if range.count == 2, has("今", range.lowerBound), has("年", range.lowerBound + 1),
      let (from, _) = period.past
    {
      return Temporal(
        .dateRange, range,
        [Temporal.Reading(timex: period.timex, value: .days(from, calendar.today))])
    }
    return Temporal(.dateRange, range, period.readings)
  }

  // MARK: Days with times.

  private func momentValue(_ range: Range<Int>, _ day: SpokenDay, _ time: SpokenTime) -> Temporal {
    guard let past = day.past, let future = day.future else {
      return Temporal(
        .dateTime, range, [Temporal.Reading(timex: day.timex + time.timex, value: .unresolved)])
    }
    return Temporal(
      .dateTime, range,
      time.alternatives.flatMap { time in
        [past, future].map {
          Temporal.Reading(timex: day.timex + time.timex, value: .moment(Moment($0, time.seconds)))
        }
      })
  }

  /// 今晚, 明早, 昨夜: a day and a part of it in two characters.
  private func shortDay(at index: Int) -> (end: Int, day: SpokenDay, part: EnglishClock.Part)? {
    let shift: Int
    if has("今", index) {
      shift = 0
    } else if has("明", index) {
      shift = 1
    } else if has("昨", index) {
      shift = -1
    } else {
      return nil
    }
    let day = SpokenDay(calendar.today + shift)
    if has("晚", index + 1) || has("夜", index + 1) {
      let part = EnglishClock.Part(timex: "TEV", from: 57_600, to: 72_000, isAfternoon: true)
      return (has("上", index + 2) || has("里", index + 2) ? index + 3 : index + 2, day, part)
    }
    if has("早", index + 1) || has("晨", index + 1) {
      let part = EnglishClock.Part(timex: "TMO", from: 28_800, to: 43_200, isAfternoon: false)
      return (has("上", index + 2) ? index + 3 : index + 2, day, part)
    }
    return nil
  }

  /// A day, perhaps with a part of it or a time after it.
  private func dayAndTime(at index: Int) -> Temporal? {
    let dayEnd: Int
    let day: SpokenDay
    var part: EnglishClock.Part?
    if let (end, found, half) = shortDay(at: index) {
      (dayEnd, day, part) = (end, found, half)
    } else if let (end, found) = dates.day(at: index) {
      (dayEnd, day) = (end, found)
    } else {
      return nil
    }
    var at = dayEnd
    if has("的", at) || has(",", at) || has("，", at) { at += 1 }
    if let pair = timePair(at: at, lead: part) { return pairValue(index..<pair.end, day, pair) }
    if let (end, time) = clock.time(at: at), at == dayEnd || reading.isHan(at - 1) || part == nil {
      if at > dayEnd || !reading.isDigits(at) || reading.isHan(dayEnd - 1)
        || reading[at].hasBlankBefore
      {
        return momentValue(index..<end, day, part.map { clock.settled(time, $0) } ?? time)
      }
    }
    if let (end, found) = clock.part(at: at), part == nil {
      return partValue(index..<end, day, found)
    }
    return part.flatMap { partValue(index..<dayEnd, day, $0) }
  }

  private func partValue(_ range: Range<Int>, _ day: SpokenDay, _ part: EnglishClock.Part)
    -> Temporal?
  {
    guard let past = day.past, let future = day.future else { return nil }
    return Temporal(
      .dateTimeRange, range,
      [past, future].map {
        Temporal.Reading(
          timex: day.timex + part.timex, value: .moments(Moment($0, part.from), Moment($0, part.to))
        )
      })
  }

  // MARK: Ranges of times.

  private struct Pair {
    let end: Int
    let from: SpokenTime
    let to: SpokenTime
  }

  private func joiner(_ index: Int) -> Int? {
    if let end = dates.after(["直到", "到", "至", "和", "与", "及"], index) { return end }
    for mark: Unicode.Scalar in ["-", "~", "—", "–", "～"] where has(mark, index) {
      return index + 1
    }
    return nil
  }

  private func between(_ index: Int) -> Int? { dates.after(["之间", "期间", "间"], index) }

  private func timePair(at index: Int, lead: EnglishClock.Part? = nil) -> Pair? {
    var at = index
    if has("从", at) || has("自", at) { at += 1 }
    guard let (firstEnd, first) = clock.time(at: at), let next = joiner(firstEnd),
      let (end, second) = clock.time(at: next)
    else { return nil }
    var (from, to) = (first, second)
    if let lead { from = clock.settled(from, lead) }
    let isAnd = has("和", firstEnd) || has("与", firstEnd)
    if isAnd, between(end) == nil { return nil }
    if !from.isAmbiguous, to.isAmbiguous {
      let early = to.in(afternoon: false)
      to = early.seconds > from.seconds ? early : to.in(afternoon: true)
    } else if from.isAmbiguous, !to.isAmbiguous {
      let late = from.in(afternoon: true)
      from = to.hour >= 12 && late.seconds < to.seconds ? late : from.in(afternoon: false)
    }
    return Pair(end: between(end) ?? end, from: from, to: to)
  }

  private func halves(_ pair: Pair) -> [(SpokenTime, SpokenTime)] {
    guard pair.from.isAmbiguous, pair.to.isAmbiguous else { return [(pair.from, pair.to)] }
    let (early, late) = (pair.from.in(afternoon: false), pair.from.in(afternoon: true))
    let (first, second) = (pair.to.in(afternoon: false), pair.to.in(afternoon: true))
    return early.seconds < first.seconds ? [(early, first), (late, second)] : [(early, second)]
  }

  private func timeRange(at index: Int) -> Temporal? {
    guard let pair = timePair(at: index) else { return nil }
    return Temporal(
      .timeRange, index..<pair.end,
      halves(pair).map { from, to in
        let length = (to.seconds - from.seconds + 86_400) % 86_400
        return Temporal.Reading(
          timex: Timex.range(from.timex, to.timex, Timex.length(seconds: length)),
          value: .times(from.seconds, to.seconds))
      })
  }

  private func pairValue(_ range: Range<Int>, _ day: SpokenDay, _ pair: Pair) -> Temporal? {
    guard let past = day.past, let future = day.future else { return nil }
    return Temporal(
      .dateTimeRange, range,
      halves(pair).flatMap { from, to in
        [past, future].map { start in
          let end = to.seconds <= from.seconds ? start + 1 : start
          let length = to.seconds - from.seconds + (end == start ? 0 : 86_400)
          let timex = end == start ? day.timex : end.iso
          return Temporal.Reading(
            timex: Timex.range(
              day.timex + from.timex, timex + to.timex, Timex.length(seconds: length)),
            value: .moments(Moment(start, from.seconds), Moment(end, to.seconds)))
        }
      })
  }
}
