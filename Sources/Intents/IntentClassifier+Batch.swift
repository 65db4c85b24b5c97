import Computing
import Entities
import Text

extension IntentClassifier {
  /// Ranks many texts on several threads, in order.
  public func rank(
    _ texts: [String], threads: Int = 2, annotate: Annotator? = nil
  ) -> [IntentRanking] {
    let share = 256
    let model = model
    return parallelMap((texts.count + share - 1) / share, threads: threads) { piece in
      let classifier = IntentClassifier(model: model)
      let tokenizer = Tokenizer()
      var scorer = IntentScorer(model: model)
      return texts[piece * share..<min(texts.count, (piece + 1) * share)].map { text in
        let utterance = tokenizer.utterance(text)
        return classifier.rank(
          utterance, with: annotate?(utterance) ?? [], scorer: &scorer)
      }
    }.flatMap(\.self)
  }

  /// How it does on rows, refused below its own threshold.
  public func evaluate(
    _ rows: [IntentExample], threads: Int = 2, annotate: Annotator? = nil
  ) -> IntentEvaluation {
    let rankings = rank(rows.map(\.text), threads: threads, annotate: annotate)
    return IntentEvaluation(
      zip(rows, rankings).map { row, ranking in
        IntentEvaluation.Outcome(
          example: row,
          ranking: IntentRanking(
            scores: Array(ranking.scores.prefix(3)), decision: ranking.decision))
      }, threshold: threshold)
  }

  /// One that ranks utterance after utterance without making room anew.
  public func session() -> IntentSession { IntentSession(self) }
}

/// Ranks one utterance after another with the same scratch room.
public struct IntentSession {
  private let classifier: IntentClassifier
  private let tokenizer = Tokenizer()
  private var scorer: IntentScorer

  init(_ classifier: IntentClassifier) {
    self.classifier = classifier
    scorer = IntentScorer(model: classifier.model)
  }

  /// The ranking of a text.
  public mutating func rank(_ text: String) -> IntentRanking {
    classifier.rank(tokenizer.utterance(text), with: [], scorer: &scorer)
  }
}
