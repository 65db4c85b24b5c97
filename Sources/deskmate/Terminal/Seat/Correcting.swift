import Dialogue
import Text

// What follows where an agent puts right what the desk believes.
extension AssistDesk {
  /// Suggests what follows from what the desk believes.
  func suggestNext() throws {
    var after = chat.conversation
    chat.table = nil
    guard let reply = try chat.agent.nextStep(in: &after, today: chat.today) else { return }
    chat.table = SeatTable(
      ground: .step(after: after),
      suggestions: [SeatTable.Suggestion(text: reply.text, source: words(.sourceStep))])
  }

  /// Changes what the desk believes, with what lies on the table; every suggestion follows.
  func correct(_ correction: Correction) throws -> BeliefChange {
    var after = chat.believed
    let change = try chat.agent.correct(correction, in: &after, today: chat.today)
    guard change == .set else { return change }
    guard let table = chat.table, let lines = table.lines else {
      chat.conversation = after
      try suggestNext()
      return change
    }
    if table.believed == nil {
      // The desk's own answer would do something: the line is read anew after the change.
      chat.conversation = after
      chat.table = try SuggestionMaker(chat: chat).table(for: lines)
      return change
    }
    let corrections = table.corrections + [correction]
    var corrected = SeatTable(
      ground: .corrected(lines, after: after), corrections: corrections, suggestions: [],
      turn: table.turn, rules: table.rules, after: after)
    corrected.suggestions = try suggestions(table, after: corrections)
    chat.table = corrected
    return change
  }

  /// What could be said to the lines on a table after corrections: each way to read them once more.
  private func suggestions(
    _ table: SeatTable, after corrections: [Correction]
  ) throws -> [SeatTable.Suggestion] {
    let maker = SuggestionMaker(chat: chat)
    var readings: [Dialogue.Reading] = [.asItStands]
    for suggestion in table.suggestions where !readings.contains(suggestion.reading) {
      readings.append(suggestion.reading)
    }
    if !readings.contains(.unclear) { readings.append(.unclear) }
    var found: [SeatTable.Suggestion] = []
    for reading in readings where found.count < 3 {
      // That nothing was understood is a last resort.
      if reading == .unclear, !found.isEmpty,
        !table.suggestions.contains(where: { $0.reading == .unclear })
      {
        continue
      }
      guard
        let corrected = try chat.agent.suggestion(
          for: table.words ?? "", read: reading, after: corrections, in: chat.conversation,
          today: chat.today)
      else { continue }
      let suggestion = maker.suggestion(corrected, reading, table.turn)
      if !found.contains(where: { $0.text == suggestion.text }) { found.append(suggestion) }
    }
    return found
  }
}

extension SuggestionMaker {
  /// A corrected reply as it is suggested.
  func suggestion(
    _ corrected: CorrectedReply, _ reading: Dialogue.Reading, _ turn: Turn?
  ) -> SeatTable.Suggestion {
    let (reply, after) = (corrected.reply, corrected.after)
    let words = chat.words
    if corrected.isStep {
      return SeatTable.Suggestion(
        text: reply.text, source: words(.sourceStep), reading: reading, after: after)
    }
    let personal = reply.handover.map { chat.agent.personally($0.reason, in: after) }
    let short = turn.flatMap { shortened(reply, $0) }
    let source =
      reading == .asItStands ? source(of: reply, after, words) : source(of: reading, words)
    return SeatTable.Suggestion(
      text: spokenByPerson(personal ?? short ?? reply.text, after.language), source: source,
      reading: reading, isReworded: true, after: after)
  }
}
