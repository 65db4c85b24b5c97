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
    let language = conversation.language
    let wanted = wantedOptions(line)
    let variants = product.variants.filter { variant in
      wanted.allSatisfy { variant.option($0.name)?.lowercased() == $0.value.lowercased() }
    }
    var values = [
      "product": product.name[language], "price": product.price.display, "options": "",
      "option": wanted.map(\.value).joined(separator: ", "),
    ]
    let inStock = product.variants.filter { $0.stock > 0 }
    // "black, 1 L" has a comma of its own, which a list cannot have.
    let labels = inStock.map { desk.assortment.label(of: $0, language: language) }
      .filter { !$0.isEmpty }.map { label in
        label.split { ",，".contains($0) }.joined(separator: language == .chinese ? " " : "")
      }
    if inStock.isEmpty {
      let text = desk.text(.productOutOfStock, in: conversation, values)
      return Reply(text + instead(of: product, conversation), policy: policy, action: "stock")
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
    conversation.products = [product.id]
    return Reply(text(of: product, conversation), policy: policy, action: "product")
  }

  /// Two products side by side; `nil` when not two are named or were shown.
  func comparison(_ line: Interpretation, _ conversation: inout Conversation) -> Reply? {
    var ids: [String] = []
    for entity in line.entities(.product) {
      if let id = entity.candidateIds.first, !ids.contains(id) { ids.append(id) }
    }
    if ids.count < 2 {
      // What the extractor read as a kind of thing may still be a product's whole name.
      for product in desk.assortment.products where !ids.contains(product.id) {
        if Choosing.names(line, product.name.english) || Choosing.names(line, product.name.chinese)
        {
          ids.append(product.id)
        }
      }
    }
    if ids.count < 2 { ids += conversation.products.filter { !ids.contains($0) } }
    let products = ids.compactMap { desk.assortment.product($0) }
    guard products.count >= 2 else { return nil }
    let (first, second) = (products[0], products[1])
    conversation.products = [first.id, second.id]
    let language = conversation.language
    let (cheaper, dearer) = first.price <= second.price ? (first, second) : (second, first)
    let difference = dearer.price - cheaper.price
    let sentence =
      difference.hundredths == 0
      ? desk.text(.comparePriceEqual, in: conversation)
      : desk.text(
        .reasonCheaperSentence, in: conversation,
        [
          "first": cheaper.name[language], "amount": difference.display,
          "second": dearer.name[language],
        ])
    return Reply(
      desk.text(
        .compare, in: conversation,
        [
          "first": first.name[language], "first_price": first.price.display,
          "first_rating": rating(first), "second": second.name[language],
          "second_price": second.price.display, "second_rating": rating(second),
          "difference": sentence,
        ]), policy: policy, action: "compare")
  }

  private func rating(_ product: Product) -> String { product.rating.map { "\($0)" } ?? "–" }

  /// A product on a card.
  func text(of product: Product, _ conversation: Conversation) -> String {
    let language = conversation.language
    return desk.text(
      .productCard, in: conversation,
      [
        "product": product.name[language], "brand": product.brand ?? "–",
        "price": product.price.display, "description": product.description[language],
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
      text.contains($0)
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

  private func instead(of product: Product, _ conversation: Conversation) -> String {
    let request = AdviceRequest(.like(product.id), limit: 1)
    let found = desk.advisor.advice.advice(on: request) { id in
      (desk.assortment.product(id)?.stock ?? 0) > 0
    }
    guard let other = found.first.flatMap({ desk.assortment.product($0.product) }) else {
      return ""
    }
    return desk.text(
      .instead, in: conversation,
      ["product": other.name[conversation.language], "price": other.price.display])
  }
}
