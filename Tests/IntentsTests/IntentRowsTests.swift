import Diagnostics
import Intents
import Testing

/// Rows of every form are read, a bad row is told with its place, and what is written reads again.
struct IntentRowsTests {
  @Test(
    "Each form gives the same rows",
    arguments: [
      (
        "a.jsonl", "{\"text\":\"hi\",\"intent\":\"greet\"}\n{\"text\":\"bye\",\"intent\":\"oos\"}\n"
      ),
      ("a.csv", "text,intent\nhi,greet\n\"bye\",oos\n"),
      (
        "a.yml",
        "nlu:\n- intent: greet\n  examples: |\n    - hi\n- intent: oos\n  examples: |\n    - bye\n"
      ),
      ("a.md", "## intent:greet\n- hi\n\n## intent:oos\n- bye\n"),
      (
        "a.json",
        "{\"data\":[{\"intent\":\"greet\",\"utterances\":[\"hi\"]},{\"intent\":\"oos\",\"utterances\":[\"bye\"]}]}"
      ),
    ])
  func reads(file: String, text: String) throws {
    let rows = try IntentRows.read(Array(text.utf8), file: file)
    #expect(rows.faults.isEmpty)
    #expect(
      rows.rows.map(\.example) == [
        IntentExample(text: "hi", intent: Intent(rawValue: "greet")),
        IntentExample(text: "bye", intent: .outOfScope),
      ])
  }

  @Test(
    "A bad row is left out and told",
    arguments: [
      (
        "a.jsonl", "{\"text\":\"hi\",\"intent\":\"greet\"}\n{\"text\":7,\"intent\":\"b\"}\n",
        "a.jsonl:2:9: \"text\" must be a string, found the number 7"
      ),
      (
        "a.csv", "hi,greet\nlonely\n",
        "a.csv:2:1: a row must have a text and an intent, found 1 field"
      ),
    ])
  func tells(file: String, text: String, fault: String) throws {
    let rows = try IntentRows.read(Array(text.utf8), file: file)
    #expect(rows.rows.count == 1)
    #expect(rows.faults.map(\.description) == [fault])
  }

  @Test("What has no rows is refused", arguments: ["", "\n\n", "{}"])
  func refuses(text: String) {
    #expect(throws: Faults.self) { try IntentRows.read(Array(text.utf8), file: "a.jsonl") }
  }

  @Test("What is written reads again", arguments: IntentRows.Format.allCases)
  func converts(format: IntentRows.Format) throws {
    let csv = "text,intent\n\"say \"\"hi\"\", now\",greet\n怎么退货,return_item\n"
    let rows = try IntentRows.read(Array(csv.utf8), file: "a.csv").rows
    let text = IntentExport.text(rows, as: format)
    var options = IntentRows.Options()
    options.format = format
    let again = try IntentRows.read(Array(text.utf8), file: "b", options: options)
    #expect(again.rows.map(\.example) == rows.map(\.example))
  }

  @Test("A patch adds lines under their intent and leaves every other byte")
  func patches() throws {
    let text = """
      {"data": [
        {"intent": "greet",
         "utterances": [
           "hi",
           "hello \\"you\\""
         ]}]}
      """
    let greet = Intent(rawValue: "greet")
    let additions = ["good day", "hi"].map { IntentExample(text: $0, intent: greet) }
    let patch = try #require(try IntentPatch(Array(text.utf8), file: "a.json", adding: additions))
    #expect(patch.additions.map(\.text) == ["good day"])
    let expected = text.replacing("\\\"you\\\"\"", with: "\\\"you\\\"\",\n     \"good day\"")
    #expect(String(decoding: patch.new, as: UTF8.self) == expected)
  }
}
