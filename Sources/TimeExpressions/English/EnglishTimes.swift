import Quantities
import Text

/// Times of day that stand alone, and the parts of a day.
extension EnglishTemporal {
  func timeAlone(at index: Int) -> Temporal? {
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
    if word(at) == .around || word(at) == .circa || word(at) == .about {
      at += 1
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
    if isRatio(at) { return nil }
    return timeValue(index..<end, time)
  }

  /// `a ratio of 1:12` tells no time.
  private func isRatio(_ index: Int) -> Bool {
    reading.has(":", at: index + 1) && ShareWords.precede(reading, index)
  }

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
  func partOfDay(at index: Int) -> Temporal? {
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
}
