import Diagnostics
import Formats
import Recommendations
import Reports
import Text

#if canImport(Glibc)
  import Glibc
#endif

/// A list of recommendations with its reasons, for people and programs.
struct RecommendationView {
  let trained: TrainedModel
  let profile: Profile

  func table(_ list: [Recommendation]) -> String {
    var table = TextTable(
      ["", "product", "score", "why"], alignments: [.right, .left, .right, .left])
    for (rank, item) in list.enumerated() {
      table.add([
        "\(rank + 1)", trained.products[item.product.value],
        JSON.number(item.score, digits: 4).text, why(item),
      ])
    }
    return table.text(width: TerminalSize.ofTable)
  }

  func json(_ list: [Recommendation]) -> JSON {
    .array(
      list.map { item in
        let reason = reason(item)
        return [
          "product": .string(trained.products[item.product.value]), "score": .number(item.score),
          "customers": .integer(customers(item.product)),
          "because": reason.map {
            [
              "product": .string(trained.products[$0.product.value]),
              "both_bought": .integer($0.bothBought),
            ]
          } ?? .null,
        ]
      })
  }

  private func customers(_ product: ProductIndex) -> Int {
    Int(trained.model.training.popularity[product.value])
  }

  private func reason(_ item: Recommendation) -> Explanation.Reason? {
    Explanation.reasons(for: item.product, from: profile, by: trained.model, limit: 1).first
  }

  private func why(_ item: Recommendation) -> String {
    if let reason = reason(item) {
      return "bought together with \(trained.products[reason.product.value]) by "
        + Self.counted(reason.bothBought)
    }
    let count = customers(item.product)
    return Self.counted(count) + (count == 1 ? " has it" : " have it")
  }

  /// `1 customer`, `14 customers`.
  static func counted(_ count: Int) -> String {
    count == 1 ? "1 customer" : "\(count) customers"
  }
}

extension TrainedModel {
  /// A product's place; a fault when no product has the id.
  func place(_ id: String) throws -> ProductIndex {
    guard let place = products[id] else {
      throw Fault(file: nil, "no product is called \"\(id.visible())\" in what was learned from")
    }
    return ProductIndex(place)
  }

  /// The places of ids separated by commas.
  func places(_ ids: String) throws -> [ProductIndex] {
    try ids.split(separator: ",").map {
      try place(String($0).trimmed)
    }
  }
}

extension TerminalSize {
  /// The width a table may take: the terminal's, or any where nobody watches.
  static var ofTable: Int? { isatty(STDOUT_FILENO) == 1 ? columns : nil }
}
