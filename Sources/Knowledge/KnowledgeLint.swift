public import Diagnostics
import Formats
import Text

extension KnowledgeBase {
  /// Placeholders that are known wherever an order is shown, besides those of the policy.
  public static let orderPlaceholders = [
    "customer.name", "order.number", "order.status", "order.total",
  ]

  /// Every placeholder of an answer that neither the policy nor an order can fill.
  func unknownPlaceholders() -> [Fault] {
    articles.flatMap { article in
      article.answers.flatMap { (try? ReplyTemplate($0))?.placeholders ?? [] }
        .filter { name in
          values[article.language]?[name] == nil && !Self.orderPlaceholders.contains(name)
        }
        .map { name in
          let near = Self.nearest(to: name, among: values[article.language]?.keys.sorted() ?? [])
          let advice = near.map { "did you mean {{\($0)}}?" } ?? "policy.json holds no such value"
          return article.fault("unknown placeholder {{\(name)}} in \"\(article.id)\"; \(advice)")
        }
    }
  }

  /// What is wrong with the articles, and what is worth a look, in the order of the articles.
  ///
  /// `intents` are the names that the intent files know; with none, what depends on them is not checked.
  public func lint(intents: [String]) -> [Fault] {
    articleFaults(intents: intents) + unknownPlaceholders()
  }

  /// All but the placeholders.
  func articleFaults(intents: [String]) -> [Fault] {
    let known = Set(intents)
    var faults = articles.flatMap { article in
      twins(of: article) + links(of: article) + sentences(of: article)
        + (known.isEmpty ? [] : reach(of: article, known))
    }
    for language in Language.allCases where articles.contains(where: { $0.language == language }) {
      for intent in known.sorted() where articles(for: intent, language: language).isEmpty {
        faults.append(
          Fault(
            file: nil,
            "no article in \"\(language.rawValue)\" answers the intent \"\(intent)\"",
            severity: .warning))
      }
    }
    return faults
  }
}

extension KnowledgeBase {
  /// A sentence longer than this is hard to read in a terminal.
  static let longestSentence = 30

  private func twins(of article: Article) -> [Fault] {
    var faults: [Fault] = []
    for language in Language.allCases
    where self.article(id: article.id, language: language) == nil {
      faults.append(
        article.fault("\"\(article.id)\" is missing in the language \"\(language.rawValue)\""))
    }
    let first = self.article(id: article.id, language: article.language)
    if let first, first.file != article.file || first.place != article.place {
      let place = first.place.map { ":\($0.line)" } ?? ""
      faults.append(
        article.fault("the id \"\(article.id)\" stands in \(first.file ?? "")\(place) already"))
    }
    return faults
  }

  private func links(of article: Article) -> [Fault] {
    article.related.compactMap { id in
      if id == article.id { return article.fault("\"\(id)\" is related to itself") }
      guard self.article(id: id, language: article.language) == nil else { return nil }
      return article.fault("\"\(article.id)\" is related to \"\(id)\", which does not exist")
    }
  }

  private func reach(of article: Article, _ known: Set<String>) -> [Fault] {
    let faults = article.intents.filter { !known.contains($0) }.map { intent in
      let near = Self.nearest(to: intent, among: known.sorted())
      return article.fault(
        "unknown intent \"\(intent)\" in \"\(article.id)\""
          + (near.map { "; did you mean \"\($0)\"?" } ?? ""))
    }
    guard faults.isEmpty, article.intents.isEmpty else { return faults }
    return [article.fault("no intent reaches \"\(article.id)\"", severity: .warning)]
  }

  private func sentences(of article: Article) -> [Fault] {
    article.answers.flatMap { Sentences.split($0) }
      .map { (text: $0, words: Sentences.words(in: $0)) }
      .filter { $0.words > Self.longestSentence }
      .map { sentence in
        article.fault(
          "a sentence of \(sentence.words) words in \"\(article.id)\", more than "
            + "\(Self.longestSentence): \"\(sentence.text.prefix(40))…\"", severity: .warning)
      }
  }

  /// The name with the most pairs of letters in common, when it has most of them.
  private static func nearest(to name: String, among names: [String]) -> String? {
    func pairs(_ text: String) -> Set<[UInt8]> {
      let bytes = Array(text.utf8)
      return Set(zip(bytes, bytes.dropFirst()).map { [$0, $1] })
    }
    let wanted = pairs(name)
    let best = names.map { (name: $0, shared: Self.overlap(pairs($0), wanted)) }
      .max { ($0.shared, $1.name) < ($1.shared, $0.name) }
    return best.flatMap { $0.shared >= 0.6 ? $0.name : nil }
  }

  private static func overlap(_ left: Set<[UInt8]>, _ right: Set<[UInt8]>) -> Double {
    let all = left.union(right).count
    return all == 0 ? 0 : Double(left.intersection(right).count) / Double(all)
  }
}
