import Quantities
import Shop
import Text

/// Puts the values of a shop into empty tables, one table after the other, as a database that is filled in
/// bulk wants it; every row gets its number here.
struct ShopLoader {
  let db: any SQLConnection

  /// The tables of a shop, the referring ones first.
  static let tables =
    ["receipts", "action_values", "actions"] + Schema.loggedTables.reversed() + [
      "products", "option_names", "categories", "meta", "wrong_tries",
    ]
}

// Goods and people.
extension ShopLoader {
  func insert(_ assortment: Assortment) throws {
    try fill(
      "categories", ["key", "name_en", "name_zh", "aliases_en", "aliases_zh"],
      assortment.categories
    ) { category in
      [
        .string(category.id), .string(category.name.english), .string(category.name.chinese),
        .string(Lines.joined(category.aliases[.english])),
        .string(Lines.joined(category.aliases[.chinese])),
      ]
    }
    try fill("option_names", ["option", "value", "name_en", "name_zh"], assortment.optionNames) {
      [
        .string($0.key.option), .string($0.key.value), .string($0.name.english),
        .string($0.name.chinese),
      ]
    }
    try fill(
      "products",
      [
        "key", "category", "brand", "name_en", "name_zh", "aliases_en", "aliases_zh",
        "description_en", "description_zh", "price", "rating",
      ], assortment.products
    ) { product in
      [
        .string(product.id), .string(product.category), .text(product.brand),
        .string(product.name.english), .string(product.name.chinese),
        .string(Lines.joined(product.aliases[.english])),
        .string(Lines.joined(product.aliases[.chinese])),
        .string(product.description.english), .string(product.description.chinese),
        .number(product.price.hundredths), product.rating.map { .real($0) } ?? .null,
      ]
    }
    try fillParts(
      "variants", ["product", "sku", "options", "price", "stock"], of: assortment.products,
      \.variants
    ) { variant in
      [
        .string(variant.sku), .string(Lines.written(variant.options)),
        .number(variant.price.hundredths), .number(variant.stock),
      ]
    }
  }

  /// The row of each customer.
  func insert(_ customers: [Customer]) throws -> [String: Int64] {
    try fill(
      "customers",
      [
        "key", "name", "name_key", "email", "email_key", "phone", "language", "line1", "line2",
        "city", "state", "postcode", "postcode_key", "country",
      ], customers
    ) { customer in
      [
        .string(customer.id), .string(customer.name), .string(Key.name(customer.name)),
        .string(customer.email), .string(Key.email(customer.email)), .text(customer.phone),
        .text(customer.language?.rawValue),
      ] + columns(of: customer.address)
    }
    try fillParts(
      "payment_methods", ["customer", "key", "kind", "last_four", "balance"], of: customers,
      \.paymentMethods
    ) { method in
      [
        .string(method.id), .string(method.kind.rawValue), .text(method.lastFour),
        .optional(method.balance?.hundredths),
      ]
    }
    return Dictionary(
      customers.enumerated().map { ($0.element.id, Int64($0.offset + 1)) },
      uniquingKeysWith: { first, _ in first })
  }

  private func columns(of address: Address) -> [SQLValue] {
    [
      .string(address.line1), .text(address.line2), .string(address.city), .text(address.state),
      .string(address.postcode), .string(Key.postcode(address.postcode)),
      .string(address.country),
    ]
  }
}

// Orders.
extension ShopLoader {
  func insert(_ orders: [Order], customers: [String: Int64]) throws {
    try fill(
      "orders",
      [
        "number", "number_key", "customer", "status", "placed", "shipped", "due", "delivered",
        "shipping", "line1", "line2", "city", "state", "postcode", "postcode_key", "country",
        "payment_method", "carrier", "tracking", "cancel_reason", "item_changes",
      ], orders
    ) { order in
      let dates: [SQLValue] = [
        .day(order.placed), .day(order.shipped), .day(order.due), .day(order.delivered),
      ]
      return [
        .string(order.number), .string(OrderNumber.key(order.number)),
        .integer(customers[order.customer] ?? -1), .string(order.status.rawValue),
      ] + dates + [.number(order.shipping.hundredths)] + columns(of: order.address) + [
        .string(order.paymentMethod), .text(order.carrier), .text(order.tracking),
        .text(order.cancelReason), .number(order.itemChanges),
      ]
    }
    try fillParts(
      "order_items", ["order", "line", "sku", "product", "quantity", "price"], of: orders, \.items
    ) { item in
      [
        .number(item.line), .string(item.sku), .string(item.product), .number(item.quantity),
        .number(item.price.hundredths),
      ]
    }
    try fillParts(
      "returns", ["order", "kind", "status", "opened", "send_by", "reason"], of: orders, \.returns
    ) { request in
      [
        .string(request.kind.rawValue), .string(request.status.rawValue), .day(request.opened),
        .day(request.sendBy), .text(request.reason),
      ]
    }
    try fillParts(
      "return_items", ["return", "line", "quantity", "new_sku"], of: orders.flatMap(\.returns),
      \.items
    ) { [.number($0.line), .number($0.quantity), .text($0.newSKU)] }
    try fillParts(
      "payments", ["order", "kind", "amount", "method", "opened", "due", "status"], of: orders,
      \.payments
    ) { payment in
      [
        .string(payment.kind.rawValue), .number(payment.amount.hundredths),
        .string(payment.method), .day(payment.opened), .day(payment.due),
        .string(payment.status.rawValue),
      ]
    }
  }
}

extension ShopLoader {
  /// A row for each element, numbered from 1.
  private func fill<Element>(
    _ table: String, _ columns: [String], _ elements: [Element],
    _ values: (Element) -> [SQLValue]
  ) throws {
    try db.load(table, ["id"] + columns) { add in
      for (place, element) in elements.enumerated() {
        try add([.number(place + 1)] + values(element))
      }
    }
  }

  /// A row for each part of each whole, numbered from 1; the first column after the number refers to the
  /// whole, which has the number of its place.
  private func fillParts<Whole, Part>(
    _ table: String, _ columns: [String], of wholes: [Whole], _ parts: (Whole) -> [Part],
    _ values: (Part) -> [SQLValue]
  ) throws {
    try db.load(table, ["id"] + columns) { add in
      var row = 0
      for (place, whole) in wholes.enumerated() {
        for part in parts(whole) {
          row += 1
          try add([.number(row), .number(place + 1)] + values(part))
        }
      }
    }
  }
}
