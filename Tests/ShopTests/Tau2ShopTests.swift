import Diagnostics
import FoundationEssentials
import Quantities
import Shop
import ShopSQLite
import Testing
import Text

/// A small invented shop in the form of the tau2 retail shop, under the rules of that shop's policy.
@Suite struct Tau2ShopTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appending(path: "Tests/Conversations/variety-store").path
  static let large = root.appending(path: "../shared/data/shop/tau2-retail").path

  static func database() throws -> (ShopDatabase, Policy) {
    let bytes = try #require(FileManager.default.contents(atPath: folder + "/policy.json"))
    let policy = try Policy.read([UInt8](bytes), file: "policy.json")
    let database = try ShopDatabase(inMemoryWithCurrency: policy.currency)
    try database.load(
      Seed.read(SeedFile.read(at: folder), currency: policy.currency, today: today))
    return (database, policy)
  }

  @Test("Its form is detected and read") func reads() throws {
    let (database, policy) = try Self.database()
    #expect(try database.counts() == (5, 4, 10))
    let order = try #require(try database.order("w1000006"))
    #expect(order.items.count == 3 && order.placed == nil)
    #expect(
      try database.assortment().title(sku: "5500000001", language: .english)
        == "Desk Fan (blue, small)")
    #expect(policy.returns.windowDays == nil)
  }

  @Test(
    "A customer is known by e-mail, or by name and postcode",
    arguments: [
      (IdentityClues(email: "ORLA.TAMM@example.com"), true),
      (IdentityClues(name: "Orla Tamm", postcode: "55802"), true),
      (IdentityClues(name: "Orla Tamm", postcode: "77550"), false),
      (IdentityClues(email: "orla@example.com"), false),
    ])
  func identifies(clues: IdentityClues, isKnown: Bool) throws {
    let (database, policy) = try Self.database()
    let answer = try database.identify(clues, policy: policy.identification)
    if case .identified(let customer) = answer {
      #expect(isKnown && customer.id == "orla_tamm_1001")
    } else {
      #expect(!isKnown && answer == .refused)
    }
  }

  static let refusals: [(Request, String, Refusal)] = [
    (
      .cancel(order: "#W1000001", reason: "found_cheaper"), "orla_tamm_1001",
      .reasonNotAccepted(accepted: ["no_longer_needed", "ordered_by_mistake"])
    ),
    (
      .cancel(order: "#W1000003", reason: "no_longer_needed"), "orla_tamm_1001",
      .wrongStatus(.processed, allowed: [.pending])
    ),
    (
      .changePayment(order: "#W1000001", to: "gift_card_8802"), "orla_tamm_1001",
      .giftCardTooLow(
        balance: Money(hundredths: 3000, currency: "USD"),
        needed: Money(hundredths: 4250, currency: "USD"))
    ),
    (
      .changeItems(
        order: "#W1000008", changes: [ItemChange(line: 1, quantity: 1, sku: "5500000016")],
        payment: nil), "nell_okoro_1003",
      .giftCardTooLow(
        balance: Money(hundredths: 1200, currency: "USD"),
        needed: Money(hundredths: 1210, currency: "USD"))
    ),
    (
      .exchangeItems(
        order: "#W1000002", changes: [ItemChange(line: 1, quantity: 1, sku: "5500000001")],
        payment: nil, reason: nil), "orla_tamm_1001", .otherProduct(line: 1)
    ),
    (
      .exchangeItems(
        order: "#W1000002", changes: [ItemChange(line: 2, quantity: 1, sku: "5500000013")],
        payment: nil, reason: nil), "orla_tamm_1001", .outOfStock(sku: "5500000013", left: 0)
    ),
    (
      .returnItems(
        order: "#W1000001", items: [ItemCount(line: 1, quantity: 1)], refundTo: nil, reason: nil),
      "orla_tamm_1001", .wrongStatus(.pending, allowed: [.delivered])
    ),
    (
      .returnItems(
        order: "#W1000007", items: [ItemCount(line: 1, quantity: 1)], refundTo: "paypal_8803",
        reason: nil), "bruno_ashe_1002", .refundNotThere(allowed: [.original, .giftCard])
    ),
    (
      .cancel(order: "#W1000005", reason: "no_longer_needed"), "orla_tamm_1001", .unknownOrder
    ),
  ]

  @Test("The policy's prohibitions are enforced", arguments: refusals)
  func refuses(request: Request, customer: String, refusal: Refusal) throws {
    let (database, policy) = try Self.database()
    #expect(
      try database.propose(request, for: customer, policy: policy, today: today)
        == .refused(refusal))
  }

  @Test("After a change of items nothing more can be changed") func closes() throws {
    let (database, policy) = try Self.database()
    func propose(_ request: Request) throws -> Proposal {
      try database.propose(request, for: "bruno_ashe_1002", policy: policy, today: today)
    }
    guard
      case .planned(let plan) = try propose(
        .changeItems(
          order: "#W1000005", changes: [ItemChange(line: 1, quantity: 1, sku: "5500000003")],
          payment: "gift_card_8804")),
      case .done = try database.carryOut(plan, policy: policy, today: today)
    else {
      Issue.record("not changed")
      return
    }
    #expect(
      try database.customer("bruno_ashe_1002")?.paymentMethod("gift_card_8804")?.balance
        == Money(hundredths: 13_610, currency: "USD"))
    #expect(
      try propose(.cancel(order: "#W1000005", reason: "no_longer_needed"))
        == .refused(.closedByItemChange))
    #expect(
      try propose(.changePayment(order: "#W1000005", to: "gift_card_8804"))
        == .refused(.closedByItemChange))
  }

  @Test("A gift card is refunded at once, a card in five to seven days") func refunds() throws {
    let (database, policy) = try Self.database()
    for (order, customer, days) in [
      ("#W1000008", "nell_okoro_1003", 0...0), ("#W1000001", "orla_tamm_1001", 5...7),
    ] {
      guard
        case .planned(let plan) = try database.propose(
          .cancel(order: order, reason: "ordered_by_mistake"), for: customer, policy: policy,
          today: today)
      else {
        Issue.record("\(order) not cancelled")
        continue
      }
      let refunds = plan.effects.compactMap { effect in
        if case .refund(_, _, _, let days, _) = effect { days } else { nil }
      }
      #expect(refunds == [days])
    }
  }

  @Test(
    "The public shop is imported whole", .enabled(if: FileManager.default.fileExists(atPath: large))
  )
  func readsPublicShop() throws {
    let seed = try Seed.read(SeedFile.read(at: Self.large), currency: "USD", today: today)
    #expect(seed.assortment.products.count == 50)
    #expect(seed.customers.count == 500)
    #expect(seed.orders.count == 1_000)
  }
}
