import Quantities
import Shop
import Text

/// One product's facts in words.
struct ProductFactsText {
  let answering: Answering
  let product: Product
  let item: ShoppingState.Item

  var language: Language { answering.language }
  var assortment: Assortment { answering.assortment }
  var name: String { product.name[language] }
  var chooser: OptionChoice { OptionChoice(index: answering.index, product: product) }

  func text(_ phrase: ShoppingPhrase, _ values: [String: String] = [:]) -> String {
    answering.text(phrase, ["product": name].merging(values) { _, given in given })
  }

  /// The variants that have the options chosen.
  var variants: [Variant] {
    product.variants.filter { variant in
      item.options.allSatisfy { variant.option($0.key) == $0.value }
    }
  }

  /// The answer to a question; empty where there is nothing to say.
  func text(_ question: ProductQuery.Question) -> String {
    switch question {
    case .stock, .exists: stock()
    case .count: count()
    case .restock: restock()
    case .price: price()
    case .size: sizeAdvice()
    case .options(let option): options(option)
    case .attribute(let id): attribute(id)
    case .feature(let id): FactSearch(text: self).feature(id)
    case .open: FactSearch(text: self).open()
    case .card: card()
    case .buy: text(.buy, ["option": optionText])
    case .reserve: text(.reserve, ["option": optionText])
    default: card()
    }
  }

  /// ` in white, 1.2 L`, or nothing.
  var optionText: String { label(item.options) }

  func label(_ options: [String: String]) -> String {
    guard !options.isEmpty else { return "" }
    let order = product.variants.first?.options.map(\.name) ?? []
    let values = order.compactMap { name in
      options[name].map { assortment.name(of: $0, option: name, language) }
    }
    guard !values.isEmpty else { return "" }
    return language == .chinese
      ? "（\(values.joined(separator: "，"))）" : " (\(values.joined(separator: ", ")))"
  }

  // MARK: Prices

  private func price() -> String {
    if let missing = missing() { return missing }
    let chosen = variants
    if item.quantity > 1, let variant = chosen.first {
      return text(
        .priceEach,
        [
          "option": optionText, "price": variant.price.display, "wanted": "\(item.quantity)",
          "total": (variant.price * item.quantity).display,
        ])
    }
    let prices = Set(chosen.map(\.price.hundredths))
    if prices.count > 1 { return text(.priceMany, ["list": priceList(chosen)]) }
    return text(.price, ["option": optionText, "price": priceRange(chosen)])
  }

  /// `$14 for 50 g and $24 for 100 g`: by the option that makes the difference.
  private func priceList(_ variants: [Variant]) -> String {
    let names = product.variants.first?.options.map(\.name) ?? []
    let deciding = names.first { name in
      let byValue = Dictionary(grouping: variants) { $0.option(name) ?? "" }
      return byValue.values.allSatisfy { Set($0.map(\.price)).count == 1 } && byValue.count > 1
    }
    var parts: [String] = []
    for variant in variants {
      let label =
        deciding.flatMap { name in
          variant.option(name).map { assortment.name(of: $0, option: name, language) }
        } ?? assortment.label(of: variant, language: language)
      let part =
        language == .chinese
        ? "\(label) \(variant.price.display)" : "\(variant.price.display) for \(label)"
      if !parts.contains(part) { parts.append(part) }
    }
    return answering.list(parts)
  }

  func priceRange(_ variants: [Variant]) -> String {
    let prices = variants.map(\.price).sorted()
    guard let least = prices.first, let most = prices.last else { return product.price.display }
    if least == most { return least.display }
    return answering.text(.from, ["price": least.display])
  }

  // MARK: What there is to know

  private func options(_ option: String?) -> String {
    let all = product.variants.first?.options.map(\.name) ?? []
    let asked = all.filter { name in
      option == nil || name == option || option == "size" && name != "color"
    }
    // Asked for sizes, what comes in colours alone says so rather than that there is but one.
    let names = asked.isEmpty ? all : asked
    guard !names.isEmpty else { return text(.optionsOne) }
    var sentences: [String] = []
    for name in names {
      let values = chooser.values(name)
      let out = values.filter { value in
        !product.variants.contains { $0.stock > 0 && $0.option(name) == value }
      }
      let labels = values.filter { !out.contains($0) }
        .map { assortment.name(of: $0, option: name, language) }
      if !labels.isEmpty {
        sentences.append(text(.options, ["list": answering.list(labels)]))
      }
      if !out.isEmpty {
        let gone = out.map { assortment.name(of: $0, option: name, language) }
        sentences.append(text(.optionsOut, ["list": answering.list(gone)]))
      }
    }
    return answering.joined(sentences)
  }

  private func card() -> String {
    let prices = priceRange(variants)
    let description = product.description[language]
    guard let brand = product.brand else {
      return text(.cardPlain, ["price": prices, "description": description])
    }
    return text(.card, ["brand": brand, "price": prices, "description": description])
  }

  private func attribute(_ id: String) -> String {
    if let wanted = FactSearch(text: self).attribute(id) { return wanted }
    return FactSearch(text: self).unknown()
  }
}

extension Assortment {
  /// What a value of an option is called: `red`, `红色`.
  func name(of value: String, option: String, _ language: Language) -> String {
    label(option: option, value: value)?[language] ?? value
  }
}
