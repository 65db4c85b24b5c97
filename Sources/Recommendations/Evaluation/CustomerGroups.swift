/// Customers in groups, to see whether anyone gets much worse advice than others.
public struct CustomerGroups: Sendable {
  /// The groups' names.
  public static let names = [
    "few purchases", "some purchases", "many purchases", "mainstream taste", "niche taste",
  ]

  private let size: [Int]
  private let taste: [Double]
  private let sizes: (low: Int, high: Int)
  private let middle: Double

  /// Groups the customers that were asked: thirds by how much they have, halves by how popular it is.
  public init(_ train: Interactions, asked: [CustomerIndex]) {
    let popularity = TrainingSet(train).popularity
    let size = (0..<train.customerCount).map { train.counts.cells($0).count }
    let taste = (0..<train.customerCount).map { customer in
      let cells = train.counts.cells(customer)
      return cells.reduce(0.0) { $0 + Double(popularity[Int(train.counts.columns[$1])]) }
        / Double(max(cells.count, 1))
    }
    let sorted = asked.map { size[$0.value] }.sorted()
    let tastes = asked.map { taste[$0.value] }.sorted()
    self.size = size
    self.taste = taste
    sizes =
      sorted.isEmpty ? (0, 0) : (sorted[sorted.count / 3], sorted[sorted.count * 2 / 3])
    middle = tastes.isEmpty ? 0 : tastes[tastes.count / 2]
  }

  /// Whether a customer is in the group of that place in `names`.
  public func contains(_ customer: CustomerIndex, in group: Int) -> Bool {
    let (own, liking) = (size[customer.value], taste[customer.value])
    switch group {
    case 0: return own < sizes.low
    case 1: return own >= sizes.low && own < sizes.high
    case 2: return own >= sizes.high
    case 3: return liking >= middle
    default: return liking < middle
    }
  }
}
