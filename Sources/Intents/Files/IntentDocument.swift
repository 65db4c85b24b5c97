import Diagnostics
import Formats
import Text

/// JSON documents of labelled examples, whatever tool wrote them: an object with a name and a list of
/// examples is an intent, one with a text and an intent is a row.
extension IntentRows.Reading {
  mutating func document(_ text: [UInt8]) throws(Fault) {
    let root = try JSONReader.read(text, file: file)
    if root["data"]?.isCorpus == true {
      try corpus(text)
      return
    }
    if let name = Self.userSays(file), case .array(let phrases) = root.content {
      for phrase in phrases { example(phrase, name) }
      return
    }
    if columns(root) { return }
    visit(root, key: "", isTest: false)
    if rows.isEmpty, let name = Self.folderName(file) { phrases(root, named: name) }
    if rows.isEmpty { pairs(root) }
    if rows.isEmpty { lists(root) }
    if rows.isEmpty, let inner = root["intents"] { lists(inner, areIntents: true) }
    guard rows.isEmpty, faults.isEmpty else { return }
    throw Fault(
      file: file, place: root.place,
      "looks like a JSON document without examples of intents (\(Self.shape(root))); "
        + IntentRows.known)
  }

  /// `NAME` of Dialogflow's `NAME_usersays_en.json`.
  private static func userSays(_ file: String) -> String? {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    guard let range = name.firstRange(of: "_usersays_") else { return nil }
    return String(name[..<range.lowerBound])
  }

  /// `NAME` of `NAME/trainingPhrases/en.json`, as Dialogflow CX exports it.
  private static func folderName(_ file: String) -> String? {
    let parts = file.split(separator: "/")
    guard parts.count > 2, parts[parts.count - 2] == "trainingPhrases" else { return nil }
    return String(parts[parts.count - 3])
  }

  private mutating func phrases(_ root: JSONNode, named name: String) {
    guard case .object(let members) = root.content else { return }
    examples(members, named: name)
  }

  /// `{"text": ["…", "…"], "intent": ["…", "…"]}`: columns, as lists or by row numbers.
  private mutating func columns(_ root: JSONNode) -> Bool {
    guard case .object(let members) = root.content else { return false }
    func column(_ named: String?, _ rank: (String) -> Int?) -> [JSONNode]? {
      let fitting = members.filter { named == nil ? rank($0.key) != nil : $0.key == named }
      guard let best = fitting.min(by: { (rank($0.key) ?? 0) < (rank($1.key) ?? 0) }) else {
        return nil
      }
      switch best.value.content {
      case .array(let values): return values
      case .object(let rows):
        return rows.allSatisfy { Int($0.key) != nil } ? rows.map { $0.value } : nil
      default: return nil
      }
    }
    guard let texts = column(options.textColumn, IntentNames.isText),
      let intents = column(options.intentColumn, IntentNames.isIntent),
      texts.count == intents.count, !texts.isEmpty,
      texts.allSatisfy({ $0.said != nil }), intents.allSatisfy({ $0.said != nil })
    else { return false }
    for (text, intent) in zip(texts, intents) {
      guard let said = text.said, let name = intent.said, !said.trimmed.isEmpty else { continue }
      add(marked: said, name, text.place)
    }
    return !rows.isEmpty
  }

  private mutating func visit(_ node: JSONNode, key: String, isTest: Bool) {
    switch node.content {
    case .array(let elements):
      for element in elements { visit(element, key: key, isTest: isTest) }
    case .object(let members):
      if row(members, node, isTest: isTest) { return }
      if entry(members) { return }
      for member in members {
        // Snips names its intents by keys.
        if case .object(let inner) = member.value.content, IntentNames.name(in: inner) == nil,
          !Self.isAside(member.key),
          inner.contains(where: {
            IntentNames.isList($0.key) && !$0.value.holdsRows
              && ($0.value.isExampleList || IntentNames.isSingle($0.key))
          }),
          key == "intents" || members.count > 1
        {
          examples(inner, named: member.key)
        } else if !Self.isAside(member.key) {
          visit(
            member.value, key: ColumnNames.plain(member.key),
            isTest: isTest || IntentNames.isTests(member.key))
        }
      }
    default: return
    }
  }

  /// What stands beside the examples: what is answered, entities, settings.
  private static func isAside(_ key: String) -> Bool {
    [
      "responses", "answers", "entities", "regexfeatures", "lookuptables", "entitysynonyms",
      "closedlists", "patternfeatures", "messages", "parameters", "context", "actions", "slots",
    ].contains(ColumnNames.plain(key))
  }

  /// `{"text": …, "intent": …}`
  private mutating func row(
    _ members: [JSONNode.Member], _ node: JSONNode, isTest: Bool
  ) -> Bool {
    guard
      let text = IntentNames.member(of: members, named: options.textColumn, IntentNames.isText),
      let written = text.said
    else { return false }
    let intent =
      IntentNames.member(of: members, named: options.intentColumn, IntentNames.isIntent)?.said
      ?? Self.nestedIntent(members)
    guard let intent, !intent.trimmed.isEmpty else { return false }
    if case .array(let marks)? = members.first(where: { $0.key == "entities" })?.value.content {
      markCount += marks.count
    }
    if written.trimmed.isEmpty {
      faults.append(text.fault("\"text\" is empty"))
      return true
    }
    let isHeld =
      isTest
      || members.contains {
        ["dataset", "split"].contains(ColumnNames.plain($0.key))
          && $0.value.said?.lowercased() == "test"
      }
    let (plain, kinds) = MarkedText.plain(written)
    if plain != written { markCount += kinds.count }
    rows.append(IntentRows.Row(plain.trimmed, intent, text.place, isTest: isHeld))
    return true
  }

  /// Wit.ai: `"intent": {"name": …}`, or an entity called intent.
  private static func nestedIntent(_ members: [JSONNode.Member]) -> String? {
    for member in members where ColumnNames.plain(member.key) == "intent" {
      if let name = member.value["name"]?.said { return name }
    }
    guard case .array(let entities)? = members.first(where: { $0.key == "entities" })?.value.content
    else { return nil }
    for entity in entities where entity["entity"]?.said == "intent" {
      return entity["value"]?.said?.replacing("\"", with: "")
    }
    return nil
  }

  /// An object with the name of an intent and its examples.
  private mutating func entry(_ members: [JSONNode.Member]) -> Bool {
    let isIntent = members.contains { member in
      guard IntentNames.isList(member.key) else { return false }
      switch member.value.content {
      case .array(let elements): return elements.isEmpty || elements.contains { $0.isExample }
      case .string: return IntentNames.isSingle(member.key)
      case .object(let languages): return languages.contains { $0.value.isExampleList }
      default: return false
      }
    }
    guard isIntent, let named = IntentNames.name(in: members) else { return false }
    let name = Self.answered(members, number: named) ?? named
    // An object of utterances that name their own intents is LUIS's, not an intent.
    if members.contains(where: { IntentNames.isList($0.key) && $0.value.holdsRows }) {
      return false
    }
    examples(members, named: name)
    return true
  }

  /// A name by the first question, where answers are only numbered.
  private static func answered(_ members: [JSONNode.Member], number: String) -> String? {
    guard Int(number) != nil, members.contains(where: { $0.key == "answer" }),
      case .array(let asked)? = members.first(where: { $0.key == "questions" })?.value.content,
      let first = asked.first?.said
    else { return nil }
    return IntentNames.name(ofQuestion: first)
  }

  private mutating func examples(_ members: [JSONNode.Member], named name: String) {
    for member in members {
      let isTests = IntentNames.isTests(member.key)
      guard IntentNames.isList(member.key) || isTests else { continue }
      switch member.value.content {
      case .array(let elements): for element in elements { example(element, name, isTest: isTests) }
      case .string:
        if IntentNames.isSingle(member.key) { example(member.value, name, isTest: isTests) }
      case .object(let languages):
        for language in languages {
          guard case .array(let elements) = language.value.content else { continue }
          for element in elements { example(element, name, isTest: isTests) }
        }
      default: continue
      }
    }
  }

  /// One example: a text, an object with one, or the pieces of one.
  private mutating func example(_ node: JSONNode, _ name: String, isTest: Bool = false) {
    guard let (text, marks) = node.pieces else {
      faults.append(node.fault("an example must be a text, found \(node.found)"))
      return
    }
    let (plain, kinds) = MarkedText.plain(text)
    markCount += marks + (plain == text ? 0 : kinds.count)
    if plain.trimmed.isEmpty {
      faults.append(node.fault("an empty example; write what a customer says, or remove it"))
    } else {
      rows.append(IntentRows.Row(plain.trimmed, name, node.place, isTest: isTest))
    }
  }

  /// `{"train": [["text", "intent"], …], "test": …}` and lists of pairs.
  private mutating func pairs(_ node: JSONNode, isTest: Bool = false) {
    switch node.content {
    case .array(let elements):
      let labels = elements.compactMap { element -> String? in
        guard case .array(let pair) = element.content, pair.count == 2 else { return nil }
        return pair[1].said
      }
      // Labels come again or are one word; two sentences each are a dialogue.
      guard Set(labels).count < labels.count || !labels.contains(where: { $0.contains(" ") }) else {
        return
      }
      for element in elements {
        guard case .array(let pair) = element.content, pair.count == 2, let text = pair[0].said,
          let label = pair[1].said, !text.trimmed.isEmpty, !label.trimmed.isEmpty
        else { continue }
        rows.append(IntentRows.Row(text, label, element.place, isTest: isTest))
      }
    case .object(let members):
      for member in members {
        let key = member.key.lowercased()
        pairs(member.value, isTest: key.hasSuffix("test") || key.hasSuffix("val"))
      }
    default: return
    }
  }

  /// `{"greet": ["hello", "good day"], …}`
  private mutating func lists(_ node: JSONNode, areIntents: Bool = false) {
    guard case .object(let members) = node.content, !members.isEmpty,
      members.allSatisfy({ $0.value.isExampleList })
    else { return }
    let isPieces = members.allSatisfy { member in
      guard case .array(let elements) = member.value.content else { return false }
      return elements.allSatisfy { $0["data"] != nil }
    }
    guard isPieces || members.count > 1 else { return }
    let hasWords = members.contains { member in
      guard case .array(let elements) = member.value.content else { return false }
      return elements.count > 1 && elements.contains { $0.said?.contains(" ") == true }
    }
    guard hasWords || isPieces || areIntents else { return }
    for member in members {
      guard case .array(let elements) = member.value.content else { continue }
      for element in elements { example(element, member.key) }
    }
    notes.append("the keys are taken for intents, their lists for examples")
  }

  /// The first names in a document, so that a person knows which it is.
  private static func shape(_ node: JSONNode) -> String {
    switch node.content {
    case .object(let members):
      "an object of " + members.prefix(6).map { "\"\($0.key)\"" }.joined(separator: ", ")
    case .array(let elements):
      elements.first.map { "a list, first " + shape($0) } ?? "an empty list"
    default: node.found
    }
  }
}
