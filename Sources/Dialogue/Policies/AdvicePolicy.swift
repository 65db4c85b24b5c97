import Intents
import Entities
import Quantities
import Recommendations
import Shop
import Text

/// Shopping advice: what goes with, what is like, what fits a need, what is in stock.
struct AdvicePolicy: DialoguePolicy {
  let name = "advice"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    let reader = WishReader(desk: desk, conversation: conversation)
    guard interpretation.intents.decision == .intent else { return nil }
    let goods = Goods(desk: desk, policy: name)
    switch interpretation.intent {
    case "recommend_product":
      let wish = reader.wish(interpretation)
      // "Help me choose" with nothing to go by: the article asks for whom and for how much.
      if wish.isEmpty, Self.asksForHelp(interpretation) { return nil }
      return advise(wish, leadingWith: lead(wish), &conversation, desk)
    case "product_availability":
      return goods.availability(interpretation, &conversation)
        ?? kinds(interpretation, reader, &conversation, desk)
    case "product_question" where reader.seeksMatch(interpretation):
      let wish = reader.wish(interpretation)
      return advise(wish, leadingWith: lead(wish), &conversation, desk)
    case "product_question": return goods.card(interpretation, &conversation)
    case "compare_products": return goods.comparison(interpretation, &conversation)
    default: return nil
    }
  }

  /// Goes on with the advice given last: "something cheaper", "not that one", "in blue", "the second one".
  func goOn(
    with interpretation: Interpretation, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    let reader = WishReader(desk: desk, conversation: conversation)
    if let last = conversation.wish,
      let (wish, refused) = reader.change(of: last, by: interpretation)
    {
      conversation.refused.formUnion(refused)
      return advise(wish, leadingWith: .adviceMore, &conversation, desk)
    }
    let isShort = interpretation.utterance.tokens.count <= 10
    guard isShort, conversation.products.count > 1, !interpretation.entities(.ordinal).isEmpty,
      interpretation.entities(.orderNumber).isEmpty,
      interpretation.intent.flatMap(Task.init) == nil,
      interpretation.intent != "product_availability"
    else { return nil }
    return Goods(desk: desk, policy: name).card(interpretation, &conversation)
  }

  private static func asksForHelp(_ line: Interpretation) -> Bool {
    let text = line.utterance.text.lowercased()
    return ["help me choose", "help me pick", "help choosing", "advice", "帮我选", "帮我挑", "给点建议"]
      .contains { text.contains($0) }
  }

  private func lead(_ wish: Wish) -> Phrase {
    switch wish.kind {
    case .goesWith: .adviceGoesWith
    case .like: .adviceSimilar
    case .need: .adviceLead
    }
  }

  /// "Do you have kettles?" shows some.
  private func kinds(
    _ line: Interpretation, _ reader: WishReader, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply? {
    let wish = reader.wish(line)
    guard !wish.categories.isEmpty else { return nil }
    return advise(wish, leadingWith: .adviceLead, &conversation, desk)
  }

  private func advise(
    _ wish: Wish, leadingWith phrase: Phrase, _ conversation: inout Conversation, _ desk: Desk
  ) -> Reply {
    var wish = wish
    let found = desk.advisor.advice.advice(on: request(wish, conversation)) {
      allows($0, wish, desk)
    }
    wish.shown = found.map(\.product)
    conversation.wish = wish
    conversation.products = wish.shown
    let language = conversation.language
    let seed =
      wish.seedName ?? wish.seeds.first.flatMap { desk.assortment.product($0)?.name[language] }
      ?? ""
    if found.isEmpty {
      return Reply(desk.say(.adviceNone, in: &conversation), policy: name, action: "recommend")
    }
    let lines = found.map { advice in
      let words = ReasonText(desk: desk, conversation: conversation, seedName: wish.seedName)
      return desk.text(
        .adviceLine, in: conversation,
        [
          "product": desk.assortment.product(advice.product)?.name[language] ?? advice.product,
          "price": desk.assortment.product(advice.product)?.price.display ?? "",
          "reason": words.text(advice),
        ])
    }
    let head = desk.text(phrase, in: conversation, ["product": seed])
    return Reply(
      ([head] + lines).joined(separator: "\n"), policy: name, action: "recommend")
  }

  private func request(_ wish: Wish, _ conversation: Conversation) -> AdviceRequest {
    let subject: AdviceRequest.Subject =
      switch wish.kind {
      case .goesWith: .goesWith(wish.seeds)
      case .like: wish.seeds.first.map { .like($0) } ?? .anyone
      case .need:
        conversation.customer.map { .customer($0) } ?? .anyone
      }
    return AdviceRequest(
      subject, customer: conversation.customer, need: wish.need,
      refused: conversation.refused.sorted())
  }

  /// In stock, within the price, of the kind and colour asked for.
  private func allows(_ id: String, _ wish: Wish, _ desk: Desk) -> Bool {
    guard let product = desk.assortment.product(id), product.stock > 0 else { return false }
    if !wish.categories.isEmpty, !wish.categories.contains(product.category) { return false }
    return product.variants.contains { variant in
      variant.stock > 0
        && wish.most.map { variant.price.hundredths <= $0.hundredths } != false
        && wish.least.map { variant.price.hundredths >= $0.hundredths } != false
        && (wish.colors.isEmpty || variant.option("color").map(wish.colors.contains) == true)
    } && wish.most.map { product.price.hundredths <= $0.hundredths } != false
  }
}

/// A reason for advice, in words, from the model's own numbers.
struct ReasonText {
  let desk: Desk
  let conversation: Conversation
  let seedName: String?

  /// The strongest reason.
  func text(_ advice: Advice) -> String {
    guard let reason = advice.reasons.first else { return "" }
    switch reason {
    case .boughtTogether(let customers, let other):
      return say(.reasonBoughtTogether, ["product": name(other), "count": "\(customers)"])
    case .sameCategory: return say(.reasonSameKind)
    case .sameBrand(let other):
      let brand = desk.assortment.product(other)?.brand ?? ""
      return say(.reasonSameBrand, ["brand": brand])
    case .closePrice(let other): return say(.reasonClosePrice, ["product": name(other)])
    case .cheaper(let other):
      let difference =
        (desk.assortment.product(other)?.price.hundredths ?? 0)
        - (desk.assortment.product(advice.product)?.price.hundredths ?? 0)
      let amount = Money(hundredths: difference, currency: desk.policy.currency)
      return say(.reasonCheaper, ["product": name(other), "amount": amount.display])
    case .ratedHigher(_, let rating), .rated(let rating):
      return say(.reasonRated, ["rating": "\((rating * 10).rounded() / 10)"])
    case .matches(let words):
      return say(.reasonMatches, ["words": words.prefix(3).joined(separator: ", ")])
    case .popular(let customers): return say(.reasonPopular, ["count": "\(customers)"])
    case .new: return say(.reasonNew)
    }
  }

  private func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
    desk.text(phrase, in: conversation, values)
  }

  private func name(_ id: String) -> String {
    desk.assortment.product(id)?.name[conversation.language] ?? id
  }
}
