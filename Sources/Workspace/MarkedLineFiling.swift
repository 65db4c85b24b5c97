import Diagnostics
import Dialogue
import Formats
import Intents
import Knowledge
import Text

/// A file with what marked lines add to it.
public struct MarkedLinePatch: Hashable, Sendable {
  /// The file's path.
  public let path: String
  /// What stands in it now.
  public let old: [UInt8]
  /// What would stand in it.
  public let new: [UInt8]
  /// What comes, as a person reads it: `track_order: where is it`.
  public let additions: [String]
}

/// Files lines that agents marked: an intent's into `intents/<language>`, an act's into its `acts`, an
/// article's under the one intent it answers, a fact's among its ways to ask. What cannot be learned from one
/// line is told with the file to put it right in.
public struct MarkedLineFiling {
  private let folder: WorkspaceFolder

  /// Files into a workspace.
  public init(folder: WorkspaceFolder) { self.folder = folder }

  /// What lines add to the files, and what is to be done by hand. A text that stands there already is left
  /// out. Throws where a file cannot be read.
  public func filing(
    of lines: [MarkedLine]
  ) throws -> (patches: [MarkedLinePatch], byHand: [String]) {
    var patches: [MarkedLinePatch] = []
    var byHand: [String] = []
    // What masking left nothing of teaches nothing.
    byHand += lines.filter(\.isOnlyMasked).map {
      "\($0.language.rawValue) \($0.kind.rawValue) \($0.value): nothing is left of the line but \($0.text)"
    }
    for language in Language.allCases {
      let own = lines.filter { $0.language == language && !$0.isOnlyMasked }
      if own.isEmpty { continue }
      var examples = own.filter { $0.kind == .intent }
      patches += try acts(own.filter { $0.kind == .act }, language, &byHand)
      patches += try articles(
        own.filter { $0.kind == .article }, language, &examples, &byHand)
      patches += try intents(examples, language, &byHand)
      byHand += own.filter { $0.kind == .slot }.map(Self.advice)
    }
    return (patches, byHand)
  }

  private func intents(
    _ lines: [MarkedLine], _ language: Language, _ byHand: inout [String]
  ) throws -> [MarkedLinePatch] {
    if lines.isEmpty { return [] }
    let examples = lines.map { IntentExample(text: $0.text, intent: Intent(rawValue: $0.value)) }
    var known: Set<String> = []
    var left = Set(examples)
    var patches: [MarkedLinePatch] = []
    for path in Files.list(folder.path("intents/" + language.rawValue), ending: ".json") {
      let bytes = try Files.bytes(path)
      known.formUnion(try IntentFile.read(bytes, file: path).entries.map(\.intent.rawValue))
      guard
        let patch = try IntentPatch(
          bytes, file: path, adding: examples.filter { left.contains($0) })
      else { continue }
      left.subtract(patch.additions)
      patches.append(
        MarkedLinePatch(
          path: path, old: bytes, new: patch.new,
          additions: patch.additions.map { "\($0.intent.rawValue): \($0.text)" }))
    }
    byHand += lines.filter { !known.contains($0.value) }.map {
      "\($0.language.rawValue) no file has the intent \($0.value): \($0.text)"
    }
    return patches
  }

  private func acts(
    _ lines: [MarkedLine], _ language: Language, _ byHand: inout [String]
  ) throws -> [MarkedLinePatch] {
    var patches: [MarkedLinePatch] = []
    for (name, own) in Dictionary(grouping: lines, by: \.value).sorted(by: { $0.key < $1.key }) {
      let path = folder.path("intents/\(language.rawValue)/acts/\(name).json")
      guard Files.exists(path) else {
        byHand += own.map { "\(language.rawValue) no file has the act \(name): \($0.text)" }
        continue
      }
      let bytes = try Files.bytes(path)
      let root = try JSONReader.read(bytes, file: path)
      let entries = try root.required("data").array("data")
      var texts: [Int: [String]] = [:]
      for line in own {
        guard let place = try Self.entry(for: line, among: entries) else { continue }
        texts[place, default: []].append(line.text)
      }
      patches +=
        try patch(path, bytes, entries, "utterances", texts, label: name).map { [$0] } ?? []
    }
    return patches
  }

  /// The entry of an act that a line belongs to: one after the same question, else one after none.
  private static func entry(
    for line: MarkedLine, among entries: [JSONNode]
  ) throws -> Int? {
    let afters = try entries.map { try $0["after"]?.string("after") }
    return afters.firstIndex(of: line.after) ?? afters.firstIndex(of: nil) ?? afters.indices.first
  }

  private func articles(
    _ lines: [MarkedLine], _ language: Language, _ examples: inout [MarkedLine],
    _ byHand: inout [String]
  ) throws -> [MarkedLinePatch] {
    if lines.isEmpty { return [] }
    var left: [MarkedLine] = []
    let articles = try KnowledgeBase(reading: folder.knowledgeFiles())
    for line in lines {
      guard let article = articles.article(id: line.value, language: language) else {
        left.append(line)
        continue
      }
      if let intent = article.intents.first, article.intents.count == 1 {
        examples.append(
          MarkedLine(text: line.text, language: language, kind: .intent, value: intent))
      } else {
        byHand.append(Self.advice(line, intents: article.intents))
      }
    }
    return try facts(left, language, &byHand)
  }

  private func facts(
    _ lines: [MarkedLine], _ language: Language, _ byHand: inout [String]
  ) throws -> [MarkedLinePatch] {
    var left = Set(lines)
    var patches: [MarkedLinePatch] = []
    let folder = folder.path("knowledge-base/\(language.rawValue)/facts")
    for path in left.isEmpty ? [] : Files.list(folder, ending: ".json") {
      let bytes = try Files.bytes(path)
      let entries = try JSONReader.read(bytes, file: path).array()
      let ids = try entries.map { try $0.required("id").string("id") }
      var texts: [Int: [String]] = [:]
      for line in lines {
        guard let place = ids.firstIndex(of: line.value) else { continue }
        left.remove(line)
        texts[place, default: []].append(line.text)
      }
      patches += try patch(path, bytes, entries, "questions", texts, label: nil).map { [$0] } ?? []
    }
    byHand += lines.filter { left.contains($0) }.map {
      "\(language.rawValue) no article or fact is called \($0.value): \($0.text)"
    }
    return patches
  }

  /// A file with texts behind a list of some of its entries; `nil` where it holds them all.
  private func patch(
    _ path: String, _ bytes: [UInt8], _ entries: [JSONNode], _ list: String,
    _ texts: [Int: [String]], label: String?
  ) throws -> MarkedLinePatch? {
    var inserts: [JSONListPatch.Addition] = []
    var additions: [String] = []
    for (place, wanted) in texts.sorted(by: { $0.key < $1.key }) {
      let node = try entries[place].required(list)
      var known = Set(try node.strings(list))
      let new = wanted.filter { known.insert($0).inserted }
      guard let last = try node.array(list).last, !new.isEmpty else { continue }
      inserts.append(JSONListPatch.Addition(after: last.place, texts: new))
      let name = try label ?? entries[place].required("id").string("id")
      additions += new.map { "\(name): \($0)" }
    }
    if additions.isEmpty { return nil }
    return MarkedLinePatch(
      path: path, old: bytes, new: JSONListPatch.adding(inserts, to: bytes), additions: additions)
  }
}

// What no file learns from a line by itself.
extension MarkedLineFiling {
  private static func advice(_ line: MarkedLine, intents: [String]) -> String {
    let why =
      intents.isEmpty
      ? "answers no intent: give it \"keywords\" that the line has"
      : "answers \(intents.joined(separator: ", ")): mark the one that is meant"
    return "\(line.language.rawValue) article \(line.value) \(why): \(line.text)"
  }

  /// Which file names what a slot is filled with.
  private static func advice(_ line: MarkedLine) -> String {
    let words = "knowledge-base/dialogue/\(line.language.rawValue).json"
    let slot = line.value.split(separator: " ").first.map(String.init) ?? ""
    let place =
      switch Belief.Slot(rawValue: slot) {
      case .item:
        "another name of a product goes into its \"aliases\" in knowledge-base/shop/products.json"
      case .option:
        "another name of an option goes into \"options\" of knowledge-base/shop/products.json"
      case .target:
        "ways to pay are named in \(words): credit_card, paypal, gift_card, original_method"
      case .order: "how orders are spoken of stands in \(words): says_order, other_order"
      case .address:
        "addresses are read by \(words): says_postcode, address_on_file, and by places.json"
      case .task: "a task is opened by its intent: mark the intent"
      default: "the words it is known by stand in \(words)"
      }
    return "\(line.language.rawValue) slot \(line.value): \(place): \(line.text)"
  }
}
