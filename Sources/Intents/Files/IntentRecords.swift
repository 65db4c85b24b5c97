import Diagnostics
import Formats
import Text

/// JSON Lines and lines of fastText: an example a line.
extension IntentRows.Reading {
  /// One object a line; a single line may be a whole document.
  mutating func jsonLinesOrDocument(_ text: [UInt8]) throws(Fault) {
    let lines = text.split(separator: 0x0A).filter { line in line.contains { $0 > 0x20 } }
    if lines.count == 1 {
      try document(text)
      return
    }
    let kept = self
    jsonLines(text)
    guard rows.isEmpty else { return }
    let recordFaults = faults
    // Objects over several lines may begin alike.
    self = kept
    do throws(Fault) {
      try document(text)
    } catch {
      self = kept
      faults = recordFaults
    }
  }

  mutating func jsonLines(_ text: [UInt8]) {
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where line.contains(where: { $0 > 0x20 }) {
      do throws(Fault) {
        let node = try JSONReader.read(Array(line), file: file)
        let (written, label, place) = try record(node)
        rows.append(
          IntentRows.Row(written, label, Place(line: number + 1, column: place.column)))
      } catch {
        faults.append(
          Fault(
            file: file, place: Place(line: number + 1, column: error.place?.column ?? 1),
            error.message))
      }
    }
  }

  /// The text and the intent of an object. Throws a `Fault` when one is missing or empty.
  private func record(
    _ node: JSONNode
  ) throws(Fault) -> (text: String, intent: String, place: Place) {
    let members = try node.object()
    guard let text = IntentNames.member(of: members, named: options.textColumn, IntentNames.isText)
    else { throw try missing("text", node) }
    guard
      let intent = IntentNames.member(
        of: members, named: options.intentColumn, IntentNames.isIntent)
    else {
      if let best = members.lazy.compactMap({ $0.value.likeliest($0.key) }).first {
        return (try text.string("text"), best, text.place)
      }
      throw try missing("intent", node)
    }
    let written = try text.string("text")
    if written.trimmed.isEmpty { throw text.fault("\"text\" is empty") }
    if case .number(let label) = intent.content { return (written, label, text.place) }
    return (written, try intent.string("intent"), text.place)
  }

  private func missing(_ key: String, _ node: JSONNode) throws(Fault) -> Fault {
    do throws(Fault) {
      _ = try node.required(key)
    } catch {
      return error
    }
    return node.fault("\"\(key)\" is missing")
  }

  /// `__label__greet hello there`
  func isFastText(_ text: [UInt8]) -> Bool { text.starts(with: Array("__label__".utf8)) }

  mutating func fastText(_ text: [UInt8]) {
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      var words = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)[...]
      guard !words.isEmpty else { continue }
      var labels: [String] = []
      while let word = words.first, word.hasPrefix("__label__") {
        labels.append(String(word.dropFirst(9)))
        words = words.dropFirst()
      }
      let place = Place(line: number + 1, column: 1)
      guard let label = labels.first, !words.isEmpty else {
        faults.append(Fault(file: file, place: place, "a line must have a label and a text"))
        continue
      }
      rows.append(IntentRows.Row(words.joined(separator: " "), label, place))
    }
  }
}

/// What the texts, the intents and their examples are called in the files of others.
enum IntentNames {
  static func isText(_ name: String) -> Int? {
    guard let known = ColumnNames.meaning(of: name) else { return nil }
    switch known.meaning {
    case .text: return known.rank
    case .customerText: return 1_000 + known.rank
    default: return nil
    }
  }

  static func isIntent(_ name: String) -> Int? {
    guard let known = ColumnNames.meaning(of: name), known.meaning == .intent else { return nil }
    return known.rank
  }

  /// The member that was named, or the one whose name is the most specific.
  static func member(
    of members: [JSONNode.Member], named name: String?, _ rank: (String) -> Int?
  ) -> JSONNode? {
    if let name { return members.first { $0.key == name }?.value }
    var best: (node: JSONNode, rank: Int)?
    for member in members {
      guard let rank = rank(member.key), rank < best?.rank ?? .max else { continue }
      switch member.value.content {
      case .string: best = (member.value, rank)
      // A number stands for a name that may stand beside it.
      case .number: if best == nil { best = (member.value, rank + 100) }
      case .array(let only):
        if only.count == 1, case .string? = only.first?.content { best = (only[0], rank) }
      default: continue
      }
    }
    return best?.node
  }

  private static let names = [
    "tag", "intent", "intentname", "displayname", "name", "label", "class", "category", "topic",
    "title", "id", "意图", "意图名称", "标准问", "标签", "类别",
  ]
  private static let lists: Set<String> = [
    "patterns", "pattern", "examples", "example", "utterances", "sampleutterances", "samples",
    "questions", "phrases", "trainingphrases", "usersays", "sentences", "texts", "inputs",
    "queries",
    "userinput", "trainingexamples", "expressions", "commonexamples", "text", "input", "utterance",
    "sentence", "userresponses", "userquestions", "query", "question", "示例", "例句", "语料", "问法",
    "相似问",
    "相似问法", "用户问法", "训练语料", "说法",
  ]
  /// Lists that may be one text alone.
  private static let singles: Set<String> = [
    "patterns", "pattern", "examples", "example", "utterances", "phrases", "samples",
  ]
  private static let tests: Set<String> = ["tests", "test", "testing"]

  /// The name of an intent in an object that also holds its examples.
  static func name(in members: [JSONNode.Member]) -> String? {
    for wanted in names {
      if let member = members.first(where: { ColumnNames.plain($0.key) == wanted }) {
        switch member.value.content {
        case .string(let name) where !name.trimmed.isEmpty: return name
        case .array(let only) where only.count == 1:
          if case .string(let name)? = only.first?.content, !name.trimmed.isEmpty { return name }
        case .number(let name): return name
        default: continue
        }
      }
    }
    return nil
  }

  /// Whether a member holds the examples of an intent.
  static func isList(_ name: String) -> Bool { lists.contains(ColumnNames.plain(name)) }

  /// Whether a member may hold one example as its text.
  static func isSingle(_ name: String) -> Bool { singles.contains(ColumnNames.plain(name)) }

  /// Whether a member holds examples that nothing is learned from.
  static func isTests(_ name: String) -> Bool { tests.contains(ColumnNames.plain(name)) }
}

extension JSONNode {
  /// The name of the largest number in `"cats": {"track": 1.0, "return": 0.0}`.
  fileprivate func likeliest(_ key: String) -> String? {
    guard ["cats", "intents", "labels", "scores"].contains(key.lowercased()),
      case .object(let members) = content
    else { return nil }
    let scores = members.compactMap { member in
      member.value.said.flatMap(Double.init).map { (name: member.key, score: $0) }
    }
    guard scores.count == members.count else { return nil }
    return scores.max { $0.score < $1.score }?.name
  }
}
