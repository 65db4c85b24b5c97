import Computing

/// How good a model's lists are, over the customers of the held-out part.
public struct RankingFigures: Hashable, Sendable {
  /// The figures of one customer's list.
  public struct List: Hashable, Sendable {
    /// The customer.
    public let customer: CustomerIndex
    /// Hits over k.
    public let precision: Double
    /// Hits over what was held out.
    public let recall: Double
    /// Discounted cumulative gain over that of the best list (K. Järvelin and J. Kekäläinen, TOIS
    /// 2002); the best list has min(k, held out) hits.
    public let ndcg: Double
    /// The sum of the precisions at each hit, over min(k, held out).
    public let averagePrecision: Double
    /// 1 when anything was hit.
    public let hit: Double
  }

  /// How long the lists are.
  public let k: Int
  /// One for each customer asked, in order.
  public let lists: [List]
  /// The share of products that were ever recommended.
  public let coverage: Double
  /// The mean of −log₂ of a recommended product's share of customers: the rarer, the more novel
  /// (T. Zhou and others, PNAS 2010).
  public let novelty: Double
  /// How many times as popular recommended products are as those the customers had; 1 is unbiased
  /// (H. Abdollahpouri and others, "The unfairness of popularity bias in recommendation", 2019).
  public let popularityBias: Double

  /// Asks for a list of `k` for every customer with a held-out part and compares.
  public init(
    _ split: Split, k: Int = 10, list: (_ customer: CustomerIndex, _ limit: Int) -> [Recommendation]
  ) {
    let (train, test) = (split.train, split.test)
    let popularity = TrainingSet(train).popularity
    let gains = (0..<max(k, 1)).map { 1 / log2(Double($0 + 2)) }
    var lists: [List] = []
    var recommended = [Bool](repeating: false, count: train.productCount)
    var (surprise, given) = (0.0, 0)
    var (listed, owned) = (0.0, 0.0)
    var ownedMeans = 0
    for customer in 0..<test.customerCount where !test.counts.cells(customer).isEmpty {
      let wanted = Set(test.counts.cells(customer).map { Int(test.counts.columns[$0]) })
      let answer = list(CustomerIndex(customer), k)
      lists.append(
        List(customer: CustomerIndex(customer), answer: answer, wanted: wanted, k: k, gains: gains))
      for item in answer {
        recommended[item.product.value] = true
        let share = Double(popularity[item.product.value] + 1) / Double(train.customerCount + 1)
        surprise -= log2(share)
        given += 1
      }
      let own = train.counts.cells(customer).map {
        Double(popularity[Int(train.counts.columns[$0])])
      }
      if !own.isEmpty, !answer.isEmpty {
        ownedMeans += 1
        owned += own.reduce(0, +) / Double(own.count)
        listed +=
          answer.reduce(0) { $0 + Double(popularity[$1.product.value]) } / Double(answer.count)
      }
    }
    self.k = k
    self.lists = lists
    coverage = Double(recommended.count { $0 }) / Double(max(recommended.count, 1))
    novelty = surprise / Double(max(given, 1))
    popularityBias = ownedMeans > 0 && owned > 0 ? listed / owned : 0
  }
}

extension RankingFigures.List {
  init(
    customer: CustomerIndex, answer: [Recommendation], wanted: Set<Int>, k: Int, gains: [Double]
  ) {
    self.customer = customer
    var hits = 0.0
    var gain = 0.0
    var precisions = 0.0
    for (rank, item) in answer.prefix(k).enumerated() where wanted.contains(item.product.value) {
      hits += 1
      gain += gains[rank]
      precisions += hits / Double(rank + 1)
    }
    let possible = min(k, wanted.count)
    precision = hits / Double(max(k, 1))
    recall = hits / Double(max(wanted.count, 1))
    ndcg = gain / max(gains.prefix(possible).reduce(0, +), 1e-12)
    averagePrecision = precisions / Double(max(possible, 1))
    hit = hits > 0 ? 1 : 0
  }
}

extension RankingFigures {
  /// A figure that is a mean over customers.
  public enum Metric: String, Hashable, Sendable, CaseIterable {
    case ndcg, precision, recall, map, hit

    var value: @Sendable (List) -> Double {
      switch self {
      case .ndcg: { $0.ndcg }
      case .precision: { $0.precision }
      case .recall: { $0.recall }
      case .map: { $0.averagePrecision }
      case .hit: { $0.hit }
      }
    }
  }

  /// The mean of a metric over all customers asked, or over some of them; 0 when there are none.
  public func mean(
    _ metric: Metric, where includes: (CustomerIndex) -> Bool = { _ in true }
  ) -> Double {
    let values = lists.filter { includes($0.customer) }.map(metric.value)
    return values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  /// The interval in which the mean lies with a probability of 95 %, by drawing customers again
  /// (B. Efron, "Bootstrap methods", 1979).
  public func interval(
    _ metric: Metric, samples: Int = 500, seed: UInt64 = 1
  ) -> ClosedRange<Double> {
    let values = lists.map(metric.value)
    guard let first = values.first else { return 0...0 }
    guard values.count > 1 else { return first...first }
    var generator = SeededGenerator(seed: seed)
    let means = (0..<samples).map { _ in
      (0..<values.count).reduce(0.0) { sum, _ in sum + values[generator.below(values.count)] }
        / Double(values.count)
    }.sorted()
    let low = means[Int(Double(samples) * 0.025)]
    return low...max(low, means[min(samples - 1, Int(Double(samples) * 0.975))])
  }
}
