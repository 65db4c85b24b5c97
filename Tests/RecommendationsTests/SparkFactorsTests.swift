import Formats
import Computing
import Diagnostics
import Foundation
import Recommendations
import Testing

@Suite struct SparkFactorsTests {
  /// What `spark_als.py` made of a small made-up shop.
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Spark/export")

  private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: Self.folder.appending(path: name)))
  }

  private func factors(_ name: String) throws -> SparkFactors {
    try SparkFactors([(name, bytes(name))])
  }

  /// The export's pairs under their ids.
  private func shop() throws -> Interactions {
    let file = Self.folder.deletingLastPathComponent().appending(path: "shop.csv")
    return try Interactions.read(Array(Data(contentsOf: file)), file: "shop.csv").interactions
  }

  @Test("Factors trained by Spark give the same ten products as their plain product")
  func servesTheSameTopTen() throws {
    let shop = try shop()
    let (customers, products) = (
      try factors("userFactors.json"), try factors("itemFactors.json")
    )
    let model = try TrainedModel(shop, customers: customers, products: products)
    for customer in 0..<shop.customerCount {
      let own = Set(shop.products(of: CustomerIndex(customer)))
      let taste = try #require(customers.rows[customer])
      let expected = (0..<shop.productCount).filter { !own.contains(Int32($0)) }
        .map { product in
          (product, zip(taste, products.rows[product] ?? []).reduce(Float(0)) { $0 + $1.0 * $1.1 })
        }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }.prefix(10)
      let list = model.model.recommendations(
        for: CustomerIndex(customer), excluding: [], limit: 10)
      #expect(list.map(\.product.value) == expected.map(\.0))
    }
  }

  @Test("Most tea drinkers are shown tea first, from the model's file as well")
  func makesSense() throws {
    let trained = try TrainedModel(
      shop(), customers: factors("userFactors.json"), products: factors("itemFactors.json"))
    let model = try TrainedModel(ModelMemory(copying: trained.bytes()))
    let tea = ["green-tea", "black-tea", "teapot", "kettle", "tea-tin", "strainer"]
    let firsts = try stride(from: 0, to: 30, by: 3).map { number in
      let place = try #require(model.customers[number < 10 ? "k0\(number)" : "k\(number)"])
      let list = model.model.recommendations(for: CustomerIndex(place), excluding: [], limit: 1)
      return model.products[try #require(list.first).product.value]
    }
    #expect(firsts.count { tea.contains($0) } >= 7)
  }

  @Test(
    "CSV is read as well as JSON Lines",
    arguments: [
      "{\"id\":7,\"features\":[0.5,-1]}\n", "id,features\n7,0.5 -1\n", "7,0.5,-1\n",
      "7,\"[0.5, -1.0]\"\n",
    ])
  func forms(_ text: String) throws {
    let factors = try SparkFactors([("f", Array(text.utf8))])
    #expect(factors.rank == 2)
    #expect(factors.rows[7] == [0.5, -1])
  }

  @Test(
    "What is no factor is told with its place",
    arguments: [
      ("7,0.5 1\n8,0.5\n", "f:2:1:"), ("7,NaN 1\n", "f:1:1:"), ("", "holds no factors"),
      ("7,0.5\nx,1\n", "f:2:1:"), ("{\"id\":7}\n", "\"features\""),
    ])
  func badFactors(_ text: String, _ part: String) {
    #expect {
      try SparkFactors([("f", Array(text.utf8))])
    } throws: { "\($0)".contains(part) }
  }
}
