import Diagnostics
import Formats
public import Quantities
import Text

/// Masks a text or a transcript line by line, and remembers the names it met.
///
/// A line that holds one JSON value stays one: only what stands inside its strings changes, keys
/// and everything else keep their bytes.
public struct TextMasker: Sendable {
  private let extractor: EntityExtractor
  private let masker: Masker
  private let today: Day
  private var names = Masker.Names()
  private var conversation: String?

  /// Creates a masker of texts.
  public init(extractor: EntityExtractor, masker: Masker, today: Day) {
    self.extractor = extractor
    self.masker = masker
    self.today = today
  }

  /// A line, masked.
  public mutating func mask(line: [UInt8]) -> [UInt8] {
    let first = line.first { $0 != 0x20 && $0 != 0x09 }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") || first == UInt8(ascii: "\""),
      let node = try? JSONReader.read(line, file: "")
    {
      begin(node)
      return mask(json: line)
    }
    return Array(mask(text: String(decoding: line, as: UTF8.self)).utf8)
  }

  /// A plain text, masked.
  public mutating func mask(text: String) -> String {
    let utterance = Tokenizer().utterance(text)
    let found = extractor.entities(in: utterance, today: today)
    names.learn(found, in: text)
    let covered = found.map(\.range)
    let known = names.entities(in: text).filter { name in
      !covered.contains { $0.overlaps(name.range) }
        || found.allSatisfy { !$0.range.overlaps(name.range) || !Masker.personal.contains($0.kind) }
    }
    let kept = found.filter { Masker.personal.contains($0.kind) }
    return masker.mask(text, entities: kept + known)
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

  /// Copies JSON and masks its string values; `line` must be valid JSON.
  private mutating func mask(json line: [UInt8]) -> [UInt8] {
    var masked: [UInt8] = []
    masked.reserveCapacity(line.count + 64)
    var at = 0
    while at < line.count {
      guard line[at] == UInt8(ascii: "\"") else {
        masked.append(line[at])
        at += 1
        continue
      }
      var end = at + 1
      while end < line.count, line[end] != UInt8(ascii: "\"") {
        end += line[end] == UInt8(ascii: "\\") ? 2 : 1
      }
      end = min(end + 1, line.count)
      let literal = line[at..<end]
      masked += isKey(line, end) ? Array(literal) : value(Array(literal))
      at = end
    }
    return masked
  }

  private func isKey(_ line: [UInt8], _ index: Int) -> Bool {
    let next = line[index...].first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
    return next == UInt8(ascii: ":")
  }

  /// A string literal, its own bytes where nothing is masked.
  private mutating func value(_ literal: [UInt8]) -> [UInt8] {
    guard let node = try? JSONReader.read(literal, file: ""), case .string(let text) = node.content
    else { return literal }
    let masked = mask(text: text)
    return masked == text ? literal : Array(JSON.string(masked).text.utf8)
  }
}
