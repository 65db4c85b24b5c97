import Computing
import Synchronization
public import Text

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds the facts that answer a question: the cosine of its weighted terms with the ways to ask that are
/// nearest and with all of a fact's ways together (a Rocchio centroid), lowered for facts about what is not
/// being spoken of. Words that no way to ask holds count against all.
public struct FactIndex: Sendable {
  /// A fact and how well it fits a question.
  public struct Match: Sendable {
    /// The fact.
    public let fact: Fact
    /// The way to ask that fits best, as it is written.
    public let question: String
    /// 0…1: how much of the question and the way to ask are the same.
    public let similarity: Double
    /// 0…1: how well it fits all ways to ask, lowered for what is not being spoken of.
    public let score: Double
  }

  private let facts: [Fact]
  private let table: Deferred<FactTable>
  /// A line is compared by several policies, and its clauses too.
  private let recent = RecentFits()

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
    let table = table()
    let fits = recent.fits(for: question.text) { table.fits(for: question) }
    return table.matches(fits, topics: topics, limit: limit)
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
  /// The weight of a term in the mean of a fact's ways to ask; here a posting's `question` is a fact.
  private let centroids: [UInt64: [Posting]]
  private let terms: SearchTerms
  private let logCount: Double

  /// What a fact counts that is about nothing that is spoken of.
  private static let alone = 0.6
  /// How much the nearest way to ask, the mean of the three nearest and the mean of all count; the weights
  /// were chosen on ways to ask that were held out, and sum up to what the nearest alone would reach.
  private static let shares = (nearest: 0.2, three: 0.68, all: 0.41)

  init(_ facts: [Fact], synonyms: Synonyms.Lists) {
    // Small words matter here: "when", "how" and "which" are half of what is asked.
    terms = SearchTerms(Synonyms.Lists(ignored: [], same: synonyms.same))
    let questions = facts.enumerated().flatMap { number, fact in
      fact.questions.map { (fact: number, text: $0) }
    }
    let counts = Self.weights(of: questions, facts, terms)
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
    centroids = Self.centroids(postings, questions.map(\.fact))
  }

  private static func centroids(
    _ postings: [UInt64: [Posting]], _ facts: [Int]
  ) -> [UInt64: [Posting]] {
    var centroids: [UInt64: [Posting]] = [:]
    var lengths: [Int: Double] = [:]
    for (term, found) in postings.sorted(by: { $0.key < $1.key }) {
      var sums: [Posting] = []
      for posting in found {
        let fact = facts[posting.question]
        if let last = sums.last, last.question == fact {
          sums[sums.count - 1] = Posting(question: fact, weight: last.weight + posting.weight)
        } else {
          sums.append(Posting(question: fact, weight: posting.weight))
        }
      }
      centroids[term] = sums
      for sum in sums { lengths[sum.question, default: 0] += sum.weight * sum.weight }
    }
    return centroids.mapValues { sums in
      sums.map {
        Posting(
          question: $0.question,
          weight: $0.weight / max((lengths[$0.question] ?? 0).squareRoot(), 1e-9))
      }
    }
  }

  /// The terms of the ways to ask, read on all cores: a first question should not wait for them.
  private static func weights(
    of questions: [(fact: Int, text: String)], _ facts: [Fact], _ terms: SearchTerms
  ) -> [[UInt64: Double]] {
    let chunk = 512
    return parallelMap((questions.count + chunk - 1) / chunk) { piece in
      var stems: [String: String] = [:]
      let range = piece * chunk..<min((piece + 1) * chunk, questions.count)
      return questions[range].map { question in
        let language = facts[question.fact].language
        return weights(
          terms.terms(of: Tokenizer().utterance(question.text, fallback: language), &stems))
      }
    }.flatMap { $0 }
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
  /// How well each fact fits a question, whatever is spoken of.
  func fits(for question: Utterance) -> [Fit] {
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
    let norm = length.squareRoot()
    var means: [Int: Double] = [:]
    for (term, weight) in asked.sorted(by: { $0.key < $1.key }) {
      let value = weight * (logCount - log(Double(max(postings[term]?.count ?? 0, 1))))
      for posting in centroids[term] ?? [] {
        means[posting.question, default: 0] += value * posting.weight / norm
      }
    }
    var nearest: [Int: Nearest] = [:]
    for (number, dot) in scores {
      nearest[questions[number].fact, default: Nearest()].add(number, dot / norm)
    }
    return nearest.map { number, found in
      let fit =
        Self.shares.nearest * found.similarities[0]
        + Self.shares.three * found.mean(of: facts[number].questions.count)
        + Self.shares.all * (means[number] ?? 0)
      return Fit(
        fact: number, question: found.question, similarity: found.similarities[0],
        fit: min(fit, 1))
    }
  }

  /// The facts that fit best where some things are spoken of.
  func matches(_ fits: [Fit], topics: [String: Double], limit: Int) -> [FactIndex.Match] {
    fits.map { found in
      let fact = facts[found.fact]
      let topic = fact.about.reduce(0) { max($0, topics[$1] ?? 0) }
      return FactIndex.Match(
        fact: fact, question: questions[found.question].text, similarity: found.similarity,
        score: found.fit * (Self.alone + (1 - Self.alone) * topic))
    }.sorted { ($1.score, $0.fact.id) < ($0.score, $1.fact.id) }
      .prefix(limit).map(\.self)
  }
}

/// How well a fact fits a question.
private struct Fit: Sendable {
  let fact: Int
  let question: Int
  let similarity: Double
  let fit: Double
}

/// The fits of the questions asked last.
private final class RecentFits: Sendable {
  private let recent = Mutex<[(text: String, fits: [Fit])]>([])
  private static let most = 4

  func fits(for text: String, _ find: () -> [Fit]) -> [Fit] {
    if let known = recent.withLock({ $0.first { $0.text == text }?.fits }) { return known }
    let fits = find()
    recent.withLock { recent in
      recent.insert((text, fits), at: 0)
      if recent.count > Self.most { recent.removeLast() }
    }
    return fits
  }
}

/// The three ways to ask of a fact that a question is most like.
private struct Nearest {
  var question = 0
  var similarities = [0.0, 0, 0]

  /// The mean of the three nearest, or of as many as a fact has.
  func mean(of count: Int) -> Double { similarities.reduce(0, +) / Double(max(min(count, 3), 1)) }

  mutating func add(_ number: Int, _ similarity: Double) {
    if similarity > similarities[0] || similarity == similarities[0] && number < question {
      question = number
    }
    guard let place = similarities.firstIndex(where: { similarity > $0 }) else { return }
    similarities.insert(similarity, at: place)
    similarities.removeLast()
  }
}
