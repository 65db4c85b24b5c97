import Diagnostics
import Formats

/// Finds the conversations in a JSON document, whatever tool wrote it: `messages` documents (OpenAI,
/// Slack, Telegram, Instagram), Intercom, Zendesk, Contact Lens, AWS Transcribe, lists of turns.
///
/// An object with a text is a message; lists and objects around it say which conversation it belongs to.
struct DocumentReader {
  private(set) var messages: [Message] = []
  /// How many of the messages are labelled examples of an intent, which nobody said.
  private(set) var labelled = 0
  let names: NameMemory
  private let usesIdentifier: Bool
  /// The ids of messages, in step with them: used when they repeat and nothing else names conversations.
  private var identifiers: [String] = []

  init(names: NameMemory = NameMemory(), usesIdentifier: Bool = true) {
    self.names = names
    self.usesIdentifier = usesIdentifier
  }

  /// What is known around a message.
  struct Context {
    var conversation: String
    var people: [String: Person] = [:]
    /// The id of who asked for help, in a ticket.
    var requester = ""
  }

  struct Person {
    var name = ""
    var role = ""
  }

  /// Reads a document.
  ///
  /// `name` is what the document is called where it stands, so that its strings may be a dialogue's.
  mutating func read(_ node: JSONNode, fallbackConversation: String, name: String = "") {
    if !readWords(node, fallbackConversation), !readTree(node) {
      visit(node, name: name, Context(conversation: fallbackConversation))
    }
    if usesIdentifier, messages.allSatisfy({ $0.conversation == fallbackConversation }),
      Set(identifiers).count < messages.count, !identifiers.contains("")
    {
      for index in messages.indices { messages[index].conversation = identifiers[index] }
    }
    // A file of examples for a classifier is no transcript.
    if labelled * 2 > messages.count, messages.allSatisfy({ $0.speaker.isEmpty && $0.role.isEmpty })
    {
      messages = []
    }
  }

  /// Adds a message that has no id.
  mutating func append(_ message: Message) { add([message]) }

  /// Adds messages that were put together elsewhere.
  mutating func add(_ own: [Message]) {
    messages += own
    identifiers += [String](repeating: "", count: own.count)
  }

  private mutating func visit(_ node: JSONNode, name: String, _ context: Context) {
    switch node.content {
    case .array(let elements): visit(list: elements, name: name, context)
    case .object(let fields): visit(object: node, fields, name: name, context)
    default: return
    }
  }

  private mutating func visit(list elements: [JSONNode], name: String, _ context: Context) {
    if readPairs(elements, context) { return }
    let begin = messages.count
    var turns: [JSONNode] = []
    for (index, element) in elements.enumerated() {
      var inner = context
      switch element.content {
      case .string: turns.append(element)
      case .array:
        if elements.count > 1 { inner.conversation = joined(context.conversation, "\(index + 1)") }
        visit(element, name: name, inner)
      case .object:
        if elements.count > 1, holdsList(element), !isMessage(element),
          id(of: element) == nil
        {
          inner.conversation = joined(context.conversation, "\(index + 1)")
        }
        visit(element, name: name, inner)
      default: continue
      }
    }
    if DocumentNames.isDialogue(name), turns.count > 1, turns.count == elements.count {
      append(turns: turns, context)
    }
    if DocumentNames.isTurns(name), messages.count - begin == elements.count, elements.count > 1 {
      nameTurns(from: begin)
    }
    reverseIfNewestFirst(from: begin)
  }

  private func joined(_ outer: String, _ inner: String) -> String {
    outer.isEmpty ? inner : outer + "." + inner
  }

  private mutating func visit(
    object node: JSONNode, _ fields: [JSONNode.Member], name: String, _ context: Context
  ) {
    var inner = context
    learn(fields, &inner)
    let deeper = fields.filter { isDeep($0.value) }
    let lists = deeper.filter { isList($0.key) && holdsMessages($0.value) }
    if readPair(fields, node, context) { return }
    let plain = fields.filter { field in
      names.facts(of: field.key).isPieces || !lists.contains { $0.key == field.key }
    }
    if let message = message(plain, node, context), lists.isEmpty || namesSpeaker(plain) {
      append(message, fields, node)
      // Words and times of a message are none, answers to it are.
      for list in lists where names.facts(of: list.key).isAnswers {
        visit(list.value, name: list.key, inner)
      }
      return
    }
    if let id = id(of: node), !lists.isEmpty { inner.conversation = id }
    if lists.isEmpty, readSides(fields, node, inner) || readDialogue(fields, node, inner) { return }
    let isKeyed =
      fields.count > 1 && fields.count == deeper.count && fields.allSatisfy { isConversation($0) }
    for field in deeper where !names.facts(of: field.key).isAside {
      var own = inner
      if isKeyed { own.conversation = joined(inner.conversation, field.key) }
      visit(field.value, name: field.key, own)
    }
  }

  /// Turns that name nobody are taken in turn.
  private mutating func nameTurns(from begin: Int) {
    guard messages[begin...].allSatisfy({ $0.speaker.isEmpty && $0.role.isEmpty }) else { return }
    for index in begin..<messages.count {
      messages[index].speaker = "Speaker \((index - begin) % 2 + 1)"
    }
  }

  private mutating func append(_ message: Message, _ fields: [JSONNode.Member], _ node: JSONNode) {
    if fields.contains(where: { names.facts(of: $0.key).plain == "intent" }) { labelled += 1 }
    let id = fields.first { names.facts(of: $0.key).meaning?.meaning == .identifier }
    messages.append(message)
    identifiers.append(id?.value.plainText ?? "")
  }

  /// A list of texts whose speakers take turns.
  private mutating func append(turns: [JSONNode], _ context: Context) {
    for (index, turn) in turns.enumerated() {
      guard let text = turn.plainText else { continue }
      let bytes = Array(text.utf8)
      var message = Message(
        speaker: "Speaker \(index % 2 + 1)", text: text, conversation: context.conversation,
        line: turn.place.line)
      if let parts = SpeakerLine.split(bytes.span, bytes.span.trimmed(bytes.indices)) {
        message.speaker = String(decoding: bytes[parts.speaker], as: UTF8.self)
        message.text = String(decoding: bytes[parts.text], as: UTF8.self)
      }
      messages.append(message)
      identifiers.append("")
    }
  }

  /// Exports often give the newest message first.
  private mutating func reverseIfNewestFirst(from begin: Int) {
    let own = messages[begin...]
    guard own.count > 1, let first = own.first, let last = own.last,
      own.allSatisfy({ $0.conversation == first.conversation }),
      let start = WrittenTime(first.time)?.sortKey, let end = WrittenTime(last.time)?.sortKey,
      start > end
    else { return }
    messages[begin...].reverse()
    identifiers[begin...].reverse()
  }
}
