import Quantities
import Text

/// What comes again and again: `daily`, `every other Friday`, `each Monday at 4pm`.
extension EnglishTemporal {
  func set(at index: Int) -> Temporal? {
    guard let (end, timex) = recurring(at: index) ?? timed(at: index) else { return nil }
    return Temporal(.set, index..<end, [Temporal.Reading(timex: timex, value: .unresolved)])
  }

  private func recurring(at index: Int) -> (Int, String)? {
    switch word(index) {
    case .daily: return (index + 1, "P1D")
    case .everyday: return (index + 1, "P1D")
    case .weekly: return (index + 1, "P1W")
    case .monthly: return (index + 1, "P1M")
    case .yearly: return (index + 1, "P1Y")
    case .quarterly: return (index + 1, "P3M")
    case .biweekly: return (index + 1, "P2W")
    case .bi, .semi:
      var at = index + 1
      if reading.has("-", at: at) { at += 1 }
      let factor = word(index) == .bi ? "2" : "0.5"
      switch word(at) {
      case .daily: return (at + 1, "P\(factor)D")
      case .weekly: return (at + 1, "P\(factor)W")
      case .monthly: return (at + 1, "P\(factor)M")
      case .yearly: return (at + 1, "P\(factor)Y")
      default: return nil
      }
    case .each, .every, .any: return each(at: index)
    default: break
    }
    // `mondays`, `thursdays at 17.30`, `friday mornings`
    let weekday = word(index).weekday
    if weekday > 0 {
      let timex = "XXXX-WXX-\(weekday)"
      if reading[index].isPlural { return withTime(index + 1, timex) }
      if let (end, part) = clock.part(at: index + 1), reading[index + 1].isPlural {
        return (end, timex + part.timex)
      }
    }
    // `one a day`, `twice a week`
    let spelling = reading.isWord(index) && word(index) == .none ? reading.spelling(index) : ""
    if spelling == "once" || spelling == "twice" || word(index) == .one || word(index) == .two
      || word(index) == .three
    {
      let at = word(index + 1) == .times ? index + 2 : index + 1
      if word(at) == .a || word(at) == .per || word(at) == .every,
        let (end, unit) = durations.unit(at: at + 1),
        reading[at + 1].code > 1, !reading[at + 1].isPlural, unit != .second
      {
        return (end, EnglishDurations.Length(parts: [(1, unit)]).timex)
      }
    }
    return nil
  }

  private func each(at index: Int) -> (Int, String)? {
    var at = index + 1
    guard at < reading.count else { return nil }
    let isOther = word(at) == .other
    if isOther { at += 1 }
    let weekday = word(at).weekday
    if weekday > 0 {
      if let (end, part) = clock.part(at: at + 1), word(at + 1) != .tonight {
        return withTime(end, "XXXX-WXX-\(weekday)" + part.timex, hasPart: part)
      }
      return withTime(at + 1, "XXXX-WXX-\(weekday)")
    }
    if let (end, part) = clock.part(at: at), word(at) != .tonight, word(index) != .any || true {
      return withTime(end, part.timex, hasPart: part)
    }
    if word(at) == .weekday { return (at + 1, "XXXX-WXX-WD") }
    if let (end, unit) = durations.unit(at: at), reading[at].code > 1,
      !reading[at].isPlural
    {
      if unit == .second { return nil }
      let scale = word(at) == .fortnight ? 2.0 : 1
      if word(index) == .any, unit != .year, unit != .weekend, unit != .month, unit != .week {
        return nil
      }
      let timex = EnglishDurations.Length(parts: [((isOther ? 2 : 1) * scale, unit)]).timex
      // `every day at 4pm` is told by its time.
      if unit == .day, word(end) == .at, let (stop, time) = clock.time(at: end + 1, bare: true) {
        return (stop, time.timex)
      }
      return (end, timex)
    }
    guard let (end, length) = durations.length(at: at), word(at) != .a, word(at) != .an else {
      // `every 2nd week`
      if let match = dates.ordinals.absolute(at: at),
        let (end, unit) = durations.unit(at: match.range.upperBound), match.value < 60
      {
        return (end, EnglishDurations.Length(parts: [(match.value, unit)]).timex)
      }
      return nil
    }
    return (end, length.timex)
  }

  private func withTime(_ end: Int, _ timex: String, hasPart: EnglishClock.Part? = nil) -> (
    Int, String
  ) {
    var at = end
    if word(at) == .at || word(at) == .from || word(at) == .around { at += 1 }
    guard at < reading.count, let (stop, time) = clock.time(at: at, bare: at > end),
      at > end || !time.isBare
    else { return (end, timex) }
    let settled = hasPart.map { clock.settled(time, $0) } ?? time
    if let part = hasPart { return (stop, timex.dropLast(part.timex.utf8.count) + settled.timex) }
    return (stop, timex + settled.timex)
  }

  /// `3pm each day`, `6am everyday`.
  private func timed(at index: Int) -> (Int, String)? {
    guard let (end, time) = clock.time(at: index) else { return nil }
    if word(end) == .everyday { return (end + 1, time.timex) }
    guard word(end) == .each || word(end) == .every, let (stop, timex) = recurring(at: end) else {
      return nil
    }
    if timex == "P1D" { return (stop, time.timex) }
    return timex.hasPrefix("XXXX-WXX") ? (stop, timex + time.timex) : nil
  }
}
