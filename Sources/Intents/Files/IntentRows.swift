public import Diagnostics
import Formats
import Text

/// Labelled rows from a file of any of the forms that others keep theirs in.
public struct IntentRows: Hashable, Sendable {
  /// A form of file.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// `{"text","intent"}`, one object a line.
    case jsonLines = "jsonl"
    /// `text,intent`, with or without that head.
    case csv
    /// A corpus of nlp.js, or our own file; the same form.
    case corpus = "nlpjs"
    /// Rasa's `nlu.yml`.
    case rasaYAML = "rasa"
    /// Rasa's older Markdown.
    case rasaMarkdown = "rasa-md"
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
}

extension IntentRows {
  /// Reads a file. A bad row is left out and told in `faults`; throws `Faults` when nothing can be
  /// read. Without a format the file's name and its first bytes tell.
  public static func read(
    _ bytes: [UInt8], file: String, format: Format? = nil
  ) throws(Faults) -> IntentRows {
    var faults: [Fault] = []
    let rows: [Row]
    switch format ?? detect(bytes, file) {
    case .jsonLines: rows = jsonLines(bytes, file, &faults)
    case .csv: rows = csv(bytes, file, &faults)
    case .corpus:
      let corpus = try IntentFile.read(bytes, file: file)
      faults = corpus.faults
      rows = corpus.entries.flatMap { entry in
        entry.utterances.map { Row($0.text, entry.intent.rawValue, $0.place) }
          + entry.tests.map { Row($0.text, entry.intent.rawValue, $0.place, isTest: true) }
      }
    case .rasaYAML:
      do throws(Fault) {
        rows = try RasaFile.yaml(bytes, file, &faults)
      } catch {
        throw Faults([error])
      }
    case .rasaMarkdown: rows = RasaFile.markdown(bytes, file)
    }
    guard !rows.isEmpty else {
      throw Faults(
        faults.isEmpty ? [Fault(file: file, "holds no rows of text and intent")] : faults)
    }
    return IntentRows(file: file, rows: rows, faults: faults)
  }

  private static func detect(_ bytes: [UInt8], _ file: String) -> Format {
    let ending = file.split(separator: ".").last ?? ""
    switch ending {
    case "jsonl", "ndjson": return .jsonLines
    case "csv": return .csv
    case "yml", "yaml": return .rasaYAML
    case "md": return .rasaMarkdown
    default: break
    }
    let head = String(decoding: bytes.prefix(2000), as: UTF8.self).trimmed
    if head.hasPrefix("{") {
      let firstLine = head.prefix { $0 != "\n" }
      return firstLine.contains("\"text\"") && firstLine.hasSuffix("}") ? .jsonLines : .corpus
    }
    if head.hasPrefix("version:") || head.hasPrefix("nlu:") { return .rasaYAML }
    return head.hasPrefix("## ") ? .rasaMarkdown : .csv
  }

  private static func jsonLines(
    _ bytes: [UInt8], _ file: String, _ faults: inout [Fault]
  ) -> [Row] {
    var rows: [Row] = []
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    where !line.allSatisfy({ $0 <= 0x20 }) {
      do throws(Fault) {
        let node = try JSONReader.read(Array(line), file: file)
        let text = try node.required("text")
        let written = try text.string("text")
        if written.trimmed.isEmpty { throw text.fault("\"text\" is empty") }
        rows.append(
          Row(
            written, try node.required("intent").string("intent"),
            Place(line: number + 1, column: text.place.column)))
      } catch {
        faults.append(
          Fault(
            file: file, place: Place(line: number + 1, column: error.place?.column ?? 1),
            error.message))
      }
    }
    return rows
  }

  private static func csv(
    _ bytes: [UInt8], _ file: String, _ faults: inout [Fault]
  ) -> [Row] {
    var rows: [Row] = []
    var columns = (text: 0, intent: 1)
    for (index, record) in CSVRecords.read(bytes).enumerated() {
      let fields = record.fields.map(\.trimmed)
      if index == 0, let text = fields.firstIndex(of: "text"),
        let intent = fields.firstIndex(where: { ["intent", "label", "category"].contains($0) })
      {
        columns = (text, intent)
        continue
      }
      let place = Place(line: record.line, column: 1)
      guard fields.count > max(columns.text, columns.intent) else {
        faults.append(
          Fault(
            file: file, place: place,
            "a row must have a text and an intent, found \(fields.count) field"
              + (fields.count == 1 ? "" : "s")))
        continue
      }
      if fields[columns.text].isEmpty || fields[columns.intent].isEmpty {
        faults.append(Fault(file: file, place: place, "the text or the intent is empty"))
        continue
      }
      rows.append(Row(fields[columns.text], fields[columns.intent], place))
    }
    return rows
  }
}

/// Records of comma-separated values (RFC 4180).
enum CSVRecords {
  static func read(_ bytes: [UInt8]) -> [(fields: [String], line: Int)] {
    var records: [(fields: [String], line: Int)] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var line = 1
    var start = 1
    var quoted = false
    var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func endField() {
      fields.append(String(decoding: field, as: UTF8.self))
      field = []
    }
    func endRecord() {
      endField()
      if fields.contains(where: { !$0.isEmpty }) { records.append((fields, start)) }
      fields = []
      start = line
    }
    while index < bytes.count {
      let byte = bytes[index]
      if byte == 0x0A { line += 1 }
      switch byte {
      case 0x22 where quoted:
        if index + 1 < bytes.count, bytes[index + 1] == 0x22 {
          field.append(byte)
          index += 1
        } else {
          quoted = false
        }
      case 0x22 where field.isEmpty: quoted = true
      case 0x2C where !quoted: endField()
      case 0x0A where !quoted: endRecord()
      case 0x0D where !quoted: break
      default: field.append(byte)
      }
      index += 1
    }
    endRecord()
    return records
  }
}
