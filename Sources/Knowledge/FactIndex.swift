import Computing
public import Text

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds the facts that answer a question: the cosine of its weighted terms with every known way to ask,
/// lowered for facts about what is not being spoken of. Words that no way to ask holds count against all.
public struct FactIndex: Sendable {
  /// A fact and how well it fits a question.
  public struct Match: Sendable {
    /// The fact.
    public let fact: Fact
    /// The way to ask that fits best, as it is written.
    public let question: String
    /// 0…1: how much of the question and the way to ask are the same.
    public let similarity: Double
    /// The same, lowered for what is not being spoken of.
    public let score: Double
  }

  private let facts: [Fact]
  private let table: Deferred<FactTable>

  /// Indexes facts of one language, when they are first asked for.
  public init(_ facts: [Fact], synonyms: Synonyms.Lists = .init(ignored: [], same: [])) {
    self.facts = facts
    table = Deferred { FactTable(facts, synonyms: synonyms) }
  }

  /// The facts that fit a question best, the best first, at most `limit`. `topics` says what is being
  /// spoken of and how recently, 0…1, by the names that facts are about.
  public func matches(
    for question: Utterance, topics: [String: Double], limit: Int = 5
  ) -> [Match] {
    table().matches(for: question, topics: topics, limit: limit)
  }
}

/// The weighted terms of all ways to ask.
private struct FactTable: Sendable {
  private struct Posting {
    let question: Int
    let weight: Double
  }

  private let facts: [Fact]
  private let questions: [(fact: Int, text: String)]
  private let postings: [UInt64: [Posting]]
  private let terms: SearchTerms
  private let logCount: Double

  /// What a fact counts that is about nothing that is spoken of.
  private static let alone = 0.6

  init(_ facts: [Fact], synonyms: Synonyms.Lists) {
    // Small words matter here: "when", "how" and "which" are half of what is asked.
    terms = SearchTerms(Synonyms.Lists(ignored: [], same: synonyms.same))
    var stems: [String: String] = [:]
    var questions: [(fact: Int, text: String)] = []
    var counts: [[UInt64: Double]] = []
    for (number, fact) in facts.enumerated() {
      for text in fact.questions {
        questions.append((number, text))
        counts.append(
          Self.weights(
            terms.terms(of: Tokenizer().utterance(text, fallback: fact.language), &stems)))
      }
    }
    var holding: [UInt64: Int] = [:]
    for count in counts { for term in count.keys { holding[term, default: 0] += 1 } }
    logCount = log(Double(counts.count) + 1)
    var postings: [UInt64: [Posting]] = [:]
    for (number, count) in counts.enumerated() {
      var length = 0.0
      var own: [(UInt64, Double)] = []
      for (term, weight) in count.sorted(by: { $0.key < $1.key }) {
        let value = weight * (logCount - log(Double(holding[term] ?? 1)))
        own.append((term, value))
        length += value * value
      }
      guard length > 0 else { continue }
      for (term, value) in own {
        postings[term, default: []].append(
          Posting(question: number, weight: value / length.squareRoot()))
      }
    }
    self.facts = facts
    self.questions = questions
    self.postings = postings
  }

  private static func weights(_ terms: [SearchTerms.Term]) -> [UInt64: Double] {
    var weights: [UInt64: Double] = [:]
    for term in terms { weights[term.id] = term.isSynonym ? 0.8 : 1 }
    return weights
  }
}

extension FactIndex {
  /// The facts of a shop with another policy: what the desk works out, and what that policy's numbers fill.
  /// A sentence without numbers is the first shop's own and stays silent.
  public func filled(by values: [String: String], synonyms: Synonyms.Lists) -> FactIndex {
    FactIndex(
      facts.filter { fact in
        guard let answer = fact.answer else { return true }
        let places = (try? ReplyTemplate(answer))?.placeholders ?? []
        return !places.isEmpty && places.allSatisfy { values[$0] != nil }
      }, synonyms: synonyms)
  }

}

extension FactTable {
  func matches(
    for question: Utterance, topics: [String: Double], limit: Int
  ) -> [FactIndex.Match] {
    var stems: [String: String] = [:]
    let asked = Self.weights(terms.terms(of: question, &stems))
    var length = 0.0
    var scores: [Int: Double] = [:]
    for (term, weight) in asked.sorted(by: { $0.key < $1.key }) {
      let found = postings[term] ?? []
      let value = weight * (logCount - log(Double(max(found.count, 1))))
      length += value * value
      for posting in found { scores[posting.question, default: 0] += value * posting.weight }
    }
    guard length > 0 else { return [] }
    var best: [Int: (question: Int, similarity: Double)] = [:]
    for (number, dot) in scores {
      let similarity = dot / length.squareRoot()
      let fact = questions[number].fact
      if let known = best[fact],
        (known.similarity, number) >= (similarity, known.question)
      {
        continue
      }
      best[fact] = (number, similarity)
    }
    return best.map { number, found in
      let fact = facts[number]
      let topic = fact.about.reduce(0) { max($0, topics[$1] ?? 0) }
      return FactIndex.Match(
        fact: fact, question: questions[found.question].text, similarity: found.similarity,
        score: found.similarity * (Self.alone + (1 - Self.alone) * topic))
    }.sorted { ($1.score, $0.fact.id) < ($0.score, $1.fact.id) }
      .prefix(limit).map(\.self)
  }
}
