import Computing
import FoundationEssentials
import Quantities
import Shop
import ShopSQLite
import Testing

/// Random sequences of everything that moves money: whatever is asked, never a cent more goes out than came
/// in, and what is held is the worth of what stays.
///
/// `DESKMATE_MONEY_SEQUENCES=100000` runs the long form.
@Suite struct MoneyPropertyTests {
  static let sequences =
    ProcessInfo.processInfo.environment["DESKMATE_MONEY_SEQUENCES"].flatMap { Int($0) } ?? 300

  /// Rules strict and lax, so that sequences reach states that the sample shop's rules would forbid.
  static let policies = [
    #"{"changes": {"item_changes": 1}, "cancellation": {"statuses": ["pending"]}}"#,
    #"{"cancellation": {"statuses": ["pending", "processed"], "fee": "3.00"}}"#,
    """
    {"returns": {"statuses": ["delivered", "return_requested", "exchange_requested"], "fee": "2.50",
                 "refund_to": ["original", "gift_card"]},
     "exchanges": {"statuses": ["delivered", "return_requested", "exchange_requested"],
                   "fee": "1.50", "per_order": 3},
     "refunds": {"days": {"credit_card": [5, 7], "gift_card": [0, 0]}}}
    """,
    """
    {"returns": {"statuses": ["delivered", "return_requested"], "refund_to": ["any"]},
     "cancellation": {"statuses": ["pending", "processed", "delivered", "return_requested",
                                   "exchange_requested"]},
     "changes": {"statuses": ["pending", "processed"]},
     "payments": {"gift_card_must_cover": false}}
    """,
    #"{"returns": {"refund_to": ["original"]}, "payments": {"gift_card_must_cover": false}}"#,
  ]

  @Test("Never a cent more goes out than came in", arguments: [false, true])
  func balances(isMade: Bool) throws {
    let seed = try isMade ? OrderBalanceTests.seed() : ShippedShopTests.seed()
    let policies = try Self.policies.map { try SampleShop.policy($0) }
    let database = try ShopDatabase(inMemoryWithCurrency: "USD")
    var random = SeededGenerator(seed: isMade ? 11 : 12)
    var written = 0
    for number in 0..<(Self.sequences / 2) {
      let order = seed.orders[random.below(seed.orders.count)]
      // Shops of one order, and every third time a second one that shares the gift card.
      let other = seed.orders.last { $0.customer == order.customer }?.number ?? order.number
      let numbers: Set = number % 3 == 0 ? [order.number, other] : [order.number]
      try database.load(seed.only(orders: numbers))
      var sequence = MoneySequence(
        database: database, policy: policies[random.below(policies.count)],
        customer: order.customer, numbers: numbers.sorted(), random: random)
      written += try sequence.run(acts: 2 + random.below(10))
      random = sequence.random
    }
    #expect(written > Self.sequences / 2)
  }
}

/// One sequence of acts of one customer, checked after each.
private struct MoneySequence {
  let database: ShopDatabase
  let policy: Policy
  let customer: String
  let numbers: [String]
  var random: SeededGenerator
  private var day = today
  private var assortment = Assortment(categories: [], products: [])

  init(
    database: ShopDatabase, policy: Policy, customer: String, numbers: [String],
    random: SeededGenerator
  ) {
    self.database = database
    self.policy = policy
    self.customer = customer
    self.numbers = numbers
    self.random = random
  }

  mutating func run(acts: Int) throws -> Int {
    assortment = try database.assortment()
    var before = try orders()
    let sum = try giftCards(before)
    var written = 0
    for _ in 0..<acts {
      let done = try act()
      let after = try orders()
      if done == nil {
        #expect(after == before)
        continue
      }
      written += 1
      for (old, new) in zip(before, after) { check(old, new, fee: done?.fee ?? 0, done) }
      #expect(try giftCards(after) == sum, "a gift card gained or lost: \(done?.name ?? "")")
      before = after
    }
    return written
  }

  private func orders() throws -> [Order] {
    try numbers.compactMap { try database.order($0) }
  }

  /// What gift cards hold and what they still pay for: no act changes the sum but a credit of what another
  /// method paid, which is taken off again here.
  private func giftCards(_ orders: [Order]) throws -> [String: Int] {
    var sums: [String: Int] = [:]
    for method in try database.customer(customer)?.paymentMethods ?? []
    where method.kind == .giftCard {
      var sum = method.balance?.hundredths ?? 0
      for payment in orders.flatMap(\.payments) where payment.method == method.id {
        if payment.kind == .charge { sum += payment.amount.hundredths }
        if payment.kind == .refund, payment.status != .waiting { sum -= payment.amount.hundredths }
      }
      sums[method.id] = sum
    }
    return sums
  }

  private func balance(_ order: Order) -> OrderBalance {
    OrderBalance(order) { assortment.variant($0)?.price }
  }

  private func check(_ old: Order, _ new: Order, fee: Int, _ act: Act?) {
    let (before, after) = (balance(old), balance(new))
    let label: Comment = "\(act?.name ?? "") of \(new.number)"
    #expect(after.held.hundredths >= min(0, before.held.hundredths), label)
    for share in after.shares where act?.creditable.contains(share.method) != true {
      #expect(
        share.held.hundredths >= min(0, before.held(by: share.method).hundredths), label)
    }
    if act?.isUndo == true || act?.order != new.number { return }
    let rest = after.surplus.hundredths - fee
    let bounds = [0, before.surplus.hundredths].sorted()
    #expect(rest >= bounds[0] && rest <= bounds[1], label)
    if act?.name == "cancel" { #expect(after.held.hundredths == fee, label) }
  }

  private struct Act {
    let name: String
    let order: String?
    let fee: Int
    let creditable: Set<String>
    let isUndo: Bool
  }

  /// Does something; `nil` when it was refused.
  private mutating func act() throws -> Act? {
    let cards = try database.customer(customer)?.paymentMethods ?? []
    let creditable = Set(
      cards.filter {
        policy.returns.refundTo.contains(.any)
          || $0.kind == .giftCard && policy.returns.refundTo.contains(.giftCard)
      }.map(\.id))
    if random.below(12) == 0 { day = day + random.below(4) }
    if random.below(4) == 0 {
      let last = try database.actions(limit: 50)
      guard let action = last.isEmpty ? nil : last[random.below(min(3, last.count))],
        case .done = try database.undo(action.id, of: customer, today: day)
      else { return nil }
      return Act(
        name: "undoing \(action.kind)", order: nil, fee: 0, creditable: Set(cards.map(\.id)),
        isUndo: true)
    }
    guard let order = try database.order(numbers[random.below(numbers.count)]) else { return nil }
    let request = request(order, cards.map(\.id))
    guard
      case .planned(let plan) = try database.propose(
        request, for: customer, policy: policy, today: day)
    else { return nil }
    guard case .done = try database.carryOut(plan, policy: policy, today: day) else {
      Issue.record("a fresh plan was not carried out: \(request)")
      return nil
    }
    let fee = plan.effects.reduce(0) { sum, effect in
      if case .fee(let fee) = effect { sum + fee.hundredths } else { sum }
    }
    return Act(
      name: request.kind, order: order.number, fee: fee, creditable: creditable, isUndo: false)
  }

  private mutating func request(_ order: Order, _ methods: [String]) -> Request {
    let item = order.items[random.below(order.items.count)]
    let variants = assortment.product(item.product)?.variants.map(\.sku) ?? [item.sku]
    let method: String? = random.below(3) == 0 ? nil : methods[random.below(methods.count)]
    let quantity = 1 + random.below(item.quantity)
    let change = ItemChange(
      line: item.line, quantity: quantity, sku: variants[random.below(variants.count)])
    let count = ItemCount(line: item.line, quantity: quantity)
    switch random.below(order.status == .pending ? 8 : 7) {
    case 0: return .cancel(order: order.number, reason: nil)
    case 1: return .changePayment(order: order.number, to: methods[random.below(methods.count)])
    case 2, 7: return .changeItems(order: order.number, changes: [change], payment: method)
    case 3:
      return .returnItems(order: order.number, items: [count], refundTo: method, reason: nil)
    case 4:
      return .exchangeItems(
        order: order.number, changes: [change], payment: method, reason: nil)
    case 5: return .reportProblem(order: order.number, items: [count], problem: .damaged)
    default: return .complain(order: order.number, text: "again \(random.below(100))")
    }
  }
}
