/// Reads the few fields of a JSON object that a message is made of, straight from its bytes; what
/// stands in other fields is stepped over.
struct JSONLineScanner {
  struct Fields {
    var speaker: String?
    var text: String?
    var time: String?
    var conversation: String?
    var dialogue: String?
  }

  private let bytes: ArraySlice<UInt8>
  private var index: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
  }

  /// Where it stands, in scalars from 1: where the fault is, after `fields` found none.
  var column: Int {
    bytes[bytes.startIndex..<min(index, bytes.endIndex)]
      .reduce(1) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
  }

  /// The fields, or `nil` when this is no whole object.
  mutating func fields() -> Fields? {
    var fields = Fields()
    space()
    guard take(UInt8(ascii: "{")) else { return nil }
    space()
    if take(UInt8(ascii: "}")) { return fields }
    while true {
      space()
      guard let key = string() else { return nil }
      space()
      guard take(UInt8(ascii: ":")) else { return nil }
      space()
      guard let value = value(depth: 0) else { return nil }
      let name = key.lowercased()
      if let value = value.text {
        if MessageFields.text.contains(name) {
          fields.text = value
        } else if MessageFields.speaker.contains(name) {
          // `role` says more than a name does.
          if fields.speaker == nil || name == "role" || name == "speaker" { fields.speaker = value }
        } else if MessageFields.time.contains(name) {
          fields.time = value
        } else if MessageFields.conversation.contains(name) {
          if value.contains("\n") {
            fields.dialogue = value
          } else if fields.conversation == nil || name.hasPrefix("conversation") {
            fields.conversation = value
          }
        } else if MessageFields.dialogue.contains(name) {
          fields.dialogue = value
        }
      }
      space()
      if take(UInt8(ascii: ",")) { continue }
      guard take(UInt8(ascii: "}")) else { return nil }
      space()
      return index == bytes.endIndex ? fields : nil
    }
  }

  private mutating func space() {
    while index < bytes.endIndex, bytes[index] <= 0x20 { index += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard index < bytes.endIndex, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// A value: its text when it is a string or a number, nothing when it is anything else whole.
  private mutating func value(depth: Int) -> (text: String?, Void)? {
    guard index < bytes.endIndex, depth < 64 else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return string().map { ($0, ()) }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = bytes[index] == UInt8(ascii: "{")
      let end = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
      index += 1
      space()
      if take(end) { return (nil, ()) }
      while true {
        space()
        if isObject {
          guard string() != nil else { return nil }
          space()
          guard take(UInt8(ascii: ":")) else { return nil }
          space()
        }
        guard value(depth: depth + 1) != nil else { return nil }
        space()
        if take(UInt8(ascii: ",")) { continue }
        return take(end) ? (nil, ()) : nil
      }
    default:
      let start = index
      while index < bytes.endIndex, Self.isBare(bytes[index]) { index += 1 }
      guard index > start else { return nil }
      let text = String(decoding: bytes[start..<index], as: UTF8.self)
      if text == "null" || text == "true" || text == "false" { return (nil, ()) }
      return Double(text) == nil ? nil : (text, ())
    }
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7A || byte == 0x2D || byte == 0x2B
      || byte == 0x2E || byte == 0x45
  }

  private mutating func string() -> String? {
    guard take(UInt8(ascii: "\"")) else { return nil }
    let start = index
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "\"") {
        index += 1
        return String(decoding: bytes[start..<index - 1], as: UTF8.self)
      }
      if bytes[index] == UInt8(ascii: "\\") { return escaped(from: start) }
      index += 1
    }
    return nil
  }

  /// The rest of a string from its first escape on.
  private mutating func escaped(from start: Int) -> String? {
    var text = Array(bytes[start..<index])
    var high: UInt32 = 0
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: text, as: UTF8.self) }
      guard byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard index < bytes.endIndex else { return nil }
      let code = bytes[index]
      index += 1
      switch code {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(code)
      case UInt8(ascii: "u"):
        guard index + 4 <= bytes.endIndex,
          let unit = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
        else { return nil }
        index += 4
        if unit & 0xFC00 == 0xD800 {
          high = unit
          continue
        }
        var point = unit
        if unit & 0xFC00 == 0xDC00, high != 0 {
          point = 0x10000 + (high & 0x3FF) << 10 + unit & 0x3FF
        }
        high = 0
        text += Array(String(Unicode.Scalar(point) ?? "\u{FFFD}").utf8)
      default: return nil
      }
    }
    return nil
  }
}
