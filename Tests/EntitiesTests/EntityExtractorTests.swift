import Diagnostics
import Entities
import Formats
import Quantities
import Testing
import Text

/// A small shop for tests.
enum SampleShop {
  static let catalogue = Catalogue([
    CatalogueEntry(
      id: "stove-kettle", names: ["Stovetop Kettle", "炉灶水壶"], brand: "Ember & Co",
      category: ["kettles", "Kettles", "kettle", "水壶"], colors: ["blue", "蓝色"],
      sizes: ["1 L", "XL"]),
    CatalogueEntry(
      id: "glass-kettle", names: ["Glass Kettle", "玻璃水壶"], brand: "Ember & Co",
      category: ["kettles", "Kettles", "kettle", "水壶"]),
    CatalogueEntry(
      id: "travel-mug", names: ["Insulated Travel Mug", "保温随行杯"],
      category: ["mugs", "Mugs", "杯子"]),
    CatalogueEntry(
      id: "headphones", names: ["Wireless Headphones X200", "无线耳机X200"],
      category: ["audio", "Audio"]),
    CatalogueEntry(
      id: "knife", names: ["Paring Knife", "削皮刀"], category: ["knives", "Knives", "刀具"]),
  ])
  static let today = Day(iso: "2026-11-21") ?? Day(number: 0)

  static func extractor() throws -> EntityExtractor {
    try EntityExtractor(catalogue: catalogue, orderNumbers: ["#?1[0-9]{4}"])
  }

  /// Every entity as `kind:text=value`.
  static func found(_ text: String) throws -> [String] {
    let utterance = Tokenizer().utterance(text)
    return try extractor().entities(in: utterance, today: today).map {
      "\($0.kind.rawValue):\(utterance[$0.range])=\($0.value.json.text)"
    }
  }
}

@Suite struct EntityExtractorTests {
  @Test(
    "Names each kind in English",
    arguments: [
      ("where is order #10234", #"order_number:#10234="10234""#),
      ("order １０２３４ please", #"order_number:１０２３４="10234""#),
      ("orders 10234,10298", #"order_number:10298="10298""#),
      (
        "write to Mia.Hartwell@example.com!",
        #"email:Mia.Hartwell@example.com="mia.hartwell@example.com""#
      ),
      ("order 1 0 2 3 4", #"order_number:1 0 2 3 4="10234""#),
      ("10234 97205", #"order_number:10234="10234""#),
      ("10234 97205", #"postcode:97205="97205""#),
      ("call +1 503 555 0142", #"phone:+1 503 555 0142="+15035550142""#),
      ("my zip code is 97205", #"postcode:97205="97205""#),
      ("Portland, OR 97205", #"postcode:97205="97205""#),
      (
        "see https://kettleside.example/a?b=1.",
        #"url:https://kettleside.example/a?b=1="https://kettleside.example/a?b=1""#
      ),
      ("card 4111 1111 1111 1111", #"card:4111 1111 1111 1111="4111111111111111""#),
      ("My name is Ada Lovelace and", #"person:Ada Lovelace="Ada Lovelace""#),
      ("gifts under $40", #"money:$40={"amount":"40.00","currency":"USD"}"#),
      ("it was 39,90 €", #"money:39,90 €={"amount":"39.90","currency":"EUR"}"#),
      ("paid 39,90 for it", #"money:39,90={"amount":"39.90","currency":null}"#),
      ("20 percent off", "percent:20 percent=20"),
      ("the twenty-first time", "ordinal:twenty-first=21"),
      ("I want two of them", "quantity:two=2"),
      ("half a dozen", "quantity:half a dozen=6"),
      ("one and a half million", "number:one and a half million=1500000"),
      ("one billion and a half million", "number:one billion and a half million=1000500000"),
      ("yes, please", "yes_no:yes=true"),
      ("nope", "yes_no:nope=false"),
      (
        "tracking number 1Z999AA10123456784",
        #"tracking_number:1Z999AA10123456784="1Z999AA10123456784""#
      ),
    ])
  func namesEachKind(text: String, wanted: String) throws {
    #expect(try SampleShop.found(text).contains(wanted))
  }

  @Test(
    "Names each kind in Chinese",
    arguments: [
      ("我的订单10234到哪了", #"order_number:10234="10234""#),
      ("退货，订单10234，97205", #"order_number:10234="10234""#),
      ("邮编97205，订单10234", #"order_number:10234="10234""#),
      ("我叫李明，想退货", #"person:李明="李明""#),
      ("电话13604779660", #"phone:13604779660="13604779660""#),
      ("邮编是200120", #"postcode:200120="200120""#),
      ("花了三百五十块", #"money:三百五十块={"amount":"350.00","currency":"CNY"}"#),
      ("打八五折", "percent:八五折=85"),
      ("我要三个", "quantity:三个=3"),
      ("来半打", "quantity:半打=6"),
      ("好的，谢谢", "yes_no:好的=true"),
      ("不用了", "yes_no:不用了=false"),
      ("第二个问题", "ordinal:第二=2"),
    ])
  func namesEachKindInChinese(text: String, wanted: String) throws {
    #expect(try SampleShop.found(text).contains(wanted))
  }

  @Test(
    "Finds products however they are written",
    arguments: [
      ("the blue stovetop ketle leaks", "stove-kettle"), ("两个炉灶水壶", "stove-kettle"),
      ("a kettle for the stovetop", "stove-kettle"), ("travel mugs", "travel-mug"),
      ("the X200", "headphones"), ("my x-200 broke", "headphones"), ("paring knives", "knife"),
      ("保温随行杯坏了", "travel-mug"), ("insulted travel mug", "travel-mug"),
    ])
  func findsProducts(text: String, id: String) throws {
    let utterance = Tokenizer().utterance(text)
    let entities = try SampleShop.extractor().entities(in: utterance, today: SampleShop.today)
    let products = entities.filter { $0.kind == .product }
    guard case .catalogue(let candidates)? = products.first?.value else {
      Issue.record("no product in \(text)")
      return
    }
    #expect(candidates.first?.id == id)
  }

  @Test("What names several products lists them all") func listsCandidates() throws {
    let utterance = Tokenizer().utterance("send the kettle back")
    let entities = try SampleShop.extractor().entities(in: utterance, today: SampleShop.today)
    guard case .catalogue(let candidates)? = entities.first(where: { $0.kind == .product })?.value
    else {
      Issue.record("no product")
      return
    }
    #expect(Set(candidates.map(\.id)) == ["stove-kettle", "glass-kettle"])
  }

  @Test(
    "Ordinary talk names no product",
    arguments: [
      "I was charged twice", "can I settle this", "where is my order", "我想退货", "请问什么时候到账",
    ])
  func namesNoProduct(text: String) throws {
    #expect(try SampleShop.found(text).allSatisfy { !$0.hasPrefix("product") })
  }
}
