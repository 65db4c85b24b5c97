import ArgumentParser
import CZlib
import Diagnostics
import Foundation
import Recommendations

/// `benchmarks recommender`: lists of ten on public shops, beside what peers reach on the same split.
struct RecommenderBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recommender",
    abstract: "Top-10 lists and ratings: how good, how fast, how large.")

  @Option(help: "The folder that holds recommender/online-retail.csv.gz.")
  var data: String

  func run() async throws {
    try onlineRetail(data + "/recommender/online-retail.csv.gz")
  }

  private func onlineRetail(_ path: String) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let (all, report) = try Interactions.read(try unpacked(path), file: path)
    let read = start.duration(to: clock.now).seconds
    let interactions = all.trimmed(customersPerProduct: 10, productsPerCustomer: 5)
    let split = Split(interactions, by: .latest(share: 0.2))
    emit([
      "benchmark": "recommender", "set": "online-retail", "rows": .integer(report.rowCount),
      "customers": .integer(split.train.customerCount),
      "products": .integer(split.train.productCount), "train": .integer(split.train.pairCount),
      "test": .integer(split.test.pairCount), "read_seconds": .number(read),
    ])
    let recipes: [ModelRecipe] = [
      .popularity(), .itemNeighbours(.cosine, count: 20), .itemNeighbours(.cosine, count: 100),
      .itemNeighbours(.bm25(k1: 1.2, b: 0.75), count: 20),
      .itemNeighbours(.bm25(k1: 1.2, b: 0.75), count: 100), .ease(penalty: 500),
      .timely(.ease(penalty: 500), Timely.Settings(memory: 0, strength: 1.4)),
      .timely(.ease(penalty: 500), Timely.Settings(memory: 120, strength: 0)),
      .timely(.ease(penalty: 800), Timely.Settings(memory: 300, strength: 1.4)),
    ]
    for recipe in recipes { try measure(recipe, "online-retail", split) }
  }

  private func measure(_ recipe: ModelRecipe, _ set: String, _ split: Split) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let model = try recipe.train(on: TrainingSet(split.train))
    let trained = start.duration(to: clock.now).seconds
    var spent: [Double] = []
    let figures = RankingFigures(split) { customer, limit in
      let start = clock.now
      let list = model.recommendations(for: customer, excluding: [], limit: limit)
      spent.append(start.duration(to: clock.now).seconds)
      return list
    }
    spent.sort()
    emit([
      "benchmark": "recommender", "set": .string(set), "model": .string(recipe.name),
      "ndcg@10": .number(figures.mean(.ndcg), digits: 4),
      "precision@10": .number(figures.mean(.precision), digits: 4),
      "recall@10": .number(figures.mean(.recall), digits: 4),
      "coverage": .number(figures.coverage, digits: 3),
      "train_seconds": .number(trained, digits: 3),
      "microseconds_per_customer": .number(
        1e6 * (spent.isEmpty ? 0 : spent[spent.count / 2]), digits: 1),
    ])
  }

  private func emit(_ line: JSON) { print(line.text) }

  private func unpacked(_ path: String) throws -> [UInt8] {
    guard let stream = deskmate_gz_open(path) else { throw Fault(file: path, "cannot be read") }
    defer { deskmate_gz_close(stream) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = deskmate_gz_read(stream, &buffer, buffer.count)
      guard count >= 0 else { throw Fault(file: path, "the compressed data is damaged") }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
