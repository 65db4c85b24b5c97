import Quantities
import Shop
import Text

// What one costs more than the other.
extension Answering {
  mutating func difference() -> ShoppingReply? {
    if let reply = betweenSizes() { return reply }
    var items = several()
    if query.subjects.isEmpty, query.reference != .list, let spoken = state.spoken,
      let other = state.recent.first(where: { $0.product != spoken })
    {
      let own = state.recent.first { $0.product == spoken } ?? .init(product: spoken)
      items = [other, own]
    }
    if items.count == 1, let other = beside(items[0]) { items.append(other) }
    guard items.count == 2 || items.count > 2 && query.subjects.isEmpty else {
      return items.count == 1 ? betweenOptions(items[0]) : nil
    }
    let two = Array(items.suffix(2))
    let products = two.compactMap { assortment.product($0.product) }
    guard products.count == 2 else { return nil }
    let facts = zip(products, two).map {
      ProductFactsText(answering: self, product: $0, item: $1)
    }
    remember(together: two)
    if let each = byOption(facts) {
      return ShoppingReply(each, action: "compare", products: products.map(\.id))
    }
    guard let first = facts[0].variants.map(\.price).min(),
      let second = facts[1].variants.map(\.price).min()
    else { return nil }
    let amount = Money(
      hundredths: abs(first.hundredths - second.hundredths), currency: desk.currency)
    let (dear, cheap) = first >= second ? (0, 1) : (1, 0)
    let reply = text(
      amount.hundredths == 0 ? .differenceNone : .difference,
      [
        "product": name(products[dear]) + facts[dear].optionText,
        "other": name(products[cheap]) + facts[cheap].optionText, "amount": amount.display,
        "price": max(first, second).display, "other_price": min(first, second).display,
      ])
    return ShoppingReply(reply, action: "compare", products: products.map(\.id))
  }

  /// What a thing may be set beside where only it is spoken of: the other one of two.
  private func beside(_ item: ShoppingState.Item) -> ShoppingState.Item? {
    guard query.reference == .list || query.reference == .other else { return nil }
    let known = state.compared + state.shown.map { ShoppingState.Item(product: $0) } + state.recent
    return known.first { $0.product != item.product }
  }

  /// The difference for each size that both have at several prices.
  private func byOption(_ facts: [ProductFactsText]) -> String? {
    func prices(_ text: ProductFactsText) -> [String: Int] {
      Dictionary(
        text.variants.compactMap { variant in
          variant.option("size").map { ($0, variant.price.hundredths) }
        }, uniquingKeysWith: min)
    }
    let (first, second) = (prices(facts[0]), prices(facts[1]))
    let shared = first.keys.filter { second[$0] != nil }.sorted()
    guard shared.count > 1 else { return nil }
    let parts = shared.map { value in
      text(
        .differenceEach,
        [
          "option": assortment.name(of: value, option: "size", language),
          "amount": Money(
            hundredths: abs((first[value] ?? 0) - (second[value] ?? 0)), currency: desk.currency
          ).display,
        ])
    }
    let isFirst = shared.contains { (first[$0] ?? 0) > (second[$0] ?? 0) }
    return text(
      .difference,
      [
        "product": name(facts[isFirst ? 0 : 1].product),
        "other": name(facts[isFirst ? 1 : 0].product), "amount": list(parts),
        "price": facts[isFirst ? 0 : 1].priceRange(facts[isFirst ? 0 : 1].variants),
        "other_price": facts[isFirst ? 1 : 0].priceRange(facts[isFirst ? 1 : 0].variants),
      ])
  }

  /// “8款和16款差多少”: two values of the product spoken of.
  private mutating func betweenSizes() -> ShoppingReply? {
    guard query.subjects.count < 2,
      query.options.count + (query.subjects.first?.options.count ?? 0) > 1,
      let product = query.subjects.first.flatMap({ one($0) })
        ?? state.spoken.flatMap({ assortment.product($0) })
    else { return nil }
    let chooser = OptionChoice(index: index, product: product)
    let wishes = query.options + (query.subjects.first?.options ?? [])
    let prices = wishes.prefix(2).compactMap { wish -> Money? in
      guard case .found(let name, let value) = chooser.choose(wish) else { return nil }
      return product.variants.filter { $0.option(name) == value }.map(\.price).min()
    }
    guard prices.count == 2, let least = prices.min(), let most = prices.max() else { return nil }
    state.spoken = product.id
    let reply = text(
      least == most ? .differenceNone : .difference,
      [
        "product": label(product, most), "other": label(product, least),
        "amount": (most - least).display, "price": most.display, "other_price": least.display,
      ])
    return ShoppingReply(reply, action: "compare", products: [product.id])
  }

  /// “这两个差多少钱” of two sizes of one product: what was said before against what is said now.
  private mutating func betweenOptions(_ item: ShoppingState.Item) -> ShoppingReply? {
    guard let product = assortment.product(item.product) else { return nil }
    let prices = product.variants.map(\.price)
    // Nothing costs more or less than itself.
    guard let least = prices.min(), let most = prices.max(), least < most else { return nil }
    state.spoken = product.id
    let reply = text(
      .difference,
      [
        "product": label(product, most), "other": label(product, least),
        "amount": (most - least).display, "price": most.display, "other_price": least.display,
      ])
    return ShoppingReply(reply, action: "compare", products: [product.id])
  }

  private func label(_ product: Product, _ price: Money) -> String {
    let variants = product.variants.filter { $0.price == price }
    let options = product.variants.first?.options.map(\.name) ?? []
    let shared = options.compactMap { name -> String? in
      let values = Set(variants.compactMap { $0.option(name) })
      let all = Set(product.variants.compactMap { $0.option(name) })
      guard values.count == 1, all.count > 1, let value = values.first else { return nil }
      return assortment.name(of: value, option: name, language)
    }
    return shared.isEmpty ? name(product) : shared.joined(separator: " ")
  }
}
