import Testing
import Text

/// Boundaries stand where UAX #29 puts them; one case of our own for each rule.
struct WordBoundaryTests {
  @Test(
    "Words are cut by the rules of UAX #29",
    arguments: [
      "a\r\nb: a|\r\n|b", "hello world: hello| |world", "can't: can't", "a'b'c: a'b'c",
      "a. b: a|.| |b", "3.14: 3.14", "3,140.50: 3,140.50", "a.b@c.d: a.b|@|c.d", "x2y: x2y",
      "a_b_1: a_b_1", "שד״ל: שד״ל", "ש\"ד: ש\"ד", "カタカナ: カタカナ",
      "e\u{301}te\u{301}: e\u{301}te\u{301}",
      "👩\u{200D}🔧👍🏽: 👩\u{200D}🔧|👍🏽", "🇨🇦🇺🇸: 🇨🇦|🇺🇸", "  a:   |a", "退货: 退|货", "3a: 3a",
      "1.a: 1|.|a", "a::b: a|:|:|b", ": ",
    ])
  func cuts(row: String) throws {
    // The last ": " parts the text from its pieces.
    let parts = row.split(separator: ": ", maxSplits: 1, omittingEmptySubsequences: false)
    let text = String(parts[0])
    let bytes = Array(text.utf8)
    let ends = Tokenizer().boundaries(bytes)
    let pieces = zip(ends, ends.dropFirst()).map {
      String(decoding: bytes[$0..<$1], as: UTF8.self)
    }
    #expect(pieces.joined(separator: "|") == String(parts[1]))
  }

  @Test(
    "Broken UTF-8 is cut too, and every byte belongs to one piece",
    arguments: [
      [0xFF, 0x61], [0xE9, 0x80], [0xF0, 0x9F, 0x98], [0xC0, 0x80, 0x20], [0xED, 0xA0, 0x80],
    ])
  func survives(bytes: [UInt8]) {
    let ends = Tokenizer().boundaries(bytes)
    #expect(ends.first == 0)
    #expect(ends.last == bytes.count)
    #expect(ends == ends.sorted())
    #expect(Tokenizer().tokens(bytes).allSatisfy { $0.range.upperBound <= bytes.count })
  }

  @Test(
    "Tokens know what they are made of",
    arguments: [
      ("X200", [Token.Kind.word]), ("39.90 €", [.number, .symbol]), ("退 了", [.han, .han]),
      ("👍🏽 🇨🇦", [.emoji, .emoji]), ("?!", [.symbol, .symbol]), (" \t\u{3000}\n", []),
    ])
  func knowsKinds(text: String, kinds: [Token.Kind]) {
    #expect(Tokenizer().utterance(text).tokens.map(\.kind) == kinds)
  }

  @Test(
    "Spellings that mean the same fold to the same",
    arguments: [
      ("ＡＢＣ１２", "abc12"), ("退貨嗎", "退货吗"), ("ÉCOLE", "école"), ("ПРИВЕТ", "привет"), ("ΣΑΣ", "σασ"),
      ("don’t", "don't"),
    ])
  func folds(text: String, folded: String) {
    #expect(Normalizer.fold(text) == folded)
  }
}
