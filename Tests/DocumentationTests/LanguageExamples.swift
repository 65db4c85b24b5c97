import Entities
import Intents
import Knowledge
import Quantities
import Sentiment
import Text
import TimeExpressions
import Testing

/// The examples on the landing pages of the parts that read a line, between marks.
@Suite struct LanguageExamples {
  @Test("TimeExpressions") func timeExpressions() throws {
    // example: TimeExpressions
    let reading = Reading("Can it come next Friday?")
    let today = Day(number: 20_000)
    let expressions = EnglishTemporal(reading, now: Moment(today)).matches()
    let timexes = expressions.flatMap { $0.readings.map(\.timex) }
    // end
    #expect(timexes == [(today + 7).iso])
  }

  @Test("Entities") func entities() throws {
    // example: Entities
    let extractor = try EntityExtractor(catalogue: Catalogue([]), orderNumbers: ["1[0-9]{4}"])
    let line = Tokenizer().utterance("Order 10234 came yesterday, I paid 39.90 euros.")
    let entities = extractor.entities(in: line, today: Day(number: 20_000))
    let kinds = entities.map(\.kind)
    // end
    #expect(kinds == [.orderNumber, .date, .money])
  }

  @Test("Intents") func intents() throws {
    // example: Intents
    let texts = [
      "return_item": ["I want to send this back", "how do I return the pan"],
      "track_order": ["where is my order", "has my parcel shipped"],
    ]
    let examples = texts.sorted { $0.key < $1.key }.flatMap { intent, lines in
      lines.map { IntentExample(text: $0, intent: Intent(rawValue: intent)) }
    }
    let classifier = try IntentClassifier.train(examples)
    let ranking = classifier.rank(Tokenizer().utterance("where is my parcel"))
    // end
    #expect(ranking.scores.first?.intent.rawValue == "track_order")
  }

  @Test("Sentiment") func sentiment() throws {
    // example: Sentiment
    let words = #"{"language": "en", "negations": ["not"], "words": {"happy": 2.7}}"#
    let lexicon = try Lexicon.read(Array(words.utf8), file: "en.json")
    let scorer = SentimentScorer(lexicons: [lexicon])
    let happy = scorer.score(Tokenizer().utterance("I am happy")).compound
    let unhappy = scorer.score(Tokenizer().utterance("I am not happy")).compound
    // end
    #expect(happy > 0 && unhappy < 0)
  }

  @Test("Knowledge") func knowledge() throws {
    // example: Knowledge
    let article = Article(
      id: "returns", language: .english, title: "Sending something back", intents: ["return_item"],
      answer: "You have {{policy.returns.window_days}} days.")
    let base = KnowledgeBase(
      articles: [article], synonyms: .none,
      values: [.english: ["policy.returns.window_days": "30"]])
    let hits = base.search(Tokenizer().utterance("sending a kettle back"), limit: 1)
    let answers = hits.map { base.text(of: $0.article) }
    // end
    #expect(answers == ["You have 30 days."])
  }
}
