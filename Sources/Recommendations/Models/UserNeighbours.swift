/// Customers who bought the same, and what else they bought.
///
/// P. Resnick and others, "GroupLens: an open architecture for collaborative filtering", CSCW 1994, with
/// cosine or the correlation of having bought for the likeness of two customers.
public struct UserNeighbours: ProfileRecommender {
  /// What the model was trained on.
  public let training: TrainingSet
  /// Products by customers.
  private let byProduct: SparseRows
  private let isCentred: Bool
  private let count: Int

  /// Turns the purchases round; the neighbours are found when advice is wanted. `similarity` is cosine
  /// or Pearson; `count` neighbours are asked.
  public init(
    _ training: TrainingSet, similarity: ItemNeighbours.Similarity = .cosine, count: Int = 100
  ) {
    self.training = training
    byProduct = training.purchases.transposed
    isCentred = similarity == .pearson
    self.count = count
  }

  /// What the nearest customers have, each counting as much as they are like the profile. Linear in the
  /// customers who share a product with the profile.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    let customers = training.customerCount
    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(customers, 1)) { likeness in
      likeness.initialize(repeating: 0)
      byProduct.columns.withUnsafeBufferPointer { holders in
        for entry in profile.entries {
          for cell in byProduct.cells(entry.product.value) {
            likeness[Int(holders[cell])] += entry.weight
          }
        }
      }
      let size = profile.entries.reduce(Float(0)) { $0 + abs($1.weight) }
      let products = Float(training.productCount)
      for customer in 0..<customers where likeness[customer] != 0 {
        let own = Float(training.purchases.cells(customer).count)
        if isCentred {
          let spread = size * (1 - size / products) * own * (1 - own / products)
          likeness[customer] =
            spread > 0
            ? (likeness[customer] - size * own / products) / spread.squareRoot()
            : -.infinity
        } else {
          likeness[customer] /= (max(size, 1e-6) * own).squareRoot()
        }
      }
      if let customer = profile.customer, profile.isAsTrained {
        likeness[customer.value] = -.infinity
      }
      let best = bestProducts(UnsafeBufferPointer(rebasing: likeness[0..<customers]), limit: count)
      training.purchases.columns.withUnsafeBufferPointer { bought in
        for neighbour in best where neighbour.score > 0 {
          for cell in training.purchases.cells(neighbour.product.value) {
            scores[Int(bought[cell])] += Float(neighbour.score)
          }
        }
      }
    }
  }

  func write(to file: inout ModelWriter) {
    byProduct.write(to: &file, as: "users.byproduct")
    file.add("users.settings", Column([Float(count), isCentred ? 1 : 0]))
  }

  init(from file: ModelReader, training: TrainingSet) throws {
    let settings: Column<Float> = try file.column("users.settings")
    byProduct = try SparseRows(from: file, as: "users.byproduct")
    guard settings.count == 2, settings[0] >= 1, settings[0] < 1e6,
      byProduct.rowCount == training.productCount
    else { throw file.damaged("its customers do not fit its products") }
    count = Int(settings[0])
    isCentred = settings[1] > 0
    self.training = training
  }
}
