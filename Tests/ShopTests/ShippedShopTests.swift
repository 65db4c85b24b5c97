import Diagnostics
import FoundationEssentials
import Quantities
import Shop
import ShopSQLite
import Testing

/// The shop that ships is a believable one, and its files are what the code reads.
@Suite struct ShippedShopTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "knowledge-base/shop").path

  static func seed() throws -> Seed {
    try Seed.read(
      SeedFile.read(at: folder, shown: "shop"), currency: "USD", today: today)
  }

  static func policy() throws -> Policy {
    let bytes = try #require(FileManager.default.contents(atPath: folder + "/policy.json"))
    return try Policy.read([UInt8](bytes), file: "policy.json")
  }

  @Test("It has what a shop of this size has") func isWhole() throws {
    let seed = try Self.seed()
    #expect(seed.advice.map(\.description) == [])
    #expect(seed.assortment.products.count == 200)
    #expect(seed.assortment.categories.count == 12)
    #expect(seed.customers.count == 120)
    #expect(seed.orders.count == 600)
    #expect(Set(seed.orders.map(\.status)) == Set(OrderStatus.allCases))
    let ids = Set(seed.assortment.categories.map(\.id))
    #expect(Set(seed.assortment.products.map(\.category)) == ids)
    for product in seed.assortment.products {
      #expect(product.name.english != product.name.chinese)
      #expect((1...6).contains(product.variants.count))
    }
  }

  @Test("Every order lived its days in order") func agesWell()
    throws
  {
    for order in try Self.seed().orders {
      let days = [order.placed, order.shipped, order.delivered].compactMap(\.self)
      #expect(days == days.sorted() && days.allSatisfy { $0 <= today }, "\(order.number)")
      #expect((order.delivered != nil) == (order.status.hasArrived), "\(order.number)")
    }
  }

  @Test("The policy's rules are read") func readsPolicy() throws {
    let policy = try Self.policy()
    #expect(policy.returns.windowDays == 30)
    #expect(policy.returns.excludedCategories == ["tea", "coffee"])
    #expect(policy.identification.methods.count == 3)
    #expect(policy.refundDays(for: .creditCard) == 5...7)
    #expect(policy.delivers(to: "CN") && policy.delivers(to: "中国") && !policy.delivers(to: "BR"))
  }

  @Test("The order that examples use is there, and can be returned") func knowsTheExample() throws {
    let database = try ShopDatabase(inMemoryWithCurrency: "USD")
    try database.load(Self.seed())
    let answer = try database.identify(
      IdentityClues(orderNumber: "10234", email: "mia.hartwell@example.com"),
      policy: Self.policy().identification)
    guard case .identified(let customer) = answer else {
      Issue.record("\(answer)")
      return
    }
    let proposal = try database.propose(
      .returnItems(
        order: "10234", items: [ItemCount(line: 1, quantity: 1)], refundTo: nil, reason: nil),
      for: customer.id, policy: Self.policy(), today: today)
    guard case .planned(let plan) = proposal else {
      Issue.record("\(proposal)")
      return
    }
    #expect(plan.effects.count == 3)
  }

  @Test("Contacts are rows of an order's moments") func readsContacts() throws {
    let bytes = try #require(FileManager.default.contents(atPath: Self.folder + "/contacts.csv"))
    let rows = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    #expect(rows[0] == ["customer", "order", "day"] + OrderMoment.columns + ["intent"])
    for row in rows.dropFirst() {
      let moment = OrderMoment(fields: Array(row[3..<(row.count - 1)]))
      #expect(moment?.vector.count == OrderMoment.featureNames.count, "\(row)")
    }
  }
}

extension OrderStatus {
  fileprivate var hasArrived: Bool {
    [.delivered, .returnRequested, .returned, .exchangeRequested].contains(self)
  }
}
