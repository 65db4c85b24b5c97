import Quantities
import Text

/// Now, and moments so far from it: `right now`, `in 5 minutes`, `two hours ago`.
extension EnglishTemporal {
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
    case .asWord
    where reading.spelling(index + 1) == "soon" && word(index + 2) == .asWord
      && index + 3 < reading.count:
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

  /// From now on for a length, or up to now.
  private func fromNow(
    _ range: Range<Int>, _ length: EnglishDurations.Length, _ sign: Int
  ) -> Temporal {
    let now = calendar.now
    let other = length.added(to: now, sign: sign)
    let (from, to) = sign > 0 ? (now, other) : (other, now)
    return Temporal(
      .dateTimeRange, range,
      [
        Temporal.Reading(
          timex: Timex.range(Timex.moment(from), Timex.moment(to), length.timex),
          value: .moments(from, to))
      ])
  }

  /// `rest of the day`: from now to its last second.
  private func restOfDay(at index: Int) -> Temporal? {
    guard word(index) == .rest, word(index + 1) == .of else { return nil }
    let now = calendar.now
    var at = index + 2
    switch word(at) {
    case .the, .this, .my, .current: at += 1
    default: break
    }
    guard word(at) == .day else { return nil }
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

  /// `within 5 minutes`, `within the next 3 days`.
  private func within(at index: Int) -> Temporal? {
    guard word(index) == .within else { return nil }
    if let (end, length) = durations.length(at: index + 1), length.isClock {
      return word(end) == .of ? nil : fromNow(index..<end, length, 1)
    }
    let start = word(index + 1) == .the && word(index + 2) == .next ? index + 3 : index + 1
    guard let (end, length) = durations.length(at: start), !length.isClock, word(end) != .of else {
      return nil
    }
    let to = length.added(to: Moment(calendar.today), sign: 1).day
    return Temporal(
      .dateRange, index..<end,
      [
        Temporal.Reading(
          timex: Timex.range(calendar.today.iso, to.iso, length.timex),
          value: .days(calendar.today, to))
      ])
  }

  /// `next hour`, `5 past minutes`, `within 5 minutes`, `last 3 hours`.
  func stretch(at index: Int) -> Temporal? {
    if let found = restOfDay(at: index) ?? within(at: index) { return found }
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
      return length.isClock ? fromNow(index..<end, length, shift) : nil
    }
    if let (end, unit) = durations.unit(at: index + 1), reading[index + 1].code > 1 {
      let length = EnglishDurations.Length(parts: [(1, unit)])
      return length.isClock && !reading[index + 1].isPlural && unit != .second
        ? fromNow(index..<end, length, sign) : nil
    }
    guard index + 1 < reading.count, word(index + 1) != .a,
      let (end, length) = durations.length(at: index + 1), length.isClock
    else { return nil }
    return fromNow(index..<end, length, sign)
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
