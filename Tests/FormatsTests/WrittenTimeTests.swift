import Formats
import Testing

@Suite struct WrittenTimeTests {
  @Test(
    "Times in the spellings of files",
    arguments: [
      ("2026-03-01T09:12:00Z", "2026-3-1 33120 0"),
      ("2024-01-05 10:00:00 +0500", "2024-1-5 36000 18000"),
      ("2024-01-05T10:00:00+08:00", "2024-1-5 36000 28800"),
      ("31.12.23, 22:15", "2023-12-31 80100"),
      ("12/31/23, 10:15 PM", "2023-12-31 80100"), ("2024/1/5 下午3:20", "2024-1-5 55200"),
      ("2024年1月5日 15:20", "2024-1-5 55200"),
      ("Tue Oct 31 22:10:47 +0000 2017", "2017-10-31 79847 0"),
      ("Jan 5, 2024 9:05 AM", "2024-1-5 32700"), ("5 January 2024", "2024-1-5"),
      ("20240105", "2024-1-5"),
      ("09:12", "33120"), ("1700000000", "@1700000000"), ("1700000000000", "@1700000000"),
      ("1700000000.0001", "@1700000000"), ("12:05 am", "300"),
    ])
  func reads(text: String, wanted: String) throws {
    let time = try #require(WrittenTime(text))
    var parts: [String] = []
    if let epoch = time.epoch { parts.append("@\(epoch)") }
    if let date = time.date { parts.append("\(date.year)-\(date.month)-\(date.day)") }
    if let second = time.secondOfDay { parts.append("\(second)") }
    if let zone = time.zoneOffset { parts.append("\(zone)") }
    #expect(parts.joined(separator: " ") == wanted)
  }

  @Test(
    "What is no time is none",
    arguments: ["", "hello", "12", "3.14", "1-2", "99:99", "my 10:30 tea"])
  func refuses(text: String) { #expect(WrittenTime(text) == nil) }

  @Test(
    "The order of day and month is proven by one time of many, else guessed",
    arguments: [
      (["1/2/24", "13/2/24"], WrittenTime.DayOrder.dayFirst, false),
      (["1/2/24", "2/13/24"], .monthFirst, false), (["1/2/24"], .dayFirst, true),
      (["1/2/24, 3:15 PM"], .monthFirst, true), (["2024-01-02"], .dayFirst, false),
    ])
  func order(times: [String], order: WrittenTime.DayOrder, isGuess: Bool) {
    let found = WrittenTime.order(of: times)
    #expect(found.order == order && found.isGuess == isGuess)
  }
}
