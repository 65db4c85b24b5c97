import Dialogue
import Entities
import Sentiment
import Shop
import Text

/// An agent's side of the desk. What a customer wrote lies on the table with what could be said to it, until
/// the agent sends a suggestion or own words, or skips it; nothing else says or does anything.
@MainActor
struct AssistDesk {
  let chat: ChatSession

  var words: SeatWords { chat.words }

  /// More lines than these were not meant as one message.
  private static let mostJoined = 6

  /// Puts what the customer wrote on the table, beside lines that are still unanswered.
  func hear(_ line: String) throws {
    var lines = [line]
    switch chat.table?.ground {
    case .lines(let before), .corrected(let before, _):
      lines = (before + lines).suffix(Self.mostJoined).map(\.self)
    case .opening(_, let before): chat.conversation = before
    case .step, nil: break
    }
    chat.table = try SuggestionMaker(chat: chat).table(for: lines)
  }

  /// Says whose conversation it is. Lines on the table are read anew; where they only told who they are from,
  /// what is open goes on instead.
  func identify(as id: String, order: String? = nil) throws {
    let lines = chat.table?.lines
    let toldWho = chat.conversation.awaitsIdentity
    chat.identify(as: id)
    chat.sources[.customer] = "/customer"
    if let order {
      chat.sources[.order] = "/customer"
      _ = try chat.agent.set(.order, to: order, in: &chat.conversation, today: chat.today)
    }
    guard let lines else { return }
    chat.isToOpen = false
    if toldWho, chat.table?.believed != nil {
      _ = try correct(.identify(id, order: order))
    } else {
      let corrections = chat.table?.corrections ?? []
      chat.table = try SuggestionMaker(chat: chat).table(for: lines)
      for correction in corrections { _ = try correct(correction) }
    }
    try show()
  }

  /// Puts other words in the place of the last line on the table.
  func hearAgain(_ line: String) throws {
    guard let lines = chat.table?.lines else { return try hear(line) }
    chat.table = try SuggestionMaker(chat: chat).table(for: lines.dropLast() + [line])
  }

  /// Puts what the desk would open with on the table.
  func open(with opening: Opening, before: Conversation) {
    chat.table = SeatTable(
      ground: .opening(opening, before: before),
      suggestions: [
        SeatTable.Suggestion(
          text: opening.text,
          source: opening.order.map { words(.sourceOrder, ["name": $0]) } ?? "")
      ])
  }

  /// Shows the table.
  func show() throws {
    guard let table = chat.table else { return }
    let width = TerminalSize.columns
    let panelWidth = chat.showsPanel && width >= 110 ? min(60, width / 3) : 0
    let leftWidth = panelWidth > 0 ? width - panelWidth - 3 : width
    let foreseen = ForesightRows(chat)
    let view = AssistView(
      table: table,
      customer: try chat.name(of: chat.believed.customer ?? chat.conversation.customer)
        ?? probableCustomer(table),
      attention: attention(table),
      foreseen: foreseen?.beside(isCalm: isCalm(table)) ?? [],
      words: words,
      rows: LabelledRows(
        labels: AssistView.labels.map { words($0) }, width: leftWidth, style: chat.style))
    if panelWidth > 0 {
      let panel = StatePanel(chat: chat).lines(width: panelWidth, style: chat.style)
      Console.line(
        SideBySide.join(view.lines, panel, leftWidth: leftWidth, style: chat.style)
          .joined(separator: "\n"))
    } else {
      Console.line(view.lines.joined(separator: "\n"))
    }
    let keys = keys(suggestions: table.suggestions.count)
    Console.line(chat.style.dim(keys.wrapped(toWidth: width - 1)))
    for flag in foreseen?.besideFlags ?? [] {
      try chat.foresight?.note(flag, .shown, on: chat.today)
    }
  }

  /// Whose the order or the e-mail address is that was given, where nobody is known yet.
  private func probableCustomer(_ table: SeatTable) throws -> String? {
    let probable = try chat.agent.probableCustomer(
      in: table.after ?? chat.conversation, by: table.turn?.interpretation)
    guard let known = probable, let name = try chat.name(of: known.id) else { return nil }
    return switch known.clue {
    case .order(let number): words(.customerByOrder, ["name": name, "number": number])
    case .email(let email): words(.customerByEmail, ["name": name, "email": email])
    }
  }

  /// Whether something may be offered: nobody is angry, nothing is about to be done.
  private func isCalm(_ table: SeatTable) -> Bool {
    !table.acts && table.turn?.reply.handover == nil
      && table.turn?.interpretation.sentiment.label != .negative
  }

  /// What may be pressed and typed where so many suggestions are on the table.
  private func keys(suggestions: Int) -> String {
    let others = (2..<max(2, suggestions + 1)).map { "/\($0)" }.joined(separator: " ")
    return
      ([words(.enterSends)] + (others.isEmpty ? [] : [words(.others, ["numbers": others])])
      + [words(.changeEdits), words(.ownWords), words(.skipNone)]).joined(separator: " · ")
  }

  private func attention(_ table: SeatTable) -> String? {
    guard let handover = table.turn?.reply.handover else { return nil }
    let read = (table.after ?? chat.conversation).read(in: words.language)
    return chat.agent.note(on: handover, in: read).lines.first
  }

  /// Sends a suggestion, in other words where given; what comes of it is done.
  func take(_ place: Int, in own: String? = nil) throws {
    guard let table = chat.table else { return tell(.nothingOnTable) }
    guard table.suggestions.indices.contains(place) else {
      return tell(
        .noSuggestion, ["number": "\(place + 1)", "count": "\(table.suggestions.count)"])
    }
    let suggestion = table.suggestions[place]
    switch table.ground {
    case .lines(let lines):
      // What is sent must be what was read.
      let now = try SuggestionMaker(chat: chat).table(for: lines)
      guard now.suggestions.map(\.text) == table.suggestions.map(\.text) else {
        chat.table = now
        tell(.changed, paint: chat.style.bad)
        return try show()
      }
      if let after = suggestion.after {
        adopt(table, after, saying: own ?? suggestion.text)
      } else {
        try answer(table, suggestion, in: own)
      }
    case .corrected(_, let after):
      adopt(table, suggestion.after ?? after, saying: own ?? suggestion.text)
    case .opening:
      say(own ?? suggestion.text)
      chat.say(own ?? suggestion.text)
    case .step(let after):
      chat.conversation = after
      say(own ?? suggestion.text)
      chat.say(own ?? suggestion.text)
    }
    let isChanged = own.map { $0 != suggestion.text } ?? false
    sent(table, own ?? suggestion.text, isChanged ? .changed(place + 1) : .suggested(place + 1))
  }

  private func adopt(_ table: SeatTable, _ after: Conversation, saying words: String) {
    guard let turn = table.turn else { return }
    chat.adopt(table.words ?? "", turn, after: after, saying: words)
    say(words)
  }

  private func answer(
    _ table: SeatTable, _ suggestion: SeatTable.Suggestion, in own: String?
  ) throws {
    let before = chat.conversation
    let said = own ?? (suggestion.isReworded ? suggestion.text : nil)
    let turn = try chat.answer(table.words ?? "", read: suggestion.reading, saying: said)
    if turn.reply.handover != nil { chat.conversation.stay(after: before) }
    say(turn.reply.text)
  }

  /// Says the agent's own words. The desk goes on as after its own answer, unless that would have done
  /// something: then nothing is done.
  func say(own words: String) throws {
    let table = chat.table
    switch table?.ground {
    case .lines:
      if table?.acts == true || table?.turn?.reply.handover != nil {
        chat.refuse(table?.words ?? "", saying: words)
      } else {
        try chat.answer(table?.words ?? "", saying: words)
      }
    case .corrected(_, let after):
      if let turn = table?.turn {
        chat.adopt(table?.words ?? "", turn, after: after, saying: words)
      }
    case .opening(_, let before):
      chat.conversation = before
      chat.say(words)
    case .step, nil: chat.say(words)
    }
    say(words)
    if let table { sent(table, words, .own) }
  }

  /// Lets what is on the table go: nothing is said, nothing done.
  func skip() {
    guard let table = chat.table else { return tell(.nothingOnTable) }
    switch table.ground {
    case .lines, .corrected: chat.refuse(table.words ?? "", saying: nil)
    case .opening(_, let before): chat.conversation = before
    case .step: break
    }
    // Said before the line is gone: it may be what the seat's language follows.
    tell(.refused, paint: chat.style.dim)
    chat.table = nil
    chat.inbox?.skipped()
  }

  private func tell(
    _ phrase: SeatPhrase, _ values: [String: String] = [:],
    paint: (String) -> String = { $0 }
  ) {
    Console.line(paint(words(phrase, values).wrapped(toWidth: TerminalSize.columns - 1)))
  }

  private func sent(_ table: SeatTable, _ words: String, _ origin: SentAnswer.Origin) {
    chat.table = nil
    if table.words != nil { chat.inbox?.sent(SentAnswer(words: words, origin: origin)) }
  }

  /// Shows what the customer reads.
  func say(_ words: String) {
    let text = words.visible(keepingLines: true)
    let said = self.words(.said)
    let width = said.displayWidth
    let lines = text.wrapped(toWidth: TerminalSize.columns - 1 - width).lines
    Console.line(
      lines.enumerated().map { place, line in
        (place == 0 ? chat.style.bold(said) : "".padded(toWidth: width))
          + chat.style.accent(line)
      }.joined(separator: "\n"))
  }
}
