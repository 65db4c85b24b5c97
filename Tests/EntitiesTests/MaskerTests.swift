import Diagnostics
import Entities
import Formats
import Testing

@Suite struct MaskerTests {
  private func masker(keeping: Set<Entity.Kind> = [], key: String? = nil) throws -> TextMasker {
    TextMasker(
      extractor: try SampleShop.extractor(),
      masker: Masker(keeping: keeping, pseudonymKey: key.map { Array($0.utf8) }),
      today: SampleShop.today)
  }

  private static let transcript = [
    #"{"conversation": 1, "speaker": "customer", "text": "Hi, my name is Yara Lindqvist, order #10234."}"#,
    #"{"conversation": 1, "speaker": "agent", "text": "Thank you, Yara. Your zip code?"}"#,
    #"{"conversation": 1, "speaker": "customer", "text": "It's 97205, mail yara.l@example.com or +1 503 555 0142."}"#,
    #"{"conversation": 1, "speaker": "agent", "text": "Shipping to 12 Alder Row, Portland, OR 97205\nright?"}"#,
    #"{"conversation": 2, "n": 97205, "text": "我叫陈晓雨，电话13604779660，邮编200120，卡号4111 1111 1111 1111"}"#,
  ]

  /// Personal data by patterns that share nothing with the recognizers.
  private func leftovers(_ text: String) -> [String] {
    var left: [String] = []
    if text.contains("@") { left.append("e-mail") }
    for name in ["Yara", "Lindqvist", "陈晓雨"] where text.contains(name) { left.append(name) }
    let digits = text.split { !$0.isNumber }.map(\.count)
    if digits.contains(where: { $0 >= 5 }) || digits.contains(3) { left.append("digits") }
    return left
  }

  @Test("Masks a transcript, and every line stays JSON") func masksTranscript() throws {
    var masker = try masker()
    for line in Self.transcript {
      let masked = masker.mask(line: Array(line.utf8))
      let node = try JSONReader.read(masked, file: "masked")
      let text = try node.required("text").string()
      #expect(leftovers(text).isEmpty, "\(text)")
      #expect(node["conversation"] != nil)
    }
  }

  @Test("Changes string values alone") func keepsTheRest() throws {
    var masker = try masker()
    let line = #"{ "97205":  "a@b.example" , "n":97205,"k":[true,null,"x\u00e9"]}"#
    let masked = String(decoding: masker.mask(line: Array(line.utf8)), as: UTF8.self)
    #expect(masked == #"{ "97205":  "[EMAIL]" , "n":97205,"k":[true,null,"x\u00e9"]}"#)
  }

  @Test("Keeps the kinds it is told to keep") func keepsKinds() throws {
    var masker = try masker(keeping: [.orderNumber])
    #expect(masker.mask(text: "order #10234 of a@b.example") == "order #10234 of [EMAIL]")
  }

  @Test("A pseudonym is the same for the same value and key") func writesPseudonyms() throws {
    var first = try masker(key: "one")
    var second = try masker(key: "two")
    let text = "a@b.example, A@B.example, c@d.example"
    let masked = first.mask(text: text).split(separator: ",").map { $0.drop { $0 == " " } }
    #expect(masked[0] == masked[1])
    #expect(masked[0] != masked[2])
    #expect(second.mask(text: "a@b.example") != String(masked[0]))
    #expect(masked[0].hasPrefix("[EMAIL-") && masked[0].count == 16)
  }
}
