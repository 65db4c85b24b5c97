import Diagnostics
import Entities
import Formats
import Testing
import Text

@Suite struct BadInputTests {
  private func entities(_ text: String) throws -> [(kind: String, text: String)] {
    let utterance = Tokenizer().utterance(text)
    return try SampleShop.extractor().entities(in: utterance, today: SampleShop.today).map {
      ($0.kind.rawValue, String(utterance[$0.range]))
    }
  }

  @Test(
    "Places stay right whatever surrounds them",
    arguments: [
      ("😀😀 order #10234", "order_number", "#10234"), ("é́é́ 20 %", "percent", "20 %"),
      ("\u{202E}paid $40\u{202C}", "money", "$40"), ("１０２３４", "order_number", "１０２３４"),
      ("10\u{200B}234 is my order", "order_number", "10\u{200B}234"),
      ("mail a@b.example\u{FEFF}!", "email", "a@b.example"), ("𠮷野家 $5", "money", "$5"),
      ("花了３５０元", "money", "３５０元"),
    ])
  func keepsPlaces(text: String, kind: String, found: String) throws {
    #expect(try entities(text).contains { $0.kind == kind && $0.text == found })
  }

  @Test("Offsets in JSON count Unicode scalars") func countsScalars() throws {
    let utterance = Tokenizer().utterance("😀é #10234")
    let entity = try #require(
      SampleShop.extractor().entities(in: utterance, today: SampleShop.today).first)
    #expect(entity.json(in: utterance.text)["start"] == 3)
    #expect(entity.json(in: utterance.text)["end"] == 9)
  }

  @Test(
    "Odd texts cost nothing worse than time",
    arguments: [
      "", " ", "\u{0}", "....", "9999999999999999999999999999", "一百亿亿亿亿亿", "$$$$", "@@@",
      "12:99:99",
      "((((((", "百分之", "second second second", "next next next", "从到从到", "2/30/2020", "1e999",
      String(repeating: "one hundred ", count: 300), String(repeating: "1,", count: 500),
      String(repeating: "从1月", count: 200),
    ])
  func survives(text: String) throws {
    for entity in try entities(text) { #expect(!entity.text.isEmpty) }
  }

  @Test("A long message is read through, and every place in it is right") func readsLongText()
    throws
  {
    let line = "the stovetop kettle for $40 on May 3 两个水壶 for a@b.example "
    let text = String(repeating: line, count: 1_500)
    let found = try entities(text)
    #expect(found.filter { $0.text == "$40" }.count == 1_500)
    #expect(found.filter { $0.kind == "email" && $0.text == "a@b.example" }.count == 1_500)
  }

  @Test(
    "Hostile texts of 100 kB take no more than their length",
    arguments: ["a", "一", "1-", "1,", "kettle ", "next monday and ", "(206) ", "a@", "从1月"])
  func staysLinear(piece: String) throws {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    for entity in try entities(text) { #expect(!entity.text.isEmpty) }
  }

  @Test("Offsets of many entities count scalars from the start of the text") func countsOnce()
    throws
  {
    let utterance = Tokenizer().utterance("😀 #10234 é #10235 和 #10236")
    let found = try SampleShop.extractor().entities(in: utterance, today: SampleShop.today)
    let places = Entity.json(of: found, in: utterance.text)
    #expect(places.map { $0["start"] } == [2, 11, 20])
    #expect(places == found.map { $0.json(in: utterance.text) })
  }
}

extension JSON {
  fileprivate subscript(key: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}
