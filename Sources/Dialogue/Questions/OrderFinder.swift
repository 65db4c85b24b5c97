import Entities
import Shop
import Text

/// Which of a customer's orders a line means: by number, by place in a list that was shown, by what is in
/// it, or the one spoken of last.
struct OrderFinder {
  let desk: Desk
  let conversation: Conversation
  let orders: [Order]

  /// The order meant by a line that names none; `nil` where none is, or where several may be.
  func unnamed(in line: Interpretation) -> Order? {
    guard MentionReader(line, desk.spoken).has(.otherOrder) else { return last }
    let others = orders.filter {
      $0.number != conversation.order && [.pending, .processed, .shipped].contains($0.status)
    }
    return others.count == 1 ? others[0] : nil
  }

  /// The order that a line names in some way.
  func named(in line: Interpretation) -> Order? {
    if let number = line.text(.orderNumber) {
      let key = number.filter(\.isNumber)
      return orders.first { $0.number.filter(\.isNumber) == key }
    }
    if let listed = listed(in: line) { return listed }
    let fitting = holding(line)
    guard fitting.count > 1 else { return fitting.first }
    if let spokenOf = fitting.first(where: { $0.number == conversation.order }) { return spokenOf }
    // What is still to come is likelier asked for than what came long ago.
    let open = fitting.filter { [.pending, .processed, .shipped].contains($0.status) }
    return open.count == 1 ? open[0] : nil
  }

  /// The order spoken of last.
  var last: Order? { orders.first { $0.number == conversation.order } }

  /// "The second one", of the orders that were listed.
  private func listed(in line: Interpretation) -> Order? {
    let count = conversation.orders.count
    guard count > 1, conversation.products.count < 2 || conversation.lastAction == "order_history"
    else { return nil }
    let mentions = MentionReader(line, desk.spoken)
    // Orders are listed from the newest on.
    if mentions.has(.beforeThat), let number = conversation.order,
      let place = conversation.orders.firstIndex(of: number), place + 1 < count
    {
      return orders.first { $0.number == conversation.orders[place + 1] }
    }
    let words: [(SpokenPhrases.List, Int)] = [
      (.latest, 0), (.oldest, count - 1),
      (.first, 0), (.second, 1), (.third, 2), (.last, count - 1),
    ]
    var place = words.first { $0.1 < count && mentions.has($0.0) }?.1
    for entity in line.entities(.ordinal) where place == nil {
      if case .number(let value) = entity.value, value >= 1, value <= Double(count) {
        place = Int(value) - 1
      }
    }
    return place.flatMap { place in orders.first { $0.number == conversation.orders[place] } }
  }

  /// The orders that hold what a line names, by product or by a word for it.
  func holding(_ line: Interpretation) -> [Order] {
    let products = Set(line.entities(.product).flatMap(\.candidateIds))
    let exact = orders.filter { order in order.items.contains { products.contains($0.product) } }
    if !exact.isEmpty { return exact }
    let names = ItemNames(desk: desk)
    let words = ItemNames.Line(line.utterance)
    let scores = orders.map { order in
      order.items.flatMap { names.mentions(of: $0.product, in: words) }
        .map(\.score).max() ?? 0
    }
    guard let best = scores.max(), best >= 1 else { return [] }
    return zip(orders, scores).filter { $0.1 == best }.map(\.0)
  }
}
