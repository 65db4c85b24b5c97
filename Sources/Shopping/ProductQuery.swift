public import Quantities
public import Text

/// What a line asks about goods: what is wanted and not wanted, of which it speaks, and the question.
public struct ProductQuery: Hashable, Sendable, Codable {
  /// Things that the line names, in its order.
  public var subjects: [Subject] = []
  /// Things it does not want.
  public var excluded: [Subject] = []
  /// Options wanted (a colour, a length) that stand by no thing named.
  public var options: [OptionWish] = []
  /// Options not wanted.
  public var excludedOptions: [OptionWish] = []
  /// Properties wanted, by id: `electric`, `waterproof`.
  public var features: [String] = []
  /// Properties not wanted.
  public var excludedFeatures: [String] = []
  /// What those who get it care for, by id: `tea`, `music`.
  public var interests: [String] = []
  /// For whom it is, by id: `child`, `mother`.
  public var audience: String?
  /// Whether it is to be given.
  public var isGift = false
  /// What it may cost.
  public var budget = Budget()
  /// What it is to be cheaper, smaller … than.
  public var against: Subject?
  /// How many pieces.
  public var quantity: Int?
  /// What comes first.
  public var order: Order?
  /// What of the conversation it refers to.
  public var reference: Reference?
  /// What is asked about it, the main question first; empty where goods are sought.
  public var questions: [Question] = []
  /// How many people it is for.
  public var people: Int?
  /// What the goods sought are to serve, by id: `cold_feet`.
  public var purposes: [String] = []
  /// Whether the thing it names is set against the one spoken of: "is it bigger than the gym bag?"
  public var isAgainstSpoken = false
  /// Goods it names that no product is.
  public var things: [String] = []
  /// Properties by which goods come near those things.
  public var nearFeatures: [String] = []
  /// Whether what was shown is turned down.
  public var rejects = false
  /// Whether others than those shown are wanted.
  public var wantsMore = false
  /// Whether it is a request of its own: "I'm looking for", "recommend".
  public var isRequest = false
  /// Whether it says what the thing sought must do or have: "it has to fit my laptop".
  public var isRequirement = false
  /// Whether it puts the choice off: "let me think about it".
  public var isLater = false
  /// Whether what it names is added to what is spoken of.
  public var isAddition = false
  /// The kinds of things that are to go with what is spoken of.
  public var partners: [Subject] = []
  /// Words that nothing is known of, in the line's order.
  public var unknown: [String] = []
  /// How surely the line is talk of goods, 0…1.
  public var strength = 0.0
  /// The words that made each part.
  public var evidence: [Evidence] = []
  /// The words of the line that say what is asked, in small letters: the sentence with most of them answers.
  public var words: [String] = []

  /// An empty query.
  public init() {}
}

extension ProductQuery {
  /// A thing named, in words of the catalogue: one product, a kind of things, or some with a property.
  public struct Subject: Hashable, Sendable, Codable {
    /// What it must be: all of these, of each any.
    public var terms: [[Term]]
    /// The words that named it.
    public var label: String
    /// The options that stand by it.
    public var options: [OptionWish] = []
    /// How many pieces of it.
    public var quantity: Int?
    /// Whether a kind of things or a product is named, rather than a property that some have.
    public var isThing: Bool
    /// Whether it is spoken of as known: "the kettle", not "a kettle".
    public var isDefinite = false
  }

  /// A word of the catalogue.
  public enum Term: Hashable, Sendable, Codable {
    /// A product by its whole name, as the index has it.
    case name(String)
    /// A kind of things.
    case kind(String)
    /// A word of names.
    case word(String)
    /// A category, by id.
    case category(String)
    /// A brand.
    case brand(String)
    /// A property, by id.
    case feature(String)
  }

  /// An option wanted: a value by name, or a measure to be found among the values.
  public enum OptionWish: Hashable, Sendable, Codable {
    /// Values of an option that all answer it: `purple` is `plum` where nothing nearer is.
    case values(option: String, exact: [String], near: [String], label: String)
    /// A number, with its unit where one was said.
    case measure(Measure)
    /// The largest or the smallest there is.
    case extreme(isLargest: Bool)
  }

  /// What something may cost, in the shop's currency.
  public struct Budget: Hashable, Sendable, Codable {
    /// At least.
    public var least: Money?
    /// At most.
    public var most: Money?
    /// The amount in another currency that it was turned from.
    public var converted: Money?
    /// Whether nothing was said.
    public var isEmpty: Bool { least == nil && most == nil }
  }

  /// What comes first, or which is meant.
  public enum Order: String, Hashable, Sendable, Codable {
    case cheaper, dearer, smaller, bigger, lighter
    case cheapest, dearest, smallest, biggest, lightest, bestRated, mostBought

    /// Whether it asks for one of several, not for others.
    public var isExtreme: Bool {
      switch self {
      case .cheaper, .dearer, .smaller, .bigger, .lighter: false
      default: true
      }
    }

    private static let degrees: [(comparative: Order, superlative: Order)] = [
      (.cheaper, .cheapest), (.dearer, .dearest), (.smaller, .smallest), (.bigger, .biggest),
      (.lighter, .lightest),
    ]

    /// The most of what it is more of.
    var superlative: Order { Self.degrees.first { $0.comparative == self }?.superlative ?? self }

    /// More of what it is the most of.
    var comparative: Order { Self.degrees.first { $0.superlative == self }?.comparative ?? self }
  }

  /// What a line refers to.
  public enum Reference: Hashable, Sendable, Codable {
    /// The product spoken of last.
    case spoken
    /// All that was shown last.
    case list
    /// Those at these places of what was shown, from 0; negative from the end.
    case places([Int])
    /// The one not spoken of.
    case other
    /// What the customer bought.
    case owned
    /// These of the goods spoken of, by id.
    case products([String])
  }

  /// What is asked.
  public enum Question: Hashable, Sendable, Codable {
    case exists, stock, count, restock, price, total, difference, compare, card, buy, reserve, why
    case similar, match
    /// Which size to take.
    case size
    /// The colours, sizes … there are; of one option or of all.
    case options(String?)
    /// What is known of it: `material`, `weight`, `care`.
    case attribute(String)
    /// Whether it has a property.
    case feature(String)
    /// Anything else: the sentence that answers is sought by its words.
    case open
  }

  /// Words of the line and what they made.
  public struct Evidence: Hashable, Sendable, Codable {
    /// What they made: `kind`, `not`, `budget`.
    public let part: String
    /// Where they stand, as UTF-8 offsets.
    public let range: Range<Int>
  }

  /// A number with its unit.
  public struct Measure: Hashable, Sendable, Codable {
    /// The number as said.
    public let number: Double
    /// In the base unit of its dimension: litres, kilograms, metres.
    public let value: Double
    /// What is measured; `nil` for a bare number, `count` for pieces.
    public let dimension: String?
    /// As it was said.
    public let label: String
  }
}

extension ProductQuery {
  /// Whether it says anything of goods.
  public var isEmpty: Bool {
    subjects.isEmpty && excluded.isEmpty && options.isEmpty && excludedOptions.isEmpty
      && features.isEmpty && excludedFeatures.isEmpty && interests.isEmpty && audience == nil
      && !isGift && budget.isEmpty && against == nil && quantity == nil && order == nil
      && reference == nil
      && !isRequirement && !isLater && purposes.isEmpty && questions.isEmpty && people == nil
      && things.isEmpty
      && !rejects && !wantsMore
      && !isRequest
  }

  /// What is asked first.
  public var question: Question? { questions.first }

  /// The query on a few lines, for whoever asks why.
  public func explanation(in utterance: Utterance) -> [String] {
    var lines = evidence.map { "\($0.part): “\(utterance[$0.range])”" }
    if let question { lines.append("question: \(question)") }
    lines.append("strength: \((strength * 100).rounded() / 100)")
    return lines
  }
}
