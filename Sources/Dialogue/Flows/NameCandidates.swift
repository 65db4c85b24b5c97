import Entities
import Text

/// What in a line may be a person's name: a name that is introduced, words with capitals beside an e-mail
/// address or a postcode, a clause of two to four Han characters.
///
/// A candidate is only ever compared with the name that belongs to the other clues; none is taken on trust.
enum NameCandidates {
  /// The candidates, the likeliest first, no more than a few.
  static func names(in line: Interpretation) -> [String] {
    var names: [String] = []
    if let introduced = line.text(.person) { names.append(introduced) }
    let utterance = line.utterance
    for clause in Clauses.ranges(in: utterance) {
      let tokens = utterance.tokens.filter { token in
        clause.contains(token.range.lowerBound)
          && !line.entities.contains {
            $0.kind != .person && $0.kind != .yesNo && $0.range.overlaps(token.range)
          }
      }
      names += latin(tokens, utterance) + han(tokens, utterance)
    }
    return names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.prefix(12).map(\.self)
  }

  /// The one run of two or three words with capitals: who is asked writes it so in any sentence; `nil` where
  /// there are several. “Sure, it's Ada Brook from Philadelphia, 19031”.
  static func written(in line: Interpretation) -> String? {
    let utterance = line.utterance
    var runs: [[String]] = [[]]
    for clause in Clauses.ranges(in: utterance) {
      runs.append([])
      for token in utterance.tokens where clause.contains(token.range.lowerBound) {
        let isName =
          token.kind == .word && utterance[token].first?.isUppercase == true
          && !line.entities.contains { $0.kind != .person && $0.range.overlaps(token.range) }
        if isName {
          runs[runs.count - 1].append(String(utterance[token]))
        } else {
          runs.append([])
        }
      }
    }
    let names = runs.filter { (2...3).contains($0.count) }
    return names.count == 1 ? names[0].joined(separator: " ") : nil
  }

  /// Runs of two or three words that follow each other.
  private static func latin(_ tokens: [Token], _ utterance: Utterance) -> [String] {
    let words = tokens.filter { $0.kind == .word }.map { String(utterance[$0]) }
    guard words.count >= 2 else { return [] }
    var names: [String] = []
    if words.count <= 3 { names.append(words.joined(separator: " ")) }
    for (first, second) in zip(words, words.dropFirst()) {
      let isName = first.first?.isUppercase == true && second.first?.isUppercase == true
      if isName || words.count <= 4 { names.append("\(first) \(second)") }
    }
    return names
  }

  /// Two to four characters that stand together, or stand first or last in a run of them.
  private static func han(_ tokens: [Token], _ utterance: Utterance) -> [String] {
    var runs: [[Token]] = []
    for token in tokens where token.kind == .han {
      if let last = runs.last?.last, last.range.upperBound == token.range.lowerBound {
        runs[runs.count - 1].append(token)
      } else {
        runs.append([token])
      }
    }
    return runs.flatMap { run -> [String] in
      let characters = run.map { String(utterance[$0]) }
      guard characters.count >= 2 else { return [] }
      var names = characters.count <= 4 ? [characters.joined()] : []
      for length in [3, 2] where characters.count > length {
        names.append(characters.suffix(length).joined())
        names.append(characters.prefix(length).joined())
      }
      return names
    }
  }
}
