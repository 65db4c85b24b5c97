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
    for order in orders {
      let items = order.items.map { item in
        assortment.title(sku: item.sku, language: words.language)
          + (item.quantity > 1 ? " × \(item.quantity)" : "")
      }
      table.add([
        order.number, order.placed?.iso ?? "", status(order.status, words.language),
        order.total.display, words.list(items),
      ])
    }
    return table.text(width: width)
  }

  private func status(_ status: OrderStatus, _ language: Language) -> String {
    guard let phrase = Phrase(rawValue: "word_" + status.rawValue) else { return status.rawValue }
    return chat.workspace.phrases.text(phrase, in: language)
  }
}
