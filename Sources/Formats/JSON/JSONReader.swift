public import Diagnostics

/// Reads JSON (RFC 8259) from bytes and knows the line and column of everything it finds.
public struct JSONReader: ~Copyable {
  private let bytes: [UInt8]
  private let file: String
  private var position = 0
  private var line = 1
  /// Where the current line begins, to count columns from.
  private var lineStart = 0
  /// How far the scalars of the current line have been counted, and how many there were: files of one
  /// endless line are read in one go, too.
  private var countedTo = 0
  private var counted = 0
  private var depth = 0

  /// Deeper nesting than any file a person writes; beyond it a file is refused, not the stack.
  private static let deepest = 256

  private init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes
    self.file = file
  }

  /// The one value that `bytes` hold. `file` is named in faults. Throws a `Fault`.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> JSONNode {
    var reader = JSONReader(bytes, file: file)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      reader.position = 3
      reader.lineStart = 3
    }
    reader.skipSpace()
    let node = try reader.value()
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw reader.fault("expected the end of the file, found \(reader.foundHere)")
    }
    return node
  }

  /// Calls `body` with every element of the one list that `bytes` hold, one at a time, so that a list of
  /// a gigabyte needs no more memory than its longest element. Throws a `Fault`.
  public static func forEachElement(
    of bytes: [UInt8], file: String, _ body: (JSONNode) -> Void
  ) throws(Fault) {
    var reader = JSONReader(bytes, file: file)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      reader.position = 3
      reader.lineStart = 3
    }
    reader.skipSpace()
    guard reader.current == UInt8(ascii: "[") else {
      throw Fault(file: file, place: reader.place, "must be a list, found \(reader.foundHere)")
    }
    try reader.eachElement { body($0) }
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw reader.fault("expected the end of the file, found \(reader.foundHere)")
    }
  }
}

extension JSONReader {
  private var current: UInt8? { position < bytes.count ? bytes[position] : nil }

  private var place: Place { place(at: position) }

  private func place(at offset: Int) -> Place {
    let scalars = bytes[lineStart..<offset].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    return Place(line: line, column: scalars + 1)
  }

  /// The place of the value that begins here.
  private mutating func mark() -> Place {
    if countedTo < lineStart || countedTo > position {
      countedTo = lineStart
      counted = 0
    }
    for offset in countedTo..<position where bytes[offset] & 0xC0 != 0x80 { counted += 1 }
    countedTo = position
    return Place(line: line, column: counted + 1)
  }

  private func fault(_ message: String) -> Fault { Fault(file: file, place: place, message) }

  private var foundHere: String {
    guard let byte = current else { return "the end of the file" }
    if byte < 0x20 || byte == 0x7F { return "the control character \(byte)" }
    var end = position + 1
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return "\"\(String(decoding: bytes[position..<end], as: UTF8.self))\""
  }

  private mutating func skipSpace() {
    while let byte = current {
      switch byte {
      case 0x20, 0x09, 0x0D: position += 1
      case 0x0A:
        position += 1
        line += 1
        lineStart = position
      default: return
      }
    }
  }

  private mutating func value() throws(Fault) -> JSONNode {
    let start = mark()
    let content: JSONNode.Content
    switch current {
    case UInt8(ascii: "{"): content = .object(try members())
    case UInt8(ascii: "["): content = .array(try elements())
    case UInt8(ascii: "\""): content = .string(try string())
    case UInt8(ascii: "t"): content = try literal("true", .bool(true))
    case UInt8(ascii: "f"): content = try literal("false", .bool(false))
    case UInt8(ascii: "n"): content = try literal("null", .null)
    case UInt8(ascii: "-"): content = .number(try number())
    case let digit? where digit >= 0x30 && digit <= 0x39: content = .number(try number())
    default: throw fault("expected a value, found \(foundHere)")
    }
    return JSONNode(content: content, place: start, file: file)
  }

  private mutating func literal(
    _ text: StaticString, _ content: JSONNode.Content
  ) throws(Fault) -> JSONNode.Content {
    let wanted = Array("\(text)".utf8)
    guard bytes[position...].starts(with: wanted) else {
      throw fault("expected a value, found \(foundHere); did you mean \(text)?")
    }
    position += wanted.count
    return content
  }

  private mutating func descend() throws(Fault) {
    depth += 1
    if depth > Self.deepest { throw fault("nested deeper than \(Self.deepest) levels") }
  }

  private mutating func members() throws(Fault) -> [JSONNode.Member] {
    try descend()
    defer { depth -= 1 }
    position += 1
    var members: [JSONNode.Member] = []
    // Objects of records are short: looking through them beats hashing.
    var keys: Set<String> = []
    skipSpace()
    if current == UInt8(ascii: "}") {
      position += 1
      return members
    }
    while true {
      let keyPlace = mark()
      guard current == UInt8(ascii: "\"") else {
        throw fault(
          "expected a key in double quotes, found \(foundHere)"
            + (current == UInt8(ascii: "}") ? "; remove the comma before it" : ""))
      }
      let key = try string()
      if members.count == 16 { keys = Set(members.map(\.key)) }
      let isNew =
        members.count < 16
        ? !members.contains { $0.key == key } : keys.insert(key).inserted
      guard isNew else {
        throw Fault(file: file, place: keyPlace, "the key \"\(key)\" stands here twice")
      }
      skipSpace()
      guard current == UInt8(ascii: ":") else {
        throw fault("expected \":\" after \"\(key)\", found \(foundHere)")
      }
      position += 1
      skipSpace()
      members.append(JSONNode.Member(key: key, place: keyPlace, value: try value()))
      if try !another(closing: UInt8(ascii: "}"), in: "object") { return members }
    }
  }

  private mutating func elements() throws(Fault) -> [JSONNode] {
    var elements: [JSONNode] = []
    try eachElement { elements.append($0) }
    return elements
  }

  private mutating func eachElement(_ body: (JSONNode) -> Void) throws(Fault) {
    try descend()
    defer { depth -= 1 }
    position += 1
    skipSpace()
    if current == UInt8(ascii: "]") {
      position += 1
      return
    }
    while true {
      if current == UInt8(ascii: "]") {
        throw fault("expected a value, found \"]\"; remove the comma before it")
      }
      body(try value())
      if try !another(closing: UInt8(ascii: "]"), in: "list") { return }
    }
  }

  private mutating func another(closing: UInt8, in what: String) throws(Fault) -> Bool {
    skipSpace()
    if current == closing {
      position += 1
      return false
    }
    guard current == UInt8(ascii: ",") else {
      let close = String(Unicode.Scalar(closing))
      throw fault("expected \",\" or \"\(close)\" in the \(what), found \(foundHere)")
    }
    position += 1
    skipSpace()
    return true
  }

  private mutating func number() throws(Fault) -> String {
    let start = position
    if current == UInt8(ascii: "-") { position += 1 }
    if current == UInt8(ascii: "0") {
      position += 1
    } else {
      try digits()
    }
    if current == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if current == UInt8(ascii: "e") || current == UInt8(ascii: "E") {
      position += 1
      if current == UInt8(ascii: "+") || current == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
    if let byte = current, byte >= 0x30, byte <= 0x39 {
      throw fault("a number does not begin with 0; write it in quotes if it is a code")
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(Fault) {
    let start = position
    while let byte = current, byte >= 0x30, byte <= 0x39 { position += 1 }
    if position == start { throw fault("expected a digit, found \(foundHere)") }
  }
}

// Strings.
extension JSONReader {
  private mutating func string() throws(Fault) -> String {
    position += 1
    let start = position
    // Most strings hold nothing special: found in one run.
    position = Self.plainEnd(bytes.span, from: start)
    if current == UInt8(ascii: "\"") {
      let text = bytes.withUnsafeBufferPointer {
        String(validating: UnsafeBufferPointer(rebasing: $0[start..<position]), as: UTF8.self)
      }
      guard let text else {
        throw fault("this string is not valid UTF-8; save the file as UTF-8")
      }
      position += 1
      return text
    }
    var unescaped: [UInt8]?
    while let byte = current {
      switch byte {
      case UInt8(ascii: "\""):
        let raw = unescaped ?? Array(bytes[start..<position])
        guard let text = String(validating: raw, as: UTF8.self) else {
          throw fault("this string is not valid UTF-8; save the file as UTF-8")
        }
        position += 1
        return text
      case UInt8(ascii: "\\"):
        if unescaped == nil { unescaped = Array(bytes[start..<position]) }
        let scalar = try escape()
        unescaped?.append(contentsOf: Array(String(scalar).utf8))
      case 0x0A, 0x0D: throw fault("this string is not closed before the end of the line")
      case 0..<0x20: throw fault("a control character must be written as \\u00\(hex(byte))")
      default:
        unescaped?.append(byte)
        position += 1
      }
    }
    throw fault("this string is not closed before the end of the file")
  }

  /// The first byte at or behind `start` that is a quote, a backslash or a control character.
  private static func plainEnd(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      let byte = bytes[offset]
      if byte == 0x22 || byte == 0x5C || byte < 0x20 { return offset }
      offset += 1
    }
    return offset
  }

  private func hex(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.utf8.count == 1 ? "0" + text : text
  }

  private mutating func escape() throws(Fault) -> Unicode.Scalar {
    position += 1
    guard let byte = current else { throw fault("this string is not closed") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      let first = try fourDigits()
      // A lone surrogate is no character; the replacement keeps the rest of the text.
      guard (0xD800...0xDBFF).contains(first) else {
        return Unicode.Scalar(first) ?? "\u{FFFD}"
      }
      guard bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) else {
        return "\u{FFFD}"
      }
      let back = position
      position += 2
      let second = try fourDigits()
      guard (0xDC00...0xDFFF).contains(second) else {
        position = back
        return "\u{FFFD}"
      }
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    default:
      position -= 1
      throw fault("unknown escape \\\(foundHere); write \\\\ for a backslash")
    }
  }

  private mutating func fourDigits() throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = current, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw fault("expected four hexadecimal digits after \\u, found \(foundHere)")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }
}
