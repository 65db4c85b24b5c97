import Formats

/// Finds the few fields of a JSON object that a message is made of, straight in its bytes; what stands
/// in other fields is stepped over.
struct JSONLineScanner {
  /// Where a string, number or truth value stands, without quotes, and whether it holds escapes.
  struct Value {
    var range: Range<Int>
    var isEscaped = false
    var isTruth = false
  }

  /// A field and how specific its name is.
  struct Field {
    var value: Value
    var rank: Int
  }

  struct Fields {
    var speaker: Field?
    var role: Field?
    var roleMeaning = ColumnNames.Meaning.role
    var text: Field?
    var customerText: Field?
    var agentText: Field?
    var time: Field?
    var conversation: Field?
    var identifier: Field?
    var dialogue: Field?
    /// Whether a field that matters holds a list or an object, so that the line must be read in full.
    var isDeep = false
  }

  /// Where it stands after `fields` found none: where the fault is.
  private(set) var index = 0
  private var end = 0
  /// What members mean beyond the usual, by their plain names.
  private let members: [String: ColumnNames.Meaning]
  /// The names of the last line, by their order: lines of a file mostly look alike.
  private var names: [(bytes: [UInt8], meaning: Meaning)] = []

  init(members: [String: ColumnNames.Meaning] = [:]) { self.members = members }

  /// What a name means and how specific it is; lists of messages have names of their own.
  private struct Meaning {
    var meaning: ColumnNames.Meaning?
    var rank = 0
    var isList = false
  }

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
        let meaning = meaning(of: name, order, bytes)
        order += 1
        let start = index
        guard let value = value(bytes, depth: 0) else { return nil }
        if let found = value.found {
          if let known = meaning.meaning {
            fields.set(known, Field(value: found, rank: meaning.rank))
          }
        } else if meaning.isList || meaning.meaning.map(Self.maybeDeep) == true,
          bytes[start] == UInt8(ascii: "{") || bytes[start] == UInt8(ascii: "[")
        {
          fields.isDeep = true
        }
        space(bytes)
        if take(UInt8(ascii: ","), bytes) { continue }
        guard take(UInt8(ascii: "}"), bytes) else { return nil }
        break
      }
    }
    space(bytes)
    return index == end ? fields : nil
  }

  private static func maybeDeep(_ meaning: ColumnNames.Meaning) -> Bool {
    switch meaning {
    case .text, .speaker, .role, .dialogue, .customerText, .agentText: true
    default: false
    }
  }

  private mutating func meaning(of name: Value, _ order: Int, _ bytes: Span<UInt8>) -> Meaning {
    if order < names.count, bytes.holds(names[order].bytes, in: name.range) {
      return names[order].meaning
    }
    let spelled = name.range.map { bytes[$0] }
    let text = String(decoding: spelled, as: UTF8.self)
    var meaning = Meaning(isList: DocumentNames.isList(text))
    if let own = members[ColumnNames.plain(text)] {
      meaning.meaning = own
      meaning.rank = -1
    } else if let known = ColumnNames.meaning(of: text) {
      meaning.meaning = known.meaning
      meaning.rank = known.rank
    }
    if order < names.count {
      names[order] = (spelled, meaning)
    } else if order < 32 {
      names.append((spelled, meaning))
    }
    return meaning
  }
}

extension JSONLineScanner.Fields {
  /// Among several names that fit the most specific wins.
  fileprivate mutating func set(_ meaning: ColumnNames.Meaning, _ field: JSONLineScanner.Field) {
    func better(_ old: JSONLineScanner.Field?) -> Bool { field.rank < old?.rank ?? .max }
    if field.value.isTruth, meaning != .isCustomer, meaning != .isAgent { return }
    switch meaning {
    case .text: if better(text) { text = field }
    case .customerText: if better(customerText) { customerText = field }
    case .agentText: if better(agentText) { agentText = field }
    case .speaker: if better(speaker) { speaker = field }
    case .role:
      if roleMeaning != .role || better(role) {
        role = field
        roleMeaning = .role
      }
    case .isCustomer, .isAgent, .direction:
      if role == nil {
        role = field
        roleMeaning = meaning
      }
    case .time: if better(time) { time = field }
    case .conversation: if better(conversation) { conversation = field }
    case .identifier: if better(identifier) { identifier = field }
    case .dialogue: if better(dialogue) { dialogue = field }
    case .intent: break
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
      let range = start..<index
      if bytes.holds(Self.null, in: range) { return (nil, ()) }
      if bytes.holds(Self.yes, in: range) || bytes.holds(Self.no, in: range) {
        return (Value(range: range, isTruth: true), ())
      }
      return Self.isNumber(bytes, range) ? (Value(range: range), ()) : nil
    }
  }

  private static let null = Array("null".utf8)
  private static let yes = Array("true".utf8)
  private static let no = Array("false".utf8)

  /// Digits with a sign, a fraction and an exponent where they may stand.
  private static func isNumber(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var index = range.lowerBound
    func digits() -> Bool {
      let start = index
      while index < range.upperBound, bytes[index] >= 0x30, bytes[index] <= 0x39 { index += 1 }
      return index > start
    }
    if bytes[index] == 0x2D { index += 1 }
    guard digits() else { return false }
    if index < range.upperBound, bytes[index] == 0x2E {
      index += 1
      guard digits() else { return false }
    }
    if index < range.upperBound, bytes[index] | 0x20 == 0x65 {
      index += 1
      if index < range.upperBound, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      guard digits() else { return false }
    }
    return index == range.upperBound
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
