import Diagnostics
import Formats

/// A message out of an object: its text, who said it and when.
extension DocumentReader {
  /// The message an object is, or `nil` when it has no text.
  func message(
    _ fields: [JSONNode.Member], _ node: JSONNode, _ context: Context
  ) -> Message? {
    if let subtype = fields.first(where: { $0.key == "subtype" })?.value.plainText,
      subtype != "bot_message", subtype != "thread_broadcast"
    {
      return nil
    }
    if fields.first(where: { $0.key == "type" })?.value.plainText == "service" { return nil }
    if let event = fields.first(where: { $0.key == "event" })?.value.plainText?.lowercased(),
      Roles.told(by: event, isMark: true) == nil, !event.contains("message"),
      !event.contains("chat")
    {
      // What a program did is nobody's message.
      return nil
    }
    var best: (text: String, rank: Int)?
    var person = Person()
    var side = ""
    var time = ""
    var conversation = ""
    var speakerRank = Int.max
    for field in fields {
      guard let (meaning, rank) = meaning(of: field.key) else { continue }
      switch meaning {
      case .text, .customerText:
        let rank = meaning == .text ? rank : rank + 1_000
        if rank < best?.rank ?? .max, let text = Self.text(of: field.value) { best = (text, rank) }
      case .speaker:
        if rank < speakerRank, let found = Self.person(field.value) {
          speakerRank = rank
          person.name = found.name.isEmpty ? person.name : found.name
          if !found.role.isEmpty { person.role = found.role }
        }
      case .role:
        if let found = Self.person(field.value) {
          side = found.name.isEmpty ? found.role : found.name
        }
      case .isCustomer, .isAgent:
        if side.isEmpty, case .bool(let value) = field.value.content {
          side = value == (meaning == .isCustomer) ? "customer" : "agent"
        }
      case .direction: if side.isEmpty { side = field.value.plainText ?? "" }
      case .time: if time.isEmpty { time = field.value.plainText ?? "" }
      case .conversation: conversation = field.value.plainText ?? conversation
      default: continue
      }
    }
    if best == nil, !person.name.isEmpty || !side.isEmpty || !person.role.isEmpty {
      best = pieces(fields).map { ($0, 0) }
    }
    guard let text = best.map({ Self.trimmed($0.text) }) else { return nil }
    complete(&person, &side, fields, context)
    return Message(
      speaker: person.name, text: text,
      conversation: conversation.isEmpty ? context.conversation : conversation, time: time,
      line: node.place.line, role: side.isEmpty ? person.role : side)
  }

  private static func trimmed(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let inside = bytes.span.trimmed(bytes.indices)
    return inside.count == bytes.count ? text : String(decoding: bytes[inside], as: UTF8.self)
  }

  /// The text of an object with a speaker whose words stand in pieces, or in the best of several readings.
  private func pieces(_ fields: [JSONNode.Member]) -> String? {
    for field in fields {
      let name = names.facts(of: field.key)
      switch name.plain {
      case _ where name.isPieces:
        if let text = Self.text(of: field.value) { return text }
      case "nbest", "alternatives":
        if case .array(let readings) = field.value.content, let first = readings.first,
          let text = Self.text(of: first)
        {
          return text
        }
      case "transcript":
        if case .string = field.value.content { return Self.text(of: field.value) }
      default: continue
      }
    }
    return nil
  }

  /// The words of a value: a string, pieces of one, or an object around it; `nil` when there are none.
  static func text(of node: JSONNode, depth: Int = 0) -> String? {
    guard depth < 6 else { return nil }
    switch node.content {
    case .string(let text):
      let shown = Mojibake.mended(Markup.text(of: text))
      return shown.utf8.contains { $0 > 0x20 } ? shown : nil
    case .array(let pieces):
      // Pieces with their blanks among them are joined as they are.
      let raw = pieces.compactMap { $0["value"]?.plainText }
      if raw.count == pieces.count,
        raw.contains(where: { !$0.isEmpty && $0.allSatisfy { $0 == " " } })
      {
        return raw.joined()
      }
      // Pieces of one text stand in strings and in objects that mark them up.
      let texts = pieces.compactMap { text(of: $0, depth: depth + 1) }
      return texts.isEmpty
        ? nil : texts.joined(separator: pieces.contains { $0.plainText != nil } ? "" : " ")
    case .object:
      for key in [
        "text", "plain_text", "body", "content", "value", "parts", "simpleText", "Content",
        "display", "transcript",
      ] {
        if let inner = node[key], let text = text(of: inner, depth: depth + 1) { return text }
      }
      return nil
    default: return nil
    }
  }
}
