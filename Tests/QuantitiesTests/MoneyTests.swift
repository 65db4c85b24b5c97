import Quantities
import Testing

@Suite struct MoneyTests {
  @Test(
    "Amounts are exact and read as customers write them",
    arguments: [
      ("39.90", "USD", 3990, "$39.90"), ("40", "USD", 4000, "$40"), ("-4.5", "EUR", -450, "-€4.50"),
      ("350", "CNY", 35000, "¥350"), ("0.05", "CHF", 5, "0.05 CHF"),
    ])
  func readsAndShows(amount: String, currency: String, hundredths: Int, shown: String) throws {
    let money = try #require(Money(amount: amount, currency: currency))
    #expect(money.hundredths == hundredths)
    #expect(money.display == shown)
  }

  @Test("What is no amount is refused", arguments: ["", "1.234", "a", "1.", ".5", "--1"])
  func refuses(text: String) { #expect(Money(amount: text, currency: "USD") == nil) }
}
