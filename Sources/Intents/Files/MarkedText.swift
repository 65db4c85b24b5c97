/// Text with marks of entities in it: `[the kettle](product)`, `[three](number:3)`, `{product}`, and those of
/// Rasa: `[kettle]{"entity": "product", "role": "old"}`, `[it][{"entity": "a"}, {"entity": "b"}]`.
enum MarkedText {
  /// The text without the marks' brackets, and the kinds that were named.
  static func plain(_ text: String) -> (text: String, kinds: [String]) {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") }) else {
      return (text, [])
    }
    var plain = ""
    var kinds: [String] = []
    var rest = text[...]
    while let open = rest.firstIndex(where: { $0 == "[" || $0 == "{" }) {
      plain += rest[..<open]
      let after = rest.index(after: open)
      if rest[open] == "{", let close = end(of: rest[after...], opening: "{", closing: "}") {
        kinds.append(String(rest[after..<close]))
        plain += rest[open...close]
        rest = rest[rest.index(after: close)...]
      } else if rest[open] == "[", let mark = mark(rest[after...]) {
        plain += mark.text
        kinds += mark.kinds
        rest = mark.rest
      } else {
        plain.append(rest[open])
        rest = rest[after...]
      }
    }
    return (plain + rest, kinds)
  }

  /// A mark is short: a line of opening brackets is not searched to its end for each.
  private static let longest = 400

  /// Where a bracket closes in which none opens; a line of opening ones is given up at the second.
  private static func end(
    of rest: Substring, opening: Character, closing: Character
  ) -> Substring.Index? {
    let found = rest.prefix(longest).firstIndex { $0 == closing || $0 == opening }
    return found.flatMap { rest[$0] == closing ? $0 : nil }
  }

  /// What follows an opening bracket: `text](kind:value)`, `text]{…}` or `text][…]`.
  private static func mark(
    _ rest: Substring
  ) -> (text: Substring, kinds: [String], rest: Substring)? {
    guard let close = end(of: rest, opening: "[", closing: "]") else { return nil }
    let after = rest[rest.index(after: close)...]
    guard let first = after.first else { return nil }
    let inside = after.dropFirst().prefix(longest)
    switch first {
    case "(":
      guard let end = inside.firstIndex(of: ")") else { return nil }
      let kind = inside[..<end].prefix { $0 != ":" }.filter { $0 != "\"" }
      return (rest[..<close], [String(kind)], after[after.index(after: end)...])
    case "{", "[":
      guard let end = inside.firstIndex(of: first == "{" ? "}" : "]") else { return nil }
      let kinds = kinds(inside[..<end])
      if kinds.isEmpty { return nil }
      return (rest[..<close], kinds, after[after.index(after: end)...])
    default: return nil
    }
  }

  /// The kinds in `"entity": "product", "role": "old"`.
  private static func kinds(_ inside: Substring) -> [String] {
    let words = inside.split(separator: "\"")
    return words.indices.compactMap { index in
      words[index] == "entity" && index + 2 < words.count ? String(words[index + 2]) : nil
    }
  }
}
