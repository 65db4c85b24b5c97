import Text

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds articles by the words of a question: BM25 over weighted fields, after S. Robertson, H. Zaragoza
/// and M. Taylor, "Simple BM25 extension to multiple weighted fields", CIKM 2004.
struct ArticleIndex: Sendable {
  private struct Posting: Sendable {
    let article: Int
    /// How far the article answers the term, below 1.
    let share: Double
  }

  private let articles: [Article]
  private let terms: SearchTerms
  private let postings: [UInt64: [Posting]]
  private let spelling: Spelling

  private static let saturation = 2.0
  private static let lengthShare = 0.5
  /// What a synonym found counts beside a word found: somebody vouched for it.
  private static let synonymWeight = 1.3
  /// What the classifier's opinion counts beside the words.
  private static let priorShare = 0.4
  /// The probability from which on an intent finds its articles without a word in common.
  private static let leastPrior = 0.2

  init(
    _ articles: [Article], synonyms: Synonyms.Lists, values: [String: String]
  ) {
    self.articles = articles.filter(\.isSearched)
    let terms = SearchTerms(synonyms)
    var weights = [[UInt64: Double]](repeating: [:], count: self.articles.count)
    var stems: [String: String] = [:]
    for field in ArticleField.allCases {
      let found = self.articles.map {
        terms.terms(of: Tokenizer().utterance(field.text(of: $0, values)), &stems)
      }
      let total = found.reduce(0) { $0 + $1.count }
      let average = Double(max(total, 1)) / Double(max(found.count, 1))
      for (index, found) in found.enumerated() {
        let length = 1 - Self.lengthShare + Self.lengthShare * Double(found.count) / average
        for term in found { weights[index][term.id, default: 0] += field.weight / length }
      }
    }
    var postings: [UInt64: [Posting]] = [:]
    for (index, found) in weights.enumerated() {
      for (term, weight) in found {
        postings[term, default: []].append(
          Posting(article: index, share: weight / (Self.saturation + weight)))
      }
    }
    self.terms = terms
    self.postings = postings
    spelling = Spelling(vocabulary: Set(stems.values))
  }
}

/// Where a term stands in an article, and what it counts there.
private enum ArticleField: CaseIterable {
  case title, keywords, intents, answer

  var weight: Double {
    switch self {
    case .title: 3
    case .keywords: 2
    case .intents: 1.5
    case .answer: 0.4
    }
  }

  func text(of article: Article, _ values: [String: String]) -> String {
    switch self {
    case .title: article.title
    case .keywords: article.keywords.joined(separator: ". ")
    case .intents:
      article.intents.joined(separator: ". ").replacing("_", with: " ")
    case .answer:
      ((try? ReplyTemplate(article.answer)) ?? .empty).filled(with: values)
    }
  }
}

extension ArticleIndex {
  /// The best articles for a question. A score is the answered share of what was asked, every term counted
  /// by how rare it is.
  func search(
    _ question: Utterance, limit: Int, priors: [String: Double]
  ) -> [KnowledgeBase.Hit] {
    var scores = [Double](repeating: 0, count: articles.count)
    var asked = 0.0
    var stems: [String: String] = [:]
    for term in terms.terms(of: question, &stems) {
      var found = postings[term.id] ?? []
      // A misspelt word is a guess, and counts as one.
      var trust = 1.0
      if found.isEmpty, let meant = term.word.flatMap(spelling.correction) {
        found = postings[SearchTerms.id(ofWord: meant)] ?? []
        trust = 0.7
      }
      let weight = term.isSynonym ? Self.synonymWeight : 1
      let rarity = weight * rarity(of: found.count)
      asked += rarity
      for posting in found { scores[posting.article] += trust * rarity * posting.share }
    }
    if asked > 0 { for index in scores.indices { scores[index] /= asked } }
    var hits: [KnowledgeBase.Hit] = []
    for (article, score) in zip(articles, scores) {
      let prior = article.intents.reduce(0) { max($0, priors[$1] ?? 0) }
      guard score > 0 || prior >= Self.leastPrior else { continue }
      let both = priors.isEmpty ? score : score + Self.priorShare * (prior - score)
      hits.append(KnowledgeBase.Hit(article: article, score: both))
    }
    hits.sort { ($1.score, $0.article.id) < ($0.score, $1.article.id) }
    return Array(hits.prefix(max(limit, 0)))
  }

  private func rarity(of holding: Int) -> Double {
    let without = Double(articles.count - holding) + 0.5
    return log(1 + without / (Double(holding) + 0.5))
  }
}

extension ArticleIndex {
  /// How much of what was asked each text answers, 0…1, every term counted by how rare it is.
  func shares(of question: Utterance, in texts: [String]) -> [Double] {
    var stems: [String: String] = [:]
    var asked: [UInt64: Double] = [:]
    for term in terms.terms(of: question, &stems) {
      let weight = term.isSynonym ? Self.synonymWeight : 1
      asked[term.id] = weight * rarity(of: postings[term.id]?.count ?? 0)
    }
    let sum = asked.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value }
    return texts.map { text in
      let own = terms.terms(of: Tokenizer().utterance(text, fallback: question.language), &stems)
      let shared = Set(own.map(\.id)).sorted().reduce(0) { $0 + (asked[$1] ?? 0) }
      return sum > 0 ? shared / sum : 0
    }
  }
}
