import Diagnostics

/// A JSON value to be written: members keep their order, numbers their digits.
public enum JSON: Hashable, Sendable {
  case null
  case bool(Bool)
  case integer(Int)
  /// Written with at most `digits` digits after the point; not finite becomes `null`.
  case number(Double, digits: Int)
  /// A number already written, such as `39.90`.
  case literal(String)
  case string(String)
  case array([JSON])
  case object([(key: String, value: JSON)])

  /// Equal when they are written alike.
  public static func == (left: JSON, right: JSON) -> Bool { left.text == right.text }

  /// By what is written.
  public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension JSON: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral,
  ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByNilLiteral
{
  /// The value a literal means.
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { (key: $0.0, value: $0.1) })
  }
  /// The value a literal means.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// The value a literal means.
  public init(stringLiteral value: String) { self = .string(value) }
  /// The value a literal means.
  public init(integerLiteral value: Int) { self = .integer(value) }
  /// The value a literal means.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// The value a literal means.
  public init(nilLiteral: ()) { self = .null }

  /// A number with at most six digits after the point.
  public static func number(_ value: Double) -> JSON { .number(value, digits: 6) }

  /// A string, or `null`.
  public static func optional(_ text: String?) -> JSON { text.map(JSON.string) ?? .null }
}

extension JSON {
  /// The value on one line.
  public var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value on one line, as UTF-8.
  public func append(to bytes: inout [UInt8]) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .integer(let value): bytes.append(contentsOf: String(value).utf8)
    case .number(let value, let digits):
      bytes.append(contentsOf: Self.written(value, digits: digits).utf8)
    case .literal(let text): bytes.append(contentsOf: text.utf8)
    case .string(let text): Self.append(quoted: text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        element.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let members):
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.append(quoted: member.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.append(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// The value over several lines, two spaces a level, for files that people read.
  public func indented(_ level: Int = 0) -> String {
    let pad = String(repeating: "  ", count: level + 1)
    let end = "\n" + String(repeating: "  ", count: level)
    switch self {
    case .array(let elements) where !elements.isEmpty:
      return "[\n" + elements.map { pad + $0.indented(level + 1) }.joined(separator: ",\n") + end
        + "]"
    case .object(let members) where !members.isEmpty:
      return "{\n"
        + members.map { pad + JSON.string($0.key).text + ": " + $0.value.indented(level + 1) }
        .joined(separator: ",\n") + end + "}"
    default: return text
    }
  }

  private static func written(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return "null" }
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    guard abs(value) * scale < 1e15 else { return "\(value)" }
    let scaled = Int((abs(value) * scale).rounded())
    var fraction = String(scaled % Int(scale))
    while fraction.utf8.count < digits { fraction = "0" + fraction }
    while fraction.last == "0" { fraction.removeLast() }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + String(scaled / Int(scale)) + (fraction.isEmpty ? "" : "." + fraction)
  }

  private static func append(quoted text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var pending = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
      case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x0D: bytes.append(contentsOf: "\\r".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20, 0x7F: append(unit: UInt16(byte), to: &bytes)
      default:
        bytes.append(byte)
        // The characters that control a terminal beyond ASCII begin with few bytes.
        if byte == 0xC2 || byte == 0xE2 || byte == 0xF3 { pending = bytes.count - 1 }
        if byte & 0xC0 == 0x80, pending > 0 { escapeHidden(from: &pending, in: &bytes) }
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Escapes the character that begins at `start` when it is whole and hides or controls.
  private static func escapeHidden(from start: inout Int, in bytes: inout [UInt8]) {
    let lead = bytes[start]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard bytes.count - start == length else { return }
    let character = String(decoding: bytes[start...], as: UTF8.self)
    if let scalar = character.unicodeScalars.first, VisibleText.hides(scalar.value) {
      bytes.removeSubrange(start...)
      for unit in character.utf16 { append(unit: unit, to: &bytes) }
    }
    start = 0
  }

  private static func append(unit: UInt16, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes.append(contentsOf: "\\u".utf8)
    for shift in [12, 8, 4, 0] { bytes.append(digits[Int(unit >> UInt16(shift)) & 15]) }
  }
}
