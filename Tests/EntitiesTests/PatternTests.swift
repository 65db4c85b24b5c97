import Diagnostics
import Entities
import Formats
import Testing
import Text

@Suite struct PatternTests {
  private func found(_ pattern: String, in text: String) throws -> [String] {
    let extractor = try EntityExtractor(catalogue: Catalogue([]), orderNumbers: [pattern])
    let utterance = Tokenizer().utterance(text)
    return extractor.entities(in: utterance, today: SampleShop.today)
      .filter { $0.kind == .orderNumber }.map { String(utterance[$0.range]) }
  }

  @Test(
    "Matches whole words by the documented subset",
    arguments: [
      ("#?1[0-9]{4}", "order #10234, please", ["#10234"]), ("#?1[0-9]{4}", "110234 and 10234x", []),
      ("W\\d{7}", "is w4923227 shipped", ["w4923227"]),
      ("(AB|CD)-\\d+", "AB-1, CD-22, EF-3", ["AB-1", "CD-22"]),
      ("[A-F]{2,3}\\d?", "AB7 ABCD", ["AB7"]), ("#?1[0-9]{4}", "订单１０２３４呢", ["１０２３４"]),
      ("#?1[0-9]{4}", "it cost $10234 or 12.10234", []),
      ("1(?:0|2)*9", "10202029", ["10202029"]),
    ])
  func matches(pattern: String, text: String, wanted: [String]) throws {
    #expect(try found(pattern, in: text) == wanted)
  }

  @Test(
    "Refuses what cannot be matched in linear time, and says where",
    arguments: [
      ("(\\d)\\1", 5), ("a(?=b)", 2), ("^10", 1), ("a**", 3), ("(ab", 1), ("[ab", 1), ("a{3,1}", 2),
      ("", 1), ("a?", 1), ("\\bx", 1),
    ])
  func refuses(pattern: String, column: Int) {
    do {
      _ = try EntityExtractor(catalogue: Catalogue([]), orderNumbers: [pattern])
      Issue.record("accepted \(pattern)")
    } catch {
      #expect("\(error)".contains("at character \(column):"))
    }
  }

  @Test("A shop declares kinds of its own") func readsDeclarations() throws {
    let file = #"""
      {"kinds": [{"kind": "voucher", "patterns": ["KS-[A-Z0-9]{6}"]},
       {"kind": "carrier", "values": ["UPS", {"value": "SF", "synonyms": ["顺丰"]}]}]}
      """#
    let extractor = try EntityExtractor(
      catalogue: Catalogue([]), orderNumbers: [],
      declarations: EntityDeclarations.read(Array(file.utf8), file: "entities.json"))
    let utterance = Tokenizer().utterance("my ks-a1b2c3 came with 顺丰")
    let kinds = extractor.entities(in: utterance, today: SampleShop.today).map {
      $0.kind.rawValue + "=" + $0.value.json.text
    }
    #expect(kinds.contains(#"voucher="ks-a1b2c3""#))
    #expect(kinds.contains(#"carrier="SF""#))
  }

  @Test("A fault in a declaration is located") func locatesFaults() {
    let file = "{\"kinds\": [\n  {\"kind\": \"code\", \"patterns\": [\"a(?!b)\"]}\n]}"
    do {
      _ = try EntityDeclarations.read(Array(file.utf8), file: "entities.json")
      Issue.record("accepted a look-ahead")
    } catch {
      #expect("\(error)".hasPrefix("entities.json:2:35: only plain groups"))
    }
  }

  @Test("A long hostile text takes one pass") func staysLinear() throws {
    let text = String(repeating: "a", count: 20_000)
    #expect(try found("(a|aa)*b", in: text).isEmpty)
  }
}
