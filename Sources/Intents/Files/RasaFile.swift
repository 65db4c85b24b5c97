import Diagnostics
import Formats
import Text
import Yams

/// Rasa's training files and the YAML of Snips.
extension IntentRows.Reading {
  /// Deeper than any training file; a parser's time grows with the depth.
  private static let deepest = 100

  /// `nlu.yml`: examples as block text, one a line behind a dash, or as lists.
  mutating func yaml(_ bytes: [UInt8]) throws(Fault) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(file: file, "is not valid UTF-8; save the file as UTF-8")
    }
    try checkDepth(bytes)
    let roots: [Node]
    do {
      roots = try Array(compose_all(yaml: text))
    } catch let error as YamlError {
      throw fault(error)
    } catch {
      throw Fault(file: file, "\(error)")
    }
    var isKnown = false
    for root in roots {
      if let list = root["nlu"]?.sequence {
        isKnown = true
        for entry in list { intent(entry) }
      } else if root["type"]?.string == "intent", let name = root["name"]?.string {
        isKnown = true
        for phrase in root["utterances"]?.sequence ?? [] {
          // Snips: `[slot:entity](text)`
          if let text = phrase.string { add(marked: Self.snips(text), name, place(phrase)) }
        }
      }
    }
    guard !isKnown else { return }
    throw Fault(
      file: file, place: Place(line: 1, column: 1),
      "looks like YAML, but \"nlu\" is missing; a Rasa file has a list of intents under it; "
        + IntentRows.known)
  }

  /// One intent; synonyms, look-up tables and expressions stand in the same list.
  private mutating func intent(_ entry: Node) {
    guard let name = entry["intent"]?.string else { return }
    guard let examples = entry["examples"] else {
      faults.append(
        Fault(file: file, place: place(entry), "the intent \"\(name)\" has no \"examples\""))
      return
    }
    if let block = examples.string {
      // The mark of a block is its `|`; its lines stand below.
      let isBlock = examples.scalar?.style == .literal || examples.scalar?.style == .folded
      let first = (examples.mark?.line ?? 1) + (isBlock ? 1 : 0)
      let column = (entry.mark?.column ?? 1) + 4
      for (index, line) in block.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        phrase(line, name, Place(line: first + index, column: column))
      }
      return
    }
    for example in examples.sequence ?? [] {
      guard let text = example.string ?? example["text"]?.string else {
        faults.append(Fault(file: file, place: place(example), "an example must have a \"text\""))
        continue
      }
      for line in text.split(separator: "\n") where !line.trimmed.isEmpty {
        add(marked: line.trimmed, name, place(example["text"] ?? example))
      }
    }
  }

  private func place(_ node: Node) -> Place {
    Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  /// `- text`, `-text`, `+ text`, `* text`; comments are passed over.
  private mutating func phrase(_ line: some StringProtocol, _ intent: String, _ place: Place) {
    let text = line.trimmed
    guard let sign = text.first, "-*+".contains(sign) else { return }
    add(marked: text.dropFirst().trimmed, intent, place)
  }

  /// Whether lines are those of Rasa's older Markdown.
  func isMarkdown(_ bytes: [UInt8]) -> Bool {
    for line in bytes.prefix(1 << 16).split(separator: 0x0A) {
      if Self.heading(String(decoding: line, as: UTF8.self))?.isIntent == true { return true }
    }
    return false
  }

  /// `## intent:name` and the phrases below.
  mutating func markdown(_ bytes: [UInt8]) {
    var intent: String?
    var isComment = false
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let text = Self.uncommented(String(decoding: line, as: UTF8.self), &isComment)
      if let heading = Self.heading(text) {
        intent = heading.isIntent ? heading.name : nil
      } else if let intent {
        phrase(text, intent, Place(line: number + 1, column: 3))
      }
    }
  }

  /// A line without what stands in `<!-- … -->`, which may go over several lines.
  private static func uncommented(_ line: String, _ isComment: inout Bool) -> String {
    guard isComment || line.contains("<!--") else { return line }
    var text = ""
    var rest = line[...]
    while !rest.isEmpty {
      if isComment {
        guard let end = rest.firstRange(of: "-->") else { return text }
        isComment = false
        rest = rest[end.upperBound...]
      } else {
        guard let start = rest.firstRange(of: "<!--") else { return text + rest }
        text += rest[..<start.lowerBound]
        isComment = true
        rest = rest[start.upperBound...]
      }
    }
    return text
  }

  /// Microsoft's `.lu`: `# Intent` and the phrases below, `{product=kettle}` marks a part.
  mutating func understanding(_ bytes: [UInt8]) {
    var intent: String?
    for (number, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      let text = String(decoding: line, as: UTF8.self).trimmed
      if text.hasPrefix("#") {
        let name = text.drop { $0 == "#" }.trimmed
        intent = name.hasPrefix("?") || name.isEmpty ? nil : name
      } else if text.hasPrefix("@") || text.hasPrefix("$") || text.hasPrefix(">") {
        if text.hasPrefix(">") { continue }
        intent = nil
      } else if let intent {
        var plain = ""
        for piece in text.split(separator: "{", omittingEmptySubsequences: false) {
          guard let close = piece.firstIndex(of: "}") else {
            plain += piece
            continue
          }
          let inside = piece[..<close]
          if let sign = inside.firstIndex(of: "=") {
            markCount += 1
            plain += inside[inside.index(after: sign)...].trimmed
          } else {
            plain += "{" + inside + "}"
          }
          plain += piece[piece.index(after: close)...]
        }
        phrase(plain, intent, Place(line: number + 1, column: 3))
      }
    }
  }

  /// `##intent:name`, `## intent: name`; headings of synonyms and look-up tables are no intent's.
  private static func heading(_ line: String) -> (isIntent: Bool, name: String)? {
    let text = line.trimmed
    guard text.hasPrefix("##") else { return nil }
    let head = text.drop { $0 == "#" }.trimmed
    guard head.lowercased().hasPrefix("intent"), let colon = head.firstIndex(of: ":"),
      head[..<colon].trimmed.lowercased() == "intent"
    else { return (false, "") }
    return (true, head[head.index(after: colon)...].trimmed)
  }

  /// `turn on the [room:rooms](kitchen)` in the brackets of Rasa.
  private static func snips(_ text: String) -> String {
    guard text.contains("](") else { return text }
    var turned = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "["), let middle = rest[open...].firstRange(of: "]("),
      let close = rest[middle.upperBound...].firstIndex(of: ")")
    {
      turned += rest[..<open] + "[" + rest[middle.upperBound..<close] + "](entity)"
      rest = rest[rest.index(after: close)...]
    }
    return turned + rest
  }

  /// Throws a `Fault` for brackets and blanks that go deeper than any file a person writes.
  private func checkDepth(_ bytes: [UInt8]) throws(Fault) {
    var depth = 0
    var line = 1
    var lineStart = 0
    var isIndent = true
    var inside = false
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case 0x0A:
        line += 1
        lineStart = offset + 1
        isIndent = true
        // Brackets of one line that are text close nothing below.
        if !inside { depth = 0 }
        continue
      case 0x5B, 0x7B: depth += 1
      case 0x5D, 0x7D: depth = max(0, depth - 1)
      case 0x20 where isIndent, 0x2D where isIndent:
        if offset - lineStart > Self.deepest * 4 { throw tooDeep(line) }
        continue
      default: break
      }
      isIndent = false
      inside = depth > 0
      if depth > Self.deepest { throw tooDeep(line) }
    }
  }

  private func tooDeep(_ line: Int) -> Fault {
    Fault(
      file: file, place: Place(line: line, column: 1), "nested deeper than \(Self.deepest) levels")
  }

  private func fault(_ error: YamlError) -> Fault {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Fault(file: file, place: Place(line: mark.line, column: mark.column), problem)
    default: Fault(file: file, "is not YAML: \(error)")
    }
  }
}
