/// What the desk answers, and what it did.
public struct Reply: Hashable, Sendable {
  /// The words.
  public var text: String
  /// The policy that spoke.
  public var policy: String
  /// The article it came from, if one.
  public var article: String?
  /// The articles of all of its parts; more than one when several things were asked at once.
  public internal(set) var articles: [String]
  /// What was done in the shop, if anything.
  public var action: String?
  /// What the desk waits for now.
  public var awaiting: String?
  /// Set when a person takes over.
  public var handover: Handover?
  /// Other things it could have said, for an agent to choose from.
  public var alternatives: [String]

  /// Creates a reply.
  public init(
    _ text: String, policy: String, article: String? = nil, action: String? = nil,
    awaiting: String? = nil, handover: Handover? = nil, alternatives: [String] = []
  ) {
    self.text = text
    self.policy = policy
    self.article = article
    articles = article.map { [$0] } ?? []
    self.action = action
    self.awaiting = awaiting
    self.handover = handover
    self.alternatives = alternatives
  }
}

extension Reply {
  /// What the next line follows, as act readers are taught it: what is awaited, or what was done.
  var question: String? {
    if let awaiting { return awaiting }
    switch action {
    case "recommend", "similar", "compare": return "list"
    case nil: return article == nil && policy != "answer" ? nil : "answer"
    case "dropped", "refused", "handover", "track_order", "order_history", "track_refund", "stock",
      "product", "not_sold", "no_orders", "book_closed":
      return "answer"
    default: return "done"
    }
  }

  /// Whether a short answer spoke, whose topic is noted with it.
  var isFact: Bool { policy == "answer" }

  /// This reply and another after it, as one.
  func followed(by next: Reply, _ bridge: String) -> Reply {
    var joined = self
    joined.text += "\n" + bridge + next.text
    joined.action = action ?? next.action
    joined.article = article ?? next.article
    joined.articles += next.articles
    joined.awaiting = next.awaiting
    joined.handover = handover ?? next.handover
    return joined
  }
}

/// What a person who takes over must know.
public struct Handover: Hashable, Sendable {
  /// Why a person is needed.
  public enum Reason: String, Hashable, Sendable {
    case asked, mood, identity, lost, safety, legal, policy
  }

  /// Why.
  public let reason: Reason
  /// Who the customer is, as far as shown.
  public let customer: String?
  /// What they want.
  public let request: String?
  /// The order it is about.
  public let order: String?
  /// What was done or tried.
  public let tried: [String]
  /// How they felt over the last lines, −1…1.
  public let mood: Double
}
