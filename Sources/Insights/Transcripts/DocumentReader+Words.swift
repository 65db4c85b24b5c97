import Diagnostics
import Formats

/// Documents whose messages must be put together: words of a recognizer, trees of messages.
extension DocumentReader {
  /// AWS Transcribe: words with a speaker each; `false` when this is no such document.
  mutating func readWords(_ node: JSONNode, _ conversation: String) -> Bool {
    guard let results = node["results"], case .array(let items)? = results["items"]?.content,
      items.first?["alternatives"] != nil
    else { return false }
    var turns: [Message] = []
    let labels = Self.labels(results)
    for item in items {
      guard case .array(let choices)? = item["alternatives"]?.content,
        let word = choices.first?["content"]?.plainText
      else { continue }
      let start = item["start_time"]?.plainText ?? ""
      let isSign = item["type"]?.plainText == "punctuation"
      let speaker =
        item["speaker_label"]?.plainText ?? labels[start] ?? item["channel_label"]?.plainText
        ?? turns.last?.speaker ?? ""
      if let last = turns.indices.last, isSign || turns[last].speaker == speaker {
        turns[last].text += (isSign ? "" : " ") + word
      } else {
        turns.append(
          Message(
            speaker: speaker, text: word, conversation: conversation, time: start,
            line: item.place.line))
      }
    }
    add(turns)
    return !turns.isEmpty
  }

  private static func labels(_ results: JSONNode) -> [String: String] {
    var labels: [String: String] = [:]
    guard case .array(let segments)? = results["speaker_labels"]?["segments"]?.content else {
      return labels
    }
    for segment in segments {
      guard case .array(let items)? = segment["items"]?.content else { continue }
      for item in items {
        if let start = item["start_time"]?.plainText, let label = item["speaker_label"]?.plainText {
          labels[start] = label
        }
      }
    }
    return labels
  }

  /// A tree of messages as ChatGPT exports it, in the order of their times; `false` when this is none.
  mutating func readTree(_ node: JSONNode) -> Bool {
    var trees: [JSONNode] = []
    if case .array(let elements) = node.content { trees = elements } else { trees = [node] }
    trees = trees.filter { $0["mapping"] != nil }
    guard !trees.isEmpty else { return false }
    for (index, tree) in trees.enumerated() {
      guard case .object(let nodes)? = tree["mapping"]?.content else { continue }
      let name = tree["conversation_id"]?.plainText ?? tree["title"]?.plainText ?? "\(index + 1)"
      let own = nodes.compactMap { entry -> (Double, Message)? in
        guard let message = entry.value["message"],
          let text = message["content"].flatMap({ Self.text(of: $0) })
        else { return nil }
        let time = message["create_time"]?.plainText ?? ""
        return (
          Double(time) ?? 0,
          Message(
            speaker: "", text: text, conversation: trees.count > 1 ? name : "", time: time,
            line: message.place.line, role: message["author"]?["role"]?.plainText ?? "")
        )
      }
      add(own.sorted { ($0.0, $0.1.line) < ($1.0, $1.1.line) }.map(\.1))
    }
    return true
  }
}
