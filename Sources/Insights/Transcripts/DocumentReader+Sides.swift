import Diagnostics
import Formats

/// Objects that hold what both sides said: members named as the sides, questions with answers, a dialogue as
/// one text.
extension DocumentReader {
  /// `{"customer": "…", "agent": "…"}`: the members name the sides; `false` when they do not.
  mutating func readSides(
    _ fields: [JSONNode.Member], _ node: JSONNode, _ context: Context
  ) -> Bool {
    let said = fields.compactMap { field -> (key: String, text: String, role: Roles.Role)? in
      guard case .string(let text) = field.value.content, text.utf8.contains(where: { $0 > 0x20 }),
        let role = Roles.told(by: field.key.lowercased(), isMark: true)
      else { return nil }
      return (field.key, text, role)
    }
    guard said.contains(where: { $0.role == .customer }),
      said.contains(where: { $0.role == .agent }),
      said.contains(where: { $0.text.utf8.count > 24 || $0.text.split(separator: " ").count > 2 })
    else { return false }
    for one in said {
      append(
        Message(
          speaker: "", text: one.text, conversation: context.conversation,
          line: node.place.line, role: one.key))
    }
    return true
  }

  /// `[["agent", "hi"], ["customer", "hello"]]`: sides and texts; `false` when it is none.
  mutating func readPairs(_ elements: [JSONNode], _ context: Context) -> Bool {
    let said = elements.compactMap { element -> (side: String, text: String)? in
      guard case .array(let pair) = element.content, pair.count == 2,
        case .string(let side) = pair[0].content, case .string(let text) = pair[1].content
      else { return nil }
      return (side, text)
    }
    let sides = Set(said.map { Roles.told(by: $0.side.lowercased(), isMark: true) })
    guard said.count == elements.count, sides.contains(.customer), sides.contains(.agent),
      !sides.contains(nil)
    else { return false }
    for ((side, text), element) in zip(said, elements) {
      append(
        Message(
          speaker: "", text: text, conversation: context.conversation, line: element.place.line,
          role: side))
    }
    return true
  }

  /// `{"question": "…", "answer": "…"}`: both sides in one object; `false` when it is none.
  mutating func readPair(
    _ fields: [JSONNode.Member], _ node: JSONNode, _ context: Context
  ) -> Bool {
    var said: [ColumnNames.Meaning: (text: String, rank: Int)] = [:]
    var time = ""
    for field in fields {
      guard let (meaning, rank) = meaning(of: field.key) else { continue }
      if meaning == .time { time = field.value.plainText ?? time }
      if meaning == .text { return false }
      guard meaning == .customerText || meaning == .agentText,
        case .string = field.value.content, let text = Self.text(of: field.value),
        rank < said[meaning]?.rank ?? .max
      else { continue }
      said[meaning] = (text, rank)
    }
    guard let customer = said[.customerText], let agent = said[.agentText] else { return false }
    for (text, role) in [(customer.text, "customer"), (agent.text, "agent")] {
      append(
        Message(
          speaker: "", text: text, conversation: id(of: node) ?? context.conversation, time: time,
          line: node.place.line, role: role))
    }
    return true
  }

  /// A dialogue as one text, such as `{"transcript": "Agent: …\nCustomer: …"}`; `false` when there is none.
  mutating func readDialogue(
    _ fields: [JSONNode.Member], _ node: JSONNode, _ context: Context
  ) -> Bool {
    for field in fields {
      guard case .string(let text) = field.value.content,
        let known = meaning(of: field.key)?.meaning, known == .dialogue || known == .text
      else { continue }
      var lines = text
      if !text.contains("\n") {
        guard let turns = DialogueField.turns(text) else { continue }
        lines = turns.joined(separator: "\n")
      }
      let bytes = Array(lines.utf8)
      let reader = MessageReader(TranscriptForm(.speaker), file: "")
      let said = reader.messages(in: bytes[...], firstLine: 1).messages
      guard said.count > 1 else { continue }
      let conversation = id(of: node) ?? context.conversation
      add(
        said.map { message in
          var message = message
          message.conversation = conversation
          message.line = node.place.line
          message.beginsConversation = false
          return message
        })
      return true
    }
    return false
  }
}
