import Entities
import Text

/// The words that people agree with, from the examples of the act `assent`: a line with any other word is
/// no whole agreement, whatever a classifier says of it.
final class AgreementWords: Sendable {
  private let words: Set<String>
  private let pairs: Set<String>
  private let symbols: Set<String>

  init(_ files: [ActFile]) {
    let tokenizer = Tokenizer()
    var words: Set<String> = []
    var pairs: Set<String> = []
    var symbols: Set<String> = []
    for entry in files.flatMap(\.entries) where entry.kind == .assent || entry.kind == .thank {
      for text in entry.utterances {
        let utterance = tokenizer.utterance(text)
        var last: String?
        for token in utterance.tokens {
          let text = Normalizer.fold(String(utterance[token]))
          switch token.kind {
          case .han:
            if let last { pairs.insert(last + text) }
            words.insert(text)
            last = text
            continue
          case .word: words.insert(text)
          case .emoji, .symbol: symbols.insert(text)
          case .number: break
          }
          last = nil
        }
      }
    }
    self.words = words
    self.pairs = pairs
    self.symbols = symbols
  }

  /// Whether a line holds nothing but words of agreement and marks that ask nothing, Han characters in pairs
  /// that were seen.
  ///
  /// `known` are places whose words are explained already: the plan's own verb in “那取消吧”. Where the
  /// classifier `isSure`, known characters may stand together in new ways.
  func explain(
    _ line: Interpretation, besides known: [Range<Int>] = [], isSure: Bool = false
  ) -> Bool {
    let utterance = line.utterance
    var last: String?
    var end = 0
    for token in utterance.tokens {
      let text = Normalizer.fold(String(utterance[token]))
      // A blank parts two words as well as any mark.
      if token.range.lowerBound > end { last = nil }
      end = token.range.upperBound
      let isNamed = known.contains { $0.overlaps(token.range) }
      if isNamed {
        last = nil
        continue
      }
      switch token.kind {
      case .symbol:
        if Self.questionMarks.contains(text) { return false }
        last = nil
      case .emoji:
        if !symbols.contains(text) { return false }
        last = nil
      case .number: return false
      case .word:
        if !words.contains(text) { return false }
        last = nil
      case .han:
        if !words.contains(text) { return false }
        if let last, !isSure, !pairs.contains(last + text) { return false }
        last = text
      }
    }
    return true
  }

  private static let questionMarks: Set<String> = ["?", "？", "⁇", "⁉", "…"]
}
