import Quantities
import Shop

/// Something that was spoken of, which a later line may mean without naming it.
enum Topic: Hashable, Sendable {
  /// An order, by its number.
  case order(String)
  /// The refund of an order, by its number.
  case refund(String)
  /// An article or a fact, by its id, with the intents it answers.
  case article(id: String, intents: [String])
  /// What was done last in the shop.
  case receipt
  /// What a colleague was asked to look into.
  case ticket
  /// A person who takes over.
  case handover
  /// Goods, by id.
  case products([String])
}

/// What was spoken of, the most recent first.
struct Topics: Hashable, Sendable {
  private(set) var recent: [Topic] = []

  /// More than anybody would come back to by a mere "it".
  private static let most = 6
  /// How much a topic counts that was spoken of last, before last, and so on.
  private static let weights = [1, 0.7, 0.5, 0.35, 0.25, 0.2]

  /// Puts a topic first.
  mutating func note(_ topic: Topic) {
    recent.removeAll { $0.replaces(topic) }
    recent.insert(topic, at: 0)
    if recent.count > Self.most { recent.removeLast() }
  }

  /// What is spoken of with its weight, by the names that facts are about.
  var weights: [String: Double] {
    var weights: [String: Double] = [:]
    for (topic, weight) in zip(recent, Self.weights) {
      for (name, share) in topic.names {
        weights[name] = max(weights[name] ?? 0, weight * share)
      }
    }
    return weights
  }
}

extension Topic {
  /// The names that facts are about, and how much each counts.
  fileprivate var names: [(String, Double)] {
    switch self {
    case .order: [("order", 1)]
    case .refund: [("refund", 1), ("track_refund", 0.8), ("order", 0.5)]
    case .article(let id, let intents): [(id, 1)] + intents.map { ($0, 1) }
    case .receipt: [("receipt", 1)]
    case .ticket: [("ticket", 1)]
    case .handover:
      [
        ("handover", 1), ("contact_human_agent", 0.8), ("contact_customer_service", 0.6),
        ("store_hours", 0.5),
      ]
    case .products: [("product", 1)]
    }
  }

  /// Whether two topics are of one sort, so that the newer stands for both.
  fileprivate func replaces(_ other: Topic) -> Bool {
    switch (self, other) {
    case (.order, .order), (.refund, .refund), (.receipt, .receipt), (.ticket, .ticket),
      (.handover, .handover), (.products, .products):
      true
    case (.article(let one, _), .article(let two, _)): one == two
    default: false
    }
  }
}
