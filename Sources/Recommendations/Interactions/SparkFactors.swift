import Diagnostics
import Formats

/// Factors trained on another engine: the rows that Apache Spark's ALS gives as `userFactors` and
/// `itemFactors`, as JSON Lines (`{"id":7,"features":[0.1,…]}`) or CSV (`7,0.1 …` or `7,0.1,…`).
public struct SparkFactors: Sendable {
  /// Factors by the number the export gave each id.
  public let rows: [Int: [Float]]
  /// How many factors each row has.
  public let rank: Int

  /// Reads one or more files, by name. Throws a `Fault` with the place of the first line that is wrong.
  public init(_ files: [(name: String, bytes: [UInt8])]) throws {
    var rows: [Int: [Float]] = [:]
    var rank = 0
    for file in files {
      var line = 0
      for text in file.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
        line += 1
        guard text.contains(where: { $0 > 0x20 }) else { continue }
        let place = Place(line: line, column: 1)
        guard let (id, values) = try Self.row(text, file: file.name, place: place) else {
          continue
        }
        guard !values.isEmpty, values.allSatisfy(\.isFinite), rank == 0 || values.count == rank
        else {
          throw Fault(
            file: file.name, place: place,
            "\(values.count) factors, where finite numbers"
              + (rank == 0 ? "" : ", \(rank) of them,") + " are wanted")
        }
        rank = values.count
        rows[id] = values
      }
    }
    guard rank > 0 else {
      throw Fault(file: files.first?.name, "holds no factors; a line looks like 7,0.1 0.2")
    }
    self.rows = rows
    self.rank = rank
  }

  private static func row(
    _ line: ArraySlice<UInt8>, file: String, place: Place
  ) throws -> (id: Int, values: [Float])? {
    if line.first == UInt8(ascii: "{") {
      let node = try JSONReader.read(Array(line), file: file)
      let members = try node.object()
      guard let id = members.first(where: { $0.key == "id" })?.value.content,
        let features = members.first(where: { $0.key == "features" })?.value,
        case .number(let written) = id, let number = Int(written)
      else { throw node.fault("a line must have an \"id\" and \"features\"") }
      return (
        number,
        try features.array("features").map { feature in
          if case .number(let text) = feature.content, let value = Float(text) { return value }
          throw feature.fault("a factor must be a number, found \(feature.found)")
        }
      )
    }
    let separators = Set(Array(",; \t[]\"\r".utf8))
    let words = line.split { separators.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
    guard let first = words.first, let id = Int(first) else {
      // A header may stand in the first line.
      if place.line == 1 { return nil }
      throw Fault(file: file, place: place, "a line must begin with the id's number")
    }
    return (id, words.dropFirst().map { Float($0) ?? .nan })
  }
}

extension TrainedModel {
  /// A model of factors trained elsewhere. `interactions` are what was exported; the numbers are the
  /// places of their customers and products, from 0. Ids without factors (Spark drops whom it has not
  /// seen) get zeros and are served what sells.
  public init(
    _ interactions: Interactions, customers: SparkFactors, products: SparkFactors,
    penalty: Float = 0.1, confidence: Float = 1
  ) throws {
    guard customers.rank == products.rank else {
      throw Fault(
        file: nil,
        "customers have \(customers.rank) factors and products \(products.rank): they are of two models"
      )
    }
    let rank = (customers.rank + 15) / 16 * 16
    func packed(_ factors: SparkFactors, _ count: Int) -> [Float] {
      var packed = [Float](repeating: 0, count: count * rank)
      for place in 0..<count {
        for (index, value) in (factors.rows[place] ?? []).enumerated() {
          packed[place * rank + index] = value
        }
      }
      return packed
    }
    let settings = ALS.Settings(
      factors: rank, penalty: penalty, confidence: confidence, iterations: 0)
    self.init(
      customers: interactions.customers, products: interactions.products, recipe: .als(settings),
      model: ALS(
        TrainingSet(interactions), customers: packed(customers, interactions.customerCount),
        products: packed(products, interactions.productCount), rank: rank, settings: settings))
  }
}
