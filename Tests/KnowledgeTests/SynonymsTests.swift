import Diagnostics
import Testing
import Text

import Knowledge

@Suite struct SynonymsTests {
  private func read(_ text: String) throws(Fault) -> Synonyms {
    try Synonyms.read(Array(text.utf8), file: "synonyms.json")
  }

  @Test("Each language has its lists")
  func readsLists() throws {
    let synonyms = try read(#"{"note": "n", "zh": {"ignored": ["的"], "same": [["退", "还"]]}}"#)
    #expect(synonyms[.chinese].same == [["退", "还"]] && synonyms[.chinese].ignored == ["的"])
    #expect(synonyms[.english].same.isEmpty)
  }

  @Test(
    "A fault is located",
    arguments: [
      (#"{"fr": {}}"#, "1:2: unknown language \"fr\"; known are en, zh"),
      (#"{"en": {"sane": []}}"#, "1:9: unknown key \"sane\""),
      (#"{"en": {"same": ["a"]}}"#, "1:18: \"same\" must be a list of strings"),
      (#"{"en": {"ignored": [1]}}"#, "1:21: \"ignored\" must be a list of strings"),
    ])
  func locates(text: String, words: String) {
    let fault = #expect(throws: Fault.self) { try read(text) }
    #expect(fault?.description.hasPrefix("synonyms.json:" + words) == true)
  }
}
