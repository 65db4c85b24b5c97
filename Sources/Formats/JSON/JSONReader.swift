public import Diagnostics

/// Reads JSON (RFC 8259) from bytes and knows the line and column of everything it finds.
public struct JSONReader: ~Copyable {
  let bytes: [UInt8]
  private let file: String
  var position = 0
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
  var current: UInt8? { position < bytes.count ? bytes[position] : nil }

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

  func fault(_ message: String) -> Fault { Fault(file: file, place: place, message) }

  var foundHere: String {
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
