public import Diagnostics
import Formats
public import Intents
import Text

/// A file of `intents/<language>/acts/`: examples of a dialogue act, some of them after a question.
public struct ActFile: Sendable {
  /// Examples of one act after one question.
  public struct Entry: Sendable {
    /// The act.
    public let kind: DialogueAct.Kind
    /// What the desk had asked, as `awaiting` says it; `nil` where it does not matter.
    public let after: String?
    /// What the reader learns from.
    public let utterances: [String]
    /// What it is tested with and never learns from.
    public let tests: [String]
  }

  /// Its entries, in order.
  public let entries: [Entry]

  /// Reads a file. Throws a `Fault` at the first thing that is wrong.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> ActFile {
    let root = try JSONReader.read(bytes, file: file)
    var entries: [Entry] = []
    for node in try root.required("data").array("data") {
      let name = try node.required("act").string("act")
      guard let kind = DialogueAct.Kind(rawValue: name) else {
        let known = DialogueAct.Kind.allCases.map(\.rawValue).joined(separator: ", ")
        throw try node.required("act").fault("no act is called \"\(name)\"; there are \(known)")
      }
      entries.append(
        Entry(
          kind: kind, after: try node["after"]?.string("after"),
          utterances: try node["utterances"]?.strings("utterances") ?? [],
          tests: try node["tests"]?.strings("tests") ?? []))
    }
    return ActFile(entries: entries)
  }
}

extension ActFile.Entry {
  /// What the classifier learns from: the question stands before the words, as a mark of its own.
  public var examples: [IntentExample] { examples(of: utterances) }

  /// What is held out, in the same form.
  public var testExamples: [IntentExample] { examples(of: tests) }

  private func examples(of texts: [String]) -> [IntentExample] {
    let tokenizer = Tokenizer()
    return texts.map {
      IntentExample(
        text: ActContext.mark(after, before: tokenizer.utterance($0)) + $0,
        intent: Intent(rawValue: kind.rawValue))
    }
  }
}

/// How the question that a line follows, and the line's own form, are told to the classifier.
public enum ActContext {
  /// Goes up with every change of the marks: a classifier that learned others reads them wrong.
  public static let version = "2"

  /// `{after_confirmation} `, `{form_choice} ` before a verb set against its own denial, or nothing.
  static func mark(_ question: String?, before line: Utterance) -> String {
    let form = line.setsVerbAgainstDenial ? "{form_choice} " : ""
    return (question.map { "{after_\($0)} " } ?? "") + form
  }
}
