import Computing
public import Diagnostics
public import Text

/// The articles, found by id, by intent or by a question.
public struct KnowledgeBase: Sendable {
  /// All articles, in the order given.
  public let articles: [Article]
  /// What placeholders read like in each language, as far as the shop's policy says.
  public let values: [Language: [String: String]]
  private let byId: [Language: [String: Article]]
  private let byIntent: [Language: [String: [Article]]]
  private let indexes: [Language: Deferred<ArticleIndex>]
  private let synonyms: Synonyms

  /// Indexes articles; of two with one id in a language the first is kept (`lint` reports it). With the
  /// placeholders' `values` a question also finds what they say.
  public init(
    articles: [Article], synonyms: Synonyms = .none, values: [Language: [String: String]] = [:]
  ) {
    self.articles = articles
    var byId: [Language: [String: Article]] = [:]
    var byIntent: [Language: [String: [Article]]] = [:]
    var indexes: [Language: Deferred<ArticleIndex>] = [:]
    for language in Language.allCases {
      let own = articles.filter { $0.language == language }
      byId[language] = Dictionary(own.map { ($0.id, $0) }) { first, _ in first }
      for article in own {
        for intent in article.intents {
          byIntent[language, default: [:]][intent, default: []].append(article)
        }
      }
      indexes[language] = Deferred {
        ArticleIndex(own, synonyms: synonyms[language], values: values[language] ?? [:])
      }
    }
    self.values = values
    self.synonyms = synonyms
    self.byId = byId
    self.byIntent = byIntent
    self.indexes = indexes
  }
}

extension KnowledgeBase {
  /// An article that answers a question, and how well.
  public struct Hit: Hashable, Sendable {
    /// The article.
    public let article: Article
    /// From 0, nothing in common, to 1, everything asked stands in its title.
    public let score: Double

    /// Creates a hit.
    public init(article: Article, score: Double) {
      self.article = article
      self.score = score
    }
  }

  /// What an article says when asked for the `time`-th time, from 0; `extra` fills what the policy does
  /// not know, such as `order.number`.
  public func text(
    of article: Article, time: Int = 0, with extra: [String: String] = [:]
  ) -> String {
    let own = values[article.language] ?? [:]
    guard let template = try? ReplyTemplate(article.answer(time: time)) else { return "" }
    return template.filled(with: own.merging(extra) { _, extra in extra })
  }

  /// The same articles for a shop with another policy. What that policy cannot fill is not said: a wording
  /// with a gap is left out, and an article with no other one too. Throws a `Fault` when the file is no
  /// JSON.
  public func under(_ policy: KnowledgeFiles.File) throws(Fault) -> KnowledgeBase {
    let values = try Self.values(policy)
    return KnowledgeBase(
      articles: articles.compactMap { $0.fillable(with: values[$0.language] ?? [:]) },
      synonyms: synonyms, values: values)
  }

  /// The article with an id in a language.
  public func article(id: String, language: Language) -> Article? { byId[language]?[id] }

  /// The articles that answer an intent, in the order of the files.
  public func articles(for intent: String, language: Language) -> [Article] {
    byIntent[language]?[intent] ?? []
  }

  /// The articles that answer a question best, the best first, at most `limit`, none without a word in
  /// common. `priors` are the probabilities of intents, when a classifier has an opinion.
  public func search(
    _ question: Utterance, limit: Int, priors: [String: Double] = [:]
  ) -> [Hit] {
    indexes[question.language]?().search(question, limit: limit, priors: priors) ?? []
  }

  /// The sentence of an article's text that answers a question best; `nil` where none has enough in common
  /// with it.
  public func sentence(of text: String, answering question: Utterance) -> String? {
    guard let index = indexes[question.language]?() else { return nil }
    let sentences = Sentences.whole(text)
    let shares = index.shares(of: question, in: sentences)
    guard let best = shares.max(), best >= Self.leastShare,
      let place = shares.firstIndex(of: best)
    else { return nil }
    return sentences[place]
  }

  /// Below it a sentence has next to nothing of what was asked.
  private static let leastShare = 0.1
}
