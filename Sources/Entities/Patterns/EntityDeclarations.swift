import Diagnostics
import Formats
import Quantities
import Text

/// A shop's own kinds of entities, declared in `knowledge-base/entities.json` without code.
///
/// ```json
/// { "kinds": [
///   { "kind": "voucher", "patterns": ["KS-[A-Z0-9]{6}"] },
///   { "kind": "branch", "values": ["Alder Row", { "value": "alder", "synonyms": ["总店"] }] } ] }
/// ```
/// Patterns are the subset of regular expressions that `PatternNode` documents.
public struct EntityDeclarations: Sendable {
  let recognizers: [any EntityRecognizer]
  /// The kinds declared, in the order of the file.
  public let kinds: [Entity.Kind]

  /// No kinds beyond the built-in ones.
  public static let none = EntityDeclarations(recognizers: [], kinds: [])

  private init(recognizers: [any EntityRecognizer], kinds: [Entity.Kind]) {
    self.recognizers = recognizers
    self.kinds = kinds
  }

  /// Reads declarations; throws `Faults` that name the place of everything wrong.
  public static func read(_ bytes: [UInt8], file: String) throws -> EntityDeclarations {
    let root = try JSONReader.read(bytes, file: file)
    try root.rejectUnknownKeys(["kinds"])
    var faults: [Fault] = []
    var recognizers: [any EntityRecognizer] = []
    var kinds: [Entity.Kind] = []
    for node in try root.required("kinds").array("kinds") {
      do throws(Fault) {
        let (kind, found) = try declaration(node, known: kinds)
        kinds.append(kind)
        recognizers += found
      } catch {
        faults.append(error)
      }
    }
    guard faults.isEmpty else { throw Faults(faults) }
    return EntityDeclarations(recognizers: recognizers, kinds: kinds)
  }

  private static func declaration(
    _ node: JSONNode, known: [Entity.Kind]
  ) throws(Fault) -> (Entity.Kind, [any EntityRecognizer]) {
    try node.rejectUnknownKeys(["kind", "patterns", "values"])
    let nameNode = try node.required("kind")
    let name = try nameNode.string("kind")
    guard !name.isEmpty,
      name.utf8.allSatisfy({
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x5F
      })
    else {
      throw nameNode.fault("a kind is spelled in small letters, digits and _, found \"\(name)\"")
    }
    let kind = Entity.Kind(rawValue: name)
    guard !known.contains(kind) else {
      throw nameNode.fault("the kind \"\(name)\" stands here twice")
    }
    var recognizers: [any EntityRecognizer] = []
    if let list = node["patterns"] {
      var patterns: [Pattern] = []
      for element in try list.array("patterns") { patterns.append(try pattern(element)) }
      recognizers.append(PatternRecognizer(kind: kind, patterns: patterns))
    }
    if let list = node["values"] {
      recognizers.append(ListRecognizer(kind: kind, phrases: try values(list)))
    }
    guard !recognizers.isEmpty else {
      throw node.fault("the kind \"\(name)\" needs \"patterns\" or \"values\"")
    }
    return (kind, recognizers)
  }

  private static func pattern(_ node: JSONNode) throws(Fault) -> Pattern {
    let text = try node.string("patterns")
    do throws(PatternFault) {
      return try Pattern(text)
    } catch {
      // In the file a backslash or a quote takes two characters, and the string its opening quote.
      let before = text.unicodeScalars.prefix(error.offset)
      let escaped = before.count { $0 == "\\" || $0 == "\"" }
      throw Fault(
        file: node.file,
        place: Place(
          line: node.place.line, column: node.place.column + 1 + error.offset + escaped),
        error.message)
    }
  }

  private static func values(_ node: JSONNode) throws(Fault) -> PhraseTable<String> {
    var phrases = PhraseTable<String>()
    for element in try node.array("values") {
      switch element.content {
      case .string(let text): phrases.add(text, text)
      case .object:
        try element.rejectUnknownKeys(["value", "synonyms"])
        let value = try element.required("value").string("value")
        phrases.add(value, value)
        for synonym in try element.required("synonyms").strings("synonyms") {
          phrases.add(synonym, value)
        }
      default:
        throw element.fault(
          "a value is a string or {\"value\", \"synonyms\"}, found \(element.found)")
      }
    }
    return phrases
  }
}

/// Finds the listed values of a kind, and their synonyms.
struct ListRecognizer: EntityRecognizer {
  let kind: Entity.Kind
  let phrases: PhraseTable<String>

  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    var found: [Entity] = []
    var index = 0
    while index < text.count {
      if let (end, value) = phrases.longest(in: text, at: index) {
        found.append(Entity(kind: kind, range: text.range(index..<end), value: .text(value)))
        index = end
      } else {
        index += 1
      }
    }
    return found
  }
}
