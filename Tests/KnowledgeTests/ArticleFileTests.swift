import Diagnostics
import Testing
import Text

import Knowledge

@Suite struct ArticleFileTests {
  private func read(_ text: String) throws(Faults) -> [Article] {
    try ArticleFile.read(Array(text.utf8), file: "knowledge-base/en/a.json", language: .english)
  }

  @Test("An article keeps all its parts and its place")
  func keepsItsParts() throws {
    let articles = try read(
      """
      [
        {"id": "a", "title": "T", "intents": ["x"], "answers": ["One.", "Two."],
         "keywords": ["k"], "related": ["b"], "follow-ups": ["And?"], "searched": false}
      ]
      """)
    let article = try #require(articles.first)
    #expect(article.answer == "One.")
    #expect((0..<3).map(article.answer(time:)) == ["One.", "Two.", "One."])
    #expect(article.keywords == ["k"] && article.related == ["b"] && article.followUps == ["And?"])
    #expect(!article.isSearched && article.place == Place(line: 2, column: 3))
  }

  @Test("A list may stand under \"articles\", beside a note")
  func readsBothForms() throws {
    let articles = try read(
      #"{"note": "n", "articles": [{"id": "a", "title": "T", "answer": "A."}]}"#)
    #expect(articles.map(\.id) == ["a"])
  }

  @Test(
    "A fault names the place, what was found and what would be right",
    arguments: [
      (#"[{"id": "a", "title": "T", "answer": 7}]"#, "1:38: \"answer\" must be a string, found"),
      (#"[{"id": "a", "title": "T"}]"#, "1:2: \"answer\" is missing"),
      (#"[{"id": " ", "title": "T", "answer": "A"}]"#, "1:9: \"id\" must not be empty"),
      (#"[{"id": "a", "titel": "T"}]"#, "1:14: unknown key \"titel\"; known are id, title"),
      (#"[{"id": "a", "title": "T", "answer": "{{x"}]"#, "1:38: \"{{\" is not closed"),
      (#"[{"id": "a", "title": "T", "answer": "{{A b}}"}]"#, "is no placeholder; write a name"),
      (#"[{"id": "a", "title": "T", "answers": []}]"#, "\"answers\" must hold a string"),
      (#"[{"id": "a", "title": "T", "answer": "A", "answers": ["B"]}]"#, "not both"),
      (#"[{"id": "a", "title": "T", "answer": "A", "keywords": [1]}]"#, "list of strings, found"),
      (#"{"article": []}"#, "unknown key \"article\"; known are note, articles"),
      (#"7"#, "must be a list, found the number 7"),
      (#"[{"id": "a",}]"#, "remove the comma"),
    ])
  func locatesFaults(text: String, words: String) {
    let faults = #expect(throws: Faults.self) { try read(text) }
    let line = faults?.description ?? ""
    #expect(line.hasPrefix("knowledge-base/en/a.json:1:") && line.contains(words), "\(line)")
  }

  @Test("All faults of a file are reported, not the first")
  func reportsAll() {
    let faults = #expect(throws: Faults.self) {
      try read(
        """
        [{"id": "a", "title": "T"}, {"id": "b", "title": "T", "answer": "B"},
         {"id": "b", "title": "T", "answer": "B"}]
        """)
    }
    #expect(faults?.all.map(\.place?.line) == [1, 2])
  }
}
