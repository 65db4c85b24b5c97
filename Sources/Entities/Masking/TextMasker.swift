import Diagnostics
import Formats
public import Quantities
import Text

/// Masks a text or a transcript line by line, and remembers the names it met.
///
/// A line that holds one JSON value stays one: only what stands inside its strings and numbers
/// changes, keys and everything else keep their bytes. The columns of a table whose first line names
/// them are masked by what it says, and who speaks a line gets one name throughout.
public struct TextMasker: Sendable {
  private let extractor: EntityExtractor
  private let masker: Masker
  private let today: Day
  private var names = Masker.Names()
  private var conversation: String?
  private var isFirstLine = true
  private var table: PersonalColumns?
  private var speakers: [String: Int] = [:]
  private var ahead = Findings()
  private var isLookingAhead = false

  /// What stands in the texts of a line, which takes nearly all the time to find and depends on no other line.
  public struct Findings: Sendable {
    fileprivate var texts: [(text: String, entities: [Entity])] = []
    fileprivate var next = 0
  }

  /// Creates a masker of texts.
  public init(extractor: EntityExtractor, masker: Masker, today: Day) {
    self.extractor = extractor
    self.masker = masker
    self.today = today
  }

  /// What stands in a line that comes later, to be masked with it; several threads may look at once, once the
  /// first line is masked.
  public func findings(in line: [UInt8]) -> Findings {
    var copy = self
    copy.ahead = Findings()
    copy.isLookingAhead = true
    _ = copy.mask(line: line)
    return copy.ahead
  }

  /// A line, masked with what was found in it.
  public mutating func mask(line: [UInt8], with findings: Findings) -> [UInt8] {
    ahead = findings
    defer { ahead = Findings() }
    return mask(line: line)
  }

  /// A line, masked.
  public mutating func mask(line: [UInt8]) -> [UInt8] {
    let isHeader = isFirstLine
    isFirstLine = false
    let first = line.first { $0 != 0x20 && $0 != 0x09 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\""),
      let node = try? JSONReader.read(line, file: "")
    {
      begin(node)
      return mask(json: line)
    }
    if isHeader, let table = PersonalColumns(header: line) {
      self.table = table
      return line
    }
    if let masked = mask(row: line) { return masked }
    let text = String(decoding: line, as: UTF8.self)
    guard let range = Speakers.name(in: text) else { return Array(mask(text: text).utf8) }
    let name = String(decoding: line[range], as: UTF8.self)
    let words = String(decoding: line[range.upperBound...], as: UTF8.self)
    return Array(line[..<range.lowerBound]) + Array(speaker(name).utf8)
      + Array(mask(text: words).utf8)
  }

  /// A row of the table, masked by its columns; `nil` for a line that is none.
  private mutating func mask(row line: [UInt8]) -> [UInt8]? {
    guard let table, let fields = PersonalColumns.fields(of: line, table.delimiter),
      fields.count == table.columns.count
    else { return nil }
    var masked: [UInt8] = []
    for (place, range) in fields.enumerated() {
      if place > 0 { masked.append(table.delimiter) }
      let content = PersonalColumns.content(line[range])
      let value = String(decoding: content, as: UTF8.self)
      masked += line[range.lowerBound..<content.startIndex]
      masked += self.value(value, of: table.columns[place]).utf8
      masked += line[content.endIndex..<range.upperBound]
    }
    return masked
  }

  /// A value that stands alone, masked by what it is said to be.
  private mutating func value(_ value: String, of column: PersonalColumns.Column) -> String {
    if value.isEmpty { return value }
    switch column {
    case .other: return mask(text: value)
    case .speaker: return Speakers.isName(value) ? speaker(value) : mask(text: value)
    case .personal(let kind):
      if kind == .person { names.learn(name: value) }
      return masker.replacement(of: kind, value: value)
    }
  }

  /// Who speaks, by the pseudonym or the number that is theirs throughout.
  private mutating func speaker(_ name: String) -> String {
    names.learn(name: name)
    let number = speakers[name] ?? speakers.count + 1
    speakers[name] = number
    return masker.replacement(of: .person, value: name, number: number)
  }

  /// A plain text, masked.
  public mutating func mask(text: String) -> String {
    let found = personalData(in: text)
    names.learn(found, in: text)
    let known = names.entities(in: text).filter { name in
      !found.contains { $0.range.overlaps(name.range) }
    }
    return masker.mask(text, entities: found + known)
  }

  private mutating func personalData(in text: String) -> [Entity] {
    if ahead.next < ahead.texts.count, ahead.texts[ahead.next].text == text {
      defer { ahead.next += 1 }
      return ahead.texts[ahead.next].entities
    }
    let found = extractor.personalData(in: Tokenizer().utterance(text), today: today)
    if isLookingAhead {
      ahead.texts.append((text, found))
      ahead.next = ahead.texts.count
    }
    return found
  }

  /// Names are a conversation's own: another one begins without them.
  private mutating func begin(_ node: JSONNode) {
    for key in ["conversation", "conversation_id", "dialogue"] {
      guard let value = node[key] else { continue }
      let name: String
      switch value.content {
      case .string(let text), .number(let text): name = text
      default: continue
      }
      if name != conversation {
        conversation = name
        names = Masker.Names()
      }
      return
    }
  }

  /// Copies JSON and masks its values; `line` must be valid JSON.
  private mutating func mask(json line: [UInt8]) -> [UInt8] {
    var masked: [UInt8] = []
    masked.reserveCapacity(line.count + 64)
    var key = ""
    var at = 0
    while at < line.count {
      switch line[at] {
      case UInt8(ascii: "\""):
        var end = at + 1
        while end < line.count, line[end] != UInt8(ascii: "\"") {
          end += line[end] == UInt8(ascii: "\\") ? 2 : 1
        }
        end = min(end + 1, line.count)
        let literal = Array(line[at..<end])
        if isKey(line, end) {
          key = string(literal) ?? ""
          masked += literal
        } else {
          masked += value(literal, key)
        }
        at = end
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        var end = at
        while end < line.count, Self.numerals.contains(line[end]) { end += 1 }
        masked += number(line[at..<end], key)
        at = end
      case UInt8(ascii: "{"), UInt8(ascii: "}"):
        key = ""
        masked.append(line[at])
        at += 1
      default:
        masked.append(line[at])
        at += 1
      }
    }
    return masked
  }

  private static let numerals = Set("0123456789.eE+-".utf8)

  private func isKey(_ line: [UInt8], _ index: Int) -> Bool {
    let next = line[index...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return next == UInt8(ascii: ":")
  }

  private func string(_ literal: [UInt8]) -> String? {
    guard let node = try? JSONReader.read(literal, file: ""), case .string(let text) = node.content
    else { return nil }
    return text
  }

  /// A string literal, its own bytes where nothing is masked.
  private mutating func value(_ literal: [UInt8], _ key: String) -> [UInt8] {
    guard let text = string(literal) else { return literal }
    let masked = value(text, of: PersonalColumns.column(key))
    return masked == text ? literal : Array(JSON.string(masked).text.utf8)
  }

  /// A number, which a string takes the place of when its key or its form says that it is a card's,
  /// a phone's or a person's own.
  private mutating func number(_ literal: ArraySlice<UInt8>, _ key: String) -> [UInt8] {
    guard literal.count >= 7, literal.allSatisfy({ (0x30...0x39).contains($0) }) else {
      guard case .personal(let kind) = PersonalColumns.column(key), kind != .orderNumber,
        literal.count > 2
      else { return Array(literal) }
      return quoted(kind, literal)
    }
    if case .personal(let kind) = PersonalColumns.column(key) { return quoted(kind, literal) }
    let text = String(decoding: literal, as: UTF8.self)
    let found = personalData(in: text).first
    // `"id": 2025550143` counts records.
    guard let found, found.range.count == literal.count, !key.lowercased().hasSuffix("id"),
      [.card, .phone, .nationalNumber].contains(found.kind)
    else { return Array(literal) }
    return quoted(found.kind, literal)
  }

  private func quoted(_ kind: Entity.Kind, _ literal: ArraySlice<UInt8>) -> [UInt8] {
    let text = String(decoding: literal, as: UTF8.self)
    let masked = masker.replacement(of: kind, value: text)
    return masked == text ? Array(literal) : Array(JSON.string(masked).text.utf8)
  }
}
