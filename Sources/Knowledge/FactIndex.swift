public import Computing
import Synchronization
public import Text

/// Finds the facts that answer a question, and how probably each does.
///
/// Three measures are brought together: the cosine of the question's weighted terms with the ways to ask that
/// are nearest and with all of a fact's ways together (a Rocchio centroid), the margin of a linear separator of
/// each fact against all others (`TextSeparators`), and how much likelier the terms are in a fact's ways than
/// in all (naive Bayes), which hears the small words that an elliptic question is made of. What is being spoken of speaks for the facts
/// about it. A logistic model with a class for "no fact" makes a probability of them (after J. Platt,
/// "Probabilistic outputs for support vector machines", 1999, who has two classes).
public struct FactIndex: Sendable {
  /// A fact and how well it fits a question.
  public struct Match: Sendable {
    /// The fact.
    public let fact: Fact
    /// The way to ask that fits best, as it is written.
    public let question: String
    /// 0…1: how much of the question and the way to ask are the same.
    public let similarity: Double
    /// 0…1: how well it fits the nearest ways to ask and all together.
    public let cosine: Double
    /// How far it lies on the fact's side.
    public let margin: Double
    /// How much likelier the question's terms are in its ways to ask than in all, as a logarithm, a tenth
    /// of it for each root of their number: of the size of the others.
    public let likelihood: Double
    /// 0…1: how much what is spoken of calls for it.
    public let topic: Double
    /// That the fact is what was asked for, and not another or none.
    public let probability: Double
    /// All measures together, to be set against a match of another index; `topics` is how much of its weight
    /// what is spoken of keeps.
    public func strength(topics: Double) -> Double {
      let weights = Weights.fitted
      return weights.margin * margin + weights.cosine * cosine + weights.likelihood * likelihood
        + weights.topic * topic * topics
    }
  }

  /// What each measure counts; `benchmarks facts` fits them on ways to ask that were held out and on lines
  /// that ask for no fact.
  public struct Weights: Sendable {
    /// Of the linear separator's margin.
    public var margin: Double
    /// Of the nearest ways to ask and all together.
    public var cosine: Double
    /// Of how likely the terms are.
    public var likelihood: Double
    /// Of what is spoken of.
    public var topic: Double
    /// What stands against all facts together.
    public var none: Double

    /// Creates weights.
    public init(
      margin: Double, cosine: Double, likelihood: Double, topic: Double, none: Double
    ) {
      self.margin = margin
      self.cosine = cosine
      self.likelihood = likelihood
      self.topic = topic
      self.none = none
    }

    /// The weights in use.
    public static let fitted = Weights(
      margin: 3, cosine: 3.41, likelihood: 3.6, topic: 3.65, none: 3.24)
  }

  private let table: Deferred<FactTable>
  /// Whether each fact may be said; `nil` where all may.
  private let sayable: Deferred<[Bool]>?
  /// A line is compared by several policies, and its clauses too.
  private let recent = RecentFits()

  private init(_ table: Deferred<FactTable>, sayable: Deferred<[Bool]>? = nil) {
    self.table = table
    self.sayable = sayable
  }

  /// Indexes facts of one language, when they are first asked for.
  public init(_ facts: [Fact], synonyms: Synonyms.Lists = .init(ignored: [], same: [])) {
    self.init(kept: { nil }, otherwise: { Self.compile(facts, synonyms: synonyms) })
  }

  /// Opens a compiled index when it is first asked for, or makes another where `kept` gives none that is
  /// whole.
  public init(
    kept: @escaping @Sendable () -> ModelMemory?, otherwise make: @escaping @Sendable () -> [UInt8]
  ) {
    self.init(
      Deferred {
        kept().flatMap { FactTable($0) } ?? FactTable(ModelMemory(copying: make())) ?? .none
      })
  }

  /// Whether a fact of that name is in it.
  public func holds(_ id: String) -> Bool { table().facts.contains { $0.id == id } }

  /// Whether bytes are a whole compiled index.
  public static func isCompiled(_ memory: ModelMemory) -> Bool { FactTable(memory) != nil }

  /// The index of facts of one language, to be kept in a file.
  public static func compile(_ facts: [Fact], synonyms: Synonyms.Lists) -> [UInt8] {
    FactTableWriter(facts, synonyms: synonyms).bytes
  }

  /// Changes whenever the same facts would give other bytes: a part of a cache's key.
  public static let version = FactTable.title

  /// The facts that a question most probably asks for, the best first, at most `limit`. `topics` says what
  /// is being spoken of and how recently, 0…1, by the names that facts are about. Facts that the desk works
  /// out and cannot now, of the kinds `missing`, take no part: a kind is what an id has before its point.
  public func matches(
    for question: Utterance, topics: [String: Double], limit: Int = 5,
    without missing: Set<String> = []
  ) -> [Match] {
    let table = table()
    let fits = recent.fits(for: question.text) { table.fits(for: question) }
    return table.matches(
      fits, FactTable.Asking(topics: topics, missing: missing, sayable: sayable?()), limit: limit)
  }
}

extension FactIndex {
  /// The facts of a shop with another policy: what the desk works out, and what that policy's numbers fill.
  /// A sentence without numbers is the first shop's own and stays silent.
  public func filled(by values: [String: String]) -> FactIndex {
    let table = table
    return FactIndex(
      table,
      sayable: Deferred {
        table().facts.map { fact in
          guard let answer = fact.answer else { return true }
          let places = (try? ReplyTemplate(answer))?.placeholders ?? []
          return !places.isEmpty && places.allSatisfy { values[$0] != nil }
        }
      })
  }
}

/// The fits of the questions asked last.
private final class RecentFits: Sendable {
  private let recent = Mutex<[(text: String, fits: [FactTable.Fit])]>([])
  private static let most = 4

  func fits(for text: String, _ find: () -> [FactTable.Fit]) -> [FactTable.Fit] {
    if let known = recent.withLock({ $0.first { $0.text == text }?.fits }) { return known }
    let fits = find()
    recent.withLock { recent in
      recent.insert((text, fits), at: 0)
      if recent.count > Self.most { recent.removeLast() }
    }
    return fits
  }
}
