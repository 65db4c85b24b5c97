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
  private let labels: SheetLabels

  init(chat: ChatSession) throws {
    self.chat = chat
    beliefs = try chat.agent.beliefs(of: chat.believed, today: chat.today)
    labels = chat.conversation.language == .chinese ? .chinese : .english
  }

  /// The sheet.
  func written(as form: Form) -> String {
    switch form {
    case .text:
      sections.map { title, lines in
        lines.count == 1 && lines[0].utf8.count < 60
          ? "\(title): \(lines[0])"
          : "\(title):\n" + lines.map { "  " + flat($0) }.joined(separator: "\n")
      }.joined(separator: "\n")
    case .markdown:
      "## \(labels.title)\n\n"
        + sections.map { title, lines in
          lines.count == 1
            ? "**\(title):** \(escaped(lines[0]))"
            : "**\(title):**\n" + lines.map { "- " + escaped($0) }.joined(separator: "\n")
        }.joined(separator: "\n\n")
    case .json: json.text
    }
  }

  private var sections: [(String, [String])] {
    var sections: [(String, [String])] = []
    func add(_ title: String, _ lines: [String]) {
      if !lines.isEmpty { sections.append((title, lines)) }
    }
    add(labels.request, [request.map { "“" + flat($0) + "”" } ?? labels.none])
    add(
      labels.known,
      beliefs.filter { $0.slot != .missing && $0.slot != .topic }.map { belief in
        "\(belief.slot.rawValue): \(flat(belief.value))"
          + (chat.source(of: belief).map { "  ← " + $0 } ?? "")
      })
    add(labels.done, done)
    add(labels.refused, refused)
    add(labels.mood, [mood])
    add(labels.next, [next])
    return sections
  }

  /// The last line that asked for something, in the customer's own words.
  private var request: String? {
    let asking: Set<DialogueAct.Kind> = [.request, .ask, .complain, .person, .correct]
    if let lines = chat.table?.lines { return lines.joined(separator: " / ") }
    let asked = chat.turns.last { turn in
      turn.interpretation.acts.main.map { asking.contains($0) } == true
    }
    if let turn = asked ?? chat.turns.last { return turn.interpretation.utterance.text }
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
    guard let last = chat.moods.last else { return labels.none }
    let mean = chat.moods.reduce(0, +) / Double(chat.moods.count)
    return Bars.sparkline(Array(chat.moods.suffix(24)), in: -1...1)
      + " \(labels.mean) \(signed(mean)), \(labels.last) \(signed(last)), "
      + "\(labels.worst) \(signed(chat.moods.min() ?? last))"
  }

  private var next: String {
    if let handover = chat.conversation.handover {
      return chat.agent.note(on: handover, in: chat.conversation).lines.last ?? ""
    }
    if chat.table?.lines != nil { return labels.answer }
    if let missing = beliefs.first(where: { $0.slot == .missing }) {
      return labels.waits + " " + missing.value
    }
    return chat.turns.isEmpty ? labels.answer : labels.nothingOpen
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
      "moods": .array(chat.moods.map { .number($0, digits: 2) }),
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

/// The words of a sheet.
private struct SheetLabels: Sendable {
  let title, request, known, done, refused, mood, next: String
  let none, mean, last, worst, answer, waits, nothingOpen: String

  static let english = SheetLabels(
    title: "Handover", request: "Wants", known: "Known", done: "Done", refused: "Refused",
    mood: "Mood", next: "Next", none: "nothing yet", mean: "mean", last: "last", worst: "worst",
    answer: "answer what the customer wrote last", waits: "the customer was asked for:",
    nothingOpen: "nothing is open; ask whether all is well")
  static let chinese = SheetLabels(
    title: "交接", request: "诉求", known: "已知", done: "已办", refused: "未能办理",
    mood: "情绪", next: "下一步", none: "暂无", mean: "平均", last: "最近", worst: "最低",
    answer: "回复顾客最后说的话", waits: "正在等顾客提供：",
    nothingOpen: "没有未完成的事，可以问问是否还需要帮助")
}

/// Copies to the clipboard of the terminal that shows the program, also from afar (OSC 52).
enum Clipboard {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// What makes a terminal copy a text.
  static func sequence(copying text: String) -> String {
    "\u{1B}]52;c;" + base64(Array(text.utf8)) + "\u{07}"
  }

  private static func base64(_ bytes: [UInt8]) -> String {
    var encoded: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.enumerated().reduce(0) { $0 | Int($1.element) << (16 - 8 * $1.offset) }
      for place in 0..<4 {
        encoded.append(
          place <= group.count ? digits[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
