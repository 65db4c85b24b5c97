import Dialogue
import Formats
import Reports
import Shop
import Text

/// What a colleague works from who takes a conversation over: the last request in the customer's words,
/// what is known and from which words, what was done, what was refused and why, the mood, the next step.
@MainActor
struct HandoverSheet {
  /// How it is written.
  enum Form: String, CaseIterable { case text, markdown, json }

  private let chat: ChatSession
  private let beliefs: [Belief]
  private let words: SeatWords

  init(chat: ChatSession) {
    self.chat = chat
    beliefs = chat.beliefs(of: chat.believed)
    words = chat.words
  }

  /// The sheet.
  func written(as form: Form) -> String {
    switch form {
    case .text:
      sections.map { title, lines in
        lines.count == 1 && lines[0].utf8.count < 60
          ? words(.noteRow, ["label": title, "text": lines[0]])
          : words(.noteRow, ["label": title, "text": ""]).trimmed + "\n"
            + lines.map { "  " + flat($0) }.joined(separator: "\n")
      }.joined(separator: "\n")
    case .markdown:
      "## \(words(.noteTitle))\n\n"
        + sections.map { title, lines in
          lines.count == 1
            ? "**\(title):** \(escaped(lines[0]))"
            : "**\(title):**\n" + lines.map { "- " + escaped($0) }.joined(separator: "\n")
        }.joined(separator: "\n\n")
    case .json: json.text
    }
  }

  /// The sheet to be read on a screen: JSON over several lines.
  func shown(as form: Form) -> String {
    form == .json ? json.indented() : written(as: form)
  }

  private var sections: [(String, [String])] {
    var sections: [(String, [String])] = []
    func add(_ title: String, _ lines: [String]) {
      if !lines.isEmpty { sections.append((title, lines)) }
    }
    add(words(.noteRequest), [request.map { "“" + flat($0) + "”" } ?? words(.noteNone)])
    add(
      words(.noteKnown),
      beliefs.filter { $0.slot != .missing && $0.slot != .topic }.map { belief in
        words(
          .noteRow, ["label": words.word(for: belief.slot), "text": flat(belief.value)])
          + (chat.source(of: belief).map { "  ← " + $0 } ?? "")
      })
    add(words(.noteDone), done)
    add(words(.noteRefused), refused)
    add(words(.noteMood), [mood])
    add(words(.noteNext), [next])
    return sections
  }

  /// The last line that asked for something, in the customer's own words.
  private var request: String? {
    let asking: Set<DialogueAct.Kind> = [.request, .ask, .complain, .person, .correct]
    // What is on the table was said last; a name or an order number there is no request.
    let turns = chat.overheard + chat.turns + [chat.table?.turn].compactMap(\.self)
    let asked = turns.last { turn in
      turn.interpretation.acts.acts.contains { asking.contains($0.kind) }
    }
    if let turn = asked ?? turns.last {
      return turn.interpretation.utterance.text
    }
    return chat.record.last { $0.speaker == "customer" }?.text
  }

  private var done: [String] {
    chat.turns.filter { turn in
      turn.reply.action.map { !["refused", "dropped", "handover"].contains($0) } == true
    }.suffix(6).map { "\($0.reply.action ?? ""): " + firstLines(of: $0.reply.text) }
  }

  private var refused: [String] {
    chat.turns.filter { $0.reply.action == "refused" }.suffix(4).map {
      firstLines(of: $0.reply.text)
    }
  }

  private var mood: String {
    let moods = chat.moodsWithTable
    guard let last = moods.last else { return words(.noteNone) }
    let mean = moods.reduce(0, +) / Double(moods.count)
    return words(
      .noteMoods,
      [
        "line": Bars.sparkline(Array(moods.suffix(24)), in: -1...1), "mean": signed(mean),
        "last": signed(last), "worst": signed(moods.min() ?? last),
      ])
  }

  private var next: String {
    if let handover = chat.conversation.handover {
      let read = chat.conversation.read(in: words.language)
      return chat.agent.note(on: handover, in: read).lines.last ?? ""
    }
    if chat.table?.lines != nil { return words(.noteAnswer) }
    if let missing = beliefs.first(where: { $0.slot == .missing }) {
      return words(.noteWaits, ["name": words.word(forAsked: missing.value)])
    }
    return words(chat.turns.isEmpty ? .noteAnswer : .noteNothingOpen)
  }

  private var json: JSON {
    [
      "request": .optional(request),
      "known": .object(
        beliefs.map { belief in
          (
            key: belief.slot.rawValue,
            value: [
              "value": .string(belief.value), "from": .optional(chat.source(of: belief)),
            ]
          )
        }),
      "done": .array(done.map { .string($0) }),
      "refused": .array(refused.map { .string($0) }),
      "moods": .array(chat.moodsWithTable.map { .number($0, digits: 2) }),
      "next": .string(next),
      "language": .string(chat.conversation.language.rawValue),
    ]
  }

  private func firstLines(of text: String) -> String {
    text.split(separator: "\n").prefix(4).joined(separator: " / ")
  }

  private func flat(_ text: String) -> String {
    text.split(whereSeparator: \.isNewline).joined(separator: " / ")
  }

  /// What stands for itself in Markdown.
  private func escaped(_ text: String) -> String {
    String(flat(text).flatMap { "\\`*_[]<>#|".contains($0) ? ["\\", $0] : [$0] })
  }
}
