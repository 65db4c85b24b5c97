import Quantities
import Recommendations
import Shop
import Text

/// A reason for advice, in words, from the model's own numbers.
struct ReasonText {
  let desk: Desk
  let conversation: Conversation
  let wish: Wish

  /// The strongest reasons: one where that is a product of the customer's, else two.
  func text(_ advice: Advice) -> String {
    let reasons = advice.reasons.filter { reason in
      // Of a kind asked for by name, being of that kind is no reason.
      if case .sameCategory = reason { return advice.reasons.count == 1 }
      return true
    }
    var most = wish.kind == .goesWith ? 1 : 2
    if wish.kind == .need, case .boughtTogether = reasons.first { most = 1 }
    return reasons.prefix(most).map { text($0, of: advice.product) }.joined(
      separator: conversation.language == .chinese ? "，" : ", ")
  }

  private func text(_ reason: AdviceReason, of product: String) -> String {
    switch reason {
    case .boughtTogether(let customers, let other):
      // "Your teapot" is one the customer has, or asks what goes with.
      return say(
        wish.kind == .like ? .reasonBoughtWith : .reasonBoughtTogether,
        ["product": name(other), "count": "\(customers)"])
    case .sameCategory: return say(.reasonSameKind)
    case .sameBrand(let other):
      return say(.reasonSameBrand, ["brand": desk.assortment.product(other)?.brand ?? ""])
    case .closePrice(let other): return say(.reasonClosePrice, ["product": name(other)])
    case .cheaper(let other):
      let difference =
        (desk.assortment.product(other)?.stockedPrice.hundredths ?? 0)
        - (desk.assortment.product(product)?.stockedPrice.hundredths ?? 0)
      let amount = Money(hundredths: difference, currency: desk.policy.currency)
      return say(.reasonCheaper, ["product": name(other), "amount": amount.display])
    case .ratedHigher(_, let rating):
      return say(.reasonRatedHigher, ["rating": "\((rating * 10).rounded() / 10)"])
    case .rated(let rating):
      return say(.reasonRated, ["rating": "\((rating * 10).rounded() / 10)"])
    case .matches(let words):
      let said = Set(words.prefix(3).map { wish.need[$0] ?? $0 }).sorted()
      return say(.reasonMatches, ["words": desk.list(said, in: conversation.language, or: false)])
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
