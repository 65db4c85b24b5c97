import Knowledge
import Testing
import Text

@Suite struct OtherPolicyTests {
  @Test("Under another shop's policy an article says what that policy holds, or is left out")
  func saysOnlyWhatIsHeld() throws {
    let files = KnowledgeFiles(
      articles: [
        .english: [
          KnowledgeFiles.File(
            name: "a.json",
            bytes: Array(
              #"""
              [{"id": "returns", "title": "Returns", "intents": ["return_item"],
                "answer": "You have {{policy.returns.window_days}} days."},
               {"id": "hours", "title": "Hours", "intents": ["store_hours"],
                "answer": "We open at {{policy.shop.opens}}."}]
              """#.utf8))
        ]
      ],
      policy: KnowledgeFiles.File(
        name: "policy.json",
        bytes: Array(#"{"returns": {"window_days": 30}, "shop": {"opens": 8}}"#.utf8)))
    let other = try KnowledgeBase(reading: files).under(
      KnowledgeFiles.File(
        name: "other.json", bytes: Array(#"{"returns": {"window_days": 7}}"#.utf8)))
    #expect(other.articles.map(\.id) == ["returns"])
    #expect(other.articles.map { other.text(of: $0) } == ["You have 7 days."])
    #expect(other.articles(for: "store_hours", language: .english).isEmpty)
  }
}
