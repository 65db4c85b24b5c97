import Diagnostics

/// Text inside XML and HTML.
public enum Markup {
  /// A text as markup shows it: its special characters escaped, controls, which XML cannot hold, made
  /// visible; line breaks stay.
  public static func escape(_ text: String) -> String {
    var escaped = ""
    for scalar in VisibleText.of(text, keepingLines: true).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }

  /// The character an entity stands for, by its name without `&` and `;`.
  public static func decoded(entity name: String) -> String? {
    switch name {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos", "rsquo", "lsquo": return "'"
    case "nbsp": return " "
    case "lrm", "rlm": return ""
    case "hellip": return "…"
    case "ndash": return "–"
    case "mdash": return "—"
    case let name where name.hasPrefix("#"):
      let digits = name.dropFirst()
      let isHex = digits.first == "x" || digits.first == "X"
      let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
    default: return nil
    }
  }

  /// What a reader of a small piece of HTML sees: tags away, entities decoded, ends of paragraphs as
  /// line breaks. A text without tags comes back as it is.
  public static func text(of html: String) -> String {
    let signs = html.utf8
    guard
      signs.contains(0x3C) && signs.contains(0x3E) || signs.contains(0x26) && signs.contains(0x3B)
    else {
      return html
    }
    var text = ""
    var rest = html[...]
    while let open = rest.firstIndex(where: { $0 == "<" || $0 == "&" }) {
      text += rest[..<open]
      let after = rest.index(after: open)
      if rest[open] == "<" {
        guard let first = rest[after...].first, first.isLetter || first == "/" || first == "!",
          let close = rest[after...].firstIndex(of: ">")
        else {
          text.append("<")
          rest = rest[after...]
          continue
        }
        let tag = rest[after..<close].lowercased()
        if ["br", "/p", "/div", "/li", "/tr", "/h"].contains(where: tag.hasPrefix),
          !text.hasSuffix("\n")
        {
          text.append("\n")
        }
        rest = rest[rest.index(after: close)...]
      } else if let close = rest[after...].prefix(9).firstIndex(of: ";"),
        let decoded = decoded(entity: String(rest[after..<close]))
      {
        text += decoded
        rest = rest[rest.index(after: close)...]
      } else {
        text.append("&")
        rest = rest[after...]
      }
    }
    text += rest
    let lines = text.split(separator: "\n").filter { $0.contains { !$0.isWhitespace } }
    return lines.joined(separator: "\n")
  }
}
