public import Diagnostics
import Formats
public import Text

/// A short answer to a question that follows another: "do I need the box?" after a return was spoken of.
///
/// A fact with an answer is said as it stands; one without is worked out by the desk from the order, the
/// refund or the plan it is about, and only lends the ways to ask for it.
public struct Fact: Hashable, Sendable {
  /// Its name, unique in a language and the same in both.
  public let id: String
  /// The language it is written in.
  public let language: Language
  /// What it belongs to: intents, ids of articles, or topics such as `order`.
  public let about: [String]
  /// Ways to ask for it.
  public let questions: [String]
  /// The answer, perhaps with `{{placeholders}}`; `nil` where the desk works it out.
  public let answer: String?
  /// The file it stands in, or `nil` when it was made in memory.
  public let file: String?
  /// Where it begins in its file.
  public let place: Place?

  /// Creates a fact.
  public init(
    id: String, language: Language, about: [String], questions: [String], answer: String?,
    file: String? = nil, place: Place? = nil
  ) {
    self.id = id
    self.language = language
    self.about = about
    self.questions = questions
    self.answer = answer
    self.file = file
    self.place = place
  }
}

/// Reads `knowledge-base/<language>/facts/<topic>.json`: a list of facts.
///
/// ```json
/// [ { "id": "return-label", "about": "return_item",
///     "questions": ["do I print the label myself"], "answer": "The label comes by e-mail." } ]
/// ```
public enum FactFile {
  /// The facts of a file. Throws `Faults`, all that were found.
  public static func read(
    _ bytes: [UInt8], file: String, language: Language
  ) throws(Faults) -> [Fact] {
    var faults: [Fault] = []
    var facts: [Fact] = []
    do throws(Fault) {
      for node in try JSONReader.read(bytes, file: file).array() {
        do throws(Fault) {
          facts.append(try fact(node, language: language))
        } catch {
          faults.append(error)
        }
      }
    } catch {
      faults.append(error)
    }
    if !faults.isEmpty { throw Faults(faults) }
    return facts
  }

  private static func fact(_ node: JSONNode, language: Language) throws(Fault) -> Fact {
    try node.rejectUnknownKeys(["id", "about", "questions", "answer"])
    let about = try node.required("about")
    let topics: [String]
    if case .string(let one) = about.content {
      topics = [one]
    } else {
      topics = try about.strings("about")
    }
    let questions = try node.required("questions").strings("questions")
    guard !questions.isEmpty else {
      throw try node.required("questions").fault("\"questions\" must hold a way to ask")
    }
    let answer = try node["answer"]?.string("answer")
    if let answer, let written = node["answer"] {
      do { _ = try ReplyTemplate(answer) } catch { throw written.fault(error.message) }
    }
    return Fact(
      id: try node.required("id").string("id"), language: language, about: topics,
      questions: questions, answer: answer, file: node.file, place: node.place)
  }
}
