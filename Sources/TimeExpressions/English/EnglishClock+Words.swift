import Quantities
import Text

/// Times of day in words: `noon`, `nine thirty`, `quarter to five`.
extension EnglishClock {
  /// `noon`, `midnight`, `mid-morning`.
  func named(at index: Int) -> (end: Int, time: SpokenTime)? {
    switch word(index) {
    case .noon, .midday: return (index + 1, SpokenTime(12))
    case .midnight: return (index + 1, SpokenTime(0))
    case .midmorning: return (index + 1, SpokenTime(10))
    case .midafternoon: return (index + 1, SpokenTime(14))
    case .mid:
      let part = reading.has("-", at: index + 1) ? index + 2 : index + 1
      switch word(part) {
      case .morning: return (part + 1, SpokenTime(10))
      case .afternoon: return (part + 1, SpokenTime(14))
      case .day: return (part + 1, SpokenTime(12))
      case .night: return (part + 1, SpokenTime(0))
      default: return nil
      }
    default: return nil
    }
  }

  /// `nine thirty`, `five-thirty pm`, `six forty-three minutes`.
  func worded(_ index: Int, _ hourEnd: Int, _ hour: Int, bare: Bool) -> (
    end: Int, time: SpokenTime
  )? {
    guard reading.isWord(index) else { return nil }
    var at = hourEnd
    if reading.has("-", at: at), reading.isAttached(at) { at += 1 }
    var minute = -1
    var end = at
    if reading.spelling(at) == "oh" || reading.spelling(at) == "o",
      (1...9).contains(word(at + 1).cardinal)
    {
      minute = Int(word(at + 1).cardinal)
      end = at + 2
    } else if word(at).cardinal >= 10, let (stop, value) = dates.numbers.accumulate(from: at),
      value < 60
    {
      minute = Int(value)
      end = stop
    }
    guard minute >= 0 else { return nil }
    let half = half(at: end)
    let isTimed =
      half != nil || bare || word(index - 1) == .at || word(end) == .minute
      || word(index - 1) == .by || word(end) == .tomorrow || word(end) == .today
      || word(end) == .tonight || word(end) == .in && word(end + 1) == .the
    guard isTimed else { return nil }
    if word(end) == .minute { end += 1 }
    let time = SpokenTime(hour, minute, isAmbiguous: true)
    if let half, let isAfternoon = half.isAfternoon {
      return (half.end, time.in(afternoon: isAfternoon))
    }
    return (end, time)
  }

  /// `ten to five` may be a range; after `at`, before `am`, or said by itself it tells the time.
  private func isTold(_ index: Int, _ end: Int) -> Bool {
    if half(at: end) != nil || oclock(at: end) != nil { return true }
    guard !reading.isWord(end) || [.in, .on, .at, .and, .or, .today, .tomorrow].contains(word(end))
    else { return false }
    switch word(index - 1) {
    case .at, .by, .around, .about, .isWord, .s, .until, .before, .after, .since: return true
    default: return !reading.isWord(index - 1)
    }
  }

  /// `half past seven`, `quarter to five`, `20 min past eight`, `ten to five`.
  func past(at index: Int) -> (end: Int, time: SpokenTime)? {
    var at = index
    var minutes = 0
    if word(at) == .a, word(at + 1) == .quarter { at += 1 }
    if word(at) == .half {
      (minutes, at) = (30, at + 1)
    } else if word(at) == .quarter {
      (minutes, at) = (15, at + 1)
    } else if word(at) == .three, word(at + 1) == .quarter {
      (minutes, at) = (45, at + 2)
    } else if reading.isDigits(at), reading[at].code <= 2, reading[at].value < 60 {
      (minutes, at) = (Int(reading[at].value), at + 1)
    } else if word(at).cardinal >= 1, let (end, value) = dates.numbers.accumulate(from: at),
      value < 60
    {
      (minutes, at) = (Int(value), end)
    } else {
      return nil
    }
    if word(at) == .minute { at += 1 }
    let isPast =
      word(at) == .past || word(at) == .after && minutes <= 30 && word(at - 1) == .quarter
    let isTo = word(at) == .to
    guard isPast || isTo else { return nil }
    if isTo, minutes < 5, word(at - 1) != .minute { return nil }
    guard let (hourEnd, hour) = hour(at: at + 1), hour >= 1, hour <= 12 else { return nil }
    if isTo, minutes % 5 != 0 || minutes > 30 || minutes == 30, word(at - 1) != .minute {
      return nil
    }
    // `5 to 6pm` is a range; only words and quarters count down.
    if isTo, reading.isDigits(index), word(at - 1) != .minute { return nil }
    if isTo, word(at - 1) != .quarter, word(at - 1) != .minute, !isTold(index, hourEnd) {
      return nil
    }
    var time =
      isPast
      ? SpokenTime(hour, minutes, isAmbiguous: true)
      : SpokenTime(hour == 1 ? 12 : hour - 1, 60 - minutes, isAmbiguous: true)
    var end = oclock(at: hourEnd) ?? hourEnd
    if let (stop, isAfternoon) = half(at: end), let isAfternoon {
      time = time.in(afternoon: isAfternoon)
      end = stop
    }
    return (end, time)
  }
}
