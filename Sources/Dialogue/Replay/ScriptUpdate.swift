/// Rewrites the `#bot` lines of a conversation that no longer hold, with the replies as they came.
public enum ScriptUpdate {
  /// The file's text with those lines rewritten; `nil` when all of them hold.
  public static func updated(
    _ text: String, _ script: GoldenConversation, turns: [Turn]
  ) -> String? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var dropped: Set<Int> = []
    var changed = false
    for (scripted, turn) in zip(script.turns, turns) {
      let stale = scripted.assertions.filter {
        $0.subject == .reply && !Replay.holds(turn.reply.text, $0.expected)
      }
      guard let first = stale.first else { continue }
      changed = true
      lines[first.line - 1] = "#bot " + Replay.oneLine(turn.reply.text)
      dropped.formUnion(stale.dropFirst().map(\.line))
    }
    guard changed else { return nil }
    return lines.enumerated().filter { !dropped.contains($0.offset + 1) }.map(\.element)
      .joined(separator: "\n")
  }
}
