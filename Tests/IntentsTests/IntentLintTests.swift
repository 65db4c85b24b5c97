import Diagnostics
import Intents
import Testing
import Text

/// Lint finds what a writer of intent files should mend.
struct IntentLintTests {
  private func lint(_ text: String) throws -> [String] {
    let file = try IntentFile.read(Array(text.utf8), file: "f.json")
    return IntentLint([.english: [file]], kinds: ["product"]).faults().map(\.description)
  }

  @Test(
    "Each fault is found and told",
    arguments: [
      (
        #"{"data":[{"intent":"a","utterances":["x y"]},{"intent":"b","utterances":["X, y!"]}]}"#,
        "stands under b here and under a"
      ),
      (#"{"data":[{"intent":"a","utterances":["x y"],"tests":["x y"]}]}"#, "it tests nothing"),
      (
        #"{"data":[{"intent":"a","utterances":["x y","x  y"]}]}"#,
        "reads like the one at f.json:1:38"
      ),
      (
        #"{"data":[{"intent":"a","utterances":["x {order}"]}]}"#,
        "unknown kind {order}; known are product"
      ),
      (#"{"data":[{"intent":"a","utterances":["x"]}]}"#, "a has 1 utterance; 8 are the least"),
      (#"{"data":[{"intent":"a","utterances":[]}]}"#, "a has no utterances"),
      (
        #"{"data":[{"intent":"a","utterances":["one two three four five"]},{"intent":"b","utterances":["one two three four five six"]}]}"#,
        "is nearly"
      ),
    ])
  func finds(text: String, fault: String) throws {
    #expect(try lint(text).contains { $0.contains(fault) })
  }
}
