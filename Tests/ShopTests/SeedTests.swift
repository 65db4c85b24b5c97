import Formats
import Diagnostics
import Quantities
import Shop
import Testing

@Suite struct SeedTests {
  @Test("A shop of our own form is read") func reads() throws {
    let seed = try SampleShop.seed()
    #expect(seed.assortment.products.map(\.id) == ["kettle", "green-tea"])
    #expect(seed.customers.count == 2)
    #expect(seed.orders.map(\.number) == ["10001", "10002", "10003", "10004", "10005"])
    let order = seed.orders[1]
    #expect(order.placed == today - 12)
    #expect(order.delivered == today - 8)
    #expect(order.total == Money(hundredths: 9_670, currency: "USD"))
  }

  @Test(
    "Each fault is named with its place",
    arguments: [
      (
        SampleShop.order("10001", "pending", placed: "-1d") + ","
          + SampleShop.order("#10001", "pending", placed: "-1d"),
        "orders.json:6:86: the order \"10001\" is here twice; the first is on line 1"
      ),
      (
        SampleShop.order("10001", "pending", placed: "-1d", customer: "c9"),
        "orders.json:1:2: order \"10001\" names the customer \"c9\", who is not in the shop"
      ),
      (
        SampleShop.order("10001", "pending", placed: "yesterday"),
        "orders.json:1:71: \"placed\" must be a day such as \"2026-11-21\" or \"-12d\", found \"yesterday\""
      ),
      (
        SampleShop.order("10001", "lost", placed: "-1d"),
        "orders.json:1:50: \"status\" must be one of pending, processed, shipped, delivered, cancelled, "
          + "return_requested, returned, exchange_requested, found \"lost\""
      ),
      (
        SampleShop.order("10001", "pending", placed: "-1d", method: "gift9"),
        "orders.json:1:2: order \"10001\" names the payment method \"gift9\", which its customer does not have"
      ),
    ])
  func namesFaults(orders: String, fault: String) {
    #expect {
      try Seed.read(
        SampleShop.files(orders: "[" + orders + "]"), currency: "USD", today: today)
    } throws: { error in
      (error as? Faults)?.all.map(\.description) == [fault]
    }
  }

  @Test("All faults are listed, and can be skipped") func listsAll() throws {
    let orders =
      "["
      + [
        SampleShop.order("10001", "pending", placed: "-1d"),
        SampleShop.order("10001", "pending", placed: "-1d"),
        SampleShop.order("10002", "pending", placed: "31.2.", customer: "c9"),
        SampleShop.order("10003", "pending", placed: "-1d", customer: "c9"),
      ].joined(separator: ",") + "]"
    let files = SampleShop.files(orders: orders)
    #expect {
      try Seed.read(files, currency: "USD", today: today)
    } throws: { ($0 as? Faults)?.all.count == 3 }
    let seed = try Seed.read(files, currency: "USD", today: today, skippingBad: true)
    #expect(seed.orders.map(\.number) == ["10001"])
    #expect(seed.skipped.count == 3)
  }

  @Test("A file that is no JSON can't be skipped") func refusesBroken() {
    #expect(throws: Faults.self) {
      try Seed.read(
        SampleShop.files(orders: "[{"), currency: "USD", today: today, skippingBad: true)
    }
  }

  @Test("A day may be relative", arguments: [("-12d", -12), ("0d", 0), ("+3d", 3), ("3d", 3)])
  func readsRelativeDays(text: String, offset: Int) throws {
    let seed = try Seed.read(
      SampleShop.files(orders: "[" + SampleShop.order("10001", "pending", placed: text) + "]"),
      currency: "USD", today: today)
    #expect(seed.orders[0].placed == today + offset)
  }

  @Test("The fingerprint follows every byte") func fingerprints() throws {
    let one = SeedFile.fingerprint(of: SampleShop.files())
    #expect(one == SeedFile.fingerprint(of: SampleShop.files().reversed()))
    #expect(one != SeedFile.fingerprint(of: SampleShop.files(orders: SampleShop.orders + " ")))
  }
}
