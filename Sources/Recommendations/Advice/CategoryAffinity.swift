/// How much more often than by chance customers have things of two categories: what goes with what, where
/// single products have too few buyers to tell.
struct CategoryAffinity: Sendable {
  private let places: [String: Int]
  /// From 0, no more than by chance, to 1, square by category.
  private let values: [Double]

  /// `categories` are in step with the products of the training set.
  init(_ training: TrainingSet, categories: [String?]) {
    let names = Set(categories.compactMap { $0 }).sorted()
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    let placeOf = categories.map { $0.flatMap { places[$0] } }
    let count = names.count
    var both = [Double](repeating: 0, count: count * count)
    var counts = [Int](repeating: 0, count: count)
    var met: [Int] = []
    for customer in 0..<training.customerCount {
      for cell in training.purchases.cells(customer) {
        if let place = placeOf[Int(training.purchases.columns[cell])] {
          if counts[place] == 0 { met.append(place) }
          counts[place] += 1
        }
      }
      for one in met {
        // With itself only where there are two of it.
        for other in met where one != other || counts[one] > 1 { both[one * count + other] += 1 }
      }
      for place in met { counts[place] = 0 }
      met.removeAll(keepingCapacity: true)
    }
    self.places = places
    values = Self.lifts(both, training: training, placeOf: placeOf, count: count)
  }

  /// Observed over expected pairs, damped for few, as a share of the highest of each row.
  private static func lifts(
    _ both: [Double], training: TrainingSet, placeOf: [Int?], count: Int
  ) -> [Double] {
    var have = [Double](repeating: 0, count: count)
    for customer in 0..<training.customerCount {
      let own = Set(
        training.purchases.cells(customer).compactMap {
          placeOf[Int(training.purchases.columns[$0])]
        })
      for place in own { have[place] += 1 }
    }
    let total = Double(max(training.customerCount, 1))
    var values = [Double](repeating: 0, count: count * count)
    for one in 0..<count {
      for other in 0..<count {
        let expected = have[one] * have[other] / total
        values[one * count + other] = max(0, (both[one * count + other] + 5) / (expected + 5) - 1)
      }
      let most = (0..<count).map { values[one * count + $0] }.max() ?? 0
      guard most > 0 else { continue }
      for other in 0..<count { values[one * count + other] /= max(most, 0.5) }
    }
    return values
  }

  /// From 0 to 1; 0 for categories nobody bought.
  func between(_ one: String, _ other: String) -> Double {
    guard let row = places[one], let column = places[other] else { return 0 }
    return values[row * places.count + column]
  }
}
