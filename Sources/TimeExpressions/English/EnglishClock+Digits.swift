import Quantities
import Text

/// Times of day in digits: `8:00`, `8.30pm`, `1730 hrs`.
extension EnglishClock {
  /// Whether a mark and two digits of a minute follow an hour's digits.
  func isMinute(_ hourEnd: Int, after index: Int, _ mark: Unicode.Scalar) -> Bool {
    reading.isDigits(index) && reading.has(mark, at: hourEnd) && reading.isAttached(hourEnd)
      && reading.isDigits(hourEnd + 1) && reading.isAttached(hourEnd + 1)
      && reading[hourEnd + 1].code == 2 && reading[hourEnd + 1].value < 60
  }

  /// `8:00`, `8:00:15`.
  func colon(_ index: Int, _ hourEnd: Int, _ hour: Int) -> (end: Int, time: SpokenTime)? {
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
  func point(
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
  func military(at index: Int) -> (end: Int, time: SpokenTime)? {
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
}
