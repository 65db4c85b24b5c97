import Computing
import Diagnostics
import Formats
import Foundation
import Quantities
import Shop

/// A shop as large as one likes, in Deskmate's own form, written record by record.
struct LargeShop {
  let customers: Int
  let orders: Int
  let seed: UInt64

  func write(to folder: URL, products path: String) throws {
    let products = try SeedFile.read(at: path)
    let assortment = try Seed.read(products, currency: "USD", today: Day(number: 0)).assortment
    try Data(products[0].bytes).write(to: folder.appending(path: "products.json"))
    var random = SeededGenerator(seed: seed)
    try write("customers.json", customers, in: folder) { customer($0) }
    let variants = assortment.products.flatMap(\.variants)
    try write("orders.json", orders, in: folder) { order($0, variants, &random) }
  }

  private func write(
    _ name: String, _ count: Int, in folder: URL, _ record: (Int) -> JSON
  ) throws {
    let file = folder.appending(path: name)
    _ = FileManager.default.createFile(atPath: file.path, contents: nil)
    let handle = try FileHandle(forWritingTo: file)
    defer { try? handle.close() }
    var bytes: [UInt8] = Array("[\n".utf8)
    for number in 0..<count {
      record(number).append(to: &bytes)
      bytes += number < count - 1 ? Array(",\n".utf8) : Array("\n".utf8)
      if bytes.count > 1 << 20 {
        try handle.write(contentsOf: Data(bytes))
        bytes = []
      }
    }
    try handle.write(contentsOf: Data(bytes + Array("]\n".utf8)))
  }

  private func address(_ number: Int) -> JSON {
    [
      "line1": .string("\(number % 2_000 + 1) Juniper Street"), "city": "Portland", "state": "OR",
      "postcode": .string(String(97_000 + number % 900)), "country": "US",
    ]
  }

  private func customer(_ number: Int) -> JSON {
    [
      "id": .string("c\(number)"), "name": .string("Person \(number)"),
      "email": .string("person\(number)@example.com"), "language": "en",
      "address": address(number),
      "payment_methods": [
        ["id": "card", "type": "credit_card", "last_four": .string(String(1000 + number % 9000))]
      ],
    ]
  }

  private func order(
    _ number: Int, _ variants: [Variant], _ random: inout SeededGenerator
  ) -> JSON {
    let customer = random.below(customers)
    let placed = random.below(700)
    let status: OrderStatus = placed < 3 ? .pending : placed < 8 ? .shipped : .delivered
    let items = (0...random.below(3)).map { _ -> JSON in
      let variant = random.pick(variants)
      return [
        "product": .string(variant.product), "sku": .string(variant.sku),
        "quantity": .integer(1 + random.below(2)), "price": .string(variant.price.amount),
      ]
    }
    var members: [(key: String, value: JSON)] = [
      ("number", .string(String(100_000 + number))), ("customer", .string("c\(customer)")),
      ("placed", .string("-\(placed)d")), ("status", .string(status.rawValue)),
    ]
    if status != .pending { members.append(("shipped", .string("-\(placed - 1)d"))) }
    members.append(("due", .string("\(6 - placed)d")))
    if status == .delivered { members.append(("delivered", .string("-\(placed - 5)d"))) }
    members += [
      ("items", .array(items)), ("shipping", "4.90"), ("address", address(customer)),
      ("payment_method", "card"), ("carrier", "Northwest Parcel"),
      ("tracking", .string("NWP\(10_000_000 + number)")),
    ]
    return .object(members)
  }
}
