import Diagnostics
public import Dialogue
public import Entities
public import Intents
public import Knowledge
public import Quantities
public import Sentiment
public import Shop
public import Shopping
public import Text

/// Everything a workspace holds, read and assembled.
public struct LoadedWorkspace: Sendable {
  /// What happens while it is loaded.
  public enum Event: Sendable {
    /// A classifier is trained, because no compiled one fits the files.
    case training(Language, examples: Int)
    /// Something worth a line under `-v`.
    case note(String)
  }

  /// Where it was read from.
  public let folder: WorkspaceFolder
  /// Finds what a text names.
  public let entityExtractor: EntityExtractor
  /// What a text wants, by language.
  public let classifiers: [Language: IntentClassifier]
  /// How a text feels.
  public let sentimentScorer: SentimentScorer
  /// All three at once.
  public let interpreter: Interpreter
  /// The articles, and what their placeholders read like.
  public let knowledge: KnowledgeBase
  /// What is said outside articles.
  public let phrases: PhraseBook
  /// The shop's rules.
  public let policy: Shop.Policy
  /// What is sold, as the files have it.
  public let assortment: Assortment
  /// The files the shop's book is seeded from.
  public let seedFiles: [SeedFile]
  /// Words that call a person.
  public let alarms: Alarms
  /// Who bought what.
  public let advisor: Advisor
  /// What customers say of goods.
  public let shoppingWords: ShoppingWords
  /// Short answers to the questions that follow others, by language.
  public let facts: [Language: FactIndex]
  /// Ways to ask about goods that were just spoken of, by language.
  public let goodsQuestions: [Language: FactIndex]
  /// What customers say that is known by its words.
  public let spoken: SpokenPhrases
  /// Why customers write, fitted; `nil` when there is no such file.
  public let contacts: ContactModel?
}

extension LoadedWorkspace {
  /// Reads a workspace. Throws `Faults`, all that were found: nothing starts on half a workspace.
  public static func load(
    from folder: WorkspaceFolder, cache: String?, today: Day,
    report: @escaping @Sendable (Event) -> Void = { _ in }
  ) throws -> LoadedWorkspace {
    try WorkspaceReader(folder: folder, cache: cache, today: today, report: report).read()
  }

  /// The desk, with the shop's book open or closed. What advice learns from comes from `purchases` where it is
  /// given, so that the shop is not held while all of it is read.
  public func desk(
    shop: (any ShopStore)?, purchases: (@Sendable () -> [Purchase])? = nil
  ) -> Desk {
    // The book knows the stock of this moment; the files that of the seed.
    let current = shop.flatMap { try? $0.assortment() } ?? assortment
    let goods = current.products.isEmpty ? assortment : current.described(by: assortment)
    return Desk(
      knowledge: knowledge, phrases: phrases, policy: policy, values: values,
      assortment: goods, alarms: alarms, advisor: advisor(for: goods, of: shop, purchases),
      shoppingWords: shoppingWords, facts: facts, goodsQuestions: goodsQuestions, spoken: spoken,
      contacts: contacts, shop: shop)
  }

  /// The workspace's advisor for its own goods; an imported shop's is learned from its orders.
  private func advisor(
    for goods: Assortment, of shop: (any ShopStore)?, _ purchases: (@Sendable () -> [Purchase])?
  ) -> Advisor {
    guard let shop,
      !advisor.knowsCustomers
        || Set(goods.products.map(\.id)) != Set(assortment.products.map(\.id))
    else { return advisor }
    return Advisor(
      purchases: purchases ?? { (try? shop.purchases()) ?? [] }, assortment: goods)
  }

  /// What placeholders read like, the policy's and a few of the desk's own.
  private var values: [Language: [String: String]] {
    var values = knowledge.values
    for language in Language.allCases {
      values[language, default: [:]]["email"] = values[language]?["policy.shop.email"]
      values[language]?["example"] = policy.orderNumberExample
    }
    return values
  }

  /// The shop's name in a language.
  public func shopName(_ language: Language) -> String {
    knowledge.values[language]?["policy.shop.name"] ?? "Deskmate"
  }

  /// The names of all intents, sorted.
  public var intentNames: [String] {
    Set(classifiers.values.flatMap { $0.intents.map(\.rawValue) }).sorted()
  }

  /// A text with personal data masked.
  public func masked(_ text: String, language: Language = .english, today: Day) -> String {
    entityExtractor.masked(text, language: language, today: today)
  }

  /// The articles that answer a question by its words and what the classifier makes of it, the best first,
  /// their answers filled; in the question's own language unless another is named.
  public func search(_ question: String, language: Language? = nil, limit: Int) -> [(
    article: Article, answer: String, score: Double
  )] {
    // The day matters to what a date means, not to what is asked.
    let read = interpreter.interpret(
      question, language: language ?? .english, today: Day(number: 0))
    let utterance = Utterance(
      text: read.utterance.text, tokens: read.utterance.tokens,
      language: language ?? read.utterance.language)
    let priors = read.intents.scores.map { ($0.intent.rawValue, $0.confidence) }
    let hits = knowledge.search(
      utterance, limit: limit, priors: Dictionary(priors) { first, _ in first })
    let desk = desk(shop: nil)
    return hits.map { ($0.article, desk.text(of: $0.article), $0.score) }
  }

  /// The names of all products, in both languages, for completion.
  public var productNames: [String] {
    assortment.products.flatMap { [$0.name.english, $0.name.chinese] }
  }
}
