import Diagnostics
public import Formats
import Quantities
public import Text

/// What the leaves of `policy.json` read like in a sentence, by dotted path.
public enum PlaceholderValues {
  /// The value of every leaf below `node`: `policy.returns.window_days` → `30`.
  ///
  /// A text in both languages gives the one asked for. A price, a string such as `"4.90"`, is written as
  /// money of `currency`. Two whole numbers are a range (`3–5`, or `3` when they agree); other lists are
  /// joined as a sentence would, objects in them by their `name`.
  public static func values(
    of node: JSONNode, prefix: String, language: Language, currency: String
  ) -> [String: String] {
    var values: [String: String] = [:]
    collect(node, prefix, Style(language: language, currency: currency), into: &values)
    return values
  }

  private struct Style {
    let language: Language
    let currency: String
  }

  private static func collect(
    _ node: JSONNode, _ path: String, _ style: Style, into values: inout [String: String]
  ) {
    if let text = text(of: node, style) {
      values[path] = text
    } else if case .object(let members) = node.content {
      for member in members { collect(member.value, path + "." + member.key, style, into: &values) }
    }
  }

  private static func text(of node: JSONNode, _ style: Style) -> String? {
    switch node.content {
    case .null: nil
    case .bool(let value): value ? "true" : "false"
    case .number(let digits): digits
    case .string(let text): price(text, style) ?? text
    case .object:
      if case .string(let text)? = node[style.language.rawValue]?.content { text } else { nil }
    case .array(let elements): list(elements, style)
    }
  }

  private static func price(_ text: String, _ style: Style) -> String? {
    guard text.utf8.count > 3, text.utf8.dropLast(2).last == UInt8(ascii: "."),
      let money = Money(amount: text, currency: style.currency)
    else { return nil }
    return money.display
  }

  private static func list(_ elements: [JSONNode], _ style: Style) -> String? {
    let numbers = elements.compactMap { node in
      if case .number(let digits) = node.content { digits } else { nil }
    }
    if numbers.count == 2, elements.count == 2 {
      return numbers[0] == numbers[1] ? numbers[0] : numbers.joined(separator: "–")
    }
    let texts = elements.compactMap { node -> String? in
      // A list in a list is a table, nothing a sentence could hold.
      if case .array = node.content { return nil }
      return text(of: node, style) ?? node["name"].flatMap { text(of: $0, style) }
    }
    guard texts.count == elements.count, let last = texts.last else { return nil }
    let before = texts.dropLast()
    guard let previous = before.last else { return last }
    if style.language == .english {
      return before.joined(separator: ", ") + " and " + last
    }
    // Chinese is set off from Latin letters by a blank.
    let left = previous.last?.isASCII == true ? " " : ""
    let right = last.first?.isASCII == true ? " " : ""
    return before.joined(separator: "、") + left + "和" + right + last
  }
}
