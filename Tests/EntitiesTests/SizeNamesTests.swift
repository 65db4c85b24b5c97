import Diagnostics
import Entities
import Formats
import Quantities
import Testing
import Text

/// Every size is said with every name of its unit, in digits and in words.
@Suite struct SizeNamesTests {
  static let numbers: [(size: String, english: [String], chinese: [String])] = [
    ("2", ["2", "two"], ["2", "两", "二"]), ("10", ["10", "ten"], ["10", "十"]),
    ("1.5", ["1.5", "one and a half"], ["1.5"]), ("350", ["350"], ["350"]),
  ]
  static let units = [
    ("L", ["litre", "litres", "liters"], ["升", "公升"]),
    ("ml", ["millilitres", "milliliter"], ["毫升"]),
    ("kg", ["kilo", "kilos", "kilograms"], ["公斤", "千克"]), ("g", ["grams", "gram"], ["克"]),
    ("cm", ["centimetres", "centimeter"], ["厘米", "公分"]), ("m", ["metre", "meters"], ["米"]),
  ]

  /// What a shop that sells one thing in one size finds.
  static func sizes(_ size: String, in text: String) throws -> [String] {
    let entry = CatalogueEntry(id: "thing", names: ["Thing"], sizes: [size])
    let extractor = try EntityExtractor(
      catalogue: Catalogue([entry]), orderNumbers: ["#?1[0-9]{4}"])
    let today = try #require(Day(iso: "2026-11-21"))
    return extractor.entities(in: Tokenizer().utterance(text), today: today)
      .filter { $0.kind == .size }.map(\.value.json.text)
  }

  @Test("A size is found by each name of its unit") func findsAll() throws {
    for (number, english, chinese) in Self.numbers {
      for (unit, names, hanNames) in Self.units {
        let size = "\(number) \(unit)"
        var texts = english.flatMap { numeral in
          names.map { "I would like the \(numeral) \($0) one" }
        }
        texts += chinese.flatMap { numeral in hanNames.map { "我要\(numeral)\($0)的那个" } }
        for text in texts {
          #expect(try Self.sizes(size, in: text) == ["\"\(size)\""], "\(text)")
        }
      }
    }
  }

  @Test(
    "A whole and a half of a unit in Chinese",
    arguments: [("1.5 L", "一升半的"), ("2.5 kg", "两公斤半的"), ("0.5 L", "半升的")])
  func findsHalves(size: String, text: String) throws {
    #expect(try Self.sizes(size, in: text) == ["\"\(size)\""])
  }

  @Test("Another size is none of the shop's", arguments: ["3 litres", "三升的", "1.5 kilos"])
  func findsNoOther(text: String) throws {
    #expect(try Self.sizes("1.5 L", in: text).isEmpty)
  }
}
