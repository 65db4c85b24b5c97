public import Diagnostics
import Formats
import Text

/// Labelled rows from a file of any of the forms that others keep theirs in.
public struct IntentRows: Hashable, Sendable {
  /// A form of file.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// `{"text","intent"}`, one object a line.
    case jsonLines = "jsonl"
    /// A table with a text and an intent in each row.
    case csv
    /// A corpus of nlp.js, or our own file; the same form.
    case corpus = "nlpjs"
    /// Rasa's `nlu.yml`.
    case rasaYAML = "rasa"
    /// Rasa's older Markdown.
    case rasaMarkdown = "rasa-md"
    /// Intents with training phrases, as Dialogflow's interface takes them.
    case dialogflow
  }

  /// What may be said of a file by whoever knows it.
  public struct Options: Hashable, Sendable {
    /// The form; `nil` looks at the file.
    public var format: Format?
    /// The column or member of the texts.
    public var textColumn: String?
    /// The column or member of the intents.
    public var intentColumn: String?

    /// Nothing is said.
    public init() {}
  }

  /// One row and where it stands.
  public struct Row: Hashable, Sendable {
    /// What was said and what was wanted.
    public let example: IntentExample
    /// Where it stands.
    public let place: Place
    /// Whether the file holds it out of training.
    public let isTest: Bool

    init(_ text: String, _ label: String, _ place: Place, isTest: Bool = false) {
      example = IntentExample(text: text, intent: Intent(label: label.trimmed))
      self.place = place
      self.isTest = isTest
    }
  }

  /// The file's name.
  public let file: String
  /// The rows, in order.
  public let rows: [Row]
  /// What is wrong with rows that were left out.
  public let faults: [Fault]
  /// What was guessed, one sentence each.
  public let notes: [String]
  /// How many marks of entities the texts had, which rows do not keep.
  public let markCount: Int

  /// What is read, for messages.
  static let known =
    "known are JSON Lines and lists of {\"text\", \"intent\"}, intents.json with tags and patterns, nlp.js, "
    + "Rasa (YAML, Markdown, JSON), Dialogflow, LUIS, Snips, QnA Maker, and tables with a text and an "
    + "intent column"
}

extension IntentRows {
  /// Reads a file. A bad row is left out and told in `faults`; throws `Faults` when nothing can be
  /// read. Without a format the file itself tells.
  public static func read(
    _ bytes: [UInt8], file: String, options: Options = Options()
  ) throws(Faults) -> IntentRows {
    let (text, detection) = TextEncoding.decoded(bytes)
    var reading = Reading(file: file, options: options)
    if let note = detection.note { reading.notes.append(note) }
    do throws(Fault) {
      try reading.read(text)
    } catch {
      throw Faults([error])
    }
    guard !reading.rows.isEmpty else {
      throw Faults(
        reading.faults.isEmpty
          ? [Fault(file: file, "holds no rows of text and intent; \(known)")] : reading.faults)
    }
    return IntentRows(
      file: file, rows: reading.rows, faults: reading.faults, notes: reading.notes,
      markCount: reading.markCount)
  }

  /// A file while it is read.
  struct Reading {
    let file: String
    let options: Options
    var rows: [Row] = []
    var faults: [Fault] = []
    var notes: [String] = []
    var markCount = 0

    init(file: String, options: Options) {
      self.file = file
      self.options = options
    }

    /// Adds a row whose text may hold marks of entities.
    mutating func add(marked text: String, _ label: String, _ place: Place) {
      let (plain, kinds) = MarkedText.plain(text)
      // A placeholder stays in the text: only brackets are taken off.
      if plain.utf8.count != text.utf8.count { markCount += kinds.count }
      let phrase = plain.trimmed
      if !phrase.isEmpty { rows.append(Row(phrase, label, place)) }
    }

    mutating func read(_ text: [UInt8]) throws(Fault) {
      switch options.format {
      case .jsonLines: jsonLines(text)
      case .csv: try table(text)
      case .corpus: try corpus(text)
      case .rasaYAML: try yaml(text)
      case .rasaMarkdown: markdown(text)
      case .dialogflow: try document(text)
      case nil: try recognized(text)
      }
    }

    private mutating func recognized(_ text: [UInt8]) throws(Fault) {
      let kind = DocumentKind.detect(text[...])
      if kind == .markup || kind == .code, isMarkdown(text) {
        markdown(text)
        return
      }
      switch kind {
      case .binary, .markup, .captions, .code, .settings, .mail, .log:
        throw Fault(
          file: file, place: Place(line: 1, column: 1),
          "looks like \(kind.name), which holds no examples of intents; \(IntentRows.known)")
      case .jsonLines: try jsonLinesOrDocument(text)
      case .json: try document(text)
      case .yaml: try yaml(text)
      case .text:
        if isMarkdown(text) {
          markdown(text)
        } else if isNamed(["lu"]) {
          understanding(text)
        } else if isFastText(text) {
          fastText(text)
        } else if isNamed(["yml", "yaml"]) {
          try yaml(text)
        } else {
          try table(text)
        }
      }
    }

    private func isNamed(_ endings: [String]) -> Bool {
      endings.contains { file.lowercased().hasSuffix("." + $0) }
    }

    /// A corpus of nlp.js, which our own files are.
    mutating func corpus(_ text: [UInt8]) throws(Fault) {
      let corpus: IntentFile
      do throws(Faults) {
        corpus = try IntentFile.read(text, file: file)
      } catch {
        faults = Array(error.all.dropLast())
        throw error.all.last ?? Fault(file: file, "cannot be read")
      }
      faults += corpus.faults
      rows += corpus.entries.flatMap { entry in
        entry.utterances.map { Row($0.text, entry.intent.rawValue, $0.place) }
          + entry.tests.map { Row($0.text, entry.intent.rawValue, $0.place, isTest: true) }
      }
    }
  }
}
