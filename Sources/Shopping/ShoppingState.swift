import FoundationEssentials
import Synchronization

/// What the talk of goods has come to: kept in the conversation, and with it.
public struct ShoppingState: Hashable, Sendable, Codable {
  /// What is sought; each line adds to it until a need of its own begins anew.
  public var need = Need()
  /// The products shown last, by id, in the order shown.
  public var shown: [String] = []
  /// The product spoken of last, by id.
  public var spoken: String?
  /// The options it was spoken of with, by name of the option.
  public var options: [String: String] = [:]
  /// The things a total or a comparison was last made of, or that were named together.
  public var compared: [Item] = []
  /// The things spoken of one by one, the latest first.
  public var recent: [Item] = []
  /// Products turned down, by id; they never come back.
  public var rejected: Set<String> = []
  /// What was asked last.
  public var question: ProductQuery.Question?
  /// How many pieces are spoken of.
  public var quantity: Int?
  /// Whether the last thing asked for is not sold.
  public var wasNotSold = false
  /// Turns since the talk was of goods; 0 right after.
  public var age = 100
  /// How often each phrase was said.
  public var said: [String: Int] = [:]

  /// Talk that has not begun.
  public init() {}

  /// A product with options and how many of it.
  public struct Item: Hashable, Sendable, Codable {
    /// The product, by id.
    public var product: String
    /// Its options, by name.
    public var options: [String: String] = [:]
    /// How many.
    public var quantity = 1

    /// Creates an item.
    public init(product: String, options: [String: String] = [:], quantity: Int = 1) {
      self.product = product
      self.options = options
      self.quantity = quantity
    }
  }

  /// What is sought over several lines.
  public struct Need: Hashable, Sendable, Codable {
    /// What it must be.
    public var terms: [[ProductQuery.Term]] = []
    /// What the customer called it.
    public var label: String?
    /// What it must not be, each as a thing of its own.
    public var excluded: [[[ProductQuery.Term]]] = []
    /// Options wanted.
    public var options: [ProductQuery.OptionWish] = []
    /// Options not wanted.
    public var excludedOptions: [ProductQuery.OptionWish] = []
    /// Properties wanted.
    public var features: [String] = []
    /// Properties not wanted.
    public var excludedFeatures: [String] = []
    /// What it is to serve.
    public var purposes: [String] = []
    /// What those who get it care for.
    public var interests: [String] = []
    /// For whom it is.
    public var audience: String?
    /// Whether it is to be given.
    public var isGift = false
    /// What it may cost.
    public var budget = ProductQuery.Budget()
    /// What comes first.
    public var order: ProductQuery.Order?
    /// What it is to go with, or to be like: products by id.
    public var seeds: [String] = []
    /// Whether it is to be like the seeds, rather than to go with them.
    public var isAlike = false
  }
}

extension ShoppingState {
  /// Called once a turn, whoever answers it.
  public mutating func turnBegins() { age = min(age + 1, 100) }

  /// Whether goods were spoken of so lately that "it" and "the second one" may mean them.
  public var isFresh: Bool { age <= 4 && (spoken != nil || !shown.isEmpty || !compared.isEmpty) }
}

extension ShoppingState {
  /// The state as text, to be kept with the conversation.
  public var text: String {
    // Most turns speak of no goods and change nothing but the age, which comes first in the text.
    var ageless = self
    ageless.age = 0
    if let (state, text) = Self.last.withLock({ $0 }), state == ageless { return aged(text) }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    // A value of texts and numbers always has a form.
    let text = (try? encoder.encode(ageless)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    Self.last.withLock { $0 = (ageless, text) }
    return aged(text)
  }

  /// The state written last, without its age, and its text.
  private static let last = Mutex<(ShoppingState, String)?>(nil)
  private static let newborn = "{\"age\":0"

  private func aged(_ text: String) -> String {
    guard age != 0, text.hasPrefix(Self.newborn) else { return text }
    return "{\"age\":\(age)" + text.dropFirst(Self.newborn.count)
  }

  /// A state that was kept; `nil` where the text is none of ours.
  public init?(text: String) {
    guard let state = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else {
      return nil
    }
    self = state
  }
}
