public import Text

/// What people wrote down about words and feelings: `knowledge-base/sentiment/<language>.json`.
public struct Lexicon: Hashable, Sendable {
  /// What an entry does.
  public enum Role: Hashable, Sendable {
    /// Feels like this, −4…4.
    case valence(Double)
    /// Turns what follows: `not`, `没有`.
    case negation
    /// Makes what follows stronger (`very`, 0.3) or weaker (`slightly`, −0.3).
    case booster(Double)
    /// What follows counts more than what came before: `but`, `但是`.
    case contrast
    /// Makes what stands before it stronger (`极了`, 0.35), or what follows when nothing does.
    case trailing(Double)
    /// Feels, but directly before the opposite feeling is a booster: a *great* disappointment, *好*失望.
    case degree(Double)
    /// Feels, and compares: with a topping negation before it, it is a superlative.
    case comparative(Double)
    /// A negation that makes a comparative a superlative: `never` easier, `couldn't` be worse.
    case topping
    /// Negates unless it answers what was asked: `No, it's great`.
    case answer
    /// Begins a sentence anew after an answer word: `no *it's* great`.
    case opener
    /// Names what a desk does (`退货`, `cancel my order`) and feels only where nobody asks for it.
    case process(Double)
    /// Asks for, or how to get, what a desk does: `how can I`, `我想`.
    case routine
    /// Names a slip, which feels unless it is the customer's own: `by mistake`, `sorry`.
    case slip(Double)
    /// Says that the customer did it: `I ordered`.
    case own
    /// Says that the shop did it: `you sent`.
    case other
  }

  /// A word, a phrase or a picture, and what it does.
  public struct Entry: Hashable, Sendable {
    /// As a customer would write it.
    public let text: String
    /// What it does.
    public let role: Role
    /// Whether it stands under `emoji` and is matched byte by byte, not as words.
    public let isPicture: Bool

    /// Creates an entry.
    public init(_ text: String, _ role: Role, isPicture: Bool = false) {
      self.text = text
      self.role = role
      self.isPicture = isPicture
    }
  }

  /// The language, or `nil` for a lexicon that does not say.
  public let language: Language?
  /// The entries, in the order of the file.
  public let entries: [Entry]

  /// Creates a lexicon.
  public init(language: Language?, entries: [Entry]) {
    self.language = language
    self.entries = entries
  }

  /// This lexicon with another's feelings in place of its own; what negates, boosts and contrasts
  /// stays.
  public func replacingValences(with other: Lexicon) -> Lexicon {
    let kept = entries.filter {
      switch $0.role {
      case .valence, .degree, .comparative, .process, .slip: false
      default: true
      }
    }
    return Lexicon(language: language, entries: kept + other.entries)
  }
}
