public import Diagnostics
import Formats
public import Text

/// A file of `intents/<language>/`, in the form of an nlp.js corpus.
public struct IntentFile: Hashable, Sendable {
  /// An utterance or a test, and where it stands.
  public struct Phrase: Hashable, Sendable {
    /// What the customer says; marks such as `[kettle](product)` are taken off.
    public let text: String
    /// Where it stands.
    public let place: Place
    /// The kinds it names: `{kind}` and `[text](kind)`, in order.
    public let kinds: [String]
  }

  /// One intent with its examples.
  public struct Entry: Hashable, Sendable {
    /// The intent.
    public let intent: Intent
    /// Where its name stands.
    public let place: Place
    /// What the classifier learns from.
    public let utterances: [Phrase]
    /// What it is tested with and never learns from.
    public let tests: [Phrase]
  }

  /// The file's name, for faults.
  public let file: String
  /// The language of its examples.
  public let language: Language
  /// What the file calls itself.
  public let name: String?
  /// Its intents, in order.
  public let entries: [Entry]
  /// What is wrong with single rows; those rows are left out.
  public let faults: [Fault]
}

extension IntentFile {
  /// Reads a file. A bad row is left out and told in `faults`; throws `Faults` when nothing can be
  /// read at all. `language` is what the folder says, for a file without `locale`.
  public static func read(
    _ bytes: [UInt8], file: String, language: Language = .english
  ) throws(Faults) -> IntentFile {
    do throws(Fault) {
      let root = try JSONReader.read(bytes, file: file)
      _ = try root.object()
      var faults: [Fault] = []
      var entries: [Entry] = []
      for element in try root.required("data").array("data") {
        do throws(Fault) {
          entries.append(try entry(element, &faults))
        } catch {
          faults.append(error)
        }
      }
      let locale = try root["locale"]?.string("locale")
      return IntentFile(
        file: file,
        language: locale.flatMap { Language(rawValue: String($0.prefix(2)).lowercased()) }
          ?? language,
        name: try root["name"]?.string("name"), entries: entries, faults: faults)
    } catch {
      throw Faults([error])
    }
  }

  private static func entry(_ node: JSONNode, _ faults: inout [Fault]) throws(Fault) -> Entry {
    _ = try node.object()
    let label = try node.required("intent")
    let written = try label.string("intent")
    let name = written.trimmed
    if name.isEmpty { throw label.fault("an intent must have a name, found \"\(written)\"") }
    if name != written {
      faults.append(
        label.fault(
          "the name \"\(written)\" has blanks around it; read as \"\(name)\"", severity: .warning))
    }
    return Entry(
      intent: Intent(label: name), place: label.place,
      utterances: try phrases(node, "utterances", &faults),
      tests: try phrases(node, "tests", &faults))
  }

  private static func phrases(
    _ node: JSONNode, _ key: String, _ faults: inout [Fault]
  ) throws(Fault) -> [Phrase] {
    guard let list = node[key] else { return [] }
    var phrases: [Phrase] = []
    for element in try list.array(key) {
      guard case .string(let written) = element.content else {
        faults.append(element.fault("\"\(key)\" must be a list of strings, found \(element.found)"))
        continue
      }
      let (text, kinds) = MarkedText.plain(written)
      if text.trimmed.isEmpty {
        faults.append(element.fault("an empty example; write what a customer says, or remove it"))
      } else {
        phrases.append(Phrase(text: text, place: element.place, kinds: kinds))
      }
    }
    return phrases
  }
}

extension IntentFile {
  /// Rows of any form, as if they stood in a file of our own, one entry a run of an intent.
  public init(rows: IntentRows) {
    var entries: [Entry] = []
    var utterances: [Phrase] = []
    var tests: [Phrase] = []
    for (index, row) in rows.rows.enumerated() {
      let phrase = Phrase(text: row.example.text, place: row.place, kinds: [])
      if row.isTest { tests.append(phrase) } else { utterances.append(phrase) }
      let next = index + 1 < rows.rows.count ? rows.rows[index + 1].example.intent : nil
      guard next != row.example.intent else { continue }
      entries.append(
        Entry(
          intent: row.example.intent, place: (utterances + tests).map(\.place).min() ?? row.place,
          utterances: utterances, tests: tests))
      utterances = []
      tests = []
    }
    let text = rows.rows.lazy.flatMap(\.example.text.unicodeScalars)
    self.init(
      file: rows.file, language: Language.detect(text.prefix(10_000)) ?? .english, name: nil,
      entries: entries, faults: rows.faults)
  }

  /// What there is to learn from; `tests` are not.
  public var examples: [IntentExample] {
    entries.flatMap { entry in
      entry.utterances.map { IntentExample(text: $0.text, intent: entry.intent) }
    }
  }

  /// What is held out.
  public var tests: [IntentExample] {
    entries.flatMap { entry in
      entry.tests.map { IntentExample(text: $0.text, intent: entry.intent) }
    }
  }
}

extension Intent {
  /// The intent a label in a file means: `oos` is `out_of_scope`.
  public init(label: String) {
    self = label == "oos" ? .outOfScope : Intent(rawValue: label)
  }
}
