/// Text with marks of entities in it: `[the kettle](product)`, `[three](number:3)`, `{product}`.
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
      if rest[open] == "{", let close = rest[after...].firstIndex(of: "}") {
        kinds.append(String(rest[after..<close]))
        plain += rest[open...close]
        rest = rest[rest.index(after: close)...]
      } else if rest[open] == "[", let mark = mark(rest[after...]) {
        plain += mark.text
        kinds.append(mark.kind)
        rest = mark.rest
      } else {
        plain.append(rest[open])
        rest = rest[after...]
      }
    }
    return (plain + rest, kinds)
  }

  /// `text](kind:value)` or `text]{"entity": "kind"}` at the beginning of `rest`.
  private static func mark(
    _ rest: Substring
  ) -> (text: Substring, kind: String, rest: Substring)? {
    guard let close = rest.firstIndex(of: "]") else { return nil }
    let after = rest[rest.index(after: close)...]
    if after.first == "(", let end = after.firstIndex(of: ")") {
      let inside = after[after.index(after: after.startIndex)..<end]
      let kind = inside.prefix { $0 != ":" }
      return (rest[..<close], String(kind), after[after.index(after: end)...])
    }
    if after.first == "{", let end = after.firstIndex(of: "}") {
      let inside = after[..<end].split(separator: "\"")
      let kind = inside.firstIndex(of: "entity").flatMap { $0 + 2 < inside.count ? $0 + 2 : nil }
      guard let kind else { return nil }
      return (rest[..<close], String(inside[kind]), after[after.index(after: end)...])
    }
    return nil
  }
}
