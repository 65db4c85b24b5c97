import Formats

extension JSONNode {
  /// The text of a string or a number.
  var said: String? {
    switch content {
    case .string(let text): text
    case .number(let text): text
    default: nil
    }
  }

  /// Whether this is a list of a corpus of nlp.js.
  var isCorpus: Bool {
    guard case .array(let elements) = content else { return false }
    return elements.contains { $0["utterances"] != nil && $0["intent"] != nil }
  }

  /// Whether this is an example: a text, or an object around one.
  var isExample: Bool { pieces != nil }

  var isExampleList: Bool {
    guard case .array(let elements) = content else { return false }
    return !elements.isEmpty && elements.allSatisfy { $0.isExample }
  }

  /// Whether a list's elements name their own intents.
  var holdsRows: Bool {
    guard case .array(let elements) = content, case .object(let members)? = elements.first?.content
    else { return false }
    return IntentNames.member(of: members, named: nil, IntentNames.isIntent) != nil
  }

  /// The text of an example and how many of its pieces are marked as entities: `"where is it"`,
  /// `{"text": …}`, `{"data": [{"text": "where is "}, {"text": "it", "alias": "product"}]}`.
  var pieces: (text: String, marks: Int)? {
    switch content {
    case .string(let text): return (text, 0)
    case .object:
      for key in ["data", "parts"] {
        guard case .array(let parts)? = self[key]?.content else { continue }
        let texts = parts.compactMap { $0["text"]?.said }
        guard !texts.isEmpty else { continue }
        let marks = parts.count {
          $0["alias"] != nil || $0["entity"] != nil || $0["slot_name"] != nil
            || $0["entityType"] != nil
        }
        return (texts.joined(), marks)
      }
      for key in ["text", "utterance", "sentence", "value", "phrase"] {
        if let text = self[key]?.said { return (text, 0) }
      }
      return nil
    case .array(let parts):
      let texts = parts.compactMap { $0["text"]?.said }
      return texts.isEmpty || texts.count < parts.count ? nil : (texts.joined(), 0)
    default: return nil
    }
  }
}
