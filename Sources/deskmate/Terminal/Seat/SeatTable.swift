import Dialogue
import Knowledge
import Text
import Workspace

/// What lies before an agent until they decide: what the customer wrote, and what could be said to it.
struct SeatTable {
  /// What is answered.
  enum Ground {
    /// The customer's lines since the desk spoke last.
    case lines([String])
    /// The same, after the agent put right what the desk took from them; it will be like this.
    case corrected([String], after: Conversation)
    /// A conversation that begins; it was like this before.
    case opening(Opening, before: Conversation)
    /// What is open, after the agent changed what the desk believes; it will be like this.
    case step(after: Conversation)
  }

  /// Something that could be said.
  struct Suggestion {
    /// The words, for the customer.
    let text: String
    /// Where they come from.
    let source: String
    /// How the customer's line is read for it.
    var reading = Dialogue.Reading.asItStands
    /// Set where the words are not the desk's own for that reading.
    var isReworded = false
    /// The conversation as it will be once it is sent, where the agent put right what the desk believes.
    var after: Conversation?
  }

  let ground: Ground
  /// What the agent put right since the lines came.
  var corrections: [Correction] = []
  var suggestions: [Suggestion]
  /// The desk's own reading of the lines and its answer.
  var turn: Turn?
  /// What the policy says on the matter.
  var rules: [String] = []
  /// Whether the desk's own answer would change something in the shop.
  var acts = false

  /// The conversation as it would be after the desk's own answer, where that does nothing in the shop.
  var after: Conversation?

  /// The customer's lines.
  var lines: [String]? {
    switch ground {
    case .lines(let lines), .corrected(let lines, _): lines
    case .opening, .step: nil
    }
  }

  /// The customer's words, as one text.
  var words: String? { lines?.joined(separator: "\n") }

  /// What will be believed, once suggestion 1 is sent.
  var believed: Conversation? {
    switch ground {
    case .lines: after
    case .corrected(_, let after), .step(let after): after
    case .opening: nil
    }
  }
}

/// Makes what could be said to a customer's lines.
@MainActor
struct SuggestionMaker {
  let chat: ChatSession

  /// The table for some lines of the customer.
  func table(for lines: [String]) throws -> SeatTable {
    let found = try chat.suggestions(for: lines.joined(separator: "\n"))
    let words = chat.seat[chat.seatLanguage(spoken: found.after.language)]
    let reply = found.turn.reply
    var table = SeatTable(ground: .lines(lines), suggestions: [], turn: found.turn)
    // The rules are for whoever sits here.
    table.rules =
      words.language == found.after.language
      ? found.facts
      : try chat.agent.rules(
        on: found.turn, before: chat.conversation,
        after: found.after.read(in: words.language), today: chat.today)
    table.acts = found.after.hasDone(since: chat.conversation)
    if !table.acts {
      var after = found.after
      if reply.handover != nil { after.stay(after: chat.conversation) }
      table.after = after
    }
    let isOfPerson = reply.article.map { namesPerson(.article($0)) } ?? false
    let reason = reply.handover?.reason ?? (isOfPerson ? .asked : nil)
    let personal = reason.map { chat.agent.personally($0, in: found.after) }
    let short = personal == nil ? shortened(reply, found.turn) : nil
    let text = spokenByPerson(personal ?? short ?? reply.text, found.after.language)
    table.suggestions.append(
      SeatTable.Suggestion(
        text: text, source: source(of: reply, found.after, words), isReworded: text != reply.text))
    if short != nil {
      let whole = spokenByPerson(reply.text, found.after.language)
      table.suggestions.append(
        SeatTable.Suggestion(
          text: whole, source: words(.sourceWhole, ["name": reply.article ?? ""]),
          isReworded: whole != reply.text))
    }
    if !table.acts, reply.handover == nil, let draft = draft(in: found.after.language, table) {
      table.suggestions.append(
        SeatTable.Suggestion(text: draft, source: words(.sourceForeseen), isReworded: true))
    }
    if let step = try nextStep(of: table, instead: reply, words) { table.suggestions.append(step) }
    for other in found.alternatives where table.suggestions.count < 3 {
      // Whoever sits here is the person that others are handed to.
      if namesPerson(other.reading) { continue }
      let short = shortened(other.text, from: other.article, found.turn)
      let text = spokenByPerson(short ?? other.text, found.after.language)
      table.suggestions.append(
        SeatTable.Suggestion(
          text: text, source: source(of: other.reading, words), reading: other.reading,
          isReworded: text != other.text))
    }
    return table
  }

  /// A text without the sentences that offer a person: one sits here.
  func spokenByPerson(_ text: String, _ language: Language) -> String {
    let offer = chat.seat[language](.offersPerson)
    guard text.contains(offer) else { return text }
    let lines = text.lines.map { line in
      line.contains(offer)
        ? Sentences.split(line).filter { !$0.contains(offer) }.joined().trimmed : line
    }
    let kept = lines.filter { !$0.isEmpty }.joined(separator: "\n")
    return kept.isEmpty ? text : kept
  }

  /// The question that is open, where the desk's own answer is about something else: what others asked before
  /// a message of the inbox may be another.
  private func nextStep(
    of table: SeatTable, instead reply: Reply, _ words: SeatWords
  ) throws -> SeatTable.Suggestion? {
    guard !chat.overheard.isEmpty, reply.handover == nil, table.suggestions.count < 3,
      var after = table.after,
      let step = try chat.agent.nextStep(in: &after, today: chat.today),
      step.awaiting != reply.awaiting
    else { return nil }
    return SeatTable.Suggestion(text: step.text, source: words(.sourceStep), after: after)
  }

  /// What could be written of an order that will be late, where the line is about it.
  private func draft(in language: Language, _ table: SeatTable) -> String? {
    guard let after = table.after else { return nil }
    return ForesightRows(chat, believing: after)?.draft(in: language)
  }

  func namesPerson(_ reading: Dialogue.Reading) -> Bool {
    let names = ["contact_human_agent", "bot_challenge"]
    guard case .article(let id) = reading else {
      return names.contains { reading == .intent($0) }
    }
    return Language.allCases.contains { language in
      names.contains { name in
        chat.workspace.knowledge.articles(for: name, language: language).contains { $0.id == id }
      }
    }
  }

  /// A reply with the one or two sentences of its article that answer the line; `nil` where the article is
  /// short, or something is done.
  func shortened(_ reply: Reply, _ turn: Turn) -> String? {
    guard reply.articles.count == 1, reply.action == nil, reply.policy != "answer" else {
      return nil
    }
    return shortened(reply.text, from: reply.article, turn)
  }

  /// A text with the sentences of an article in its place; what goes on behind the article stays.
  private func shortened(_ text: String, from id: String?, _ turn: Turn) -> String? {
    guard let id, let article = chat.agent.article(id, in: chat.conversation)?.text,
      text.hasPrefix(article)
    else { return nil }
    return Excerpt.sentences(of: article, like: turn.interpretation.utterance, most: 2)
      .map { $0 + text.dropFirst(article.count) }
  }

  func source(
    of reply: Reply, _ after: Conversation, _ words: SeatWords
  ) -> String {
    var parts: [String] = []
    if let article = reply.article {
      let kind: SeatPhrase = reply.policy == "answer" ? .sourceFact : .sourceArticle
      parts.append(words(kind, ["name": article]))
    } else if let action = reply.action {
      parts.append(words(.sourceTask, ["name": action]))
    } else if reply.awaiting == nil || reply.awaiting == "rephrase" {
      parts.append(reply.awaiting == nil ? reply.policy : words(.sourceRephrased))
    }
    if let awaiting = reply.awaiting, awaiting != "rephrase" {
      let task = chat.beliefs(of: after).first { $0.slot == .task }?.value
      if let task, reply.action != task { parts.append(words(.sourceTask, ["name": task])) }
      parts.append(words(.sourceAsks, ["name": words.word(forAsked: awaiting)]))
    }
    return parts.joined(separator: "; ")
  }

  func source(of reading: Dialogue.Reading, _ words: SeatWords) -> String {
    switch reading {
    case .intent(let name): words(.sourceIntent, ["name": name])
    case .article(let id): words(.sourceArticle, ["name": id])
    case .unclear, .asItStands: words(.sourceRephrased)
    }
  }
}
