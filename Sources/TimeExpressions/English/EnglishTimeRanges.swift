import Quantities
import Text

/// From one time of day to another.
extension EnglishTemporal {
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
        length.isClock
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
    // `08:15-21:30` is written by the clock of 24 hours throughout.
    case (true, false) where to.is24Hour && from.minute != nil:
      return [(from.in(afternoon: from.hour == 12), to)]
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

  func timeRange(at index: Int) -> Temporal? {
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
}
