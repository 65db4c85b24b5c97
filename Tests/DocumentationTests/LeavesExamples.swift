import Computing
import Diagnostics
import Formats
import Quantities
import Text
import Testing

/// The examples on the landing pages of the shared parts, between marks.
@Suite struct LeavesExamples {
  @Test("Diagnostics") func diagnostics() throws {
    // example: Diagnostics
    let fault = Fault(
      file: "intents/en/returns.json", place: Place(line: 41, column: 9),
      "\"utterances\" must be a list of strings, found a number")
    let line = fault.description
    // end
    #expect(
      line
        == "intents/en/returns.json:41:9: \"utterances\" must be a list of strings, found a number")
  }

  @Test("Computing") func computing() throws {
    // example: Computing
    let squares = parallelMap(4) { number in number * number }
    var generator = SeededGenerator(seed: 7)
    let die = Int.random(in: 1...6, using: &generator)
    // end
    var again = SeededGenerator(seed: 7)
    #expect(squares == [0, 1, 4, 9])
    #expect(die == Int.random(in: 1...6, using: &again))
  }

  @Test("Formats") func formats() throws {
    // example: Formats
    let text = #"{"name": "returns", "locale": "en-US"}"#
    let root = try JSONReader.read(Array(text.utf8), file: "returns.json")
    let name = try root.required("name").string("name")
    let place = try root.required("locale").place
    // end
    #expect(name == "returns" && place.line == 1 && place.column > 20)
  }

  @Test("Quantities") func quantities() throws {
    // example: Quantities
    let price = Money(hundredths: 3990, currency: "EUR")
    let fee = Percent(value: 20).of(price)
    let lastDay = Day(iso: "2026-01-31")?.adding(months: 1)
    // end
    #expect(fee == Money(hundredths: 798, currency: "EUR"))
    #expect(lastDay?.iso == "2026-02-28")
  }

  @Test("Text") func text() throws {
    // example: Text
    let line = Tokenizer().utterance("Where is my order?")
    let words = line.tokens.map { String(line[$0]) }
    let language = Tokenizer().utterance("我的订单在哪里").language
    // end
    #expect(words.prefix(4) == ["Where", "is", "my", "order"])
    #expect(line.language == .english && language == .chinese)
  }
}
