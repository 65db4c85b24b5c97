import Entities
import Shop
import Text

/// Which of a customer's orders a line means: by number, by place in a list that was shown, by what is in
/// it, or the one spoken of last.
struct OrderFinder {
  let desk: Desk
  let conversation: Conversation
  let orders: [Order]

  /// The order meant; `nil` where none is, or where several may be.
  func order(in line: Interpretation) -> Order? {
    named(in: line) ?? last
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
    return fitting.first { $0.number == conversation.order }
  }

  /// The order spoken of last.
  var last: Order? { orders.first { $0.number == conversation.order } }

  /// "The second one", of the orders that were listed.
  private func listed(in line: Interpretation) -> Order? {
    guard conversation.orders.count > 1, !line.entities(.ordinal).isEmpty || saysLast(line),
      case .chosen(let places) = Choosing.choose(line, among: conversation.orders.map { [$0] }),
      places.count == 1, let place = places.first
    else { return nil }
    return orders.first { $0.number == conversation.orders[place] }
  }

  private func saysLast(_ line: Interpretation) -> Bool {
    let text = " " + line.utterance.text.lowercased() + " "
    return text.holds(" last one") || text.holds(" the last ") || text.holds("最后")
  }

  /// The orders that hold what a line names, by product or by a word for it.
  func holding(_ line: Interpretation) -> [Order] {
    let products = Set(line.entities(.product).flatMap(\.candidateIds))
    let exact = orders.filter { order in order.items.contains { products.contains($0.product) } }
    if !exact.isEmpty { return exact }
    let matcher = ItemWords(desk: desk)
    let scores = orders.map { order in
      order.items.map { matcher.score($0.product, in: line.utterance) }.max() ?? 0
    }
    guard let best = scores.max(), best > 0 else { return [] }
    return zip(orders, scores).filter { $0.1 == best }.map(\.0)
  }
}

/// Whether a line has a word for a product: what it is ("the pan", “锅”), or more of its name.
struct ItemWords {
  let desk: Desk

  /// How much of a product's names a line has: 0 nothing, 1 what it is, more for more of its name.
  func score(_ product: String, in utterance: Utterance) -> Double {
    guard let product = desk.assortment.product(product) else { return 0 }
    var best = 0.0
    for name in [product.name.english] + (product.aliases[.english] ?? []) {
      best = max(best, english(name, utterance))
    }
    for name in [product.name.chinese] + (product.aliases[.chinese] ?? []) {
      best = max(best, chinese(name, utterance.text))
    }
    return best
  }

  private func english(_ name: String, _ utterance: Utterance) -> Double {
    let given = Choosing.parts(utterance.text.lowercased())
    var words = name.lowercased().split { !$0.isLetter && $0 != "-" }.map(String.init)
    if let end = words.firstIndex(where: { Self.joints.contains($0) }), end > 0 {
      words = Array(words[..<end])
    }
    guard let head = words.last else { return 0 }
    let parts = Choosing.parts(words.joined(separator: " "))
    let hits = parts.count { given.contains($0) }
    guard hits > 0 else { return 0 }
    let hasHead = !Choosing.parts(head).isDisjoint(with: given)
    return hasHead ? 1 + Double(hits) / Double(parts.count) : hits * 2 > parts.count ? 1 : 0
  }

  private func chinese(_ name: String, _ text: String) -> Double {
    let characters = Array(name)
    guard !characters.isEmpty else { return 0 }
    if text.contains(name) { return 3 }
    for length in stride(from: min(characters.count - 1, 4), through: 1, by: -1) {
      let head = String(characters.suffix(length))
      // One character says what a thing is only where it is no part of another word.
      if length == 1 ? stands(head, in: text) : text.contains(head) {
        return 1 + Double(length) / Double(characters.count)
      }
    }
    return 0
  }

  /// Whether a single character for a thing stands as a word: at the end of a clause, or before a particle.
  private func stands(_ head: String, in text: String) -> Bool {
    text.ranges(of: head).contains { range in
      guard !Self.vague.contains(head) else { return false }
      guard range.upperBound < text.endIndex else { return true }
      return !text[range.upperBound].isLetter || Self.particles.contains(text[range.upperBound])
    }
  }

  private static let joints: Set<String> = ["for", "with", "of", "in"]
  private static let particles: Set<Character> = Set("的啊吧呢吗那单也都是要想还了碎坏裂退换 ")
  private static let vague: Set<String> = ["装", "套", "器", "机", "组", "盒", "款", "色", "一"]
}
