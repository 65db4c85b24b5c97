import Diagnostics
import Text
import Yams

/// Rasa's training files.
enum RasaFile {
  /// `nlu.yml`: lists of examples as block text, one a line behind a dash.
  static func yaml(
    _ bytes: [UInt8], _ file: String, _ faults: inout [Fault]
  ) throws(Fault) -> [IntentRows.Row] {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(file: file, "is not valid UTF-8; save the file as UTF-8")
    }
    let root: Node?
    do {
      root = try compose(yaml: text)
    } catch let error as YamlError {
      throw fault(error, file)
    } catch {
      throw Fault(file: file, "\(error)")
    }
    guard let list = root?["nlu"]?.sequence else {
      throw Fault(file: file, "\"nlu\" is missing; a Rasa file has a list of intents under it")
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var rows: [IntentRows.Row] = []
    for entry in list {
      // Synonyms, look-up tables and expressions stand in the same list.
      guard let name = entry["intent"]?.string else { continue }
      guard let examples = entry["examples"]?.string else {
        let mark = entry.mark
        faults.append(
          Fault(
            file: file, place: Place(line: mark?.line ?? 1, column: mark?.column ?? 1),
            "the intent \"\(name)\" has no \"examples\""))
        continue
      }
      // The mark of a block is its `|`; the lines below are looked up for their places.
      var line = entry["examples"]?.mark?.line ?? 1
      for example in examples.split(separator: "\n") {
        guard let phrase = phrase(example) else { continue }
        while line < lines.count, String(lines[line]).trimmed != String(example).trimmed {
          line += 1
        }
        let indent = line < lines.count ? lines[line].prefix { $0 == " " }.count : 0
        rows.append(
          IntentRows.Row(phrase, name, Place(line: min(line, lines.count) + 1, column: indent + 3)))
        line += 1
      }
    }
    return rows
  }

  /// `## intent:name` and lines behind dashes.
  static func markdown(_ bytes: [UInt8], _ file: String) -> [IntentRows.Row] {
    var rows: [IntentRows.Row] = []
    var intent: String?
    for (number, line) in String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      if line.hasPrefix("## ") {
        let head = String(line.dropFirst(3)).trimmed
        intent = head.hasPrefix("intent:") ? String(head.dropFirst(7)).trimmed : nil
      } else if let intent, let phrase = phrase(line) {
        rows.append(IntentRows.Row(phrase, intent, Place(line: number + 1, column: 3)))
      }
    }
    return rows
  }

  private static func phrase(_ line: Substring) -> String? {
    let text = String(line).trimmed
    guard text.hasPrefix("- ") || text.hasPrefix("* ") else { return nil }
    let plain = MarkedText.plain(String(text.dropFirst(2))).text.trimmed
    return plain.isEmpty ? nil : plain
  }

  private static func fault(_ error: YamlError, _ file: String) -> Fault {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Fault(file: file, place: Place(line: mark.line, column: mark.column), problem)
    default: Fault(file: file, "is not YAML: \(error)")
    }
  }
}
