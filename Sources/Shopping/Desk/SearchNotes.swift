import Quantities
import Recommendations
import Shop
import Text

// Why: the need as it stands, what it leaves out, and what speaks for each product.
extension Answering {
  /// The need in a line each, for `/why`.
  func notes(_ need: ShoppingState.Need, found: Int) -> [String] {
    func line(_ name: String, _ values: [String]) -> String? {
      values.isEmpty ? nil : "\(name): \(values.joined(separator: ", "))"
    }
    let price = [
      need.budget.least.map { "from \($0.display)" },
      need.budget.most.map { "up to \($0.display)" },
    ].compactMap { $0 }
    return [
      line("sought", need.terms.map(said)),
      line("with", need.features + need.options.map(said)),
      line("liked", need.interests),
      line("for", [need.audience, need.isGift ? "gift" : nil].compactMap { $0 }),
      line("price", price),
      line(need.isAlike ? "like" : "goes with", need.seeds),
      line(
        "left out",
        need.excluded.map { $0.map(said).joined(separator: " ") } + need.excludedFeatures
          + need.excludedOptions.map(said)),
      line("turned down", state.rejected.sorted()),
      "fits: \(found)",
    ].compactMap { $0 }
  }

  /// What of the need a product answers, then how it is rated and bought.
  func why(_ product: Product, _ need: ShoppingState.Need) -> String {
    var reasons: [String] = []
    let own = product.details.features ?? []
    reasons += (need.features + need.interests).filter(own.contains)
    let together = need.seeds.map { desk.advice.bothBought($0, product.id) }.max() ?? 0
    if together > 0 { reasons.append("bought together by \(together)") }
    reasons.append(product.stockedPrice.display)
    if let rating = product.rating { reasons.append("rated \(rating)") }
    let buyers = desk.advice.customerCount(of: product.id)
    if buyers > 0 { reasons.append("bought by \(buyers)") }
    return reasons.joined(separator: ", ")
  }

  private func said(_ any: [ProductQuery.Term]) -> String {
    any.map { term in
      switch term {
      case .name(let text): "the \(text)"
      case .kind(let text), .word(let text), .category(let text), .brand(let text),
        .feature(let text):
        text
      }
    }.joined(separator: "/")
  }

  private func said(_ wish: ProductQuery.OptionWish) -> String {
    switch wish {
    case .values(_, _, _, let label): label
    case .measure(let measure): measure.label
    case .extreme(let isLargest): isLargest ? "the largest" : "the smallest"
    }
  }
}
