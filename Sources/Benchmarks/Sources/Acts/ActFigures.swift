import Formats
import Diagnostics
import Dialogue
import Intents
import Quantities
import Text

/// How well acts are told apart on the phrases kept back, each after the question it was written for.
struct ActFigures {
  let language: Language
  let entries: [ActFile.Entry]

  /// Macro-F1, F1 by act, and the acts most often taken for another.
  func line(_ interpreter: Interpreter, today: Day) -> JSON {
    let evaluation = IntentEvaluation(outcomes(interpreter, today), threshold: 0)
    var mistakes: [[String]: Int] = [:]
    for outcome in evaluation.outcomes where !outcome.isRight {
      mistakes[[outcome.example.intent.rawValue, outcome.predicted.rawValue], default: 0] += 1
    }
    let worst = mistakes.sorted {
      ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1])
    }
    return [
      "benchmark": "acts", "figure": "held out", "language": .string(language.rawValue),
      "phrases": .integer(evaluation.outcomes.count),
      "accuracy": .number(evaluation.accuracy, digits: 4),
      "macro_f1": .number(evaluation.macroF1, digits: 4),
      "f1": .object(
        evaluation.perIntent.map { (key: $0.key.rawValue, value: .number($0.value.f1, digits: 3)) }),
      "confused": .array(
        worst.prefix(8).map { [.string($0.key[0]), .string($0.key[1]), .integer($0.value)] }),
    ]
  }

  private func outcomes(_ interpreter: Interpreter, _ today: Day) -> [IntentEvaluation.Outcome] {
    entries.flatMap { entry in
      entry.tests.map { text in
        let line = interpreter.interpret(
          text, language: language, today: today, after: entry.after)
        let scores = line.acts.shares.sorted {
          ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue)
        }
        .map {
          IntentRanking.Score(intent: Intent(rawValue: $0.key.rawValue), confidence: $0.value)
        }
        let none = IntentRanking.Score(intent: Intent(rawValue: "none"), confidence: 0)
        return IntentEvaluation.Outcome(
          example: IntentExample(text: text, intent: Intent(rawValue: entry.kind.rawValue)),
          ranking: IntentRanking(scores: scores.isEmpty ? [none] : scores, decision: .intent))
      }
    }
  }
}
