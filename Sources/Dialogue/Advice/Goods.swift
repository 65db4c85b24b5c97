import Entities
import Quantities
import Recommendations
import Shop
import Text

/// Answers about particular goods: in stock, described, compared.
struct Goods {
  let desk: Desk
  let policy: String

  /// Whether what is named is in stock, in the colour or size named; `nil` when nothing is named.
  func availability(_ line: Interpretation, _ conversation: inout Conversation) -> Reply? {
    guard let found = product(line, &conversation) else { return nil }
    guard case .product(let product) = found else { return unclear(found, line, &conversation) }
    conversation.products = [product.id]
    conversation.wish = nil
    let language = conversation.language
    let wanted = wantedOptions(line)
    let variants = product.variants.filter { variant in
      wanted.allSatisfy { variant.option($0.name)?.lowercased() == $0.value.lowercased() }
    }
    var values = [
      "product": product.name[language], "price": product.stockedPrice.display, "options": "",
      "option": wanted.map { desk.assortment.name(of: $0.value, option: $0.name, language) }
        .joined(separator: language == .chinese ? "、" : ", "),
    ]
    let inStock = product.variants.filter { $0.stock > 0 }
    // "black, 1 L" has a comma of its own, which a list cannot have.
    let labels = inStock.map { desk.assortment.label(of: $0, language: language) }
      .filter { !$0.isEmpty }.map { label in
        label.split { ",，".contains($0) }.joined(separator: language == .chinese ? " " : "")
      }
    if inStock.isEmpty {
      let text = desk.text(.productOutOfStock, in: conversation, values)
      return Reply(text + instead(of: product, &conversation), policy: policy, action: "stock")
    }
    if !wanted.isEmpty, !variants.contains(where: { $0.stock > 0 }) {
      values["options"] = desk.list(labels, in: language, or: false)
      return Reply(
        desk.text(.productOptionOut, in: conversation, values), policy: policy, action: "stock")
    }
    if product.variants.count > 1, wanted.isEmpty {
      let list = desk.list(labels, in: language, or: false)
      values["options"] = desk.text(.inOptions, in: conversation, ["list": list])
    } else if let variant = variants.first {
      values["price"] = variant.price.display
    }
    return Reply(
      desk.text(.productInStock, in: conversation, values), policy: policy, action: "stock")
  }

  /// What is known of the product named; `nil` when none is.
  func card(_ line: Interpretation, _ conversation: inout Conversation) -> Reply? {
    guard let found = product(line, &conversation) else { return nil }
    guard case .product(let product) = found else { return unclear(found, line, &conversation) }
    // A shop without brands and descriptions can say of a product only what there is of it.
    let description = product.description[conversation.language]
    guard product.brand != nil || !description.isEmpty else {
      return availability(line, &conversation)
    }
    conversation.products = [product.id]
    return Reply(text(of: product, conversation), policy: policy, action: "product")
  }

  /// A product on a card.
  func text(of product: Product, _ conversation: Conversation) -> String {
    let language = conversation.language
    guard product.brand != nil else {
      return desk.text(
        .adviceLine, in: conversation,
        [
          "product": product.name[language], "price": product.stockedPrice.display,
          "reason": product.description[language],
        ])
    }
    return desk.text(
      .productCard, in: conversation,
      [
        "product": product.name[language], "brand": product.brand ?? "–",
        "price": product.stockedPrice.display, "description": product.description[language],
      ])
  }
}

extension Goods {
  private enum Found {
    case product(Product)
    case several([Product])
  }

  /// The product named, or the one spoken of; several when the words fit more than one.
  private func product(_ line: Interpretation, _ conversation: inout Conversation) -> Found? {
    if let entity = line.entities(.product).first {
      let candidates = entity.candidateIds.compactMap { desk.assortment.product($0) }
      if candidates.count == 1 { return .product(candidates[0]) }
      if candidates.count > 1 { return .several(candidates) }
    }
    if let id = desk.advisor.index.translatedProduct(in: line.utterance),
      let product = desk.assortment.product(id)
    {
      return .product(product)
    }
    let shown = conversation.products.compactMap { desk.assortment.product($0) }
    if shown.count > 1,
      case .chosen(let places) = Choosing.choose(
        line, among: shown.map { [$0.name.english, $0.name.chinese] }), let place = places.first
    {
      return .product(shown[place])
    }
    guard line.entities(.category).isEmpty, refersBack(line),
      let product = conversation.products.first.flatMap({ desk.assortment.product($0) })
    else { return nil }
    return .product(product)
  }

  private func refersBack(_ line: Interpretation) -> Bool {
    let text = " " + line.utterance.text.lowercased()
    return [" it", " this", " that", " one", "它", "这个", "那个", "这款", "这"].contains {
      text.holds($0)
    }
  }

  /// Asks which, and remembers what was asked about.
  private func unclear(
    _ found: Found, _ line: Interpretation, _ conversation: inout Conversation
  ) -> Reply? {
    guard case .several(let products) = found else { return nil }
    let shown = products.prefix(4)
    let names = shown.map { $0.name[conversation.language] }
    conversation.choice = PendingChoice(
      options: shown.map {
        PendingChoice.Option(labels: [$0.name.english, $0.name.chinese], meaning: .product($0.id))
      }, text: line.utterance.text)
    conversation.products = shown.map(\.id)
    let list = desk.list(names, in: conversation.language)
    return Reply(
      desk.say(.didYouMeanProduct, in: &conversation, ["list": list]), policy: policy,
      awaiting: "product")
  }

  private func wantedOptions(_ line: Interpretation) -> [(name: String, value: String)] {
    var wanted: [(String, String)] = []
    for (kind, name) in [(Entity.Kind.color, "color"), (.size, "size")] {
      if let value = line.entities(kind).first?.candidateIds.first { wanted.append((name, value)) }
    }
    return wanted
  }

  private func instead(of product: Product, _ conversation: inout Conversation) -> String {
    let request = AdviceRequest(.like(product.id), refused: conversation.refused.sorted(), limit: 1)
    let found = desk.advisor.advice.advice(on: request) { id in
      (desk.assortment.product(id)?.stock ?? 0) > 0
    }
    guard let other = found.first.flatMap({ desk.assortment.product($0.product) }) else {
      return ""
    }
    conversation.products = [other.id]
    return desk.text(
      .instead, in: conversation,
      ["product": other.name[conversation.language], "price": other.stockedPrice.display])
  }
}

extension Assortment {
  /// What a value of an option is called: `red`, `红色`.
  func name(of value: String, option: String, _ language: Language) -> String {
    optionNames.first { $0.key.option == option && $0.key.value == value }?.name[language] ?? value
  }
}
