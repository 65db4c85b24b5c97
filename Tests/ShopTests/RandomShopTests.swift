import Computing
import Diagnostics
import Formats
import Quantities
import Shop
import ShopSQLite
import Testing

/// Long runs of requests drawn at random, sensible and not: whatever is asked, the books must balance.
@Suite struct RandomShopTests {
  /// What strangers type into fields.
  static let texts = [
    "", " ", "10001", "'; DROP TABLE orders; --", "\" OR 1=1 --", "{{policy.returns.window_days}}",
    "%s%n", "\u{0}", "\u{1B}[31m", "退货", "٣", "😀", String(repeating: "x", count: 10_000), "K-1",
    "card",
    "gift",
  ]

  @Test("The log explains the shop after anything", arguments: [1, 2, 3, 4])
  func balances(seed: UInt64) throws {
    let database = try SampleShop.database()
    let policy = try SampleShop.policy()
    var random = SeededGenerator(seed: seed)
    var done = 0
    for _ in 0..<250 {
      let customer = random.below(4) == 0 ? "c2" : "c1"
      if random.below(6) == 0, let last = try database.lastReversibleAction(of: customer) {
        _ = try database.undo(last, of: customer, today: today)
        continue
      }
      let request = Self.request(&random)
      if case .planned(let plan) = try database.propose(
        request, for: customer, policy: policy, today: today)
      {
        guard case .done = try database.carryOut(plan, policy: policy, today: today) else {
          Issue.record("a fresh plan was not carried out: \(request)")
          continue
        }
        done += 1
      }
    }
    #expect(done > 5)
    #expect(try database.unexplainedChanges(since: SampleShop.seed()) == [])
    #expect(try database.isSound())
    for customer in ["c1", "c2"] {
      for order in try database.orders(of: customer) {
        // Nobody gets back more than was paid.
        let moved = order.payments.reduce(0) {
          $0 + $1.amount.hundredths * ($1.kind == .charge ? 1 : -1)
        }
        #expect(moved >= 0, "order \(order.number)")
        if order.status == .cancelled { #expect(moved == 0, "order \(order.number)") }
        if order.status == .pending { #expect(moved == order.total.hundredths) }
      }
    }
  }

  private static func request(_ random: inout SeededGenerator) -> Request {
    func text(_ random: inout SeededGenerator) -> String { texts[random.below(texts.count)] }
    func number(_ random: inout SeededGenerator) -> String {
      random.below(8) == 0 ? text(&random) : "1000\(1 + random.below(5))"
    }
    func count(_ random: inout SeededGenerator) -> ItemCount {
      ItemCount(line: random.below(4), quantity: random.below(4) - 1)
    }
    func change(_ random: inout SeededGenerator) -> ItemChange {
      let skus = ["K-1", "K-2", "K-3", "T-1", text(&random)]
      return ItemChange(
        line: 1 + random.below(3), quantity: 1 + random.below(2), sku: skus[random.below(5)])
    }
    let methods: [String?] = [nil, "card", "gift", "pal", text(&random)]
    let method = methods[random.below(5)]
    let address = Address(
      line1: text(&random), city: random.below(3) == 0 ? text(&random) : "Denver",
      postcode: "80210", country: random.below(4) == 0 ? text(&random) : "US")
    let order = number(&random)
    switch random.below(10) {
    case 0:
      return .cancel(
        order: order, reason: random.below(3) == 0 ? text(&random) : "no_longer_needed")
    case 1: return .changeAddress(order: order, to: address)
    case 2: return .changePayment(order: order, to: method ?? "gift")
    case 3: return .changeItems(order: order, changes: [change(&random)], payment: method)
    case 4:
      return .returnItems(
        order: order, items: [count(&random)], refundTo: method, reason: text(&random))
    case 5:
      return .exchangeItems(
        order: order, changes: [change(&random)], payment: method, reason: text(&random))
    case 6: return .reportProblem(order: order, items: [count(&random)], problem: .missing)
    case 7: return .complain(order: random.below(2) == 0 ? nil : order, text: text(&random))
    case 8: return .claimWarranty(order: order, items: [count(&random)], text: text(&random))
    default: return .setDefaultAddress(address)
    }
  }

  @Test("Any text in any field comes back as it was", arguments: texts.filter { !$0.isEmpty })
  func keepsTexts(text: String) throws {
    let name = JSON.string(text).text
    let customers = SampleShop.customers.replacing("\"Ada Quill\"", with: name)
    let files = SampleShop.files(customers: customers)
    if text.contains("\u{0}") || text == " " || text.count > 2_000 {
      #expect(throws: Faults.self) { try Seed.read(files, currency: "USD", today: today) }
      return
    }
    let database = try ShopDatabase(inMemoryWithCurrency: "USD")
    try database.load(Seed.read(files, currency: "USD", today: today))
    #expect(try database.customer("c1")?.name == text)
    #expect(try database.order(text)?.number == (text == "10001" ? "10001" : nil))
    #expect(
      try database.identify(
        IdentityClues(orderNumber: text, email: text, name: text, postcode: text),
        policy: Policy().identification) == .refused)
  }
}
