import Diagnostics
import Quantities
import Shop
import Testing

/// What a catalogue lacks for customers, though it can be read.
@Suite struct AssortmentAdviceTests {
  private func advice(_ products: String) throws -> [String] {
    let file = SeedFile(path: "products.json", bytes: Array(products.utf8))
    return try Seed.read([file], currency: "USD", today: Day(number: 0), advising: true).advice.map(
      \.description)
  }

  private func product(_ id: String, _ name: String, options: String = "{}") -> String {
    "{ \"id\": \"\(id)\", \"name\": \(name), "
      + "\"variants\": [{ \"sku\": \"\(id)-1\", \"price\": \"5.00\", \"options\": \(options) }] }"
  }

  @Test("A catalogue without products is said to have none") func empty() throws {
    #expect(
      try advice("{ \"products\": [] }")
        == [
          "products.json: warning: there is no product, so the desk can only say that nothing is sold"
        ])
  }

  @Test("Names in one language are said once for each language, with the place of the first")
  func oneLanguage() throws {
    let english = try advice(
      "[\n" + product("a", "\"Kettle\"") + ",\n" + product("b", "{ \"en\": \"Pot\" }") + ",\n"
        + product("c", "{ \"en\": \"Cup\", \"zh\": \"杯子\" }") + "\n]")
    #expect(english.count == 1)
    #expect(
      english[0].hasPrefix(
        "products.json:2:22: warning: \"a\" has no name in \"zh\", nor have 1 others;"))
    let chinese = try advice("[\n" + product("a", "\"水壶\"") + "\n]")
    #expect(chinese.count == 1)
    #expect(chinese[0].hasPrefix("products.json:2:22: warning: \"a\" has no name in \"en\";"))
  }

  @Test("A name that products share is said with both places") func shared() throws {
    let name = "{ \"en\": \"Mug\", \"zh\": \"马克杯\" }"
    let found = try advice(
      "[\n" + product("a", name) + ",\n" + product("b", name) + ",\n" + product("c", name) + "\n]")
    #expect(found.count == 1)
    #expect(
      found[0].hasPrefix(
        "products.json:3:22: warning: \"Mug\" is the name of 3 products, the first of them on line 2;"
      ))
  }

  @Test("An option without a name is said once; named ones are not") func options() throws {
    let name = "{ \"en\": \"Mug\", \"zh\": \"马克杯\" }"
    let found = try advice(
      "{ \"options\": [{ \"id\": \"color\", \"name\": { \"en\": \"colour\", \"zh\": \"颜色\" }, "
        + "\"values\": [{ \"id\": \"red\", \"name\": { \"en\": \"red\", \"zh\": \"红色\" } }] }],\n"
        + "\"products\": [\n" + product("a", name, options: "{ \"color\": \"red\" }") + ",\n"
        + product("b", "{ \"en\": \"Cup\", \"zh\": \"杯子\" }", options: "{ \"color\": \"azure\" }")
        + "\n] }")
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("products.json:4:"))
    #expect(found[0].contains("warning: the color \"azure\" has no name under \"options\""))
  }

  @Test("A hundred thousand equal names are one warning, in time that grows with the file")
  func many() throws {
    let name = "{ \"en\": \"Mug\", \"zh\": \"马克杯\" }"
    let products = (0..<100_000).map { product("p\($0)", name) }.joined(separator: ",\n")
    let clock = ContinuousClock()
    var found: [String] = []
    let time = try clock.measure { found = try advice("[" + products + "]") }
    #expect(found.count == 1)
    #expect(found[0].contains("is the name of 100000 products"))
    #expect(time < .seconds(30))
  }

  @Test("More than twenty of a kind are counted") func counts() throws {
    let products = (0..<60).map { place in
      product(
        "p\(place)", "{ \"en\": \"Mug \(place)\", \"zh\": \"马克杯 \(place)\" }",
        options: "{ \"color\": \"c\(place)\" }")
    }
    let found = try advice("[" + products.joined(separator: ",\n") + "]")
    #expect(found.count == 21)
    #expect(found.last?.hasSuffix("and 40 more options without a name") == true)
  }
}
