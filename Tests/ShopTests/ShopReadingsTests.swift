import Quantities
import Shop
import ShopSQLite
import Testing

@Suite("A shop as one turn sees it") struct ShopReadingsTests {
  private let policy: Policy
  private let database: ShopDatabase
  private let readings: ShopReadings

  init() throws {
    policy = try SampleShop.policy()
    database = try SampleShop.database()
    readings = ShopReadings(database)
  }

  private func address(_ order: String, in store: any ShopStore) throws -> Address? {
    try store.order(order)?.address
  }

  /// Changes the address of an order in a store.
  private func change(_ order: String, in store: any ShopStore) throws {
    let request = Request.changeAddress(order: order, to: elsewhere)
    guard
      case .planned(let plan) = try store.propose(
        request, for: "c1", policy: policy, today: today),
      case .done = try store.carryOut(plan, policy: policy, today: today)
    else {
      Issue.record("not done")
      return
    }
  }

  @Test("What was read stays, whoever else writes") func readsOnce() throws {
    let before = try address("10001", in: readings)
    let orders = try readings.orders(of: "c1")
    try change("10001", in: database)
    #expect(try address("#10001", in: readings) == before)
    #expect(try readings.orders(of: "c1") == orders)
    #expect(try address("10001", in: ShopReadings(database)) == elsewhere)
  }

  @Test("What the turn itself writes is read anew") func readsAnew() throws {
    let before = try address("10001", in: readings)
    _ = try readings.orders(of: "c1")
    #expect(try readings.lastReversibleAction(of: "c1") == nil)
    try change("10001", in: readings)
    #expect(before != elsewhere)
    #expect(try address("10001", in: readings) == elsewhere)
    #expect(try readings.orders(of: "c1").first { $0.number == "10001" }?.address == elsewhere)
    #expect(try readings.lastReversibleAction(of: "c1") != nil)
  }

  @Test("Another spelling of a number, an order of nobody, a customer of no name")
  func readsWhatThereIsNot() throws {
    _ = try readings.orders(of: "c1")
    #expect(try readings.order("# 10001")?.number == "10001")
    #expect(try readings.order("99999") == nil)
    #expect(try readings.customer("nobody") == nil)
    #expect(try readings.customer("nobody") == nil)
  }
}
