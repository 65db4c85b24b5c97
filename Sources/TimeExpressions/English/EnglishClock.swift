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

  func word(_ index: Int) -> Word { reading.word(index) }

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
  func half(at index: Int) -> (end: Int, isAfternoon: Bool?)? {
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
  func hour(at index: Int) -> (end: Int, value: Int)? {
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

  /// Whether digits at a place are a part of what stands before them.
  private func isTail(_ index: Int) -> Bool {
    guard reading.isAttached(index) else { return false }
    return reading.isWord(index - 1) || reading.has("$", at: index - 1)
      || reading.isDigits(index - 1)
      || reading.has(".", at: index - 1) && reading.isDigits(index - 2)
      || reading.has(":", at: index - 1) && reading.isDigits(index - 2)
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

  func oclock(at index: Int) -> Int? {
    if word(index) == .oclock { return index + 1 }
    guard reading.isWord(index), reading[index].code == 1, reading.spelling(index) == "o",
      reading.has("'", at: index + 1) || reading.has("’", at: index + 1)
        || word(index + 1) == .oclock
    else { return nil }
    if word(index + 1) == .oclock { return index + 2 }
    return word(index + 2) == .oclock ? index + 3 : nil
  }

  func finished(
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
}
