import Diagnostics
public import Formats

/// Which intents, policies and articles conversations touched, and which none did.
public struct Coverage: Hashable, Sendable {
  /// A kind of thing that can be touched.
  public struct Part: Hashable, Sendable {
    /// Its name, in the plural.
    public let name: String
    /// All there are, sorted.
    public let all: [String]
    /// Those that a conversation touched.
    public fileprivate(set) var touched: Set<String> = []
    /// Those that none did, sorted.
    public var untouched: [String] { all.filter { !touched.contains($0) } }
  }

  /// Intents, policies and articles.
  public private(set) var parts: [Part]

  /// Creates a coverage in which nothing was touched yet.
  public init(intents: [String], policies: [String], articles: [String]) {
    parts = [("intents", intents), ("policies", policies), ("articles", articles)].map {
      Part(name: $0.0, all: Set($0.1).sorted())
    }
  }

  /// Adds what a conversation touched.
  public mutating func add(_ turns: [Turn]) {
    for turn in turns {
      parts[0].touched.insert(turn.interpretation.intent ?? "out_of_scope")
      parts[1].touched.insert(turn.reply.policy)
      for article in turn.reply.articles { parts[2].touched.insert(article) }
    }
  }

  /// Lines for a reader: how many of each were touched, and the names of the others.
  public var text: String {
    parts.map { part in
      let missing = part.untouched
      let head = "\(part.name): \(part.all.count - missing.count) of \(part.all.count) touched"
      return missing.isEmpty ? head : head + "; not " + missing.joined(separator: ", ")
    }.joined(separator: "\n")
  }

  /// The same for a program.
  public var json: JSON {
    .object(
      parts.map { part in
        (
          key: part.name,
          value: [
            "all": .integer(part.all.count),
            "touched": .integer(part.all.count - part.untouched.count),
            "untouched": .array(part.untouched.map { .string($0) }),
          ]
        )
      })
  }
}
