import Quantities
import Text

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

  func pairValue(
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
    // Holidays and the times after them are two things.
    guard Holiday.names.longest(in: reading, at: start) == nil,
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
  func times(
    _ index: Int, _ dayEnd: Int, _ day: SpokenDay, _ part: EnglishClock.Part?
  ) -> Temporal? {
    var at = dayEnd
    if reading.has(",", at: at) { at += 1 }
    if reading.has("-", at: at) || reading.has("@", at: at) {
      at += 1
    }
    if dates.isClockMark(at), let (end, time) = clock.written(at: at + 1) {
      return momentValue(index..<end, day, time)
    }
    if let (end, from, to) = timePair(at: at, allowBare: true), !isDateTail(at, end) {
      let pairs =
        part.map { part in [(clock.settled(from, part), clock.settled(to, part))] }
        ?? halves(from, to)
      return pairValue(index..<end, day, pairs.flatMap { halves($0.0, $0.1) })
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
      dates.day(at: at).map({ $0.end <= end }) ?? true
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
      if word(next) == .on || reading.has(",", at: next) { next += 1 }
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
    // `at 5 tomorrow`
    if word(index - 1) == .at, reading.isDigits(at) || word(at).cardinal >= 1 {
      bare = word(at + 1).month == 0
    }
    guard at < reading.count,
      let (timeEnd, time) = clock.time(at: at, bare: bare)
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
}
