import Dialogue
import Quantities
import Reports
import Shop
import Text
import Workspace

/// A customer's orders as a table, in the language of the screen.
@MainActor
struct OrderTable {
  let chat: ChatSession

  /// The table in so many columns, or why there is none.
  func text(of customer: Customer.ID, width: Int) throws -> String {
    let words = chat.words
    guard let shop = chat.desk.shop else { return words(.ordersClosed) }
    let orders = try shop.orders(of: customer)
    if orders.isEmpty { return words(.ordersNone, ["name": try chat.customerName() ?? customer]) }
    var table = TextTable(
      [
        words(.colOrder), words(.colPlaced), words(.colStatus), words(.colTotal), words(.colItems),
      ], alignments: [.left, .left, .left, .right])
    let assortment = try shop.assortment()
    let wrapped = LabelledRows(labels: orders.map(\.number), width: width, style: chat.style)
    var rows: [String] = []
    for order in orders {
      let items = order.items.map { item in
        assortment.title(sku: item.sku, language: words.language)
          + (item.quantity > 1 ? " × \(item.quantity)" : "")
      }
      let cells = [
        order.placed?.iso ?? "", status(order.status, words.language), order.total.display,
      ]
      table.add([order.number] + cells + [words.list(items)])
      rows += wrapped.row(
        order.number, cells.joined(separator: "  ") + "\n" + words.list(items))
    }
    // What does not stand beside each other whole stands below.
    let whole = table.text()
    let isWide = whole.lines.contains { $0.displayWidth > width }
    return isWide ? rows.joined(separator: "\n") : whole
  }

  private func status(_ status: OrderStatus, _ language: Language) -> String {
    guard let phrase = Phrase(rawValue: "word_" + status.rawValue) else { return status.rawValue }
    return chat.workspace.phrases.text(phrase, in: language)
  }
}
