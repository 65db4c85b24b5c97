import Knowledge
import Testing
import Text

@Suite struct ArticleTests {
  @Test("An article stands alone without links") func standsAlone() {
    let article = Article(
      id: "a", language: .english, title: "A", intents: ["greet"], answer: "Hello.")
    #expect(article.related.isEmpty && article.keywords.isEmpty)
  }
}
