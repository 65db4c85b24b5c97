public import Knowledge
public import Quantities
public import Shop
public import Shopping
public import Text

/// What the desk has before it: its articles and phrases, the shop's policy, goods and book.
public struct Desk: Sendable {
  /// The articles.
  public let knowledge: KnowledgeBase
  /// What is said outside articles.
  public let phrases: PhraseBook
  /// The shop's rules.
  public let policy: Policy
  /// What the placeholders of articles say, by language.
  public let values: [Language: [String: String]]
  /// What the shop sells.
  public let assortment: Assortment
  /// Words that call for a person at once.
  public let alarms: Alarms
  /// Who bought what.
  public let advisor: Advisor
  /// Answers about goods.
  public let shopping: ShoppingDesk
  /// Short answers to the questions that follow others, by language.
  public let facts: [Language: FactIndex]
  /// Ways to ask about goods that were just spoken of, by language.
  public let goodsQuestions: [Language: FactIndex]
  /// What customers say that is known by its words.
  public let spoken: SpokenPhrases
  /// Why customers write, for the opening; `nil` when there is none.
  public let contacts: ContactModel?
  /// What products are called, word by word.
  let itemWords = ItemWords()
  /// The shop's book, or `nil` when it cannot be opened: then articles answer alone.
  public internal(set) var shop: (any ShopStore)?
  /// The day it is.
  public internal(set) var today = Day(number: 0)

  /// Creates a desk.
  public init(
    knowledge: KnowledgeBase, phrases: PhraseBook, policy: Policy,
    values: [Language: [String: String]], assortment: Assortment, alarms: Alarms,
    advisor: Advisor, shoppingWords: ShoppingWords = ShoppingWords(),
    facts: [Language: FactIndex] = [:], goodsQuestions: [Language: FactIndex] = [:],
    spoken: SpokenPhrases = .none,
    contacts: ContactModel? = nil, shop: (any ShopStore)?
  ) {
    shopping = ShoppingDesk(
      assortment: assortment, words: shoppingWords, currency: policy.currency,
      advice: { advisor.advice },
      wording: { phrase, language, time, given in
        guard let phrase = Phrase(rawValue: phrase.rawValue) else { return "" }
        let own = values[language] ?? [:]
        let text = phrases.text(
          phrase, in: language, time: time, with: own.merging(given) { _, new in new })
        return language == .chinese ? text.settingLatinApart : text
      })
    self.spoken = spoken
    self.facts = facts
    self.goodsQuestions = goodsQuestions
    self.knowledge = knowledge
    self.phrases = phrases
    self.policy = policy
    self.values = values
    self.assortment = assortment
    self.alarms = alarms
    self.advisor = advisor
    self.contacts = contacts
    self.shop = shop
  }
}

extension Desk {
  /// A phrase in the conversation's language; each time it is said again, in another wording.
  func say(
    _ phrase: Phrase, in conversation: inout Conversation, _ values: [String: String] = [:]
  ) -> String {
    let time = conversation.said[phrase.rawValue, default: 0]
    conversation.said[phrase.rawValue] = time + 1
    return text(phrase, in: conversation, time: time, values)
  }

  /// A phrase in the conversation's language, without counting it.
  func text(
    _ phrase: Phrase, in conversation: Conversation, time: Int = 0, _ values: [String: String] = [:]
  ) -> String {
    let own = self.values[conversation.language] ?? [:]
    let text = phrases.text(
      phrase, in: conversation.language, time: time,
      with: own.merging(values) { _, given in given })
    return conversation.language == .chinese ? text.settingLatinApart : text
  }

  /// An article's answer, filled, without counting it.
  public func text(of article: Article, time: Int = 0) -> String {
    let answer = article.answer(time: time)
    // Templates were checked when the articles were read.
    guard let template = try? ReplyTemplate(answer) else { return answer }
    return template.filled(with: values[article.language] ?? [:])
  }

  /// A list as a sentence has it: `a, b or c`.
  func list(_ items: [String], in language: Language, or: Bool = true) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    let (comma, word) =
      language == .chinese ? ("、", or ? "或" : "和") : (", ", or ? " or " : " and ")
    return items.dropLast().joined(separator: comma) + word + last
  }

  /// A day as a sentence has it.
  func date(_ day: Day, in language: Language) -> String { day.spoken(in: language, today: today) }
}
