/// Finds the few fields of a JSON object that a message is made of, straight in its bytes; what stands
/// in other fields is stepped over.
struct JSONLineScanner {
  /// Where a string or number stands, without its quotes, and whether it holds escapes.
  struct Value {
    var range: Range<Int>
    var isEscaped = false
  }

  struct Fields {
    var speaker: Value?
    var text: Value?
    var time: Value?
    var conversation: Value?
    var dialogue: Value?
    fileprivate var speakerIsRole = false
  }

  /// Where it stands after `fields` found none: where the fault is.
  private(set) var index = 0
  private var end = 0
  /// The names of the last line, by their order: lines of a file mostly look alike.
  private var names: [(bytes: [UInt8], field: MessageField)] = []

  /// The fields of a line, or `nil` when it is no whole object.
  mutating func fields(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Fields? {
    index = line.lowerBound
    end = line.upperBound
    var fields = Fields()
    space(bytes)
    guard take(UInt8(ascii: "{"), bytes) else { return nil }
    space(bytes)
    var order = 0
    if !take(UInt8(ascii: "}"), bytes) {
      while true {
        space(bytes)
        guard let name = string(bytes) else { return nil }
        space(bytes)
        guard take(UInt8(ascii: ":"), bytes) else { return nil }
        space(bytes)
        let field = field(named: name, order, bytes)
        order += 1
        guard let value = value(bytes, depth: 0) else { return nil }
        if let value = value.found { fields.set(field, value, bytes) }
        space(bytes)
        if take(UInt8(ascii: ","), bytes) { continue }
        guard take(UInt8(ascii: "}"), bytes) else { return nil }
        break
      }
    }
    space(bytes)
    return index == end ? fields : nil
  }

  private mutating func field(named name: Value, _ order: Int, _ bytes: Span<UInt8>)
    -> MessageField
  {
    if order < names.count, bytes.holds(names[order].bytes, in: name.range) {
      return names[order].field
    }
    let spelled = name.range.map { bytes[$0] }
    let field = MessageField(String(decoding: spelled, as: UTF8.self))
    if order < names.count {
      names[order] = (spelled, field)
    } else if order < 32 {
      names.append((spelled, field))
    }
    return field
  }
}

extension JSONLineScanner.Fields {
  fileprivate mutating func set(
    _ field: MessageField, _ value: JSONLineScanner.Value, _ bytes: Span<UInt8>
  ) {
    switch field {
    case .text: text = value
    case .speaker(let isRole):
      guard speaker == nil || isRole && !speakerIsRole else { return }
      speaker = value
      speakerIsRole = isRole
    case .time: time = value
    case .conversation(let isNamed):
      if conversation == nil || isNamed { conversation = value }
    case .dialogue: dialogue = value
    case .other: break
    }
  }
}

extension JSONLineScanner {
  private mutating func space(_ bytes: Span<UInt8>) {
    while index < end, bytes[index] <= 0x20 { index += 1 }
  }

  private mutating func take(_ byte: UInt8, _ bytes: Span<UInt8>) -> Bool {
    guard index < end, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  /// A whole value: where it stands when it is a string or a number.
  private mutating func value(_ bytes: Span<UInt8>, depth: Int) -> (found: Value?, Void)? {
    guard index < end, depth < 64 else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "\""): return string(bytes).map { ($0, ()) }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let isObject = bytes[index] == UInt8(ascii: "{")
      let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
      index += 1
      space(bytes)
      if take(close, bytes) { return (nil, ()) }
      while true {
        space(bytes)
        if isObject {
          guard string(bytes) != nil else { return nil }
          space(bytes)
          guard take(UInt8(ascii: ":"), bytes) else { return nil }
          space(bytes)
        }
        guard value(bytes, depth: depth + 1) != nil else { return nil }
        space(bytes)
        if take(UInt8(ascii: ","), bytes) { continue }
        return take(close, bytes) ? (nil, ()) : nil
      }
    default:
      let start = index
      while index < end, Self.isBare(bytes[index]) { index += 1 }
      guard index > start else { return nil }
      let text = String(decoding: (start..<index).map { bytes[$0] }, as: UTF8.self)
      if text == "null" || text == "true" || text == "false" { return (nil, ()) }
      return Double(text) == nil ? nil : (Value(range: start..<index), ())
    }
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    byte >= 0x30 && byte <= 0x39 || byte >= 0x61 && byte <= 0x7A || byte == 0x2D || byte == 0x2B
      || byte == 0x2E || byte == 0x45
  }

  private mutating func string(_ bytes: Span<UInt8>) -> Value? {
    guard take(UInt8(ascii: "\""), bytes) else { return nil }
    let start = index
    var isEscaped = false
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        index += 1
        return Value(range: start..<index - 1, isEscaped: isEscaped)
      }
      index += 1
      guard byte == UInt8(ascii: "\\") else { continue }
      isEscaped = true
      guard index < end else { return nil }
      switch bytes[index] {
      case UInt8(ascii: "u"):
        guard index + 4 < end else { return nil }
        for place in index + 1...index + 4 where JSONEscapes.digit(bytes[place]) == nil {
          return nil
        }
        index += 5
      case UInt8(ascii: "n"), UInt8(ascii: "t"), UInt8(ascii: "r"), UInt8(ascii: "b"),
        UInt8(ascii: "f"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
        index += 1
      default: return nil
      }
    }
    return nil
  }
}

/// The escapes of JSON strings.
enum JSONEscapes {
  /// The value of a hexadecimal digit.
  static func digit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case 0x30...0x39: UInt32(byte - 0x30)
    case 0x41...0x46: UInt32(byte - 0x37)
    case 0x61...0x66: UInt32(byte - 0x57)
    default: nil
    }
  }

  /// Appends what a string that was found whole stands for, and tells where.
  static func resolve(_ string: Range<Int>, in bytes: inout [UInt8]) -> Range<Int> {
    let start = bytes.count
    var index = string.lowerBound
    var high: UInt32 = 0
    while index < string.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      let code = bytes[index]
      index += 1
      switch code {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "b"): bytes.append(0x08)
      case UInt8(ascii: "f"): bytes.append(0x0C)
      case UInt8(ascii: "u"):
        let unit = bytes[index..<index + 4].reduce(0) { $0 << 4 | (digit($1) ?? 0) }
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
        bytes += Array(String(Unicode.Scalar(point) ?? "\u{FFFD}").utf8)
      default: bytes.append(code)
      }
    }
    return start..<bytes.count
  }
}
