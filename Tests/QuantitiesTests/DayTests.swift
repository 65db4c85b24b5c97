import Quantities
import Testing

@Suite struct DayTests {
  @Test(
    "Days know their number and weekday",
    arguments: [
      ("1970-01-01", 0, 4), ("2026-11-21", 20_778, 6), ("2000-02-29", 11_016, 2),
      ("1969-12-31", -1, 3),
    ])
  func converts(iso: String, number: Int, weekday: Int) throws {
    let day = try #require(Day(iso: iso))
    #expect(day.number == number)
    #expect(day.weekday == weekday)
    #expect(Day(number: number).iso == iso)
  }

  @Test(
    "What no calendar holds is refused", arguments: ["2026-02-29", "2026-13-01", "26-1-1", "x"])
  func refuses(text: String) { #expect(Day(iso: text) == nil) }

  @Test("A month after the 31st of January is the end of February")
  func addsMonths() throws {
    let day = try #require(Day(iso: "2026-01-31"))
    #expect(day.adding(months: 1).iso == "2026-02-28")
    #expect(day.adding(months: -2).iso == "2025-11-30")
  }
}
