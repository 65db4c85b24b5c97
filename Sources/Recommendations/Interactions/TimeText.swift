import Formats
import Quantities

/// Reads when something happened: Unix seconds or milliseconds, `2026-11-21`, `2026-11-21 14:30[:05]`
/// (`T` and `Z` are fine), any other time that `WrittenTime` knows, or `-12d`, so many days before today.
enum TimeText {
  static func seconds(
    _ text: ArraySlice<UInt8>, today: Day?, order: WrittenTime.DayOrder = .dayFirst
  ) -> Int64? {
    var digits: Int64 = 0
    var isNumber = !text.isEmpty && text.count <= 15
    for byte in text where isNumber {
      if byte >= 0x30, byte <= 0x39 {
        digits = digits * 10 + Int64(byte - 0x30)
      } else {
        isNumber = false
      }
    }
    // Milliseconds when seconds would lie beyond the year 5138.
    if isNumber { return digits >= 100_000_000_000 ? digits / 1000 : digits }
    if text.last == UInt8(ascii: "d"), let today,
      let days = Int(String(decoding: text.dropLast(), as: UTF8.self)), abs(days) < 100_000
    {
      return Int64((today + days).number) * 86_400
    }
    return calendar(text) ?? written(text, order)
  }

  /// Any other time that files write, in Greenwich where it names its zone.
  private static func written(_ text: ArraySlice<UInt8>, _ order: WrittenTime.DayOrder) -> Int64? {
    guard let time = WrittenTime(String(decoding: text, as: UTF8.self), order: order) else {
      return nil
    }
    if let epoch = time.epoch { return epoch }
    guard let date = time.date, let day = Day(year: date.year, month: date.month, day: date.day)
    else { return nil }
    return Int64(day.number) * 86_400 + Int64((time.secondOfDay ?? 0) - (time.zoneOffset ?? 0))
  }

  private static func calendar(_ text: ArraySlice<UInt8>) -> Int64? {
    let bytes = Array(text)
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    guard bytes.count >= 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = number(0..<4), let month = number(5..<7), let date = number(8..<10),
      let day = Day(year: year, month: month, day: date)
    else { return nil }
    let midnight = Int64(day.number) * 86_400
    if bytes.count == 10 { return midnight }
    guard bytes[10] == UInt8(ascii: " ") || bytes[10] == UInt8(ascii: "T"), bytes.count >= 16,
      bytes[13] == UInt8(ascii: ":"), let hour = number(11..<13), hour < 24,
      let minute = number(14..<16), minute < 60
    else { return nil }
    var second = 0
    var rest = 16
    if bytes.count >= 19, bytes[16] == UInt8(ascii: ":"), let given = number(17..<19), given < 61 {
      second = given
      rest = 19
    }
    if rest < bytes.count, bytes[rest] == UInt8(ascii: ".") {
      rest += 1
      while rest < bytes.count, bytes[rest] >= 0x30, bytes[rest] <= 0x39 { rest += 1 }
    }
    let zone = String(decoding: bytes[rest...], as: UTF8.self)
    guard zone.isEmpty || zone == "Z" || zone == "+00:00" || zone == "+0000" else { return nil }
    return midnight + Int64(hour * 3600 + minute * 60 + second)
  }
}
