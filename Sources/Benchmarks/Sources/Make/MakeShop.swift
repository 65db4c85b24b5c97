import ArgumentParser
import Computing
import Diagnostics
import Formats
import FoundationEssentials
import Quantities
import Shop

/// `benchmarks make shop`: the people, orders, purchases and contacts of the sample shop, around the
/// products and the policy that people wrote.
struct MakeShop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shop",
    abstract: "Makes the sample shop's customers, orders, interactions and contacts.")

  @Option(help: "The seed; the same one gives the same bytes.") var seed: UInt64 = 7
  @Option(name: .shortAndLong, help: "The folder with products.json and policy.json.")
  var output = "knowledge-base/shop"

  func run() throws {
    let products = try read("products.json")
    let assortment = try Seed.read([products], currency: "USD", today: Day(number: 0)).assortment
    let prices = try DeliveryPrices(JSONReader.read(read("policy.json").bytes, file: "policy.json"))
    var random = SeededGenerator(seed: seed)
    let people = SamplePeople.make(&random)
    let taste = SampleTaste(assortment, &random)
    let orders = SampleOrders.make(people, taste, prices, &random)
    try write("customers.json", lines(people.map(\.json)))
    try write("orders.json", lines(orders.map { $0.json(people) }))
    try write("interactions.csv", SampleInteractions.make(people, orders, taste, &random))
    try write("contacts.csv", SampleContacts.make(orders, people, &random))
  }

  private func read(_ name: String) throws -> SeedFile {
    guard let file = try SeedFile.read(at: output + "/" + name, shown: name).first else {
      throw ValidationError("\(name) is missing in \(output)")
    }
    return file
  }

  private func write(_ name: String, _ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: output + "/" + name), options: .atomic)
  }

  /// A list with one record a line: long enough to be read, short enough to be compared.
  private func lines(_ records: [JSON]) -> String {
    "[\n" + records.map(\.text).joined(separator: ",\n") + "\n]\n"
  }
}

/// What a delivery costs, from the policy.
struct DeliveryPrices {
  let home: Int
  let homeFreeFrom: Int
  let abroad: Int
  let abroadFreeFrom: Int

  init(_ policy: JSONNode) throws {
    func price(_ node: JSONNode?) -> Int {
      guard let node, let text = try? node.string(), let money = Money(amount: text, currency: "")
      else { return 0 }
      return money.hundredths
    }
    let delivery = try policy.required("delivery")
    home = price(delivery["standard"]?["price"])
    homeFreeFrom = price(delivery["free_from"])
    abroad = price(delivery["international"]?["price"])
    abroadFreeFrom = price(delivery["international"]?["free_from"])
  }

  func shipping(_ subtotal: Int, abroad isAbroad: Bool) -> Int {
    isAbroad ? (subtotal >= abroadFreeFrom ? 0 : abroad) : (subtotal >= homeFreeFrom ? 0 : home)
  }
}

extension SeededGenerator {
  /// One of the elements; the list must not be empty.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// True so often.
  mutating func chance(_ share: Double) -> Bool { unit() < share }

  /// A number in the range.
  mutating func within(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.upperBound - range.lowerBound + 1)
  }

  /// A place in a list of weights, as often as its weight says.
  mutating func place(in weights: [Double]) -> Int {
    var rest = unit() * weights.reduce(0, +)
    for (place, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return place }
    }
    return weights.count - 1
  }
}
