import Diagnostics
import Quantities
import Shop
import ShopSQLite
import Testing

@Suite struct ShopDatabaseTests {
  @Test("What was loaded is answered") func answers() throws {
    let database = try SampleShop.database()
    let seed = try SampleShop.seed()
    for order in seed.orders { #expect(try database.order(order.number) == order) }
    for customer in seed.customers { #expect(try database.customer(customer.id) == customer) }
    #expect(try database.assortment().products == seed.assortment.products)
    #expect(try database.assortment().optionNames == seed.assortment.optionNames)
    #expect(
      try database.orders(of: "c1").map(\.number) == ["10001", "10004", "10002", "10003"])
    #expect(try database.stock("K-2") == 2)
  }

  @Test(
    "An order number is found however it is spelled",
    arguments: ["10001", "#10001", " 10 001 ", "１０００１"])
  func findsOrders(spelling: String) throws {
    #expect(try SampleShop.database().order(spelling)?.number == "10001")
  }

  @Test("A changed seed is noticed") func noticesChange() throws {
    let database = try ShopDatabase(inMemoryWithCurrency: "USD")
    let seed = try SampleShop.seed()
    #expect(try database.seedState(fingerprint: seed.fingerprint) == .empty)
    try database.load(seed)
    #expect(try database.seedState(fingerprint: seed.fingerprint) == .current)
    #expect(try database.seedState(fingerprint: "0") == .changed)
    #expect(try database.loadedOn() == today)
  }

  @Test("A folder that is missing is a clear fault") func refusesMissingFolder() {
    #expect {
      try ShopDatabase(path: "/nowhere/at/all/shop.sqlite", currency: "USD", clock: { 0 })
    } throws: {
      ($0 as? Fault)?.description
        == "/nowhere/at/all/shop.sqlite: the shop's database cannot be opened: the file or its folder "
        + "is missing or may not be opened"
    }
  }
}

@Suite struct IdentificationTests {
  static let known: [(IdentityClues, String)] = [
    (IdentityClues(orderNumber: "10001", email: "Ada@Example.com"), "c1"),
    (IdentityClues(orderNumber: "#10001", postcode: "97205"), "c1"),
    (IdentityClues(orderNumber: "10001", postcode: "97205-1234"), "c1"),
    (IdentityClues(email: "ada@example.com", name: "quill, ada", postcode: "97205"), "c1"),
    (IdentityClues(email: "siyuan@example.org", name: "王 思远", postcode: "２０００４０"), "c2"),
  ]
  static let strangers = [
    IdentityClues(orderNumber: "10001", email: "siyuan@example.org"),
    IdentityClues(orderNumber: "10001", postcode: "00000"),
    IdentityClues(orderNumber: "19999", email: "ada@example.com"),
    IdentityClues(orderNumber: "10001' OR '1'='1", email: "ada@example.com"),
    IdentityClues(orderNumber: "10001", email: "%"),
    IdentityClues(orderNumber: "10001", email: ""),
    IdentityClues(email: "ada@example.com", name: "Ada Quill", postcode: "200040"),
  ]
  static func methods() throws -> Policy.Identification {
    let text = """
      {"identification": {"methods": [
        ["order_number", "email"], ["order_number", "postcode"], ["email", "name", "postcode"]]}}
      """
    return try Policy.read(Array(text.utf8), file: "policy.json").identification
  }

  @Test("Clues that fit one customer are enough", arguments: known)
  func identifies(clues: IdentityClues, customer: String) throws {
    let answer = try SampleShop.database().identify(clues, policy: Self.methods())
    guard case .identified(let found) = answer else {
      Issue.record("\(answer)")
      return
    }
    #expect(found.id == customer)
  }

  @Test("Strangers are refused, whatever was wrong", arguments: strangers)
  func refuses(clues: IdentityClues) throws {
    #expect(try SampleShop.database().identify(clues, policy: Self.methods()) == .refused)
  }

  @Test("What is missing is said, the shortest way first") func asks() throws {
    #expect(
      try SampleShop.database().identify(
        IdentityClues(email: "x@y.example"), policy: Self.methods())
        == .incomplete([[.orderNumber], [.orderNumber, .postcode], [.name, .postcode]]))
  }
}
