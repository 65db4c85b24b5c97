import Diagnostics
import Foresight
import Formats
import Recommendations

/// One item of a later basket is hidden: is it among the five that come first? By the model behind the desk's
/// own advice (EASE), its penalty chosen on baskets before the last fifth.
extension ForesightBenchmark {
  func hidden() throws {
    let peers = [
      ("groceries.txt", 0.2625, "item cosine"), ("online-retail.txt.gz", 0.1661, "rules"),
    ]
    for (file, peer, name) in peers {
      let baskets = try Baskets.read(bytes("baskets/" + file), file: file)
      let count = baskets.baskets.count
      let (cut, early) = (count * 4 / 5, count * 16 / 25)
      var best: (penalty: Float, hits: Double)?
      for penalty: Float in [20, 100, 300] {
        let found = try asked(
          baskets.part(early..<cut), by: learned(baskets.part(0..<early), penalty: penalty))
        if best.map({ found.five > $0.hits }) ?? true { best = (penalty, found.five) }
      }
      let started = seconds()
      let model = try learned(baskets.part(0..<cut), penalty: best?.penalty ?? 100)
      let trained = seconds()
      let found = asked(baskets.part(cut..<count), by: model)
      say(
        "hidden item", file,
        [
          ("model", "EASE"), ("penalty", .number(Double(best?.penalty ?? 100))),
          ("baskets", .integer(found.baskets)), ("hit1", .number(found.one, digits: 4)),
          ("hit5", .number(found.five, digits: 4)),
          ("train_seconds", .number(trained - started, digits: 3)),
          (
            "microseconds_one",
            .number((seconds() - trained) / Double(max(1, found.asked)) * 1e6, digits: 1)
          ), ("peer", .string(name)), ("peer_hit5", .number(peer)),
        ])
    }
  }

  private func learned(_ baskets: Baskets, penalty: Float) throws -> (EASE, [Int32: ProductIndex]) {
    let rows = baskets.baskets.enumerated().flatMap { place, basket in
      basket.map { Interaction(customer: "\(place)", product: baskets.items[Int($0)]) }
    }
    let interactions = Interactions(rows)
    var places: [Int32: ProductIndex] = [:]
    for item in baskets.items.indices {
      places[Int32(item)] = interactions.products[baskets.items[item]].map { ProductIndex($0) }
    }
    return (try EASE(TrainingSet(interactions), penalty: penalty), places)
  }

  /// Every item of a basket is hidden in turn, each basket counting once: what drawing one item would give in
  /// the mean.
  private func asked(
    _ baskets: Baskets, by model: (EASE, [Int32: ProductIndex])
  ) -> (one: Double, five: Double, baskets: Int, asked: Int) {
    var (one, five, count, questions) = (0.0, 0.0, 0, 0)
    let size = model.0.training.productCount
    var scores = [Float](repeating: 0, count: size)
    for basket in baskets.baskets where basket.count > 1 {
      count += 1
      for hidden in basket {
        questions += 1
        let have = basket.filter { $0 != hidden }.compactMap { model.1[$0] }
        guard let wanted = model.1[hidden] else { continue }
        for place in scores.indices { scores[place] = 0 }
        scores.withUnsafeMutableBufferPointer {
          model.0.score(Profile(products: have), into: $0)
        }
        for product in have { scores[product.value] = -.infinity }
        let goal = scores[wanted.value]
        let (above, alike) = (
          scores.count { $0 > goal }, scores.count { $0 == goal } - 1
        )
        let rank = Double(above) + Double(alike) / 2
        one += rank < 1 ? 1 / Double(basket.count) : 0
        five += rank < 5 ? 1 / Double(basket.count) : 0
      }
    }
    let total = Double(max(1, count))
    return (one / total, five / total, count, questions)
  }
}
