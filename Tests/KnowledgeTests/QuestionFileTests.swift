import Diagnostics
import Formats
import Knowledge
import Testing
import Text

/// Questions with answers in the forms of others become articles.
@Suite struct QuestionFileTests {
  @Test(
    "Each form gives the same articles",
    arguments: [
      "Question;Answer\nHow do I return?;Send it back.\n",
      "问题,答案\nHow do I return?,Send it back.\n",
      #"[{"question":"How do I return?","answer":"<p>Send it back.</p>"}]"#,
      #"{"mainEntity":[{"@type":"Question","name":"How do I return?","acceptedAnswer":{"text":"Send it back."}}]}"#,
      "# How do I return?\n\nSend it back.\n", "**Q:** How do I return?\n**A:** Send it back.\n",
    ])
  func reads(text: String) throws {
    let entries = try QuestionFile.read(Array(text.utf8), file: "t")
    #expect(entries.map(\.question) == ["How do I return?"])
    #expect(entries.map(\.answer) == ["Send it back."])
    let json = QuestionFile.articles(entries).text
    let articles = try ArticleFile.read(Array(json.utf8), file: "a", language: .english)
    #expect(articles.map(\.id) == ["how-do-i-return"])
  }

  @Test("Questions with one answer are one article, and what has none is refused")
  func joins() throws {
    let text = "question,answer\na b?,x\nc d?,x\n"
    #expect(try QuestionFile.read(Array(text.utf8), file: "t").map(\.others) == [["c d?"]])
    #expect(throws: Fault.self) { try QuestionFile.read(Array("a,b\n1,2\n".utf8), file: "t") }
  }
}
