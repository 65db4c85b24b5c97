public import Diagnostics
import Formats
public import Text

/// The files behind a knowledge base, as bytes; whoever touches the disk fills them in.
public struct KnowledgeFiles: Sendable {
  /// A file's name, for faults, and what it holds.
  public struct File: Sendable {
    /// The name, as faults show it.
    public let name: String
    /// The contents.
    public let bytes: [UInt8]

    /// Creates a file.
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  /// `knowledge-base/<language>/*.json`.
  public var articles: [Language: [File]]
  /// `knowledge-base/synonyms.json`.
  public var synonyms: File?
  /// `knowledge-base/shop/policy.json`, where the placeholders' values stand.
  public var policy: File?

  /// Creates a set of files.
  public init(articles: [Language: [File]], synonyms: File? = nil, policy: File? = nil) {
    self.articles = articles
    self.synonyms = synonyms
    self.policy = policy
  }
}

extension KnowledgeBase {
  /// Reads all files. Throws `Faults`: everything wrong in any of them, unknown placeholders too.
  public init(reading files: KnowledgeFiles) throws(Faults) {
    let (base, faults) = Self.read(files)
    if !faults.isEmpty { throw Faults(faults) }
    self = base
  }

  /// Everything wrong with the files and what is worth a look; `intents` as in `lint(intents:)`.
  public static func lint(_ files: KnowledgeFiles, intents: [String]) -> [Fault] {
    let (base, faults) = read(files)
    return faults + base.articleFaults(intents: intents)
  }

  private static func read(_ files: KnowledgeFiles) -> (base: KnowledgeBase, faults: [Fault]) {
    var faults: [Fault] = []
    var values: [Language: [String: String]] = [:]
    var synonyms = Synonyms.none
    do throws(Fault) {
      if let file = files.policy { values = try Self.values(file) }
    } catch {
      faults.append(error)
    }
    do throws(Fault) {
      if let file = files.synonyms { synonyms = try Synonyms.read(file.bytes, file: file.name) }
    } catch {
      faults.append(error)
    }
    var articles: [Article] = []
    for language in Language.allCases {
      for file in files.articles[language] ?? [] {
        let found = ArticleFile.parse(file.bytes, file: file.name, language: language)
        articles += found.articles
        faults += found.faults
      }
    }
    let base = KnowledgeBase(articles: articles, synonyms: synonyms, values: values)
    // Without its values every placeholder would seem unknown.
    if !values.isEmpty { faults += base.unknownPlaceholders() }
    return (base, faults)
  }

  /// What a policy's leaves read like in each language. Throws a `Fault`.
  static func values(
    _ file: KnowledgeFiles.File
  ) throws(Fault) -> [Language: [String: String]] {
    let node = try JSONReader.read(file.bytes, file: file.name)
    let currency = try node["shop"]?["currency"]?.string("currency") ?? ""
    var values: [Language: [String: String]] = [:]
    for language in Language.allCases {
      values[language] = PlaceholderValues.values(
        of: node, prefix: "policy", language: language, currency: currency)
    }
    return values
  }
}
