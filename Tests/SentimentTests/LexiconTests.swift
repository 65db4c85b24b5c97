import Diagnostics
import Sentiment
import Testing

@Suite struct LexiconTests {
  @Test(
    "A fault names its place",
    arguments: [
      ("{\"words\":{\"good\":5}}", "l.json:1:18: \"good\" must be from -4 to 4, found 5.0"),
      (
        "{\"words\":{\"good\":2},\n\"phrases\":{\n \"good\":2}}",
        "l.json:3:9: \"good\" stands in line 1 already"
      ),
      ("{\"words\":{\"good\":\"2\"}}", "l.json:1:18: \"good\" must be a number, found \"2\""),
      (
        "{\"words\":{\":)\":2}}",
        "l.json:1:16: \":)\" has no word in it, or more than words; pictures go under \"emoji\""
      ),
      ("{\"language\":\"fr\"}", "l.json:1:13: \"language\" must be en or zh"),
      (
        "good\t1.9\t0.3\nbad\tx",
        "l.json:2:1: expected a word, a tab and a valence from -4 to 4, found \"bad\" and \"x\""
      ),
    ])
  func faults(text: String, message: String) {
    do {
      _ = try Lexicon.read(Array(text.utf8), file: "l.json")
      Issue.record("no fault")
    } catch {
      #expect("\(error)" == message)
    }
  }

  @Test("Tab-separated lines are read, faces too") func readsTabs() throws {
    let lexicon = try Lexicon.read(Array(":)\t2.0\t0.6\t[2]\nfine\t0.8\n".utf8), file: "l.txt")
    #expect(lexicon.entries.map(\.text) == [":)", "fine"])
    #expect(lexicon.entries.map(\.isPicture) == [true, false])
  }
}
