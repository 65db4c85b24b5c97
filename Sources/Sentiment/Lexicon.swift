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
      if case .valence = $0.role { false } else { true }
    }
    return Lexicon(language: language, entries: kept + other.entries)
  }
}
