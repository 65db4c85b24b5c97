import Computing
import Entities
import Text

/// The words that people agree with, in the order they say them, from the examples of the act `assent`: a
/// line that any word or pair of neighbours of which was never seen there is no whole agreement, whatever a
/// classifier says of it.
final class AgreementWords: Sendable {
  /// Two words that follow each other; a blank one stands for the beginning or the end of a clause.
  private let pairs: Set<[String]>
  private let words: Set<String>
  /// The words of every act: one of them is no slip for another.
  private let others: Deferred<Set<String>>
  private let symbols: Set<String>

  init(_ files: [ActFile]) {
    let tokenizer = Tokenizer()
    var pairs: Set<[String]> = []
    var symbols: Set<String> = []
    for entry in files.flatMap(\.entries) where entry.kind == .assent || entry.kind == .thank {
      for text in entry.utterances {
        let utterance = tokenizer.utterance(text)
        for clause in Self.clauses(of: utterance) { pairs.formUnion(Self.pairs(in: clause)) }
        for token in utterance.tokens where token.kind == .emoji {
          symbols.insert(String(utterance[token]))
        }
      }
    }
    self.pairs = pairs
    words = Set(pairs.flatMap { $0 })
    others = Deferred {
      Set(
        files.flatMap(\.entries).flatMap(\.utterances).flatMap { text in
          text.split { !$0.isLetter && $0 != "'" }.map { Normalizer.fold(String($0)) }
        })
    }
    self.symbols = symbols
  }

  /// Whether a line holds nothing but words of agreement, next to each other as they were seen, and marks
  /// that ask nothing.
  ///
  /// `known` are places whose words are explained already: the plan's own verb in “那取消吧”. A clause made of
  /// `phrases` alone needs no more: the "yes then" of "Oh lovely. Yes then, go ahead".
  func explain(
    _ line: Interpretation, besides known: [Range<Int>] = [], phrases: [Range<Int>] = []
  ) -> Bool {
    let utterance = line.utterance
    let whole = Clauses.ranges(in: utterance).filter { clause in
      utterance.tokens.filter { $0.kind != .symbol && $0.range.overlaps(clause) }
        .allSatisfy { token in phrases.contains { $0.overlaps(token.range) } }
    }
    let clauses = Self.clauses(of: utterance, besides: known + whole).map { $0.map(meant) }
    let emoji = utterance.tokens.filter { $0.kind == .emoji }
    // A line in another script or of marks alone has no word to agree with.
    guard
      utterance.tokens.contains(where: { $0.kind == .word || $0.kind == .han }) || !emoji.isEmpty,
      Self.isCovered(utterance),
      emoji.allSatisfy({ symbols.contains(String(utterance[$0])) }),
      !utterance.tokens.contains(where: { token in
        token.kind == .number && !known.contains { $0.overlaps(token.range) }
          || token.kind == .symbol && Self.questionMarks.contains(String(utterance[token]))
      })
    else { return false }
    // "Sure, sure..." trails off: that is no yes.
    if Self.trailing.contains(where: { utterance.text.holds($0) }) { return false }
    return clauses.allSatisfy { Self.pairs(in: $0).isSubset(of: pairs) }
  }

  /// The word of agreement that a slip of the keyboard stands for, else the word itself.
  private func meant(_ word: String?) -> String? {
    guard let word, word.utf8.count >= 4, word.utf8.allSatisfy({ $0 < 0x80 }), !words.contains(word)
    else { return word }
    let short = Self.shortened(word)
    if words.contains(short) { return short }
    guard !others().contains(word) else { return word }
    let near = words.filter { $0.utf8.count >= 4 && word.isOneSlip(from: $0) }
    return near.count == 1 ? near.first : word
  }

  /// A word with letters that were held down once only: "yesssss", "okkkk".
  private static func shortened(_ word: String) -> String {
    var letters: [Character] = []
    for letter in word where letters.last != letter { letters.append(letter) }
    return String(letters)
  }

  private static let trailing = ["...", "。。。"]
  private static let questionMarks: Set<String> = ["?", "？", "⁇", "⁉", "…"]

  /// Whether the tokens hold every letter of the text: what no token holds was not read.
  private static func isCovered(_ utterance: Utterance) -> Bool {
    let text = utterance.text
    var offset = 0
    for character in text {
      let range = offset..<offset + character.utf8.count
      offset = range.upperBound
      guard character.isLetter else { continue }
      let token = utterance.tokens.first { $0.range.overlaps(range) }
      guard let token, token.kind != .symbol else { return false }
    }
    return true
  }

  /// The words of the clauses: a mark ends one, and so does a blank between Han characters. `nil` stands for
  /// words that are explained already, beside which anything may stand.
  private static func clauses(
    of utterance: Utterance, besides known: [Range<Int>] = []
  ) -> [[String?]] {
    var clauses: [[String?]] = [[]]
    var last: Token?
    for token in utterance.tokens {
      let isApart =
        last.map { $0.range.upperBound < token.range.lowerBound && $0.kind == .han } ?? false
      if token.kind == .symbol || token.kind == .emoji || isApart && token.kind == .han {
        clauses.append([])
      }
      last = token
      guard token.kind == .word || token.kind == .han || token.kind == .number else { continue }
      if known.contains(where: { $0.overlaps(token.range) }) {
        clauses[clauses.count - 1].append(nil)
      } else if token.kind != .number {
        clauses[clauses.count - 1].append(Normalizer.fold(String(utterance[token])))
      }
    }
    return clauses.filter { !$0.isEmpty }
  }

  private static func pairs(in clause: [String?]) -> Set<[String]> {
    let words = [""] + clause + [""]
    return Set(
      zip(words, words.dropFirst()).compactMap { first, second in
        guard let first, let second else { return nil }
        return [first, second]
      })
  }
}
