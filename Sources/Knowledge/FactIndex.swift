public import Computing
import Synchronization
public import Text

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
    self.init(compiled: { ModelMemory(copying: Self.compile(facts, synonyms: synonyms)) })
  }

  /// Opens a compiled index when it is first asked for. Bytes that are damaged or of another version are
  /// as no facts: see `isCompiled`.
  public init(compiled: @escaping @Sendable () -> ModelMemory) {
    self.init(Deferred { FactTable(compiled()) ?? .none })
  }

  /// Whether bytes are a whole compiled index.
  public static func isCompiled(_ memory: ModelMemory) -> Bool { FactTable(memory) != nil }

  /// The index of facts of one language, to be kept in a file.
  public static func compile(_ facts: [Fact], synonyms: Synonyms.Lists) -> [UInt8] {
    FactTableWriter(facts, synonyms: synonyms).bytes
  }

  /// Changes whenever the same facts would give other bytes: a part of a cache's key.
  public static let version = FactTable.title

  /// The facts that fit a question best, the best first, at most `limit`. `topics` says what is being
  /// spoken of and how recently, 0…1, by the names that facts are about.
  public func matches(
    for question: Utterance, topics: [String: Double], limit: Int = 5
  ) -> [Match] {
    let table = table()
    let fits = recent.fits(for: question.text) { table.fits(for: question) }
    return table.matches(fits, topics: topics, sayable: sayable?(), limit: limit)
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
