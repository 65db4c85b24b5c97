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
  private let names: NameMemory
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

  /// Whether a member is a conversation that its key names.
  private func isConversation(_ field: JSONNode.Member) -> Bool {
    guard !isList(field.key), !names.facts(of: field.key).isAside else { return false }
    if case .object = field.value.content { return holdsMessages(field.value) }
    guard case .array(let elements) = field.value.content, elements.count > 1 else { return false }
    return elements.contains { if case .object = $0.content { true } else { false } }
  }

  private func isMessage(_ node: JSONNode) -> Bool {
    guard case .object(let fields) = node.content else { return false }
    return namesSpeaker(fields)
      && message(fields, node, Context(conversation: "")) != nil
  }

  private func namesSpeaker(_ fields: [JSONNode.Member]) -> Bool {
    fields.contains { field in
      switch meaning(of: field.key)?.meaning {
      case .speaker, .role, .direction, .isCustomer, .isAgent: field.value.isSaid
      default: false
      }
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

  private func isDeep(_ node: JSONNode) -> Bool {
    switch node.content {
    case .array(let elements): !elements.isEmpty
    case .object(let fields): !fields.isEmpty
    default: false
    }
  }

  /// Whether a value has lists or objects of messages in it.
  private func holdsMessages(_ node: JSONNode) -> Bool {
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
  private func holdsList(_ node: JSONNode) -> Bool {
    guard case .object(let fields) = node.content else { return false }
    return fields.contains { field in
      guard isList(field.key) else { return false }
      if case .array(let elements) = field.value.content { return !elements.isEmpty }
      return holdsList(field.value)
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

extension DocumentReader {
  /// The message an object is, or `nil` when it has no text.
  private func message(
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

  /// Names and sides that stand elsewhere: in a profile, in the list of participants, in the ticket.
  private func complete(
    _ person: inout Person, _ side: inout String, _ fields: [JSONNode.Member], _ context: Context
  ) {
    func value(_ key: String) -> JSONNode? { fields.first { $0.key == key }?.value }
    for key in ["user_profile", "bot_profile", "profile"] {
      if let found = value(key).flatMap(Self.person), !found.name.isEmpty {
        person.name = found.name
      }
    }
    if side.isEmpty, value("bot_id")?.plainText != nil { side = "bot" }
    if !context.requester.isEmpty, side.isEmpty, let author = value("author_id")?.plainText {
      side = author == context.requester ? "customer" : "agent"
    }
    if let known = context.people[person.name]
      ?? value("author_id")?.plainText.flatMap({ context.people[$0] })
    {
      if !known.name.isEmpty { person.name = known.name }
      if side.isEmpty { side = known.role }
    }
    if side.isEmpty, person.role.isEmpty,
      let type = value("event")?.plainText ?? value("type")?.plainText,
      Roles.told(by: type.lowercased(), isMark: true) != nil
    {
      side = type
    }
  }

  func meaning(of name: String) -> (meaning: ColumnNames.Meaning, rank: Int)? {
    names.facts(of: name).meaning
  }

  /// Whether a member of this name may hold messages.
  private func isList(_ name: String) -> Bool { names.facts(of: name).isList }

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

  /// Who takes part, and who asked.
  private func learn(_ fields: [JSONNode.Member], _ context: inout Context) {
    for field in fields {
      let key = names.facts(of: field.key).plain
      if key == "requesterid", let id = field.value.plainText { context.requester = id }
      if key == "ticket", let id = field.value["requester_id"]?.plainText { context.requester = id }
      guard ["participants", "users", "members", "speakers", "people"].contains(key),
        case .array(let people) = field.value.content
      else { continue }
      for one in people {
        guard case .object(let fields) = one.content,
          let id = fields.first(where: {
            ["id", "participantid", "userid", "speakerid"].contains(ColumnNames.plain($0.key))
          })?.value.plainText,
          let person = Self.person(one)
        else { continue }
        context.people[id] = person
      }
    }
  }

  /// Somebody's name and side: a string, or an object that describes them.
  private static func person(_ node: JSONNode) -> Person? {
    if let name = node.plainText { return Person(name: name) }
    guard case .object(let fields) = node.content else { return nil }
    var person = Person()
    var rank = Int.max
    let names = [
      "realname", "displayname", "name", "fullname", "username", "firstname", "screenname", "email",
      "id", "userid", "participantid", "n",
    ]
    for field in fields {
      let key = ColumnNames.plain(field.key)
      if let place = names.firstIndex(of: key), place < rank, let text = field.value.plainText,
        !text.isEmpty
      {
        rank = place
        person.name = text
      }
      if ["role", "type", "usertype", "authortype", "participantrole", "kind", "t"].contains(key),
        person.role.isEmpty,
        let text = field.value.plainText
      {
        person.role = text
      }
      if key == "isbot", case .bool(true) = field.value.content { person.role = "bot" }
    }
    return person
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
