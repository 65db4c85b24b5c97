import Quantities
import Text

/// Times of day in English.
struct EnglishClock {
  let dates: EnglishDates
  let reading: Reading

  init(_ dates: EnglishDates) {
    self.dates = dates
    reading = dates.reading
  }

  private func word(_ index: Int) -> Word { reading.word(index) }

  /// A part of the day: its timex, when it begins and ends, and whether it is after noon.
  struct Part {
    let timex: String
    let from: Int
    let to: Int
    let isAfternoon: Bool
  }

  /// `morning`, `evening`, `night`; a plural is a set of them.
  func part(at index: Int) -> (end: Int, part: Part)? {
    func hours(_ timex: String, _ from: Int, _ to: Int, _ afternoon: Bool) -> Part {
      Part(timex: timex, from: from * 3600, to: to * 3600, isAfternoon: afternoon)
    }
    switch word(index) {
    case .morning: return (index + 1, hours("TMO", 8, 12, false))
    case .afternoon: return (index + 1, hours("TAF", 12, 16, true))
    case .evening: return (index + 1, hours("TEV", 16, 20, true))
    case .night, .tonight:
      if word(index) == .night, reading.has("-", at: index + 1), word(index + 2) == .time {
        return (index + 3, hours("TNT", 0, 8, false))
      }
      return (index + 1, Part(timex: "TNI", from: 72_000, to: 86_399, isAfternoon: true))
    case .daytime: return (index + 1, hours("TDT", 8, 18, false))
    case .nighttime: return (index + 1, hours("TNT", 0, 8, false))
    case .lunchtime: return (index + 1, hours("TMEL", 11, 13, true))
    case .dinnertime: return (index + 1, hours("TMED", 16, 20, true))
    case .business where word(index + 1) == .hour: return (index + 2, hours("TBH", 8, 18, false))
    default: return nil
    }
  }

  /// `am`, `p.m.`, `a`, `p`, `ampm` after a time.
  private func half(at index: Int) -> (end: Int, isAfternoon: Bool?)? {
    guard reading.isWord(index) else { return nil }
    switch word(index) {
    case .am, .pm:
      return (index + 1, word(index) == .pm)
    default: break
    }
    let spelling =
      reading[index].code == 1 || reading[index].code == 4 ? reading.spelling(index) : ""
    if spelling == "ampm" { return (index + 1, nil) }
    guard spelling == "a" || spelling == "p" else { return nil }
    if reading.has(".", at: index + 1), reading.isAttached(index + 1),
      reading.isAttached(index + 2),
      reading.isWord(index + 2), reading[index + 2].code == 1, reading.spelling(index + 2) == "m"
    {
      let end =
        reading.has(".", at: index + 3) && reading.isAttached(index + 3) ? index + 4 : index + 3
      return (end, spelling == "p")
    }
    if reading.isWord(index + 1), reading[index + 1].code == 1, reading.spelling(index + 1) == "m",
      !reading.isAttached(index + 1)
    {
      return (index + 2, spelling == "p")
    }
    guard reading.isAttached(index) else { return nil }
    return (index + 1, spelling == "p")
  }

  /// An hour in digits or in words, 0 to 24.
  private func hour(at index: Int) -> (end: Int, value: Int)? {
    if reading.isDigits(index) {
      guard reading[index].code <= 2, reading[index].value <= 24 else { return nil }
      return (index + 1, Int(reading[index].value))
    }
    let value = word(index).cardinal
    guard value >= 1, value <= 12, reading.isWord(index) else { return nil }
    return (index + 1, Int(value))
  }

  /// A time of day. `bare` also takes a number alone, where the words around promise a time.
  func time(at index: Int, bare: Bool = false) -> (end: Int, time: SpokenTime)? {
    guard let (end, time) = core(at: index, bare: bare) else { return nil }
    return withPart(end, time)
  }

  /// `in the morning`, `at night`, `this afternoon` after a time settle its half.
  private func withPart(_ index: Int, _ time: SpokenTime) -> (end: Int, time: SpokenTime) {
    var at = index
    if word(at) == .in, word(at + 1) == .the {
      at += 2
    } else if word(at) == .at {
      at += 1
    } else if word(at) == .in {
      at += 1
    } else {
      // `8:00 early morning`
      guard
        word(at) == .early || word(at) == .late || word(at) == .morning || word(at) == .afternoon
          || word(at) == .evening
      else { return (index, time) }
    }
    if word(at) == .early || word(at) == .late { at += 1 }
    guard let (end, part) = part(at: at), !reading[at].isPlural, word(at) != .tonight else {
      return (index, time)
    }
    return (end, settled(time, part))
  }

  func settled(_ time: SpokenTime, _ part: Part) -> SpokenTime {
    guard time.isAmbiguous else { return time }
    if part.timex == "TNI" {
      return time.in(afternoon: time.hour >= 5 && time.hour < 12)
    }
    return time.in(afternoon: part.isAfternoon)
  }

  /// `noon`, `midnight`, `mid-morning`.
  private func named(at index: Int) -> (end: Int, time: SpokenTime)? {
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

  /// Whether digits at a place are a part of what stands before them.
  private func isTail(_ index: Int) -> Bool {
    guard reading.isAttached(index) else { return false }
    return reading.isWord(index - 1) || reading.has("$", at: index - 1)
      || reading.isDigits(index - 1)
      || reading.has(".", at: index - 1) && reading.isDigits(index - 2)
      || reading.has(":", at: index - 1) && reading.isDigits(index - 2)
  }

  /// Whether a mark and two digits of a minute follow an hour's digits.
  private func isMinute(_ hourEnd: Int, after index: Int, _ mark: Unicode.Scalar) -> Bool {
    reading.isDigits(index) && reading.has(mark, at: hourEnd) && reading.isAttached(hourEnd)
      && reading.isDigits(hourEnd + 1) && reading.isAttached(hourEnd + 1)
      && reading[hourEnd + 1].code == 2 && reading[hourEnd + 1].value < 60
  }

  /// `12 noon`, `11 noon`, `9 at night`.
  private func qualified(_ hourEnd: Int, _ hour: Int) -> (end: Int, time: SpokenTime)? {
    if word(hourEnd) == .noon, hour >= 11 || hour == 1, hour <= 12 {
      return (hourEnd + 1, SpokenTime(hour == 1 ? 13 : hour))
    }
    if word(hourEnd) == .midnight, hour == 12 { return (hourEnd + 1, SpokenTime(0)) }
    if word(hourEnd) == .at, word(hourEnd + 1) == .night, hour <= 12, hour >= 1 {
      return (hourEnd, SpokenTime(hour, isAmbiguous: true))
    }
    return nil
  }

  /// `8:00`, `8:00:15`.
  private func colon(_ index: Int, _ hourEnd: Int, _ hour: Int) -> (end: Int, time: SpokenTime)? {
    var end = hourEnd + 2
    let minute = Int(reading[hourEnd + 1].value)
    var second: Int?
    if reading.has(":", at: end), reading.isAttached(end), reading.isDigits(end + 1),
      reading[end + 1].code == 2, reading[end + 1].value < 60
    {
      second = Int(reading[end + 1].value)
      end += 2
    }
    if reading.isAttached(end), reading.isDigits(end) { return nil }
    return finished(end, hour, minute, second)
  }

  /// `8.30pm`, and `8.30` where the words around promise a time.
  private func point(
    _ index: Int, _ hourEnd: Int, _ hour: Int, bare: Bool
  ) -> (end: Int, time: SpokenTime)? {
    let minute = Int(reading[hourEnd + 1].value)
    if let (end, isAfternoon) = half(at: hourEnd + 2), hour <= 12 {
      return (end, SpokenTime(hour, minute, isAmbiguous: true).in(afternoon: isAfternoon ?? false))
    }
    guard bare || word(index - 1) == .at, hour <= 23,
      !reading.isWord(hourEnd + 2) || !reading.isAttached(hourEnd + 2)
    else { return nil }
    return (hourEnd + 2, SpokenTime(hour, minute, isAmbiguous: hour <= 12))
  }

  /// `0530 hours`, `at 1730 hrs`: four digits that something tells from a length of time.
  private func military(at index: Int) -> (end: Int, time: SpokenTime)? {
    guard reading.isDigits(index), reading[index].code == 4, word(index + 1) == .hour,
      reading[index].value < 2400
    else { return nil }
    let announcers: Set<Word> = [.at, .by, .from, .until, .before, .after, .around, .between, .to]
    let value = Int(reading[index].value)
    guard value % 100 < 60, reading[index].isPlural || announcers.contains(word(index - 1)) else {
      return nil
    }
    return (index + 2, SpokenTime(value / 100, value % 100))
  }

  private func core(at index: Int, bare: Bool) -> (end: Int, time: SpokenTime)? {
    if let found = named(at: index) { return found }
    if let spoken = past(at: index) { return spoken }
    if isTail(index) { return nil }
    if reading.isDigits(index), reading[index].code == 4 || reading[index].code == 3,
      let (end, isAfternoon) = half(at: index + 1), let isAfternoon
    {
      let value = Int(reading[index].value)
      guard value / 100 <= 12, value % 100 < 60 else { return nil }
      return (
        end, SpokenTime(value / 100, value % 100, isAmbiguous: true).in(afternoon: isAfternoon)
      )
    }
    if let found = military(at: index) { return found }
    guard let (hourEnd, hour) = hour(at: index) else { return nil }
    if let found = qualified(hourEnd, hour) { return found }
    if isMinute(hourEnd, after: index, ":") { return colon(index, hourEnd, hour) }
    if isMinute(hourEnd, after: index, ".") { return point(index, hourEnd, hour, bare: bare) }
    if let (end, isAfternoon) = half(at: hourEnd), hour <= 12, hour >= 1 || isAfternoon != nil {
      // `5 a day` is no time.
      if word(end - 1) == .a, end == hourEnd + 1, !reading.isAttached(hourEnd) { return nil }
      let time = SpokenTime(hour, isAmbiguous: true)
      return (end, isAfternoon.map { time.in(afternoon: $0) } ?? time)
    }
    if let end = oclock(at: hourEnd) { return finished(end, hour, nil, nil) }
    if let worded = worded(index, hourEnd, hour, bare: bare) { return worded }
    // `7 in the morning`, `3 in the afternoon`
    if word(hourEnd) == .in, word(hourEnd + 1) == .the, part(at: hourEnd + 2) != nil,
      word(hourEnd + 2) != .daytime, hour <= 12, hour >= 1
    {
      return (hourEnd, SpokenTime(hour, isAmbiguous: true))
    }
    guard bare,
      !reading.isAttached(hourEnd)
        || !(reading.has("%", at: hourEnd) || reading.has(":", at: hourEnd)
          || reading.has("/", at: hourEnd) || reading.isWord(hourEnd)),
      !(reading.has(".", at: hourEnd) && reading.isDigits(hourEnd + 1)
        && reading.isAttached(hourEnd + 1))
    else { return nil }
    var time = SpokenTime(hour, isAmbiguous: hour <= 12 && hour > 0)
    time.isBare = true
    return (hourEnd, time)
  }

  /// `12:09:00` right after the `T` of ISO 8601, a zone taken along.
  func written(at index: Int) -> (end: Int, time: SpokenTime)? {
    guard reading.isDigits(index), reading[index].code == 2, reading[index].value < 24,
      reading.has(":", at: index + 1), reading.isDigits(index + 2), reading[index + 2].code == 2,
      reading[index + 2].value < 60
    else { return nil }
    var end = index + 3
    var second: Int?
    if reading.has(":", at: end), reading.isDigits(end + 1), reading[end + 1].value < 60 {
      second = Int(reading[end + 1].value)
      end += 2
      if reading.has(".", at: end), reading.isDigits(end + 1), reading.isAttached(end + 1) {
        end += 2
      }
    }
    if reading.isWord(end), reading.isAttached(end), reading.spelling(end) == "z" { end += 1 }
    return (end, SpokenTime(Int(reading[index].value), Int(reading[index + 2].value), second))
  }

  private func oclock(at index: Int) -> Int? {
    if word(index) == .oclock { return index + 1 }
    guard reading.isWord(index), reading[index].code == 1, reading.spelling(index) == "o",
      reading.has("'", at: index + 1) || reading.has("’", at: index + 1)
        || word(index + 1) == .oclock
    else { return nil }
    if word(index + 1) == .oclock { return index + 2 }
    return word(index + 2) == .oclock ? index + 3 : nil
  }

  private func finished(
    _ index: Int, _ hour: Int, _ minute: Int?, _ second: Int?
  ) -> (end: Int, time: SpokenTime)? {
    guard hour < 24 || hour == 24 && (minute ?? 0) == 0 else { return nil }
    var end = oclock(at: index) ?? index
    var time = SpokenTime(
      hour == 24 ? 0 : hour, minute, second, isAmbiguous: hour <= 12 && hour > 0)
    time.is24Hour = hour > 12
    if hour <= 12, let (stop, isAfternoon) = half(at: end) {
      end = stop
      if let isAfternoon { time = time.in(afternoon: isAfternoon) }
    }
    return (end, time)
  }

  /// `nine thirty`, `five-thirty pm`, `six forty-three minutes`.
  private func worded(_ index: Int, _ hourEnd: Int, _ hour: Int, bare: Bool) -> (
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
  private func past(at index: Int) -> (end: Int, time: SpokenTime)? {
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
