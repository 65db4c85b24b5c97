import Quantities
import Shop
import Text

// Whether a product is there, in which options and how many.
extension ProductFactsText {
  func stock() -> String {
    if let missing = missing() { return missing }
    let stocked = product.variants.filter { $0.stock > 0 }
    if stocked.isEmpty { return text(.stockOut) }
    let chosen = variants
    let inStock = chosen.filter { $0.stock > 0 }
    guard let first = inStock.first else {
      return text(
        .optionOut, ["option": plain(item.options), "list": others(than: chosen)])
    }
    let most = inStock.map(\.stock).max() ?? 0
    if item.quantity > 1 { return enough(most, first) }
    let prices = priceRange(inStock)
    if item.options.isEmpty, product.variants.count > 1 {
      return text(.stockOptions, ["list": labels(stocked), "price": prices])
    }
    let open = Set(inStock.map { label(rest(of: $0)) }).count
    if inStock.count > 1, open > 1 {
      return text(
        .stockOptions,
        [
          "product": name + optionText, "list": labels(inStock, without: item.options),
          "price": prices,
        ])
    }
    let phrase: ShoppingPhrase = first.stock <= 5 ? .stockFew : .stock
    return text(
      phrase, ["option": optionText, "price": prices, "count": "\(first.stock)"])
  }

  private func rest(of variant: Variant) -> [String: String] {
    Dictionary(
      variant.options.filter { item.options[$0.name] == nil }.map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first })
  }

  private func enough(_ most: Int, _ variant: Variant) -> String {
    let total = variant.price * item.quantity
    let values = [
      "option": optionText, "count": "\(most)", "wanted": "\(item.quantity)",
      "price": variant.price.display, "total": total.display,
    ]
    return text(most < item.quantity ? .stockShort : .stockEnough, values)
  }

  /// A wish that the product never comes in, or comes near to.
  func missing() -> String? {
    for wish in wishes {
      switch chooser.choose(wish) {
      case .none(let name, let wanted):
        if let told = told(wish, isOption: true) { return told }
        return text(
          .optionNone, ["option": said(wanted), "list": valueList(name)])
      case .near(let name, let value, let wanted):
        let isThere = variants.contains { $0.stock > 0 }
        let near = assortment.name(of: value, option: name, language)
        guard isThere else {
          return text(.optionNone, ["option": said(wanted), "list": valueList(name)])
        }
        return text(
          .optionNear,
          [
            "option": said(wanted), "near": near,
            "price": priceRange(variants.filter { $0.stock > 0 }),
          ])
      case .unrelated where told(wish, isOption: false) != nil:
        return told(wish, isOption: false)
      case .unrelated(let wanted) where !wanted.isEmpty && isOption(wish):
        let list = labels(product.variants.filter { $0.stock > 0 })
        if list.isEmpty { continue }
        return text(.optionNone, ["option": said(wanted), "list": list])
      default: continue
      }
    }
    return nil
  }

  /// What is known of an amount that is no option of it.
  private func told(_ wish: ProductQuery.OptionWish, isOption: Bool) -> String? {
    if case .values(_, let exact, _, let label) = wish, exact.isEmpty, SizePairs.isSize(label),
      product.details.facts["dimensions"] != nil
    {
      return FactSearch(text: self).attribute("dimensions")
    }
    guard case .measure(let measure) = wish else { return nil }
    return FactSearch(text: self).measured(measure, isOption: isOption)
  }

  private func isOption(_ wish: ProductQuery.OptionWish) -> Bool {
    if case .values = wish { return true }
    return false
  }

  /// The wishes of the line that are about this product.
  private var wishes: [ProductQuery.OptionWish] {
    let own =
      answering.query.subjects.first { subject in
        answering.one(subject)?.id == product.id
      }?.options ?? []
    return own + answering.query.options
  }

  /// What the customer called it; a colour's name in the language of the reply.
  private func said(_ wanted: String) -> String {
    for case .color(let id) in answering.desk.words.trie.meanings(
      of: ShoppingLine(wanted).pieces.map(\.text))
    {
      return answering.desk.words.name(id, language)
    }
    var wanted = wanted
    while language == .chinese, wanted.hasSuffix("的") { wanted.removeLast() }
    return wanted
  }

  private func valueList(_ option: String) -> String {
    let values = chooser.values(option)
    let stocked = values.filter { value in
      product.variants.contains { $0.stock > 0 && $0.option(option) == value }
    }
    return answering.list(
      (stocked.isEmpty ? values : stocked).map {
        assortment.name(of: $0, option: option, language)
      })
  }

  private func plain(_ options: [String: String]) -> String {
    let order = product.variants.first?.options.map(\.name) ?? []
    return order.compactMap { name in
      options[name].map { assortment.name(of: $0, option: name, language) }
    }.joined(separator: language == .chinese ? "、" : ", ")
  }

  /// What there is instead of some variants: the nearest first, those that share an option.
  private func others(than chosen: [Variant]) -> String {
    let stocked = product.variants.filter { $0.stock > 0 }
    let ranked = stocked.map { variant in
      (variant, variant.options.count { item.options[$0.name] == $0.value })
    }.sorted { $0.1 > $1.1 }
    let best = ranked.first?.1 ?? 0
    return labels(ranked.filter { $0.1 == best }.map(\.0))
  }

  /// Variants by what sets them apart, without what is given: each value once where all can be combined.
  private func labels(_ variants: [Variant], without given: [String: String] = [:]) -> String {
    let names = product.variants.first?.options.map(\.name) ?? []
    let open = names.filter { name in
      given[name] == nil && Set(product.variants.compactMap { $0.option(name) }).count > 1
    }
    var parts: [String] = []
    let counts = open.map { name in Set(variants.compactMap { $0.option(name) }).count }
    if open.count > 1, counts.reduce(1, *) == variants.count {
      // All combinations are there: "in black or white, 1 L or 2 L".
      for name in open {
        var values: [String] = []
        for variant in variants {
          if let value = variant.option(name), !values.contains(value) { values.append(value) }
        }
        parts.append(
          answering.list(values.map { assortment.name(of: $0, option: name, language) }))
      }
      return parts.joined(separator: language == .chinese ? "，" : ", ")
    }
    for variant in variants {
      let label = open.compactMap { name in
        variant.option(name).map { assortment.name(of: $0, option: name, language) }
      }.joined(separator: " ")
      if !label.isEmpty, !parts.contains(label) { parts.append(label) }
    }
    return answering.list(parts)
  }

  func count() -> String {
    if let missing = missing() { return missing }
    let stocked = variants.filter { $0.stock > 0 }
    if stocked.isEmpty { return stock() }
    if stocked.count == 1 || item.options.count == product.variants.first?.options.count {
      let count = stocked.map(\.stock).reduce(0, +)
      return text(
        .count, ["option": optionText, "count": language == .chinese ? "\(count) 件" : "\(count)"])
    }
    let parts = stocked.prefix(8).map { variant in
      assortment.label(of: variant, language: language).replacing(", ", with: " ")
        .replacing("，", with: " ")
        + (language == .chinese ? " \(variant.stock) 件" : " \(variant.stock)")
    }
    return text(
      .count,
      [
        "option": optionText,
        "count": "\(stocked.map(\.stock).reduce(0, +))"
          + (language == .chinese
            ? " 件（\(parts.joined(separator: "，"))）" : " (\(parts.joined(separator: ", ")))")
          ,
      ])
  }

  func restock() -> String {
    let isThere = variants.contains { $0.stock > 0 }
    return text(isThere ? .restockUnneeded : .restock, ["option": optionText])
  }
}
