/// A pattern of the documented subset of regular expressions, as a tree.
///
/// Literals, `.`, classes `[a-z0-9]` and `[^…]`, `\d \w \s` and escaped marks, groups `( )` and
/// `(?: )`, alternatives `|`, counts `? * + {2} {2,} {2,5}`. Nothing that would need backtracking.
indirect enum PatternNode: Sendable {
  case set([ClosedRange<UInt32>])
  case sequence([PatternNode])
  case alternatives([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?)
}

/// What is wrong with a pattern, and at which scalar of it (from 0).
struct PatternFault: Error {
  let offset: Int
  let message: String
}

/// Reads a pattern.
struct PatternParser {
  private let scalars: [UInt32]
  private var at = 0
  private var depth = 0

  static func parse(_ pattern: String) throws(PatternFault) -> PatternNode {
    var parser = PatternParser(scalars: pattern.unicodeScalars.map(\.value))
    guard !parser.scalars.isEmpty else {
      throw PatternFault(offset: 0, message: "the pattern is empty")
    }
    let node = try parser.alternatives()
    if parser.at < parser.scalars.count {
      throw PatternFault(offset: parser.at, message: "this \")\" closes nothing; write \\)")
    }
    return node
  }

  private init(scalars: [UInt32]) { self.scalars = scalars }

  private var current: UInt32? { at < scalars.count ? scalars[at] : nil }

  private func scalar(_ character: Unicode.Scalar) -> UInt32 { character.value }

  private mutating func alternatives() throws(PatternFault) -> PatternNode {
    depth += 1
    defer { depth -= 1 }
    if depth > 32 { throw PatternFault(offset: at, message: "groups nested deeper than 32") }
    var choices = [try sequence()]
    while current == scalar("|") {
      at += 1
      choices.append(try sequence())
    }
    return choices.count == 1 ? choices[0] : .alternatives(choices)
  }

  private mutating func sequence() throws(PatternFault) -> PatternNode {
    var parts: [PatternNode] = []
    while let value = current, value != scalar("|"), value != scalar(")") {
      let start = at
      parts.append(try counted(try atom(), from: start))
    }
    return .sequence(parts)
  }

  private mutating func counted(
    _ node: PatternNode, from start: Int
  ) throws(PatternFault) -> PatternNode {
    var result = node
    let place = at
    switch current {
    case scalar("?"): result = .repeated(node, least: 0, most: 1)
    case scalar("*"): result = .repeated(node, least: 0, most: nil)
    case scalar("+"): result = .repeated(node, least: 1, most: nil)
    case scalar("{"):
      let (least, most) = try count()
      result = .repeated(node, least: least, most: most)
    default: return node
    }
    if place == at { at += 1 }
    switch current {
    case scalar("?"), scalar("+"), scalar("*"), scalar("{"):
      throw PatternFault(
        offset: at,
        message:
          "a second count, lazy and possessive counts are not supported; the longest match wins")
    default: return result
    }
  }

  private mutating func count() throws(PatternFault) -> (Int, Int?) {
    let start = at
    at += 1
    guard let least = number() else {
      throw PatternFault(offset: start, message: "write a count as {2}, {2,} or {2,5}, or \\{")
    }
    var most: Int? = least
    if current == scalar(",") {
      at += 1
      most = number()
    }
    guard current == scalar("}") else {
      throw PatternFault(
        offset: start, message: "this count is not closed; write {2}, {2,} or {2,5}")
    }
    at += 1
    if least > 255 || most ?? 0 > 255 {
      throw PatternFault(offset: start, message: "a count is at most 255")
    }
    if let most, most < least {
      throw PatternFault(offset: start, message: "the count {\(least),\(most)} runs backwards")
    }
    return (least, most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = current, (0x30...0x39).contains(digit), value ?? 0 < 10_000 {
      value = (value ?? 0) * 10 + Int(digit - 0x30)
      at += 1
    }
    return value
  }

  private mutating func atom() throws(PatternFault) -> PatternNode {
    let start = at
    guard let value = current else { return .sequence([]) }
    at += 1
    switch value {
    case scalar("("):
      if current == scalar("?") {
        guard at + 1 < scalars.count, scalars[at + 1] == scalar(":") else {
          throw PatternFault(
            offset: start,
            message: "only plain groups ( ) and (?: ) are supported, no look-around and no names")
        }
        at += 2
      }
      let node = try alternatives()
      guard current == scalar(")") else {
        throw PatternFault(offset: start, message: "this group is not closed")
      }
      at += 1
      return node
    case scalar("["): return .set(try bracket(from: start))
    case scalar("."): return .set([0...0x09, 0x0B...0x10FFFF])
    case scalar("\\"): return .set(try escape(from: start))
    case scalar("^"), scalar("$"):
      throw PatternFault(
        offset: start,
        message: "anchors are not supported: a pattern always matches whole words; write "
          + "\\\(Unicode.Scalar(value).map(String.init) ?? "") for the character")
    case scalar("*"), scalar("+"), scalar("?"), scalar("{"):
      throw PatternFault(
        offset: start, message: "there is nothing to count here; escape it with \\")
    case scalar("]"), scalar("}"):
      throw PatternFault(offset: start, message: "this bracket opens nothing; escape it with \\")
    default: return .set([value...value])
    }
  }

  private mutating func escape(from start: Int) throws(PatternFault) -> [ClosedRange<UInt32>] {
    guard let value = current else {
      throw PatternFault(offset: start, message: "the pattern ends in a backslash")
    }
    at += 1
    switch value {
    case scalar("d"): return [0x30...0x39]
    case scalar("w"): return [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    case scalar("s"): return [0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x3000...0x3000]
    case scalar("t"): return [9...9]
    case scalar("n"): return [10...10]
    case 0x31...0x39, scalar("k"):
      throw PatternFault(offset: start, message: "back-references are not supported")
    case scalar("b"), scalar("B"), scalar("A"), scalar("Z"), scalar("z"):
      throw PatternFault(
        offset: start, message: "anchors are not supported: a pattern always matches whole words")
    case 0x41...0x5A, 0x61...0x7A, 0x30:
      throw PatternFault(
        offset: start, message: "unknown escape; known are \\d \\w \\s \\t \\n and escaped marks")
    default: return [value...value]
    }
  }

  private mutating func bracket(from start: Int) throws(PatternFault) -> [ClosedRange<UInt32>] {
    var negated = false
    var ranges: [ClosedRange<UInt32>] = []
    if current == scalar("^") {
      negated = true
      at += 1
    }
    while let value = current, value != scalar("]") {
      let place = at
      at += 1
      if value == scalar("[") {
        throw PatternFault(offset: place, message: "a class inside a class; write \\[ for the mark")
      }
      if value == scalar("\\") {
        ranges += try escape(from: place)
        continue
      }
      if current == scalar("-"), at + 1 < scalars.count, scalars[at + 1] != scalar("]") {
        let high = scalars[at + 1]
        guard high >= value, high != scalar("\\") else {
          throw PatternFault(offset: place, message: "this range runs backwards")
        }
        ranges.append(value...high)
        at += 2
      } else {
        ranges.append(value...value)
      }
    }
    guard current == scalar("]") else {
      throw PatternFault(offset: start, message: "this class is not closed")
    }
    at += 1
    guard !ranges.isEmpty else {
      throw PatternFault(offset: start, message: "an empty class matches nothing")
    }
    return negated ? Self.complement(ranges) : ranges
  }

  private static func complement(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var rest: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { rest.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { rest.append(next...0x10FFFF) }
    return rest
  }
}
