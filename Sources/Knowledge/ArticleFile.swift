public import Diagnostics
import Formats
public import Text

/// Reads `knowledge-base/<language>/<topic>.json`: a list of articles, or `{"articles": […]}`.
public enum ArticleFile {
  /// The articles of a file. Throws `Faults`, all that were found.
  public static func read(
    _ bytes: [UInt8], file: String, language: Language
  ) throws(Faults) -> [Article] {
    let (articles, faults) = parse(bytes, file: file, language: language)
    if !faults.isEmpty { throw Faults(faults) }
    return articles
  }

  /// The articles that can be read, and what is wrong with the others.
  static func parse(
    _ bytes: [UInt8], file: String, language: Language
  ) -> (articles: [Article], faults: [Fault]) {
    var faults: [Fault] = []
    var articles: [Article] = []
    do throws(Fault) {
      for node in try elements(of: JSONReader.read(bytes, file: file)) {
        do throws(Fault) {
          let article = try article(node, language: language)
          if articles.contains(where: { $0.id == article.id }) {
            throw node.fault("the id \"\(article.id)\" stands in this file twice")
          }
          articles.append(article)
        } catch {
          faults.append(error)
        }
      }
    } catch {
      faults.append(error)
    }
    return (articles, faults)
  }

  private static func elements(of node: JSONNode) throws(Fault) -> [JSONNode] {
    guard case .object = node.content else { return try node.array() }
    try node.rejectUnknownKeys(["note", "articles"])
    return try node.required("articles").array("articles")
  }

  private static func article(_ node: JSONNode, language: Language) throws(Fault) -> Article {
    try node.rejectUnknownKeys([
      "id", "title", "intents", "answer", "answers", "keywords", "related", "follow-ups",
      "searched",
    ])
    let answers = try answers(of: node)
    return Article(
      id: try text(node.required("id"), "id"), language: language,
      title: try text(node.required("title"), "title"),
      intents: try node["intents"]?.strings("intents") ?? [],
      answer: answers[0], wordings: Array(answers.dropFirst()),
      keywords: try node["keywords"]?.strings("keywords") ?? [],
      related: try node["related"]?.strings("related") ?? [],
      followUps: try node["follow-ups"]?.strings("follow-ups") ?? [],
      isSearched: try node["searched"]?.bool("searched") ?? true,
      file: node.file, place: node.place)
  }

  private static func answers(of node: JSONNode) throws(Fault) -> [String] {
    if let several = node["answers"] {
      if let one = node["answer"] {
        throw one.fault("an article has \"answer\" or \"answers\", not both")
      }
      _ = try several.strings("answers")
      var texts: [String] = []
      for element in try several.array("answers") { texts.append(try answer(element, "answers")) }
      guard !texts.isEmpty else { throw several.fault("\"answers\" must hold a string") }
      return texts
    }
    return [try answer(node.required("answer"), "answer")]
  }

  private static func answer(_ node: JSONNode, _ name: String) throws(Fault) -> String {
    let answer = try text(node, name)
    do {
      _ = try ReplyTemplate(answer)
    } catch {
      throw node.fault(error.message)
    }
    return answer
  }

  private static func text(_ node: JSONNode, _ name: String) throws(Fault) -> String {
    let text = try node.string(name)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw node.fault("\"\(name)\" must not be empty")
    }
    return text
  }
}
