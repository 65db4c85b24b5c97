/// Products as sparse vectors of their facts: category, brand, price and words, rare words counting more.
struct ProductVectors: Sendable {
  /// Products by features; each row has the length 1 or is empty.
  let rows: SparseRows

  init(_ facts: [ProductFacts]) {
    var names: [String: Int32] = [:]
    var frequency: [Float] = []
    var raw: [[(feature: Int32, weight: Float)]] = []
    let prices = facts.compactMap(\.price).filter { $0 > 0 }.map { naturalLog($0) }.sorted()
    for product in facts {
      var features: [(String, Float)] = []
      if let category = product.category { features.append(("c " + category, 1)) }
      if let brand = product.brand { features.append(("b " + brand, 0.5)) }
      if let price = product.price, price > 0 {
        for (band, share) in Self.bands(naturalLog(price), prices) {
          features.append(("p \(band)", 0.5 * share))
        }
      }
      for word in product.words.sorted() { features.append(("w " + word, 1)) }
      raw.append(
        features.map { name, weight in
          let feature = names[name] ?? Int32(names.count)
          if names.updateValue(feature, forKey: name) == nil { frequency.append(0) }
          frequency[Int(feature)] += 1
          return (feature, weight)
        })
    }
    let count = Double(facts.count)
    var starts: [Int64] = [0]
    var columns: [Int32] = []
    var values: [Float] = []
    for features in raw {
      let weighted = features.map { feature, weight in
        (feature, weight * Float(naturalLog((1 + count) / Double(frequency[Int(feature)]))))
      }.sorted { $0.0 < $1.0 }
      let norm = weighted.reduce(Float(0)) { $0 + $1.1 * $1.1 }.squareRoot()
      for (feature, weight) in weighted where norm > 0 {
        columns.append(feature)
        values.append(weight / norm)
      }
      starts.append(Int64(columns.count))
    }
    rows = SparseRows(
      columnCount: names.count, starts: Column(starts), columns: Column(columns),
      values: Column(values))
  }

  /// The two of eight price bands, of equally many products, that a price lies between.
  private static func bands(_ price: Double, _ sorted: [Double]) -> [(Int, Float)] {
    guard sorted.count > 8 else { return [(0, 1)] }
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < price { low = middle + 1 } else { high = middle }
    }
    let place = 8 * Double(low) / Double(sorted.count)
    let band = Int(place)
    let share = Float(place - Double(band))
    if share < 0.05 { return [(band, 1)] }
    return [(band, 1 - share), (band + 1, share)]
  }
}
