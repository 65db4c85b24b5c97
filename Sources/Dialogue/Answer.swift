import Entities
import Intents
import Text

/// Yes, no and "never mind", in their many forms.
enum Answer {
  /// Yes, no, or neither.
  static func yesNo(_ interpretation: Interpretation) -> Bool? {
    for entity in interpretation.entities(.yesNo) {
      if case .bool(let value) = entity.value { return value }
    }
    guard interpretation.intents.decision != .outOfScope || interpretation.confidence > 0.3 else {
      return nil
    }
    switch interpretation.intents.scores.first?.intent.rawValue {
    case "affirm": return true
    case "deny": return false
    default: return nil
    }
  }

  /// The intent of a line of nothing but yes or no, whatever else its few letters resemble.
  static func plain(_ interpretation: Interpretation) -> String? {
    guard interpretation.saysOnlyNames,
      interpretation.entities.allSatisfy({ $0.kind == .yesNo }),
      let says = interpretation.entities(.yesNo).first, case .bool(let value) = says.value
    else { return nil }
    return value ? "affirm" : "deny"
  }

  /// Whether a line says nothing but "leave it".
  static func isPlainStop(_ interpretation: Interpretation) -> Bool {
    let words = interpretation.utterance.tokens.filter { $0.kind != .symbol }
    guard words.count <= 6, !interpretation.entities.contains(where: { $0.kind != .yesNo }) else {
      return false
    }
    if interpretation.intent == "stop", interpretation.confidence >= 0.7 { return true }
    let text = interpretation.utterance.text.lowercased()
    return stopWords.contains { text.holds($0) }
  }

  private static let stopWords = [
    "never mind", "nevermind", "forget it", "leave it", "don't bother", "changed my mind",
    "cancel that", "算了", "不用了", "不办了", "别弄了", "先不",
  ]

  /// Whether the customer wants to leave it. A bare "no" leaves it too, where no question of yes or no
  /// was asked.
  static func isStop(_ interpretation: Interpretation, while flow: Flow) -> Bool {
    if interpretation.intent == "stop", interpretation.confidence >= 0.4 { return true }
    let text = interpretation.utterance.text.lowercased()
    if stopWords.contains(where: { text.holds($0) }) { return true }
    guard flow.awaiting != .confirmation else { return yesNo(interpretation) == false }
    return flow.awaiting != .items && flow.awaiting != .description
      && interpretation.utterance.tokens.count <= 3 && yesNo(interpretation) == false
  }
}

/// Whether a line asks about something rather than asks for it.
enum Asking {
  /// "How do I return this?" asks; "can you cancel my order?" and "I want to return it" ask for it.
  static func isQuestion(_ interpretation: Interpretation) -> Bool {
    let text = " " + interpretation.utterance.text.lowercased() + " "
    if interpretation.utterance.language == .chinese {
      return chinese.contains { text.holds($0) }
    }
    let words = text.split { !$0.isLetter && $0 != "'" }
    guard let first = words.first else { return false }
    if ["how", "what", "which", "when", "where", "why", "is", "are", "do", "does", "am", "may"]
      .contains(first)
    {
      return true
    }
    return english.contains { text.holds($0) }
  }

  private static let english = [
    " can i ", " could i ", " may i ", " how do ", " how can ", " how to ", " how long ",
    " how much ", " is it possible ", " am i able ", " do you ", " what is ", " what's ",
    " what are ", " what if ", " wondering if ", " want to know ", " like to know ", " policy ",
    " is there ",
  ]
  private static let chinese = [
    "如何", "怎么", "怎样", "咋", "能不能", "可不可以", "可以吗", "能吗", "多久", "多少", "什么", "哪里",
    "是否", "有没有", "吗", "几天", "要不要",
  ]
}
