import Foundation
import Knowledge
import Quantities
import Recommendations
import Shop
import Shopping
import Text

/// The sample shop's goods, words and wordings, as the workspace holds them.
enum Sample {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "knowledge-base")

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: path)))
  }

  static func words() throws -> ShoppingWords {
    var words = ShoppingWords()
    for language in Language.allCases {
      let name = "shopping/\(language.rawValue).json"
      try words.add(bytes(name), file: name, language: language)
    }
    return words
  }

  static func goods() throws -> Assortment {
    let file = SeedFile(path: "products.json", bytes: try bytes("shop/products.json"))
    return try Seed.read([file], currency: "USD", today: Day(number: 20_000)).assortment
  }

  /// A desk whose wordings are names and values: `goods_stock product=Moka Pot price=$34`.
  static func desk(_ goods: Assortment? = nil) throws -> ShoppingDesk {
    let goods = try goods ?? Self.goods()
    let advice = ShoppingAdvice(
      Interactions([]),
      facts: goods.products.map { ProductFacts(id: $0.id, category: $0.category, rating: $0.rating) })
    return ShoppingDesk(
      assortment: goods, words: try words(), currency: "USD", advice: { advice },
      wording: { phrase, _, _, values in
        phrase.rawValue + " "
          + values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
          .joined(separator: " ")
      })
  }
}

/// A talk with the desk, line by line.
struct Talk {
  let desk: ShoppingDesk
  var state = ShoppingState()
  var query: ProductQuery?

  init() throws { desk = try Sample.desk() }

  mutating func say(_ line: String) -> ShoppingReply? {
    let utterance = Tokenizer().utterance(line)
    state.turnBegins()
    query = desk.read(utterance, state: state)
    return query.flatMap { desk.reply(to: $0, in: &state, language: utterance.language) }
  }
}
