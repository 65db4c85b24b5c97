import Diagnostics
import Formats

/// What a node of a document holds: a message, lists of them, a conversation.
extension DocumentReader {
  /// Whether a member is a conversation that its key names.
  func isConversation(_ field: JSONNode.Member) -> Bool {
    guard !isList(field.key), !names.facts(of: field.key).isAside else { return false }
    if case .object = field.value.content { return holdsMessages(field.value) }
    guard case .array(let elements) = field.value.content, elements.count > 1 else { return false }
    return elements.contains { if case .object = $0.content { true } else { false } }
  }

  func isMessage(_ node: JSONNode) -> Bool {
    guard case .object(let fields) = node.content else { return false }
    return namesSpeaker(fields)
      && message(fields, node, Context(conversation: "")) != nil
  }

  func namesSpeaker(_ fields: [JSONNode.Member]) -> Bool {
    fields.contains { field in
      switch meaning(of: field.key)?.meaning {
      case .speaker, .role, .direction, .isCustomer, .isAgent: field.value.isSaid
      default: false
      }
    }
  }

  func isDeep(_ node: JSONNode) -> Bool {
    switch node.content {
    case .array(let elements): !elements.isEmpty
    case .object(let fields): !fields.isEmpty
    default: false
    }
  }

  /// Whether a value has lists or objects of messages in it.
  func holdsMessages(_ node: JSONNode) -> Bool {
    switch node.content {
    case .array(let elements):
      return elements.contains { element in
        switch element.content {
        case .object, .array: true
        case .string: elements.count > 1
        default: false
        }
      }
    case .object(let fields):
      return fields.contains { isList($0.key) && isDeep($0.value) }
    default: return false
    }
  }

  /// Whether an object has lists of messages in it; one that wraps a single message has none.
  func holdsList(_ node: JSONNode) -> Bool {
    guard case .object(let fields) = node.content else { return false }
    return fields.contains { field in
      guard isList(field.key) else { return false }
      if case .array(let elements) = field.value.content { return !elements.isEmpty }
      return holdsList(field.value)
    }
  }

  func meaning(of name: String) -> (meaning: ColumnNames.Meaning, rank: Int)? {
    names.facts(of: name).meaning
  }

  /// Whether a member of this name may hold messages.
  func isList(_ name: String) -> Bool { names.facts(of: name).isList }

  /// The name of a conversation, in an object that holds its messages.
  func id(of node: JSONNode) -> String? {
    guard case .object(let fields) = node.content else { return nil }
    var best: (id: String, rank: Int)?
    for field in fields {
      guard let (meaning, rank) = meaning(of: field.key),
        meaning == .conversation || meaning == .identifier, let id = field.value.plainText
      else { continue }
      let order = meaning == .conversation ? rank : 1_000 + rank
      if order < best?.rank ?? .max { best = (id, order) }
    }
    return best?.id
  }
}
