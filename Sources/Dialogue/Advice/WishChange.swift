import Entities
import Intents
import Quantities
import Shop
import Text

/// Reads how a line changes the advice sought last: "something cheaper", "not that one", "in blue".
struct WishChange {
  let desk: Desk
  let conversation: Conversation
  private var reader: WishReader { WishReader(desk: desk, conversation: conversation) }

  init(desk: Desk, conversation: Conversation) {
    self.desk = desk
    self.conversation = conversation
  }

  /// The changed wish and what was refused, or `nil` when the line does not go on with the last wish.
  func change(by line: Interpretation) -> (wish: Wish, refused: Set<String>)? {
    let text = line.utterance.text.lowercased()
    guard line.utterance.tokens.count <= 14, var wish = last(text) else { return nil }
    // "The cheapest" is no cheaper one.
    let isExtreme = reader.asksForExtreme(text)
    let wantsCheaper =
      WishWords.has(text, WishWords.cheaper) && !WishWords.has(text, WishWords.bargaining)
      && !isExtreme
    let wantsDearer = WishWords.has(text, WishWords.dearer)
    let namesKind = !reader.categories(line).isEmpty || reader.named(line) != nil
    let refuses =
      WishWords.has(text, WishWords.refusing)
      || namesKind && (text.hasPrefix("no ") || WishWords.has(text, ["不要", "别推荐", " no more "]))
    let wantsMore = WishWords.has(text, WishWords.more)
    let isChange = wantsCheaper || wantsDearer || refuses || wantsMore
    if wantsCheaper || wantsDearer, reader.seeksAlike(line), let alike = alike(line) {
      wish = alike
    }
    let named = wish.kind == .like && reader.seeksAlike(line) ? nil : reader.named(line)
    if let named, !isRefusing(named, text, refuses) {
      // Another kind of thing: the limits stay, the rest begins anew.
      guard !isExtreme,
        isChange || WishWords.has(text, ["what about", "how about", "呢", "instead", "换成"])
      else {
        return nil
      }
      if named.products.isDisjoint(with: wish.shown) {
        var next = reader.wish(line)
        (next.most, next.least) = (next.most ?? wish.most, next.least ?? wish.least)
        return (next, [])
      }
    }
    let goesOn =
      conversation.lastAction == "recommend" && WishWords.has(text, WishWords.goingOn)
      && !WishWords.has(text, WishWords.fresh) && named == nil
      && !reader.namesWhole(line) && reader.limits(line)
      && mayGoOn(line)
    guard isChange || goesOn else { return nil }
    var refused: Set<String> = []
    if refuses { refused = self.refused(line, wish.shown, text, &wish) }
    wish.past.formUnion(wish.shown)
    if wantsCheaper { bound(&wish, below: line) }
    if wantsDearer { boundAbove(&wish) }
    if goesOn { wish.past = [] }
    reader.limit(&wish, by: line, text)
    return (wish, refused)
  }

  /// The wish to be changed; where none was said, what is like the product spoken of.
  private func last(_ text: String) -> Wish? {
    if let wish = conversation.wish, conversation.lastAction == "recommend" || !wish.shown.isEmpty {
      // A product spoken of since then is what "this" means.
      if conversation.products == wish.shown || conversation.products.isEmpty { return wish }
      if !reader.refersBack(text) { return wish }
    }
    guard let product = conversation.products.first,
      reader.refersBack(text) || ["stock", "product", "compare"].contains(conversation.lastAction)
    else { return nil }
    var wish = Wish()
    wish.kind = .like
    wish.seeds = [product]
    wish.shown = conversation.products
    return wish
  }

  /// What a line's intent leaves open: "要蓝色的" may be an order, a question or a wish.
  private func mayGoOn(_ line: Interpretation) -> Bool {
    guard !hasOtherWords(line) else { return false }
    guard line.intents.decision == .intent, let intent = line.intent else { return true }
    return [
      "recommend_product", "product_availability", "place_order", "product_question",
      "compare_products", "affirm", "deny", "size_guide", "discount_code", "price_match",
      "check_payment_methods", "delivery_period", "small_talk", "repeat", "goodbye", "review",
    ].contains(intent)
  }

  /// Whether a line names something that no limit takes up: "headphones" in a shop that has none.
  private func hasOtherWords(_ line: Interpretation) -> Bool {
    let taken = line.entities.reduce(into: Set<String>()) {
      $0.formUnion(GoodsIndex.stems(String(line.utterance[$1.range])))
    }
    return GoodsIndex.stems(line.utterance.text).contains { stem in
      stem.utf8.count > 4 && stem.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
        && !taken.contains(stem) && !WishWords.empty.contains(stem)
    }
  }

  /// "I don't want tea": the kind named is what is not wanted.
  private func isRefusing(_ named: GoodsIndex.Named, _ text: String, _ refuses: Bool) -> Bool {
    refuses
      && (!named.products.isDisjoint(with: conversation.wish?.shown ?? [])
        || !WishWords.has(text, ["instead", "what about", "how about", "换成", "来个", "给我"]))
  }

  /// "Like it but cheaper": what is like the product named or spoken of, to be bound by its price.
  private func alike(_ line: Interpretation) -> Wish? {
    var wish = reader.wish(line)
    guard wish.kind == .like else { return nil }
    wish.shown = Array(wish.seeds.prefix(1))
    return wish
  }

  private func refused(
    _ line: Interpretation, _ shown: [String], _ text: String, _ wish: inout Wish
  ) -> Set<String> {
    // "No tea": none of its kind is shown again, unless only one that was shown is meant.
    let categories = reader.categories(line)
    let ofCategories = desk.assortment.products.filter { categories.contains($0.category) }.map(
      \.id)
    if !categories.isEmpty, shown.count(where: ofCategories.contains) != 1 {
      wish.categories.subtract(categories)
      if !wish.among.isDisjoint(with: ofCategories) { wish.among = [] }
      return Set(ofCategories)
    }
    let labels = shown.compactMap { desk.assortment.product($0) }.map {
      [$0.name.english, $0.name.chinese]
    }
    if case .chosen(let places) = Choosing.choose(line, among: labels, several: true) {
      return Set(places.map { shown[$0] })
    }
    if let named = reader.named(line) { return named.products }
    return Set(shown)
  }

  /// Below what was named, or else below the cheapest that was shown.
  private func bound(_ wish: inout Wish, below line: Interpretation) {
    let products = wish.shown.compactMap { desk.assortment.product($0) }
    let labels = products.map { [$0.name.english, $0.name.chinese] }
    var prices = products.map(\.stockedPrice)
    if case .chosen(let places) = Choosing.choose(line, among: labels), let place = places.first {
      prices = [products[place].stockedPrice]
    }
    guard let least = prices.min() else { return }
    wish.most = Money(hundredths: least.hundredths - 1, currency: least.currency)
    if let least = wish.least, let most = wish.most, least > most { wish.least = nil }
  }

  private func boundAbove(_ wish: inout Wish) {
    guard let most = wish.shown.compactMap({ desk.assortment.product($0)?.stockedPrice }).max()
    else {
      return
    }
    wish.least = Money(hundredths: most.hundredths + 1, currency: most.currency)
    wish.most = nil
  }
}
