import Diagnostics
import Formats
import Testing
import Text

import Knowledge

@Suite struct PlaceholderValuesTests {
  private func values(_ json: String, _ language: Language) throws -> [String: String] {
    PlaceholderValues.values(
      of: try JSONReader.read(Array(json.utf8), file: "policy.json"), prefix: "policy",
      language: language, currency: "USD")
  }

  @Test(
    "A leaf reads as a sentence would have it",
    arguments: [
      (#"{"a": {"b": 30}}"#, "policy.a.b", "30", "30"),
      (#"{"price": "4.90"}"#, "policy.price", "$4.90", "$4.90"),
      (#"{"price": "50.00"}"#, "policy.price", "$50", "$50"),
      (#"{"code": "10234"}"#, "policy.code", "10234", "10234"),
      (#"{"n": {"en": "Kettle", "zh": "水壶"}}"#, "policy.n", "Kettle", "水壶"),
      (#"{"days": [3, 5]}"#, "policy.days", "3–5", "3–5"),
      (#"{"days": [0, 0]}"#, "policy.days", "0", "0"),
      (#"{"l": ["Visa"]}"#, "policy.l", "Visa", "Visa"),
      (#"{"l": ["a", "b", "c"]}"#, "policy.l", "a, b and c", "a、b 和 c"),
      (
        #"{"l": [{"id": 1, "name": {"en": "card", "zh": "卡"}}, {"name": "PayPal"}]}"#, "policy.l",
        "card and PayPal", "卡和 PayPal"
      ),
    ])
  func reads(json: String, path: String, english: String, chinese: String) throws {
    #expect(try values(json, .english)[path] == english)
    #expect(try values(json, .chinese)[path] == chinese)
  }

  @Test("An empty list and a list of lists read like nothing a sentence could hold")
  func leavesOutLists() throws {
    #expect(try values(#"{"a": [], "b": [["x"], ["y", 1]], "c": null}"#, .english).isEmpty)
  }
}
