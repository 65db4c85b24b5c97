/// The products with the highest scores, the best first; of equals the one that comes first.
/// Products with a score of −∞ or that is not a number are left out.
///
/// One pass over the scores, sixteen at a time against the worst of the best so far.
func bestProducts(_ scores: UnsafeBufferPointer<Float>, limit: Int) -> [Recommendation] {
  guard limit > 0, let base = scores.baseAddress else { return [] }
  if limit > 64 { return manyBestProducts(scores, limit: limit) }
  return withUnsafeTemporaryAllocation(of: (score: Float, product: Int32).self, capacity: limit + 1)
  {
    best in
    var count = 0
    var threshold = -Float.infinity
    func offer(_ index: Int) {
      let score = base[index]
      guard score > threshold else { return }
      var place = min(count, limit - 1)
      while place > 0, best[place - 1].score < score {
        best[place] = best[place - 1]
        place -= 1
      }
      best[place] = (score, Int32(index))
      count = min(count + 1, limit)
      if count == limit { threshold = best[limit - 1].score }
    }
    var index = 0
    while index + 16 <= scores.count {
      let block = UnsafeRawPointer(base + index).loadUnaligned(as: SIMD16<Float>.self)
      if any(block .> threshold) {
        for offset in 0..<16 { offer(index + offset) }
      }
      index += 16
    }
    while index < scores.count {
      offer(index)
      index += 1
    }
    return (0..<count).map {
      Recommendation(product: ProductIndex(Int(best[$0].product)), score: Double(best[$0].score))
    }
  }
}

private func manyBestProducts(
  _ scores: UnsafeBufferPointer<Float>, limit: Int
) -> [Recommendation] {
  let order = scores.indices.filter { scores[$0] > -.infinity }
    .sorted { (scores[$1], $0) < (scores[$0], $1) }
  return order.prefix(limit).map {
    Recommendation(product: ProductIndex($0), score: Double(scores[$0]))
  }
}
