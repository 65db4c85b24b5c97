import Dialogue
import Entities
import Reports
import Sentiment
import Text

/// What the desk believes, in one panel: each slot with its value and the words it came from.
@MainActor
struct StatePanel {
  let chat: ChatSession

  /// The panel, line by line, in so many columns.
  func lines(width: Int, style: Style) -> [String] {
    let words = chat.words
    let beliefs = chat.beliefs(of: chat.believed)
    let rows = LabelledRows(
      labels: beliefs.map { words.word(for: $0.slot) } + [words(.mood)], width: width, style: style)
    var lines = [style.bold(words(.believes).truncated(toWidth: width))]
    if beliefs.isEmpty { lines += rows.row("", words(.nothingBelieved), paint: style.dim) }
    for belief in beliefs {
      lines += rows.row(
        words.word(for: belief.slot),
        belief.slot == .missing ? words.word(forAsked: belief.value) : belief.value,
        paint: belief.slot == .missing ? style.bad : { $0 })
      if let source = chat.source(of: belief) {
        lines += rows.row("", "← " + source, paint: style.dim)
      }
    }
    let moods = chat.moodsWithTable
    if let last = moods.last {
      let shown = moods.suffix(max(8, min(24, rows.textWidth - 8)))
      lines += rows.row(
        words(.mood), Bars.sparkline(Array(shown), in: -1...1) + " " + signed(last))
    }
    return lines
  }
}

extension ChatSession {
  /// The conversation as the desk believes it to be with what lies on the table.
  var believed: Conversation { table?.believed ?? conversation }

  /// How the customer's lines felt, with those on the table.
  var moodsWithTable: [Double] {
    moods + [table?.turn?.interpretation.sentiment.compound].compactMap(\.self)
  }

  /// The words that a belief came from: those on the table, or earlier ones.
  func source(of belief: Belief) -> String? {
    guard belief.slot.isSettable else { return nil }
    guard let table, table.believed != nil, let turn = table.turn,
      !known.contains(where: { $0 == belief })
    else { return sources[belief.slot] }
    return words(behind: belief.slot, turn)
  }

  private var known: [Belief] { beliefs(of: conversation) }

  /// What a conversation believes, in the seat's language.
  func beliefs(of conversation: Conversation) -> [Belief] {
    (try? agent.beliefs(of: conversation.read(in: seatLanguage), today: today)) ?? []
  }

  /// Notes which words changed what the desk believes.
  func noteSources(from before: Conversation, by turn: Turn) {
    guard
      let old = try? agent.beliefs(of: before, today: today),
      let new = try? agent.beliefs(of: conversation, today: today)
    else { return }
    for slot in Belief.Slot.allCases {
      let value = new.first { $0.slot == slot }?.value
      if value == nil { sources[slot] = nil }
      guard let value, value != old.first(where: { $0.slot == slot })?.value, slot.isSettable
      else { continue }
      sources[slot] = "\(turn.number): " + words(behind: slot, turn)
    }
  }

  /// The words of a line that a slot came from: what it names, else the line.
  private func words(behind slot: Belief.Slot, _ turn: Turn) -> String {
    let line = turn.interpretation
    let kinds: [Belief.Slot: [String]] = [
      .order: ["order_number"], .item: ["product"], .quantity: ["quantity"],
      .customer: ["email", "postcode", "person"],
    ]
    let named = line.entities.filter { kinds[slot, default: []].contains($0.kind.rawValue) }
      .map { String(line.utterance[$0.range]) }
    let text = named.isEmpty ? line.utterance.text : named.joined(separator: ", ")
    let flat = text.split(whereSeparator: \.isNewline).joined(separator: " / ")
    return "“" + flat.truncated(toWidth: 40) + "”"
  }
}
