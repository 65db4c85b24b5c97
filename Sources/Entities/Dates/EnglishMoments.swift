import Quantities

/// Days with times, and stretches that begin or end with now.
extension EnglishTemporal {
  /// Every way to take a day with a time.
  func momentValue(_ range: Range<Int>, _ day: SpokenDay, _ time: SpokenTime) -> Temporal {
    guard let past = day.past, let future = day.future else {
      return Temporal(
        .dateTime, range,
        time.alternatives.map { Temporal.Reading(timex: day.timex + $0.timex, value: .unresolved) })
    }
    return Temporal(
      .dateTime, range,
      time.alternatives.flatMap { time in
        [past, future].map {
          Temporal.Reading(
            timex: day.timex + time.timex, value: .moment(Moment($0, time.seconds)))
        }
      })
  }

  private func pairValue(
    _ range: Range<Int>, _ day: SpokenDay, _ pairs: [(SpokenTime, SpokenTime)]
  ) -> Temporal? {
    guard let past = day.past, let future = day.future else { return nil }
    return Temporal(
      .dateTimeRange, range,
      pairs.flatMap { from, to in
        [past, future].map { start in
          let crosses = to.seconds <= from.seconds
          let end = crosses ? start + 1 : start
          let length = to.seconds - from.seconds + (crosses ? 86_400 : 0)
          var timex = day.timex
          if crosses {
            timex =
              day.isFixed
              ? end.iso
              : day.timex.hasPrefix("XXXX-WXX-") && day.timex.utf8.count == 10
                ? "XXXX-WXX-\(end.weekday)"
                : Timex.day(nil, end.components.month, end.components.day)
          }
          return Temporal.Reading(
            timex: Timex.range(
              day.timex + from.timex, timex + to.timex, Timex.length(seconds: length)),
            value: .moments(Moment(start, from.seconds), Moment(end, to.seconds)))
        }
      })
  }

  private func partValue(
    _ range: Range<Int>, _ day: SpokenDay, _ part: EnglishClock.Part, cut: Int = 0
  ) -> Temporal? {
    guard let past = day.past, let future = day.future else { return nil }
    let (from, to) = halved(part, cut)
    return Temporal(
      .dateTimeRange, range,
      [past, future].map {
        Temporal.Reading(
          timex: day.timex + part.timex, value: .moments(Moment($0, from), Moment($0, to)))
      })
  }

  /// `this morning`, `tonight`, `last night`, `next evening`: a part of today or of a day beside it.
  func partOfNow(at index: Int) -> (end: Int, day: Day, part: EnglishClock.Part, cut: Int)? {
    var at = index
    var cut = 0
    if word(at) == .late || word(at) == .early {
      cut = word(at) == .late ? 1 : -1
      at += 1
    }
    if word(at) == .tonight, let (end, part) = clock.part(at: at) {
      return (end, calendar.today, part, cut)
    }
    var shift: Int?
    switch word(at) {
    case .this, .current: shift = 0
    case .next, .following: shift = 1
    case .last, .previous: shift = -1
    default: shift = nil
    }
    guard let shift else { return nil }
    at += 1
    if cut == 0, word(at) == .late || word(at) == .early {
      cut = word(at) == .late ? 1 : -1
      at += 1
    }
    guard let (end, part) = clock.part(at: at), !reading[at].isPlural, word(at) != .tonight else {
      return nil
    }
    return (end, calendar.today + shift, part, cut)
  }

  /// A day that times may follow: with `, at`, `on`, `around` or nothing between.
  func dayAndTime(at index: Int) -> Temporal? {
    if let end = endOfDay(at: index) { return end }
    var start = index
    if word(start) == .around || word(start) == .about { start += 1 }
    // `this evening from 7 to 7:30`, `tonight at 2am`
    if let (end, day, part, cut) = partOfNow(at: start) {
      if let found = times(index, end, SpokenDay(day), part) { return found }
      return partValue(index..<end, SpokenDay(day), part, cut: cut)
    }
    if let found = nthWeekdayTimes(at: start) { return found }
    // Feasts and the times after them are two things.
    guard Feast.names.longest(in: reading, at: start) == nil,
      let (dayEnd, day) = dates.day(at: start)
    else { return nil }
    var best = times(index, dayEnd, day, nil)
    func take(_ found: Temporal?) {
      if let found, found.range.upperBound > best?.range.upperBound ?? index { best = found }
    }
    // `Tuesday afternoon`, `sunday late evening at 10:00`
    var at = dayEnd
    if reading.has(",", at: at) { at += 1 }
    if word(at) == .in, word(at + 1) == .the {
      at += 2
    } else if word(at) == .in || word(at) == .during || word(at) == .at {
      at += 1
    }
    var cut = 0
    if word(at) == .early || word(at) == .late {
      cut = word(at) == .early ? -1 : 1
      at += 1
    }
    if let (end, part) = clock.part(at: at), !reading[at].isPlural, word(at) != .tonight {
      take(times(index, end, day, part))
      // `Wednesday evening next week`
      if word(start).weekday > 0, let shift = dates.shift(word(end)), word(end + 1) == .week {
        let fixed = SpokenDay(calendar.weekday(word(start).weekday, weeks: shift))
        take(partValue(index..<end + 2, fixed, part, cut: cut))
      }
      if reading.isWord(at), !(word(at) == .lunchtime) {
        take(partValue(index..<end, day, part, cut: cut))
      }
    }
    return best
  }

  /// What time follows a day.
  private func times(
    _ index: Int, _ dayEnd: Int, _ day: SpokenDay, _ part: EnglishClock.Part?
  ) -> Temporal? {
    var at = dayEnd
    var isJoined = false
    if reading.has(",", at: at) { at += 1 }
    if reading.has("-", at: at) || reading.has("@", at: at) {
      isJoined = true
      at += 1
    }
    if let (end, from, to) = timePair(at: at, allowBare: true), !isDateTail(at, end) {
      let pairs =
        part.map { part in [(clock.settled(from, part), clock.settled(to, part))] }
        ?? halves(from, to)
      var stop = end
      if word(stop) == .of, let (monthEnd, _) = monthAfter(stop) { stop = monthEnd }
      return pairValue(index..<stop, day, pairs.flatMap { halves($0.0, $0.1) })
    }
    if word(at) == .between || word(at) == .from, timePair(at: at, allowBare: true) == nil,
      word(at) != .from
    {
      return nil
    }
    var bare = reading.isWord(at) && word(at + 1).cardinal >= 10 && at == dayEnd
    switch word(at) {
    case .at, .around, .about, .circa:
      bare = true
      at += 1
      if word(at) == .around || word(at) == .about { at += 1 }
    case .from: at += 1
    default: break
    }
    guard at < reading.count, let (end, time) = clock.time(at: at, bare: bare),
      !(time.isBare && !bare),
      !isJoined || true, dates.day(at: at).map({ $0.end <= end }) ?? true
    else { return nil }
    if at == dayEnd, reading.isAttached(at),
      reading.isDigits(at - 1)
        || reading.isDigits(at) && !reading.isWord(at - 1) && !reading.has(")", at: at - 1)
    {
      return nil
    }
    var settled = time
    if let part {
      if part.timex == "TNI", time.isAmbiguous {
        settled = time.in(afternoon: time.hour >= 5 && time.hour < 12)
      } else {
        settled = clock.settled(time, part)
      }
    }
    return momentValue(index..<end, day, settled)
  }

  private func monthAfter(_ index: Int) -> (Int, Int)? { nil }

  /// `5/12 - 5/19`: what looks like a time is the next date.
  private func isDateTail(_ index: Int, _ end: Int) -> Bool {
    reading.has("/", at: end) && reading.isAttached(end)
      || word(end).month > 0 && !reading.isAttached(end)
      || word(end) == .of && word(end + 1).month > 0
  }

  /// `first Monday 1pm to 3pm of next month`.
  private func nthWeekdayTimes(at index: Int) -> Temporal? {
    guard let match = dates.ordinals.absolute(at: index), (1...5).contains(match.value) else {
      return nil
    }
    let weekday = word(match.range.upperBound).weekday
    guard weekday > 0,
      let (end, from, to) = timePair(at: match.range.upperBound + 1, allowBare: true),
      word(end) == .of, let (stop, day) = dates.nth(Int(match.value), weekday, inMonthAt: end + 1)
    else { return nil }
    return pairValue(index..<stop, day, halves(from, to))
  }

  /// `3pm today`, `8am this morning`, `3:00 to 4:00 tomorrow`, `between 10 and 11:30 on 1/1/2015`.
  func timeAndDay(at index: Int) -> Temporal? {
    var at = index
    if let (end, from, to) = timePair(at: index, allowBare: true) {
      var next = end
      if word(next) == .on || reading.has(",", at: next) || word(next) == .of && false { next += 1 }
      if let (stop, day, part, _) = partOfNow(at: next) {
        return pairValue(
          index..<stop, SpokenDay(day), halves(clock.settled(from, part), clock.settled(to, part)))
      }
      if let (stop, day) = dates.day(at: next), !(from.isBare && to.isBare && word(next).month > 0)
      {
        // `8am-3 yesterday afternoon`
        if let (partEnd, part) = clock.part(at: stop), !reading[stop].isPlural {
          return pairValue(
            index..<partEnd, day, halves(clock.settled(from, part), clock.settled(to, part)))
        }
        return pairValue(index..<stop, day, halves(from, to))
      }
      // `between 2:00 tomorrow and 4:00` begins like a pair that is none.
    }
    if word(index) == .between || word(index) == .from,
      let (end, from) = clock.time(at: index + 1, bare: true),
      let (dayEnd, day) = dates.day(at: end), word(dayEnd) == .and || word(dayEnd) == .to,
      let (stop, to) = clock.time(at: dayEnd + 1, bare: true)
    {
      return pairValue(index..<stop, day, halves(from, to))
    }
    var bare = false
    if word(at) == .at, reading.isDigits(at + 1), reading.has(".", at: at + 2),
      reading.isAttached(at + 2)
    {
      at += 1
      bare = true
    }
    if word(at) == .around || word(at) == .about { at += 1 }
    guard at < reading.count,
      let (timeEnd, time) = clock.time(at: at, bare: bare) ?? clockBeforeDay(at)
    else { return nil }
    var next = timeEnd
    if word(next) == .on || reading.has(",", at: next) { next += 1 }
    if let (stop, day, part, _) = partOfNow(at: next), next == timeEnd || word(next - 1) != .on {
      return momentValue(index..<stop, SpokenDay(day), clock.settled(time, part))
    }
    guard let (stop, day) = dates.day(at: next) else { return nil }
    if word(next) == .the, word(next - 1) != .on { return nil }
    if let (partEnd, part) = clock.part(at: stop), !reading[stop].isPlural, word(stop) != .tonight,
      time.isAmbiguous
    {
      return momentValue(index..<partEnd, day, clock.settled(time, part))
    }
    return momentValue(index..<stop, day, time)
  }

  private func clockBeforeDay(_ index: Int) -> (end: Int, time: SpokenTime)? { nil }

  /// `end of the day`, `eod`, `end of Sunday`.
  private func endOfDay(at index: Int) -> Temporal? {
    var at = index
    if word(at) == .the { at += 1 }
    func value(_ end: Int, _ day: SpokenDay) -> Temporal? {
      guard let past = day.past, let future = day.future else { return nil }
      return Temporal(
        .dateTime, index..<end,
        [past, future].map {
          Temporal.Reading(timex: day.timex + "T23:59:59", value: .moment(Moment($0, 86_399)))
        })
    }
    if word(at) == .eod { return value(at + 1, SpokenDay(calendar.today)) }
    guard word(at) == .end, at == index || word(index) == .the else { return nil }
    if word(at + 1) == .day { return value(at + 2, SpokenDay(calendar.today)) }
    guard word(at + 1) == .of else { return nil }
    var next = at + 2
    if word(next) == .the { next += 1 }
    if word(next) == .day, !reading[next].isPlural {
      return value(next + 1, SpokenDay(calendar.today))
    }
    guard let (end, day) = dates.day(at: next),
      word(next).weekday > 0 || word(next) == .today || word(next) == .tomorrow
    else { return nil }
    return value(end, day)
  }

  // MARK: Now.

  /// `now`, `right now`, `asap`, `in 5 minutes`.
  func moment(at index: Int) -> Temporal? {
    func now(_ end: Int, _ timex: String) -> Temporal {
      Temporal(
        .dateTime, index..<end, [Temporal.Reading(timex: timex, value: .moment(calendar.now))])
    }
    switch word(index) {
    case .now: return now(index + 1, "PRESENT_REF")
    case .right where word(index + 1) == .now: return now(index + 2, "PRESENT_REF")
    case .at where word(index + 1) == .present:
      return now(index + 2, "PRESENT_REF")
    case .at where word(index + 1) == .this && reading.spelling(index + 2) == "time":
      return now(index + 3, "PRESENT_REF")
    case .at where word(index + 1) == .the && reading.spelling(index + 2) == "moment":
      return now(index + 3, "PRESENT_REF")
    case .asap: return now(index + 1, "FUTURE_REF")
    case .asWord where reading.spelling(index + 1) == "soon" && word(index + 2) == .asWord:
      return now(index + 4, "FUTURE_REF")
    case .recently: return now(index + 1, "PAST_REF")
    default: break
    }
    if reading.spelling(index) == "previously" { return now(index + 1, "PAST_REF") }
    guard let (end, moment) = durations.shiftedMoment(at: index) else { return nil }
    return Temporal(
      .dateTime, index..<end,
      [Temporal.Reading(timex: Timex.moment(moment), value: .moment(moment))])
  }

  /// `next hour`, `5 past minutes`, `within 5 minutes`, `last 3 hours`.
  func stretch(at index: Int) -> Temporal? {
    let now = calendar.now
    func value(_ end: Int, _ length: EnglishDurations.Length, _ sign: Int) -> Temporal? {
      let other = length.added(to: now, sign: sign)
      let (from, to) = sign > 0 ? (now, other) : (other, now)
      return Temporal(
        .dateTimeRange, index..<end,
        [
          Temporal.Reading(
            timex: Timex.range(Timex.moment(from), Timex.moment(to), length.timex),
            value: .moments(from, to))
        ])
    }
    // `rest of the day`: from now to its last second.
    if word(index) == .rest, word(index + 1) == .of {
      var at = index + 2
      switch word(at) {
      case .the, .this, .my, .current: at += 1
      default: break
      }
      if word(at) == .day {
        let end = Moment(now.day, 86_399)
        return Temporal(
          .dateTimeRange, index..<at + 1,
          [
            Temporal.Reading(
              timex: Timex.range(
                Timex.moment(now), Timex.moment(end), "PT\(end.second - now.second)S"),
              value: .moments(now, end))
          ])
      }
    }
    if word(index) == .within, let (end, length) = durations.length(at: index + 1), length.isClock {
      if word(end) == .of { return nil }
      return value(end, length, 1)
    }
    if word(index) == .within,
      let (end, length) = durations.length(
        at: word(index + 1) == .the && word(index + 2) == .next ? index + 3 : index + 1),
      !length.isClock, word(end) != .of
    {
      let to = length.added(to: Moment(calendar.today), sign: 1).day
      return Temporal(
        .dateRange, index..<end,
        [
          Temporal.Reading(
            timex: Timex.range(calendar.today.iso, to.iso, length.timex),
            value: .days(calendar.today, to))
        ])
    }
    let sign: Int
    switch word(index) {
    case .next, .coming, .following, .upcoming: sign = 1
    case .last, .past, .previous: sign = -1
    default:
      guard let match = dates.numbers.number(at: index), match.form == .integer, match.value < 1e5
      else { return nil }
      let shift: Int
      switch word(match.range.upperBound) {
      case .next, .coming, .upcoming, .following: shift = 1
      case .last, .past, .previous: shift = -1
      default: return nil
      }
      guard let (end, unit) = durations.unit(at: match.range.upperBound + 1),
        reading[end - 1].isPlural || match.value == 1
      else { return nil }
      let length = EnglishDurations.Length(parts: [(match.value, unit)])
      return length.isClock ? value(end, length, shift) : nil
    }
    if let (end, unit) = durations.unit(at: index + 1), reading[index + 1].code > 1 {
      let length = EnglishDurations.Length(parts: [(1, unit)])
      return length.isClock && !reading[index + 1].isPlural && unit != .second
        ? value(end, length, sign) : nil
    }
    guard index + 1 < reading.count, word(index + 1) != .a,
      let (end, length) = durations.length(at: index + 1), length.isClock
    else { return nil }
    return value(end, length, sign)
  }

  /// `from now until 3 min later`, `between now and eight o'clock`.
  func momentRange(at index: Int) -> Temporal? {
    guard word(index) == .from || word(index) == .between, word(index + 1) == .now,
      word(index + 2) == .to || word(index + 2) == .until || word(index + 2) == .and
    else { return nil }
    let now = calendar.now
    if let found = moment(at: index + 3), case .moment(let end)? = found.readings.first?.value {
      let length = (end.day - now.day) * 86_400 + end.second - now.second
      return Temporal(
        .dateTimeRange, index..<found.range.upperBound,
        [
          Temporal.Reading(
            timex: Timex.range("PRESENT_REF", Timex.moment(end), Timex.length(seconds: length)),
            value: .moments(now, end))
        ])
    }
    guard let (end, time) = clock.time(at: index + 3) else { return nil }
    let later = time.alternatives.filter { $0.seconds > now.second }
    guard let first = later.last else { return nil }
    return Temporal(
      .dateTimeRange, index..<end,
      [
        Temporal.Reading(
          timex: Timex.range(
            "PRESENT_REF", now.day.iso + first.timex,
            Timex.length(seconds: first.seconds - now.second)),
          value: .moments(now, Moment(now.day, first.seconds)))
      ])
  }
}
