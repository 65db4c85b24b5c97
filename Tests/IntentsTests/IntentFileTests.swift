import Diagnostics
import Intents
import Testing
import Text

/// Intent files are read row by row, and every fault has its place.
struct IntentFileTests {
  @Test("A corpus is read with the places of its phrases; marks come off")
  func reads() throws {
    let text = """
      {"name": "returns", "locale": "zh-CN", "data": [
        {"intent": "return_item", "utterances": ["send [the kettle](product:kettle) back", "return {product}"],
         "tests": ["take it back"]}]}
      """
    let file = try IntentFile.read(Array(text.utf8), file: "returns.json")
    #expect(file.language == .chinese)
    let entry = try #require(file.entries.first)
    #expect(entry.utterances.map(\.text) == ["send the kettle back", "return {product}"])
    #expect(entry.utterances.map(\.kinds) == [["product"], ["product"]])
    #expect(entry.tests.map(\.place) == [Place(line: 3, column: 14)])
  }

  @Test(
    "A bad row is told with its place and the rest is kept",
    arguments: [
      (
        #"{"data":[{"intent":"a","utterances":["x", 7]}]}"#,
        "f.json:1:43: \"utterances\" must be a list of strings, found the number 7"
      ),
      (
        #"{"data":[{"intent":"a","utterances":["x","  "]}]}"#,
        "f.json:1:42: an empty example; write what a customer says, or remove it"
      ),
      (
        #"{"data":[{"intent":"a","utterances":["x"]},{"utterances":["y"]}]}"#,
        "f.json:1:44: \"intent\" is missing"
      ),
      (
        #"{"data":[{"intent":"a ","utterances":["x"]}]}"#,
        "f.json:1:20: warning: the name \"a \" has blanks around it; read as \"a\""
      ),
    ])
  func keepsTheRest(text: String, fault: String) throws {
    let file = try IntentFile.read(Array(text.utf8), file: "f.json")
    #expect(file.faults.map(\.description) == [fault])
    #expect(file.entries.first?.utterances.map(\.text) == ["x"])
  }

  @Test("What is no corpus at all is refused", arguments: ["", "[]", "{}", #"{"data":7}"#, "{"])
  func refuses(text: String) {
    #expect(throws: Faults.self) { try IntentFile.read(Array(text.utf8), file: "f.json") }
  }

  @Test("oos is out_of_scope")
  func readsTheReservedLabel() {
    #expect(Intent(label: "oos") == .outOfScope)
  }
}
