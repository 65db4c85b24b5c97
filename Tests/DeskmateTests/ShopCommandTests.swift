import Foundation
import Testing

@Suite struct ShopCommandTests {
  /// A database of its own, and a folder for files at fault; both gone after the test.
  private static func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder)
  }

  @Test("A shop of another form is imported with its policy, shown, and forgets a customer")
  func importsAndForgets() throws {
    try Self.withFolder { folder in
      let shop = ["--shop", folder + "/new/shop.sqlite"]
      let store = "Tests/Conversations/variety-store"
      let imported = try Program.run(
        ["shop", "import", store, "--policy", store + "/policy.json"] + shop)
      #expect(imported.status == 0)
      // The goods have English names alone, which is worth a word.
      #expect(imported.errors.contains("has no name in \"zh\", nor have 4 others"))
      #expect(imported.errors.hasSuffix("Imported 5 products, 4 customers, 10 orders\n"))
      #expect(
        try Program.run(["shop", "show", "--json"] + shop).lines == [
          #"{"products":5,"customers":4,"orders":10,"loaded":"2026-11-21","policy":"imported"}"#
        ])
      let forgotten = try Program.run(["shop", "forget", "nell_okoro_1003"] + shop)
      #expect(forgotten.status == 0)
      let customers = try Program.run(["shop", "show", "customers"] + shop)
      #expect(customers.lines.count == 6 && !customers.lines.joined().contains("Okoro"))
      let again = try Program.run(["shop", "forget", "nell_okoro_1003"] + shop)
      #expect(again.status == 2)
    }
  }

  @Test("A file at fault is refused whole, or loaded but for its faults") func listsFaults() throws
  {
    try Self.withFolder { folder in
      let path = Program.root + "/knowledge-base/shop/"
      for name in ["products.json", "customers.json"] {
        try FileManager.default.copyItem(atPath: path + name, toPath: folder + "/" + name)
      }
      let address = #"{"line1": "1 Wren Court", "city": "Portland", "postcode": "97205"}"#
      let orders = [("10001", "c0001"), ("10001", "c0001"), ("10002", "c9999")].map { order in
        #"{"number": "\#(order.0)", "customer": "\#(order.1)", "status": "pending", "#
          + #""payment_method": "credit-card-1", "address": \#(address), "#
          + #""items": [{"product": "moka-pot", "sku": "TCW-120-1", "price": "34.00"}]}"#
      }
      try Data("[\(orders.joined(separator: ",\n"))]".utf8).write(
        to: URL(fileURLWithPath: folder + "/orders.json"))
      let shop = ["--shop", folder + "/shop.sqlite"]
      let refused = try Program.run(["shop", "import", folder] + shop)
      #expect(refused.status == 2)
      #expect(
        refused.errors == """
          deskmate: \(folder)/orders.json:2:1: the order "10001" is here twice; the first is on line 1
          deskmate: \(folder)/orders.json:3:1: order "10002" names the customer "c9999", who is not \
          in the shop
          deskmate: nothing was imported; 2 faults

          """)
      #expect(!FileManager.default.fileExists(atPath: folder + "/shop.sqlite"))
      let skipped = try Program.run(["shop", "import", folder, "--skip-bad"] + shop)
      #expect(skipped.status == 0)
      #expect(
        skipped.errors.hasSuffix(
          "Imported 200 products, 120 customers, 1 order; 2 faults left out\n"))
      let shown = try Program.run(["shop", "show", "orders", "--json"] + shop)
      #expect(shown.lines.count == 1 && shown.lines.first?.contains("\"10001\"") == true)
    }
  }

  @Test(
    "What is no shop is a clear line",
    arguments: [
      (["shop", "import", "Sources"], "holds no shop"),
      (["shop", "import", "nowhere"], "no such file"),
      (["shop", "show", "--shop", "nowhere/shop.sqlite"], "there is no shop yet"),
    ])
  func refuses(arguments: [String], message: String) throws {
    let output = try Program.run(arguments)
    #expect(output.status == 2 && output.errors.contains(message))
  }
}
