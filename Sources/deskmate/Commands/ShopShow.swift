import ArgumentParser
import Diagnostics
import Formats
import Quantities
import Reports
import Shop
import Text
import Workspace

/// `deskmate shop show`: what the database holds.
struct ShopShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what the database holds.",
    discussion: """
      Examples:
        deskmate shop show
        deskmate shop show orders --status pending
        deskmate shop show actions
        deskmate shop show actions --of 3
      """)

  /// What can be shown.
  enum Part: String, ExpressibleByArgument, CaseIterable {
    case summary, products, customers, orders, tickets, actions, conversations
  }

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var shop: ShopOptions
  @Argument(help: "Which part.") var part: Part = .summary
  @Option(
    help: "Only orders of a status.",
    transform: { text in
      guard let status = OrderStatus(rawValue: text) else {
        let known = OrderStatus.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("there is no status \"\(text)\"; known are \(known)")
      }
      return status
    }) var status: OrderStatus?
  @Option(help: "The values that one action changed, by its number.") var of: Int?
  @Option(help: "At most so many.") var limit = 50
  @Flag(help: "One JSON object a line.") var json = false

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws {
    let database = try shop.databaseToRead(workspace)
    let records = try rows(of: database)
    if json {
      for record in records.rows {
        Console.line(JSON.object(Array(zip(records.header, record)).map { ($0, $1) }).text)
      }
      return
    }
    var table = TextTable(records.header)
    for record in records.rows { table.add(record.map { $0.shown.visible() }) }
    Console.line(table.text())
  }

  private typealias Records = (header: [String], rows: [[JSON]])

  private func rows(of database: any ShopStore) throws -> Records {
    switch part {
    case .summary: try summary(database)
    case .products: try products(database)
    case .customers: try customers(database)
    case .orders: try orders(database)
    case .tickets: try tickets(database)
    case .actions: try of.map { try values(of: $0, database) } ?? actions(database)
    case .conversations: try conversations(database)
    }
  }

  private func summary(_ database: any ShopStore) throws -> Records {
    let counts = try database.counts()
    return (
      ["products", "customers", "orders", "loaded", "policy"],
      [
        [
          .integer(counts.products), .integer(counts.customers), .integer(counts.orders),
          .optional(try database.loadedOn()?.iso),
          .string(try database.importedPolicy() == nil ? "of the workspace" : "imported"),
        ]
      ]
    )
  }

  private func products(_ database: any ShopStore) throws -> Records {
    (
      ["product", "name", "名称", "category", "price", "variants", "stock"],
      try database.assortment().products.prefix(limit).map { product in
        [
          .string(product.id), .string(product.name.english), .string(product.name.chinese),
          .string(product.category), .string(product.price.amount),
          .integer(product.variants.count), .integer(product.stock),
        ]
      }
    )
  }

  private func customers(_ database: any ShopStore) throws -> Records {
    (
      ["customer", "name", "email", "postcode", "language"],
      try database.customers(limit: limit).map { customer in
        [
          .string(customer.id), .string(customer.name), .string(customer.email),
          .string(customer.address.postcode), .optional(customer.language?.rawValue),
        ]
      }
    )
  }

  private func orders(_ database: any ShopStore) throws -> Records {
    (
      ["order", "customer", "status", "placed", "due", "delivered", "items", "total"],
      try database.orders(status: status, limit: limit).map { order in
        [
          .string(order.number), .string(order.customer), .string(order.status.rawValue),
          .optional(order.placed?.iso), .optional(order.due?.iso),
          .optional(order.delivered?.iso),
          .string(order.items.map { "\($0.quantity) × \($0.sku)" }.joined(separator: ", ")),
          .string(order.total.amount),
        ]
      }
    )
  }

  private func tickets(_ database: any ShopStore) throws -> Records {
    (
      ["ticket", "opened", "kind", "customer", "order", "status", "text"],
      try database.tickets(limit: limit).map { ticket in
        [
          .string(ticket.number), .string(ticket.opened.iso), .string(ticket.kind),
          .string(ticket.customer), .optional(ticket.order), .string(ticket.status),
          .string(ticket.text),
        ]
      }
    )
  }

  private func actions(_ database: any ShopStore) throws -> Records {
    (
      ["action", "day", "kind", "customer_row", "order_row", "values", "undone_by", "undoes"],
      try database.actions(limit: limit).map { action in
        [
          .integer(action.id), .string(action.day.iso), .string(action.kind),
          action.customer.map(JSON.integer) ?? .null, action.order.map(JSON.integer) ?? .null,
          .integer(action.values), action.undoneBy.map(JSON.integer) ?? .null,
          action.undoes.map(JSON.integer) ?? .null,
        ]
      }
    )
  }

  private func values(of action: Int, _ database: any ShopStore) throws -> Records {
    (
      ["table", "row", "change", "column", "before", "after"],
      try database.values(of: action).map { value in
        [
          .string(value.table), .integer(value.row), .string(value.change),
          .string(value.column), .optional(value.before), .optional(value.after),
        ]
      }
    )
  }

  private func conversations(_ database: any ShopStore) throws -> Records {
    (
      ["conversation", "begun", "customer", "turns", "last"],
      try database.conversations(limit: limit).map { conversation in
        [
          .integer(conversation.id), .string(conversation.begun.iso),
          .optional(conversation.customer), .integer(conversation.turns.count),
          .optional(conversation.turns.last?.text),
        ]
      }
    )
  }
}

extension JSON {
  /// The value in a table's cell.
  fileprivate var shown: String {
    switch self {
    case .null: "–"
    case .string(let text): text
    default: text
    }
  }
}
