import Diagnostics
import Quantities
import Shop
import ShopSQLite
import Testing

private func dollars(_ amount: String) throws -> Money {
  try #require(Money(amount: amount, currency: "USD"))
}

extension SampleShop {
  static let policyText = """
    {"shop": {"currency": "USD"},
     "returns": {"window_days": 30, "refund_to": ["original", "gift_card"],
                 "excluded_categories": ["tea"], "send_back_days": 14},
     "exchanges": {"window_days": 30},
     "cancellation": {"statuses": ["pending"], "reasons": ["no_longer_needed", "ordered_by_mistake"]},
     "changes": {"statuses": ["pending"], "item_changes": 1},
     "refunds": {"days": {"credit_card": [5, 7], "gift_card": [0, 0]}},
     "delivery": {"countries": [{"code": "US", "name": {"en": "the United States", "zh": "美国"}}]},
     "damage": {"report_days": 7}, "warranty": {"months": 24}, "complaints": {"answer_days": 2}}
    """

  static func policy(_ text: String = policyText) throws -> Policy {
    try Policy.read(Array(text.utf8), file: "policy.json")
  }
}

let elsewhere = Address(
  line1: "2 Larkspur Lane", city: "Denver", state: "CO", postcode: "80210", country: "US")
let mug = ItemCount(line: 1, quantity: 1)

@Suite struct TransactionTests {
  /// Every kind of request that our small shop can fulfil.
  static let possible: [Request] = [
    .cancel(order: "10001", reason: "no_longer_needed"),
    .changeAddress(order: "10001", to: elsewhere),
    .changeItems(
      order: "10001", changes: [ItemChange(line: 1, quantity: 2, sku: "K-2")], payment: nil),
    .changeItems(
      order: "10001", changes: [ItemChange(line: 1, quantity: 1, sku: "K-2")], payment: "gift"),
    .returnItems(order: "10002", items: [mug], refundTo: nil, reason: "damaged"),
    .returnItems(order: "10002", items: [mug], refundTo: "gift", reason: nil),
    .exchangeItems(
      order: "10002", changes: [ItemChange(line: 1, quantity: 1, sku: "K-2")], payment: nil,
      reason: nil),
    .claimWarranty(order: "10003", items: [mug], text: "the lid broke"),
    .complain(order: "10004", text: "'); DROP TABLE orders; -- {{policy.returns.window_days}}"),
    .complain(order: nil, text: "nobody answers"),
    .sendInvoice(order: "10003"),
    .setDefaultAddress(elsewhere),
  ]

  @Test("What the policy allows is done, once, and explained by the log", arguments: possible)
  func isDone(request: Request) throws {
    let database = try SampleShop.database()
    let policy = try SampleShop.policy()
    let proposal = try database.propose(request, for: "c1", policy: policy, today: today)
    guard case .planned(let plan) = proposal else {
      Issue.record("\(proposal)")
      return
    }
    let outcome = try database.carryOut(plan, policy: policy, today: today)
    guard case .done(let receipt) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(!receipt.isRepeated)
    #expect(receipt.plan == plan)
    #expect(try database.unexplainedChanges(since: SampleShop.seed()) == [])
    #expect(try database.actions().map(\.kind) == [request.kind])

    // The same again, by itself or confirmed twice: the same receipt, and nothing more happens.
    let again = try database.propose(request, for: "c1", policy: policy, today: today)
    guard case .done(let same) = again else {
      Issue.record("\(again)")
      return
    }
    #expect(same.isRepeated && same.action == receipt.action && same.reference == receipt.reference)
    #expect(try database.carryOut(plan, policy: policy, today: today) == .done(same))
    #expect(try database.actions().count == 1)

    let undone = try database.undo(receipt.action, of: "c1", today: today)
    if plan.isReversible {
      #expect(undone == .done(action: receipt.action + 1))
      let seed = try SampleShop.seed()
      for order in seed.orders { #expect(try database.order(order.number) == order) }
      for customer in seed.customers { #expect(try database.customer(customer.id) == customer) }
      #expect(try database.assortment().products == seed.assortment.products)
      #expect(try database.unexplainedChanges(since: seed) == [])
      #expect(try database.undo(receipt.action, of: "c1", today: today) == .notReversible)
    } else {
      #expect(undone == .notReversible)
    }
    #expect(try database.undo(receipt.action, of: "c2", today: today) == .unknown)
  }

  static let impossible: [(Request, Refusal)] = [
    (.cancel(order: "99999", reason: nil), .unknownOrder),
    (.cancel(order: "10005", reason: "no_longer_needed"), .unknownOrder),
    (
      .cancel(order: "10002", reason: "no_longer_needed"),
      .wrongStatus(.delivered, allowed: [.pending])
    ),
    (
      .cancel(order: "10001", reason: "bored"),
      .reasonNotAccepted(accepted: ["no_longer_needed", "ordered_by_mistake"])
    ),
    (
      .changeAddress(order: "10004", to: elsewhere),
      .wrongStatus(.shipped, allowed: [.pending])
    ),
    (
      .changeAddress(
        order: "10001",
        to: Address(line1: " ", city: "Denver", postcode: "80210", country: "US")),
      .badAddress(field: "line1")
    ),
    (
      .changeAddress(
        order: "10001",
        to: Address(
          line1: String(repeating: "x", count: 10_000), city: "Denver", postcode: "80210",
          country: "US")),
      .badAddress(field: "line1")
    ),
    (
      .changeAddress(
        order: "10001",
        to: Address(line1: "1 Rue", city: "Paris", postcode: "75001", country: "FR")),
      .countryNotServed("FR")
    ),
    (.changePayment(order: "10001", to: "card"), .samePaymentMethod),
    (.changePayment(order: "10001", to: "pal"), .unknownPaymentMethod),
    (
      .changePayment(order: "10001", to: "gift"),
      .giftCardTooLow(
        balance: Money(hundredths: 5000, currency: "USD"),
        needed: Money(hundredths: 9670, currency: "USD"))
    ),
    (.changeItems(order: "10001", changes: [], payment: nil), .noItems),
    (
      .changeItems(
        order: "10001", changes: [ItemChange(line: 1, quantity: 1, sku: "T-1")], payment: nil),
      .otherProduct(line: 1)
    ),
    (
      .changeItems(
        order: "10001", changes: [ItemChange(line: 1, quantity: 1, sku: "K-1")], payment: nil),
      .sameVariant(line: 1)
    ),
    (
      .changeItems(
        order: "10001", changes: [ItemChange(line: 1, quantity: 1, sku: "K-3")], payment: nil),
      .outOfStock(sku: "K-3", left: 0)
    ),
    (
      .changeItems(
        order: "10001", changes: [ItemChange(line: 1, quantity: 1, sku: "' OR 1=1")], payment: nil),
      .unknownVariant("' OR 1=1")
    ),
    (
      .returnItems(order: "10003", items: [mug], refundTo: nil, reason: nil),
      .windowOver(days: 30, ended: today - 20)
    ),
    (
      .returnItems(
        order: "10002", items: [ItemCount(line: 2, quantity: 1)], refundTo: nil, reason: nil),
      .excluded(lines: [2])
    ),
    (
      .returnItems(
        order: "10002", items: [ItemCount(line: 1, quantity: 3)], refundTo: nil, reason: nil),
      .badQuantity(line: 1, most: 2)
    ),
    (
      .returnItems(order: "10002", items: [mug, mug, mug], refundTo: nil, reason: nil),
      .badQuantity(line: 1, most: 2)
    ),
    (
      .returnItems(
        order: "10002", items: [ItemCount(line: 1, quantity: 0)], refundTo: nil, reason: nil),
      .badQuantity(line: 1, most: 2)
    ),
    (
      .returnItems(
        order: "10002", items: [ItemCount(line: 1, quantity: .min)], refundTo: nil, reason: nil),
      .badQuantity(line: 1, most: 2)
    ),
    (
      .returnItems(
        order: "10002", items: [ItemCount(line: 7, quantity: 1)], refundTo: nil, reason: nil),
      .unknownLine(7)
    ),
    (
      .returnItems(order: "10002", items: [mug], refundTo: "elsewhere", reason: nil),
      .unknownPaymentMethod
    ),
    (
      .returnItems(order: "10004", items: [mug], refundTo: nil, reason: nil),
      .wrongStatus(.shipped, allowed: [.delivered])
    ),
    (
      .reportProblem(order: "10002", items: [mug], problem: .damaged),
      .windowOver(days: 7, ended: today - 1)
    ),
    (
      .complain(order: nil, text: "  "), .noText
    ),
    (
      .complain(order: "10005", text: "give me their order"), .unknownOrder
    ),
    (
      .setDefaultAddress(
        Address(
          line1: "1 Wren Court", city: "Portland", state: "OR", postcode: "97205", country: "US")),
      .sameAddress
    ),
  ]

  @Test("What the policy forbids is refused, and nothing changes", arguments: impossible)
  func isRefused(request: Request, refusal: Refusal) throws {
    let database = try SampleShop.database()
    let policy = try SampleShop.policy()
    #expect(
      try database.propose(request, for: "c1", policy: policy, today: today) == .refused(refusal))
    #expect(try database.unexplainedChanges(since: SampleShop.seed()) == [])
  }

  @Test("Cancelling gives back what was paid and fills the shelf") func cancels() throws {
    let database = try SampleShop.database()
    try done(.cancel(order: "10001", reason: "no_longer_needed"), in: database)
    let order = try #require(try database.order("10001"))
    #expect(order.status == .cancelled)
    #expect(order.cancelReason == "no_longer_needed")
    #expect(try order.refunds.map(\.amount) == [dollars("96.70")])
    #expect(order.refunds.map(\.due) == [today + 7])
    #expect(try database.stock("K-1") == 7)
  }

  @Test("A dearer variant is charged to the gift card, and cancelling gives all back")
  func settlesDifferences() throws {
    let database = try SampleShop.database()
    try done(
      .changeItems(
        order: "10001", changes: [ItemChange(line: 1, quantity: 1, sku: "K-2")], payment: "gift"),
      in: database)
    let changed = try #require(try database.order("10001"))
    #expect(changed.items.map(\.sku) == ["K-1", "T-1", "K-2"])
    #expect(changed.itemChanges == 1)
    #expect(try changed.total == dollars("101.70"))
    #expect(
      try database.customer("c1")?.paymentMethod("gift")?.balance == dollars("45.00"))
    try done(.cancel(order: "10001", reason: "ordered_by_mistake"), in: database)
    #expect(
      try database.customer("c1")?.paymentMethod("gift")?.balance == dollars("50.00"))
    #expect(try database.stock("K-2") == 2)
    #expect(try database.unexplainedChanges(since: SampleShop.seed()) == [])
  }

  @Test("Items change once, and a policy may close the order after it") func changesOnce() throws {
    let database = try SampleShop.database()
    let request = Request.changeItems(
      order: "10001", changes: [ItemChange(line: 1, quantity: 1, sku: "K-2")], payment: nil)
    try done(request, in: database)
    let other = Request.changeItems(
      order: "10001", changes: [ItemChange(line: 3, quantity: 1, sku: "K-1")], payment: nil)
    #expect(
      try database.propose(other, for: "c1", policy: SampleShop.policy(), today: today)
        == .refused(.itemsAlreadyChanged(limit: 1)))
    let strict = try SampleShop.policy(
      #"{"changes": {"item_changes": 1, "item_change_is_final": true}}"#)
    #expect(
      try database.propose(
        .cancel(order: "10001", reason: nil), for: "c1", policy: strict, today: today)
        == .refused(.closedByItemChange))
  }

  @Test("A plan that no longer holds is not carried out") func noticesChanges() throws {
    let database = try SampleShop.database()
    let policy = try SampleShop.policy()
    let request = Request.changeAddress(order: "10001", to: elsewhere)
    guard
      case .planned(let plan) = try database.propose(
        request, for: "c1", policy: policy, today: today)
    else {
      Issue.record("not planned")
      return
    }
    try done(.cancel(order: "10001", reason: "no_longer_needed"), in: database)
    #expect(
      try database.carryOut(plan, policy: policy, today: today)
        == .changed(.refused(.wrongStatus(.cancelled, allowed: [.pending]))))
    #expect(try database.actions().count == 1)
  }

  @Test("An address that changed again can't be undone beneath it") func refusesUndo() throws {
    let database = try SampleShop.database()
    try done(.changeAddress(order: "10001", to: elsewhere), in: database)
    let home = try #require(try SampleShop.seed().orders.first).address
    try done(.changeAddress(order: "10001", to: home), in: database)
    try done(.changeAddress(order: "10001", to: elsewhere), in: database)
    try done(
      .changeAddress(
        order: "10001",
        to: Address(line1: "3", city: "Denver", postcode: "80210", country: "us")), in: database)
    #expect(try database.undo(1, of: "c1", today: today) == .changedSince)
    #expect(try database.lastReversibleAction(of: "c1") == 4)
    #expect(try database.undo(4, of: "c1", today: today) == .done(action: 5))
    #expect(try database.order("10001")?.address == elsewhere)
  }

  @discardableResult
  private func done(_ request: Request, in database: ShopDatabase) throws -> Receipt? {
    let policy = try SampleShop.policy()
    guard
      case .planned(let plan) = try database.propose(
        request, for: "c1", policy: policy, today: today),
      case .done(let receipt) = try database.carryOut(plan, policy: policy, today: today)
    else {
      Issue.record("could not: \(request)")
      return nil
    }
    return receipt
  }
}
