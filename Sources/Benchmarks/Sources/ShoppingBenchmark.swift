import ArgumentParser
import Diagnostics
import Dialogue
import Entities
import Formats
import Foundation
import Intents
import Quantities
import Recommendations
import Shop
import Shopping
import Text
import Workspace

/// `benchmarks shopping`: lines about goods that were made, goods seen where none are spoken of, and speed
/// on a small and a large catalogue.
struct ShoppingBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "shopping",
    abstract:
      "Made lines about goods that are read right; false mentions; queries on 100,000 products.")

  @Option(help: "The folder of public data; not needed here.") var data: String?
  @Option(help: "The workspace.") var workspace = "."
  @Option(help: "How many lines are made for each language.") var lines = 1_000
  @Option(help: "How many products the large catalogue has.") var products = 100_000
  @Option(help: "The seed.") var seed: UInt64 = 7
  @Flag(help: "Print the lines that are not read right.") var wrong = false

  func run() throws {
    let cache = StatePaths(environment: ProcessInfo.processInfo.environment).cache
    let loaded = try LoadedWorkspace.load(
      from: WorkspaceFolder(path: workspace), cache: cache, today: Day(number: 20_778))
    let figures = ShoppingFigures(desk: loaded.desk(shop: nil).shopping, goods: loaded.assortment)
    for language in Language.allCases {
      made(figures, language)
      // Where the reader of names sees no goods either, a mention is a false one.
      let talk = try otherTalk(language).filter { line in
        let utterance = Tokenizer().utterance(line, fallback: language)
        return !loaded.entityExtractor.entities(in: utterance, today: Day(number: 20_778))
          .contains { $0.kind == .product || $0.kind == .category }
      }
      let seen = figures.falseMentions(talk, language)
      emitRow([
        ("benchmark", "shopping-false-mentions"), ("language", .string(language.rawValue)),
        ("lines", .integer(talk.count)), ("seen", .integer(seen.count)),
        ("share", .number(Double(seen.count) / Double(max(talk.count, 1)), digits: 4)),
      ])
      if wrong { for line in seen { print("  seen: " + line) } }
    }
    speed(figures, "shopping-query")
    if products > 0 {
      let goods = try enlarged()
      speed(
        ShoppingFigures(desk: desk(over: goods, loaded), goods: goods), "shopping-query-large")
    }
    longLine(figures)
  }

  private func emitRow(_ members: [(key: String, value: JSON)]) { emit(.object(members)) }

  private func desk(over goods: Assortment, _ loaded: LoadedWorkspace) -> ShoppingDesk {
    let phrases = loaded.phrases
    let advice = ShoppingAdvice(
      Interactions([]),
      facts: goods.products.map {
        ProductFacts(id: $0.id, category: $0.category, rating: $0.rating)
      })
    return ShoppingDesk(
      assortment: goods, words: loaded.shoppingWords, currency: loaded.policy.currency,
      advice: { advice },
      wording: { phrase, language, time, values in
        Phrase(rawValue: phrase.rawValue).map {
          phrases.text($0, in: language, time: time, with: values)
        } ?? ""
      })
  }

  private func made(_ figures: ShoppingFigures, _ language: Language) {
    let (right, mistakes) = figures.made(language, count: lines, seed: seed)
    let all = right.values.reduce((0, 0)) { ($0.0 + $1.right, $0.1 + $1.all) }
    var row: [(key: String, value: JSON)] = [
      ("benchmark", "shopping-made"), ("language", .string(language.rawValue)),
      ("lines", .integer(all.1)),
      ("right", .number(Double(all.0) / Double(max(all.1, 1)), digits: 4)),
    ]
    for (kind, count) in right.sorted(by: { $0.key < $1.key }) {
      row.append((kind, .number(Double(count.right) / Double(max(count.all, 1)), digits: 3)))
    }
    emitRow(row)
    if wrong { for line in mistakes { print("  wrong: " + line) } }
  }

  /// Examples of intents that speak of no goods: orders, accounts, small talk.
  private func otherTalk(_ language: Language) throws -> [String] {
    let folder = URL(filePath: workspace).appending(path: "intents/\(language.rawValue)")
    let ofGoods: Set<String> = [
      "recommend_product", "product_availability", "product_question", "compare_products",
      "place_order", "out_of_scope",
    ]
    var lines: [String] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where file.hasSuffix(".json") {
      let bytes = try Array(Data(contentsOf: folder.appending(path: file)))
      let root = try JSONReader.read(bytes, file: file)
      for entry in try root["data"]?.array("data") ?? [] {
        guard let intent = try entry["intent"]?.string("intent"), !ofGoods.contains(intent) else {
          continue
        }
        for key in ["utterances", "tests"] {
          lines += try entry[key]?.strings(key) ?? []
        }
      }
    }
    return lines.filter { !$0.contains("{") && !$0.contains("[") }
  }

  /// The sample goods over and over, with ids of their own.
  private func enlarged() throws -> Assortment {
    let path = workspace + "/knowledge-base/shop/products.json"
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    guard var root = object as? [String: Any], let goods = root["products"] as? [[String: Any]]
    else { throw Fault(file: path, "holds no products") }
    root["products"] = (0..<products).map { number in
      var product = goods[number % goods.count]
      product["id"] = "\(product["id"] ?? "")-\(number)"
      product["variants"] = (product["variants"] as? [[String: Any]] ?? []).map { variant in
        var variant = variant
        variant["sku"] = "\(variant["sku"] ?? "")-\(number)"
        return variant
      }
      return product
    }
    let bytes = try Array(JSONSerialization.data(withJSONObject: root))
    let file = SeedFile(path: "products.json", bytes: bytes)
    return try Seed.read([file], currency: "USD", today: Day(number: 20_778)).assortment
  }

  private func speed(_ figures: ShoppingFigures, _ name: String) {
    for language in Language.allCases {
      var maker = ShoppingMaker(figures.goods, language: language, seed: seed)
      let lines = (0..<200).compactMap { _ in maker.make().lines.first }
      // The first line indexes the goods and learns who bought what.
      _ = figures.speed(Array(lines.prefix(3)), language)
      let (median, slow) = figures.speed(lines, language)
      emitRow([
        ("benchmark", .string(name)), ("language", .string(language.rawValue)),
        ("products", .integer(figures.goods.products.count)),
        ("median_ms", .number(median, digits: 4)), ("p99_ms", .number(slow, digits: 4)),
      ])
    }
  }

  private func longLine(_ figures: ShoppingFigures) {
    for (language, words) in [
      (Language.english, "is the red kettle not what my mum who loves tea wants under 50 "),
      (.chinese, "红色的水壶不是我妈想要的 她爱喝茶 预算五十 "),
    ] {
      let line = String(repeating: words, count: 16_000 / 14)
      let (median, _) = figures.speed([line, line, line], language)
      emitRow([
        ("benchmark", "shopping-long-line"), ("language", .string(language.rawValue)),
        ("bytes", .integer(line.utf8.count)), ("median_ms", .number(median, digits: 1)),
      ])
    }
  }
}
