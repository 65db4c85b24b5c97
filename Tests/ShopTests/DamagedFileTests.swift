import Diagnostics
import FoundationEssentials
import GRDB
import Quantities
import Shop
import ShopSQLite
import Testing

/// Files that another program wrote into, or that may not be written.
@Suite struct DamagedFileTests {
  /// What is written, and what then cannot be asked, with the place that the fault names.
  static let damages: [(sql: String, place: String)] = [
    (
      "UPDATE orders SET status = 'Ada Quill' WHERE id = 1",
      "row 1 of orders: the column \"status\""
    ),
    ("UPDATE orders SET shipping = 'Ada Quill' WHERE id = 2", "row 2 of orders"),
    ("UPDATE orders SET placed = 9000000000000000000 WHERE id = 2", "column \"placed\""),
    ("UPDATE order_items SET price = 9223372036854775807", "of order_items: the column \"price\""),
    ("UPDATE order_items SET quantity = x'4164612051756c6c'", "column \"quantity\" holds bytes"),
    ("UPDATE order_items SET quantity = 1000000, price = 1000000000000000", "cost more than any"),
    ("UPDATE customers SET email = x'ff416461'", "of customers: the column \"email\" holds bytes"),
    ("UPDATE payment_methods SET balance = 'Ada Quill'", "of payment_methods"),
    ("UPDATE payments SET kind = 'Ada Quill'", "of payments: the column \"kind\""),
    ("UPDATE payments SET amount = 1e300", "of payments: the column \"amount\""),
    ("UPDATE variants SET stock = 'Ada Quill'", "of variants: the column \"stock\""),
    ("UPDATE products SET price = 'Ada Quill'", "of products: the column \"price\""),
    ("UPDATE tickets SET opened = 'Ada Quill'", "of tickets: the column \"opened\""),
    ("UPDATE actions SET day = 'Ada Quill'", "of actions: the column \"day\""),
    ("UPDATE action_values SET \"row\" = 'Ada Quill'", "action_values"),
    ("UPDATE receipts SET receipt = 'Ada Quill'", "of receipts"),
    ("UPDATE conversations SET begun = 'Ada Quill'", "of conversations"),
    ("UPDATE turns SET action = 'Ada Quill'", "of turns: the column \"action\" holds a text"),
  ]

  @Test("A damaged row is a fault with its place and without what it holds", arguments: damages)
  func namesPlaces(sql: String, place: String) throws {
    try withFolder { folder in
      let path = folder + "/shop.sqlite"
      let database = try ShopDatabase(path: path, currency: "USD", clock: { 0 })
      let (conversation, address) = try Self.fill(database)
      try DatabaseQueue(path: path).write { db in
        try db.execute(sql: "PRAGMA ignore_check_constraints = ON")
        try db.execute(sql: sql)
      }
      var faults: [Fault] = []
      for ask in Self.questions(conversation, address) {
        do { try ask(database) } catch let fault as Fault { faults.append(fault) }
      }
      #expect(!faults.isEmpty)
      #expect(faults.contains { $0.message.contains(place) }, "\(faults)")
      for fault in faults {
        #expect(fault.file == path)
        #expect(!fault.description.contains("Ada") && !fault.description.contains("Quill"))
        #expect(!fault.description.contains("Larkspur"))
      }
    }
  }

  private static func fill(_ database: ShopDatabase) throws -> (Int, Request) {
    try database.load(SampleShop.seed())
    let policy = try SampleShop.policy()
    let address = Request.changeAddress(order: "10001", to: elsewhere)
    for request in [address, .complain(order: "10001", text: "it is late")] {
      guard
        case .planned(let plan) = try database.propose(
          request, for: "c1", policy: policy, today: today)
      else { throw Fault(file: nil, "not planned") }
      _ = try database.carryOut(plan, policy: policy, today: today)
    }
    let conversation = try database.beginConversation(on: today)
    try database.append(
      [.init(speaker: "customer", text: "hi", action: 1)], to: conversation, customer: "c1")
    return (conversation, address)
  }

  private static func questions(
    _ conversation: Int, _ request: Request
  ) -> [(ShopDatabase) throws -> Void] {
    [
      { shop in _ = try shop.orders(of: "c1") },
      { shop in _ = try shop.customer("c1") },
      { shop in _ = try shop.customers(limit: 10) },
      { shop in _ = try shop.assortment() },
      { shop in _ = try shop.purchases() },
      { shop in _ = try shop.tickets(limit: 10) },
      { shop in _ = try shop.actions() },
      { shop in _ = try shop.values(of: 1) },
      { shop in _ = try shop.conversations(limit: 10) },
      { shop in _ = try shop.identify(WrongTriesTests.right, policy: Policy().identification)
      },
      { shop in _ = try shop.propose(request, for: "c1", policy: Policy(), today: today)
      },
      { shop in _ = try shop.undo(1, of: "c1", today: today) },
    ]
  }

  @Test("A file that may only be read is shown, with what its log still holds") func showsReadOnly()
    throws
  {
    try withFolder { folder in
      let path = folder + "/shop.sqlite"
      let database = try ShopDatabase(path: path, currency: "USD", clock: { 0 })
      try database.load(SampleShop.seed())
      let copy = folder + "/copy.sqlite"
      for suffix in ["", "-wal"] {
        let bytes = try #require(FileManager.default.contents(atPath: path + suffix))
        #expect(
          FileManager.default.createFile(
            atPath: copy + suffix, contents: bytes, attributes: [.posixPermissions: 0o400]))
      }
      let shown = try ShopDatabase(readingOnly: copy, currency: "USD")
      #expect(try shown.counts() == (2, 2, 5))
      #expect(try shown.order("10001")?.customer == "c1")
      #expect(throws: Fault.self) { try shown.load(SampleShop.seed()) }
      #expect {
        try ShopDatabase(readingOnly: folder + "/none.sqlite", currency: "USD")
      } throws: {
        ($0 as? Fault)?.message
          == "the shop's database cannot be opened: the file or its folder is missing or may not be opened"
      }
    }
  }
}
