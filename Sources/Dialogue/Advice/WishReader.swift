import Entities
import Quantities
import Recommendations
import Shop
import Text

/// Reads from a line what advice is sought.
struct WishReader {
  let desk: Desk
  let conversation: Conversation

  /// The wish of a line that asks for advice.
  func wish(_ line: Interpretation) -> Wish {
    var wish = Wish()
    let text = line.utterance.text.lowercased()
    wish.kind = kind(line, text)
    if wish.kind != .need {
      wish.seeds = seeds(line, text)
      wish.seedName = line.entities(.product).first.map { String(line.utterance[$0.range]) }
      if wish.seeds.isEmpty { wish.kind = .need }
    }
    if wish.kind == .need { readNeed(of: line, text, into: &wish) }
    limit(&wish, by: line, text)
    wish.isForMe = WishWords.has(text, WishWords.forMe)
    return wish
  }

  /// What a line limits: price, brand, colour, and what comes first.
  func limit(_ wish: inout Wish, by line: Interpretation, _ text: String) {
    let budget = Budget(line, currency: desk.policy.currency)
    if !budget.isEmpty { (wish.least, wish.most) = (budget.least, budget.most) }
    let colors = colors(line)
    if !colors.isEmpty { wish.colors = colors }
    let brands = brands(line)
    if !brands.isEmpty { wish.brands = brands }
    if WishWords.has(text, WishWords.cheapest) { wish.order = .cheapest }
    if WishWords.has(text, WishWords.dearest) { wish.order = .dearest }
    if WishWords.has(text, WishWords.bestRated) { wish.order = .bestRated }
  }

  /// Whether a line limits anything.
  func limits(_ line: Interpretation) -> Bool {
    let text = line.utterance.text.lowercased()
    return !Budget(line, currency: desk.policy.currency).isEmpty || !colors(line).isEmpty
      || !brands(line).isEmpty || asksForExtreme(text)
  }

  /// Whether a line says what something may cost.
  func hasBudget(_ line: Interpretation) -> Bool {
    !Budget(line, currency: desk.policy.currency).isEmpty
  }

  /// "The cheapest", "the best rated".
  func asksForExtreme(_ text: String) -> Bool {
    WishWords.has(text, WishWords.cheapest + WishWords.dearest + WishWords.bestRated)
  }

  /// The kind of thing a line names; `nil` where it names one product whole, or none.
  func named(_ line: Interpretation) -> GoodsIndex.Named? {
    guard let named = desk.advisor.index.named(in: line.utterance) else { return nil }
    // "Stovetop kettle" is one kettle; "headphones" are several, though one is called so.
    let isOne = named.products.contains { isWhole($0, in: line) }
    return isOne ? nil : named
  }

  /// Whether a line has the whole name of a product.
  func namesWhole(_ line: Interpretation) -> Bool {
    line.entities(.product).contains { $0.candidateIds.first.map { isWhole($0, in: line) } == true }
  }

  private func isWhole(_ id: String, in line: Interpretation) -> Bool {
    guard let product = desk.assortment.product(id) else { return false }
    return [product.name.english, product.name.chinese].contains { Choosing.names(line, $0) }
  }

  /// Whether a line asks what goes with something.
  func seeksMatch(_ line: Interpretation) -> Bool {
    WishWords.has(line.utterance.text.lowercased(), WishWords.goesWith)
  }

  /// Whether a line asks what is like something.
  func seeksAlike(_ line: Interpretation) -> Bool {
    kind(line, line.utterance.text.lowercased()) == .like
  }

  func refersBack(_ text: String) -> Bool { WishWords.has(" " + text, WishWords.refersBack) }

  func categories(_ line: Interpretation) -> Set<String> {
    Set(line.entities(.category).flatMap { $0.candidateIds.prefix(1) })
  }

  private func kind(_ line: Interpretation, _ text: String) -> Wish.Kind {
    if WishWords.has(text, WishWords.goesWith) { return .goesWith }
    let asked = WishWords.liking.reduce(text) { $0.split(separator: $1).joined(separator: "…") }
    guard WishWords.has(asked, WishWords.like), !line.entities(.product).isEmpty || refersBack(text)
    else { return .need }
    return .like
  }

  private func colors(_ line: Interpretation) -> Set<String> {
    Set(line.entities(.color).flatMap { $0.candidateIds.prefix(1) })
  }

  private func brands(_ line: Interpretation) -> Set<String> {
    Set(line.entities(.brand).flatMap { $0.candidateIds.prefix(1) })
  }

  private func seeds(_ line: Interpretation, _ text: String) -> [String] {
    if let first = line.entities(.product).first {
      // "My kettle" is the one the customer has, where the shop knows it.
      let owned = ownedProducts.filter { first.candidateIds.contains($0) }
      return Array((owned.isEmpty ? first.candidateIds : owned).prefix(5))
    }
    let members =
      desk.advisor.index.named(in: line.utterance)?.products
      ?? Set(
        desk.assortment.products.filter { categories(line).contains($0.category) }.map(\.id))
    if !members.isEmpty {
      let owned = ownedProducts.filter { members.contains($0) }
      return Array((owned.isEmpty ? members.sorted() : owned).prefix(8))
    }
    return refersBack(text) ? Array(conversation.products.prefix(1)) : []
  }

  /// What the customer who speaks has bought, by the shop's book.
  private var ownedProducts: [String] {
    guard let customer = conversation.customer, let orders = try? desk.shop?.orders(of: customer)
    else { return [] }
    return orders.flatMap { $0.items.map(\.product) }
  }

  private func readNeed(of line: Interpretation, _ text: String, into wish: inout Wish) {
    let kind = desk.advisor.index.named(in: line.utterance)
    let named = named(line) ?? kind.flatMap { $0.products.count == 1 ? $0 : nil }
    let categories = categories(line)
    // Who drinks tea may be given a teapot: a fondness is a need, not a kind of thing.
    let isFondness = WishWords.has(text, WishWords.interest)
    var consumed: Set<String> = []
    if isFondness {
      for id in categories {
        guard let category = desk.assortment.categories.first(where: { $0.id == id }) else {
          continue
        }
        let said = line.entities(.category).first { $0.candidateIds.first == id }
          .map { String(line.utterance[$0.range]) }
        for stem in GoodsIndex.stems(category.name.english + " " + category.name.chinese) {
          wish.need[stem] = said ?? category.name[line.utterance.language]
        }
      }
    } else {
      wish.categories = categories
      if let named {
        let inCategory = named.products.filter { id in
          desk.assortment.product(id).map { categories.contains($0.category) } == true
        }
        wish.among = inCategory.isEmpty ? named.products : inCategory
        if inCategory.isEmpty { wish.categories = [] }
        consumed = named.words
      }
    }
    for entity in line.entities where [.category, .color, .brand, .money].contains(entity.kind) {
      consumed.formUnion(GoodsIndex.stems(String(line.utterance[entity.range])))
    }
    let words = Choosing.parts(text).sorted()
    for word in words {
      let stem = Stem.of(word)
      guard !consumed.contains(stem), !WishWords.empty.contains(stem),
        !word.contains(where: \.isNumber), desk.advisor.index.distinguishes(stem)
      else { continue }
      wish.need[stem] = word
    }
  }
}
