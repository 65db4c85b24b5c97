import Diagnostics
import Formats
import FoundationEssentials
import Testing
import Text

import Knowledge

/// The folder this package stands in, and what it ships.
private enum Shipped {
  static let root: String = {
    let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    return parts.dropLast(3).joined(separator: "/")
  }()

  static func file(_ path: String) throws -> KnowledgeFiles.File {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: root + "/" + path))
    return KnowledgeFiles.File(name: path, bytes: [UInt8](bytes))
  }

  static func files(_ folder: String) throws -> [KnowledgeFiles.File] {
    try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
      .filter { $0.hasSuffix(".json") }.sorted().map { try file(folder + "/" + $0) }
  }

  static func base() throws -> KnowledgeBase {
    var articles: [Language: [KnowledgeFiles.File]] = [:]
    for language in Language.allCases {
      articles[language] = try files("knowledge-base/\(language.rawValue)")
    }
    return try KnowledgeBase(
      reading: KnowledgeFiles(
        articles: articles, synonyms: try file("knowledge-base/synonyms.json"),
        policy: try file("knowledge-base/shop/policy.json")))
  }

  static func intents(_ language: Language) throws -> [String] {
    try files("intents/\(language.rawValue)").flatMap { file in
      let node = try JSONReader.read(file.bytes, file: file.name)
      return try node.required("data").array().map { try $0.required("intent").string() }
    }
  }
}

@Suite struct ShippedKnowledgeTests {
  @Test("Every placeholder is filled, every link leads somewhere, every sentence can be read")
  func isClean() throws {
    let faults = try Shipped.base().lint(intents: Shipped.intents(.english))
    #expect(faults.isEmpty, "\(Faults(faults))")
  }

  @Test("Every intent has an answer in both languages", arguments: Language.allCases)
  func answersEveryIntent(language: Language) throws {
    let base = try Shipped.base()
    for intent in try Shipped.intents(language) {
      #expect(!base.articles(for: intent, language: language).isEmpty, "\(intent)")
    }
  }

  @Test("No answer shows braces, a gap or a price of nothing", arguments: Language.allCases)
  func readsWell(language: Language) throws {
    let base = try Shipped.base()
    for article in base.articles where article.language == language {
      for time in article.answers.indices {
        let text = base.text(of: article, time: time)
        #expect(
          !text.contains("{{") && !text.contains("…") && !text.contains("$0"),
          "\(article.id): \(text)")
      }
    }
  }

  @Test("Small talk has more than one wording", arguments: Language.allCases)
  func variesSmallTalk(language: Language) throws {
    let base = try Shipped.base()
    for intent in ["greet", "goodbye", "thank", "bot_challenge", "small_talk", "out_of_scope"] {
      let article = try #require(base.articles(for: intent, language: language).first)
      #expect(Set(article.answers).count > 1, "\(article.id)")
    }
  }

  @Test("Both languages tell the same numbers")
  func tellsTheSameNumbers() throws {
    let base = try Shipped.base()
    for article in base.articles where article.language == .english && article.isSearched {
      let other = try #require(base.article(id: article.id, language: .chinese))
      let gaps = try [article, other].map { Set(try ReplyTemplate($0.answer).placeholders) }
      #expect(gaps[0] == gaps[1], "\(article.id)")
      #expect(article.intents == other.intents && article.related == other.related)
    }
  }

  @Test("Questions find their article: 80 % first, 95 % among three", arguments: Language.allCases)
  func findsArticles(language: Language) throws {
    let base = try Shipped.base()
    let file = try Shipped.file("Tests/KnowledgeTests/Questions/\(language.rawValue).json")
    let rows = try JSONReader.read(file.bytes, file: file.name).array()
    var first = 0
    var among = 0
    for row in rows {
      let question = try row.required("question").string()
      let wanted = try row.required("article").string()
      #expect(base.article(id: wanted, language: language) != nil, "\(wanted)")
      let hits = base.search(Tokenizer().utterance(question, fallback: language), limit: 3)
      if hits.first?.article.id == wanted { first += 1 }
      if hits.contains(where: { $0.article.id == wanted }) { among += 1 }
    }
    #expect(rows.count >= 200)
    #expect(Double(first) >= 0.80 * Double(rows.count), "\(first) of \(rows.count)")
    #expect(Double(among) >= 0.95 * Double(rows.count), "\(among) of \(rows.count)")
  }
}
