import Quantities
import Shop
import ShopSQLite
import Testing

/// Never a cent too much: what was paid and not given back is the worth of what stays.
@Suite struct OrderBalanceTests {
  static let free = #"""
    {"returns": {"refund_to": ["original", "gift_card"]}, "cancellation": {"statuses": ["pending"]},
     "changes": {"statuses": ["pending"]}, "refunds": {"days": {"credit_card": [5, 7]}}}
    """#

  /// A shop in which everything that K-2 is can be had cheaper, and the order is paid by card.
  static func seed() throws -> Seed {
    let orders = SampleShop.orders.replacing("\"K-1\"", with: "\"K-2\"").replacing(
      "\"quantity\": 2, \"price\": \"39.90\"", with: "\"quantity\": 2, \"price\": \"44.90\"")
    return try Seed.read(SampleShop.files(orders: orders), currency: "USD", today: today)
  }

  static func shop() throws -> ShopDatabase {
    let database = try ShopDatabase(inMemoryWithCurrency: "USD")
    try database.load(seed())
    return database
  }

  static func cheaper(_ order: String = "10001", payment: String? = nil) -> Request {
    .changeItems(
      order: order, changes: [ItemChange(line: 1, quantity: 2, sku: "K-1")], payment: payment)
  }

  @Test(
    "A cancellation after a cheaper change gives back what is left, wherever the difference went",
    arguments: [nil, "card", "gift"])
  func cancelsAfterACheaperChange(payment: String?) throws {
    let database = try Self.shop()
    let paid = try OrderBalance(#require(try database.order("10001"))).paid
    try carryOut(Self.cheaper(payment: payment), in: database)
    try carryOut(.cancel(order: "10001", reason: nil), in: database)
    let balance = try OrderBalance(#require(try database.order("10001")))
    #expect(balance.paid == paid && balance.refunded == paid)
    let credited = payment == "gift" ? "60.00" : "50.00"
    #expect(try database.customer("c1")?.paymentMethod("gift")?.balance?.amount == credited)
  }

  @Test("A change beneath a cancellation cannot be undone") func undoesInOrder() throws {
    let database = try Self.shop()
    let change = try #require(try carryOut(Self.cheaper(payment: "gift"), in: database))
    let cancel = try #require(
      try carryOut(.cancel(order: "10001", reason: nil), in: database))
    #expect(try database.undo(change, of: "c1", today: today) == .changedSince)
    #expect(try database.undo(cancel, of: "c1", today: today) == .done(action: cancel + 1))
    #expect(try database.undo(change, of: "c1", today: today) == .done(action: cancel + 2))
    #expect(try database.order("10001") == Self.shop().order("10001"))
  }

  @Test("A refund that has gone out cannot be undone") func keepsPaidRefunds() throws {
    let database = try Self.shop()
    let cancel = try #require(
      try carryOut(.cancel(order: "10001", reason: nil), in: database))
    #expect(try database.undo(cancel, of: "c1", today: today + 8) == .changedSince)
    #expect(try database.undo(cancel, of: "c1", today: today + 7) == .done(action: cancel + 1))
  }

  @Test("An exchange for something cheaper is credited once the parcel is back")
  func waitsForTheParcel() throws {
    let database = try Self.shop()
    try carryOut(
      .exchangeItems(
        order: "10002", changes: [ItemChange(line: 1, quantity: 1, sku: "K-1")], payment: "gift",
        reason: nil), in: database)
    let order = try #require(try database.order("10002"))
    #expect(order.refunds.map(\.status) == [.waiting] && order.refunds.map(\.due) == [nil])
    #expect(order.refunds.map(\.amount.amount) == ["5.00"])
    #expect(try database.customer("c1")?.paymentMethod("gift")?.balance?.amount == "50.00")
  }

  @Test("What is sent back is not refunded twice") func returnsOnce() throws {
    let database = try Self.shop()
    let policy = try SampleShop.policy(
      #"{"returns": {"statuses": ["delivered", "return_requested"]}}"#)
    func request(_ quantity: Int, _ reason: String) -> Request {
      .returnItems(
        order: "10002", items: [ItemCount(line: 1, quantity: quantity)], refundTo: nil,
        reason: reason)
    }
    try carryOut(request(1, "damaged"), in: database, policy: policy)
    #expect(
      try database.propose(request(2, "late"), for: "c1", policy: policy, today: today)
        == .refused(.badQuantity(line: 1, most: 1)))
    try carryOut(request(1, "late"), in: database, policy: policy)
    #expect(
      try database.propose(request(1, "again"), for: "c1", policy: policy, today: today)
        == .refused(.wrongStatus(.returnRequested, allowed: [])))
    let balance = try OrderBalance(#require(try database.order("10002")))
    #expect(balance.refunded.amount == "89.80" && balance.surplus.hundredths == 0)
  }

  @Test("A method that did not pay gets nothing, a gift card where the policy allows it")
  func refundsToPayers() throws {
    let database = try Self.shop()
    let strict = try SampleShop.policy(#"{"returns": {"refund_to": ["original"]}}"#)
    #expect(
      try database.propose(Self.cheaper(payment: "gift"), for: "c1", policy: strict, today: today)
        == .refused(.refundNotThere(allowed: [.original])))
  }

  @Test("A gift card pays no more than it holds, the card the rest") func splitsCharges() throws {
    let database = try Self.shop()
    let lax = try SampleShop.policy(#"{"payments": {"gift_card_must_cover": false}}"#)
    try carryOut(.changePayment(order: "10001", to: "gift"), in: database, policy: lax)
    var order = try #require(try database.order("10001"))
    #expect(OrderBalance(order).held(by: "gift").amount == "50.00")
    #expect(OrderBalance(order).held(by: "card").amount == "56.70")
    try carryOut(.cancel(order: "10001", reason: nil), in: database, policy: lax)
    order = try #require(try database.order("10001"))
    #expect(OrderBalance(order).held.hundredths == 0)
    #expect(try database.customer("c1")?.paymentMethod("gift")?.balance?.amount == "50.00")
  }

  @Test("A balance is objected to that gives away money") func objects() throws {
    let order = try #require(try Self.shop().order("10001"))
    let balance = OrderBalance(order)
    let zero = Money(hundredths: 0, currency: "USD")
    #expect(balance.surplus == zero && balance.held.amount == "106.70")
    #expect(balance.objection(after: balance, fee: zero, creditable: []) == nil)
    #expect(
      balance.objection(
        after: balance, fee: Money(hundredths: 1, currency: "USD"), creditable: [])
        == "what was paid would not be the worth of what stays")
  }

  @discardableResult
  private func carryOut(
    _ request: Request, in database: ShopDatabase, policy: Policy? = nil
  ) throws -> Int? {
    let policy = try policy ?? SampleShop.policy(Self.free)
    let proposal = try database.propose(request, for: "c1", policy: policy, today: today)
    guard case .planned(let plan) = proposal,
      case .done(let receipt) = try database.carryOut(plan, policy: policy, today: today)
    else {
      Issue.record("\(request): \(proposal)")
      return nil
    }
    return receipt.action
  }
}
