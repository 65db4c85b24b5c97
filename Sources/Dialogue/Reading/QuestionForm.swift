import Text

extension Interpretation {
  /// Whether the line asks in form: a question mark, or a Chinese verb set against its own denial.
  var asksInForm: Bool {
    utterance.text.contains { $0 == "?" || $0 == "？" } || utterance.setsVerbAgainstDenial
  }

  /// Whether the line has the form of a question: that of `asksInForm`, a question word, or a Chinese denial
  /// at its end.
  func isQuestionShaped(_ spoken: SpokenPhrases) -> Bool {
    if asksInForm || MentionReader(self, spoken).has(.asks) { return true }
    let last = utterance.text.last { $0.isLetter || $0.isNumber }
    return utterance.language == .chinese && last.map { "不没么否".contains($0) } == true
  }

  /// Whether the line asks if something has happened already: "was it delivered?", “钱退了没”. Such a line
  /// looks something up, whatever its verb.
  func asksIfHappened(_ spoken: SpokenPhrases) -> Bool {
    let mentions = MentionReader(self, spoken)
    let clauses = Clauses.ranges(in: utterance)
    // "Did 18733 ever get delivered": the verb opens its clause.
    let opens = mentions.ranges(.opensState).contains { verb in
      clauses.contains { $0.lowerBound == verb.lowerBound }
    }
    return (mentions.has(.asksState) || opens) && acts.share(.request) < 0.5
      && (utterance.language == .chinese || isQuestionShaped(spoken))
  }
}

extension Utterance {
  /// Whether a Chinese verb stands against its own denial: “赔不赔”, “退没退”, “到了没”.
  var setsVerbAgainstDenial: Bool {
    guard language == .chinese else { return false }
    let letters = Array(text)
    return letters.indices.contains { place in
      guard place > 0, letters[place] == "不" || letters[place] == "没" else { return false }
      let next = place + 1 < letters.count ? letters[place + 1] : nil
      if let next, next.isLetter {
        return next == letters[place - 1] && !Self.repeatedAdverbs.contains(next)
          || letters[place - 1] == "了" && next == "有"
      }
      return letters[place] == "没" && letters[place - 1] == "了"
    }
  }

  /// The first characters of the adverbs “时不时” and “动不动”, which ask nothing.
  private static let repeatedAdverbs: Set<Character> = ["时", "动"]
}
