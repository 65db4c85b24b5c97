import Testing
import Text

@Suite struct EnglishStemmerTests {
  // Pairs from the published description of the algorithm and its sample vocabulary.
  @Test(
    "Words of one stem meet",
    arguments: [
      ("caresses", "caress"), ("ties", "tie"), ("cries", "cri"), ("gaps", "gap"), ("gas", "gas"),
      ("kiwis", "kiwi"), ("agreed", "agre"), ("hopping", "hop"), ("hoping", "hope"),
      ("luxuriated", "luxuri"), ("cry", "cri"), ("by", "by"), ("say", "say"),
      ("consistency", "consist"), ("consolation", "consol"), ("knightly", "knight"),
      ("generously", "generous"), ("delivered", "deliv"), ("refunds", "refund"),
      ("kettle's", "kettl"), ("可以", "可以"), ("x200", "x200"), ("a", "a"),
    ])
  func stems(word: String, stem: String) { #expect(EnglishStemmer.stem(word) == stem) }
}

@Suite struct EnglishPluralsTests {
  @Test(
    "A noun and its plural have one stem",
    arguments: [
      ("kettle", "kettles"), ("knife", "knives"), ("berry", "berries"), ("box", "boxes"),
      ("dish", "dishes"), ("glass", "glasses"),
    ])
  func meets(noun: String, plural: String) {
    #expect(
      EnglishPlurals.stem(of: Array(noun.utf8)) == EnglishPlurals.stem(of: Array(plural.utf8)))
  }
}

@Suite struct SpellingDistanceTests {
  @Test(
    "Letters changed, left out, added and swapped are one edit each",
    arguments: [
      ("refund", "refund", 2, 0), ("refund", "refnud", 2, 1), ("refund", "refun", 1, 1),
      ("refund", "xrefund", 1, 1), ("refund", "rafund", 1, 1), ("refund", "rafnud", 2, 2),
      ("refund", "rafnud", 1, nil), ("", "ab", 2, 2), ("", "", 1, 0), ("a", "abc", 1, nil),
    ])
  func counts(left: String, right: String, limit: Int, edits: Int?) {
    #expect(SpellingDistance.edits(Array(left.utf8), Array(right.utf8), limit: limit) == edits)
    #expect(SpellingDistance.edits(Array(right.utf8), Array(left.utf8), limit: limit) == edits)
  }
}

@Suite struct TrimmingTests {
  @Test(
    "Blanks of every width are cut from both ends",
    arguments: [("  a b\n", "a b"), ("\u{3000}退 货\u{A0}", "退 货"), (" \t", ""), ("", "")])
  func trims(text: String, trimmed: String) { #expect(text.trimmed == trimmed) }
}

@Suite struct HanFoldTests {
  @Test(
    "Traditional characters and formal numerals fold to what the grammars write",
    arguments: [
      ("萬", "万"), ("兩", "两"), ("週", "周"), ("參", "叁"), ("貳", "贰"), ("鐘", "钟"), ("裡", "里"),
      ("乾", "乾"), ("万", "万"),
    ])
  func folds(from: Unicode.Scalar, to: Unicode.Scalar) {
    #expect(HanFold.fold(from.value) == to.value)
  }
}
