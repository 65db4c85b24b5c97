/// What products are like, by category, brand, price and words, so that a product nobody has bought yet
/// is advised at once.
///
/// P. Lops, M. de Gemmis and G. Semeraro, "Content-based recommender systems: state of the art and
/// trends", Recommender Systems Handbook, 2011.
public struct Content: ExplainingRecommender {
  /// How a profile and a product are compared.
  public enum Similarity: Hashable, Sendable {
    /// The cosine of both vectors.
    case cosine
    /// The cosine after each vector's mean over all features is taken off.
    case pearson
  }

  /// What the model was trained on.
  public let training: TrainingSet
  private let vectors: SparseRows
  private let similarity: Similarity

  /// Makes the vectors; `facts` are in step with the products. Without facts a product is like nothing.
  public init(_ training: TrainingSet, facts: [ProductFacts], similarity: Similarity = .cosine) {
    let known =
      facts
      + (facts.count..<max(facts.count, training.productCount)).map {
        ProductFacts(id: "\($0)")
      }
    self.init(
      training: training,
      vectors: ProductVectors(Array(known.prefix(training.productCount))).rows,
      similarity: similarity)
  }

  private init(training: TrainingSet, vectors: SparseRows, similarity: Similarity) {
    self.training = training
    self.vectors = vectors
    self.similarity = similarity
  }
}

extension Content {
  /// How like each product is to the sum of the profile's.
  public func score(_ profile: Profile, into scores: UnsafeMutableBufferPointer<Float>) {
    let features = vectors.columnCount
    var taste = [Float](repeating: 0, count: features)
    for entry in profile.entries where entry.product.value < vectors.rowCount {
      for cell in vectors.cells(entry.product.value) {
        taste[Int(vectors.columns[cell])] += entry.weight * vectors.values[cell]
      }
    }
    let width = Float(max(features, 1))
    let mean = taste.reduce(0, +) / width
    let length = spread(taste.reduce(0) { $0 + $1 * $1 }, mean, width)
    guard length > 0 else { return }
    vectors.columns.withUnsafeBufferPointer { columns in
      vectors.values.withUnsafeBufferPointer { values in
        for product in 0..<training.productCount {
          var (fit, sum, squares): (Float, Float, Float) = (0, 0, 0)
          for cell in vectors.cells(product) {
            fit += taste[Int(columns[cell])] * values[cell]
            sum += values[cell]
            squares += values[cell] * values[cell]
          }
          let own = sum / width
          let size = spread(squares, own, width)
          guard size > 0 else { continue }
          let common = similarity == .pearson ? width * mean * own : 0
          scores[product] = (fit - common) / (length * size)
        }
      }
    }
  }

  /// The length of a vector, less its mean where that is wanted.
  private func spread(_ squares: Float, _ mean: Float, _ width: Float) -> Float {
    max(squares - (similarity == .pearson ? width * mean * mean : 0), 0).squareRoot()
  }

  /// How like the product is to each of the profile's.
  public func contributions(
    to product: ProductIndex, from profile: Profile
  ) -> [Recommendation] {
    guard (0..<vectors.rowCount).contains(product.value) else { return [] }
    var own: [Int32: Float] = [:]
    for cell in vectors.cells(product.value) { own[vectors.columns[cell]] = vectors.values[cell] }
    return profile.within(vectors.rowCount).entries.map { entry in
      let fit = vectors.cells(entry.product.value).reduce(Float(0)) {
        $0 + vectors.values[$1] * (own[vectors.columns[$1]] ?? 0)
      }
      return Recommendation(product: entry.product, score: Double(fit * entry.weight))
    }.sorted { ($1.score, $0.product) < ($0.score, $1.product) }
  }

  func write(to file: inout ModelWriter) {
    vectors.write(to: &file, as: "content.vectors")
    file.add("content.pearson", Column([UInt8(similarity == .pearson ? 1 : 0)]))
  }

  init(from file: ModelReader, training: TrainingSet) throws {
    let isPearson: Column<UInt8> = try file.column("content.pearson")
    let vectors = try SparseRows(from: file, as: "content.vectors")
    guard vectors.rowCount == training.productCount else {
      throw file.damaged("its facts do not fit its products")
    }
    self.init(
      training: training, vectors: vectors,
      similarity: isPearson.first == 1 ? .pearson : .cosine)
  }
}
