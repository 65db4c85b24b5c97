public import Text

/// Lines the classifier was not sure of, alike ones together.
public struct LineGroup: Sendable {
  /// The lines, the first one typical.
  public let lines: [String]
  /// The best guesses for all of them together, the most probable first, at most three.
  public let guesses: [IntentRanking.Score]

  /// Groups lines whose decision is not an intent, the largest group first. Two lines are alike when
  /// they share half of their words.
  public static func groups(
    _ lines: [(utterance: Utterance, ranking: IntentRanking)]
  ) -> [LineGroup] {
    var groups: [(words: Set<String>, members: [Int])] = []
    var seen: Set<Set<String>> = []
    for (index, line) in lines.enumerated() where line.ranking.decision != .intent {
      let words = Set(
        line.utterance.tokens.filter { $0.kind != .symbol }.map {
          Normalizer.fold(String(line.utterance[$0]))
        })
      if words.isEmpty || !seen.insert(words).inserted { continue }
      let alike = groups.firstIndex { group in
        2 * group.words.intersection(words).count >= group.words.union(words).count
      }
      if let alike {
        groups[alike].members.append(index)
      } else {
        groups.append((words, [index]))
      }
    }
    return groups.sorted { ($1.members.count, $0.members[0]) < ($0.members.count, $1.members[0]) }
      .map { group in
        var sums: [Intent: Double] = [:]
        for member in group.members {
          for score in lines[member].ranking.scores {
            sums[score.intent, default: 0] += score.confidence / Double(group.members.count)
          }
        }
        return LineGroup(
          lines: group.members.map { lines[$0].utterance.text },
          guesses: sums.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map {
            IntentRanking.Score(intent: $0.key, confidence: $0.value)
          })
      }
  }
}
