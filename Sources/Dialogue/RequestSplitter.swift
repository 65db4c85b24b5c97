import Entities
import Intents
import Text

/// Takes a line that asks for two things apart: "cancel 10412, and where is 10377?".
struct RequestSplitter {
  let spoken: SpokenPhrases
  /// Reads a part of the line.
  let read: (String) -> Interpretation

  /// A part must be this sure to count as a request of its own.
  private static let leastConfidence = 0.55

  /// So many words are a part of a sentence rather than a request.
  private static let mostInFragment = 3

  /// The requests of a line, in order; one when it asks for one thing, however long it tells of it.
  func parts(of line: Interpretation) -> [Interpretation] {
    guard (6...120).contains(line.utterance.tokens.count) else { return [line] }
    let pieces = Self.pieces(of: line.utterance.text)
    guard (2...12).contains(pieces.count) else { return [line] }
    var groups: [(text: String, request: String?, orders: Set<String>)] = []
    for piece in pieces {
      let reading = read(piece)
      let request = request(reading)
      let orders = Set(reading.entities(.orderNumber).map { String(reading.utterance[$0.range]) })
      // The same asked of another order is a request of its own.
      if let last = groups.last,
        last.request == nil || request == nil
          || request == last.request
            && (orders.isEmpty || last.orders.isEmpty || orders == last.orders)
      {
        groups[groups.count - 1] = (
          last.text + piece, last.request ?? request, last.orders.union(orders)
        )
      } else {
        groups.append((piece, request, orders))
      }
    }
    guard (2...3).contains(groups.count), groups.allSatisfy({ $0.request != nil }) else {
      return [line]
    }
    return groups.map { read($0.text.trimmedOfJoints) }
  }

  /// The intent of a piece that asks for something; `nil` for a story, a greeting or a thank-you.
  private func request(_ piece: Interpretation) -> String? {
    // A verb with an order beside it asks for its task, whatever the classifier hears.
    if !piece.entities(.orderNumber).isEmpty,
      let task = TaskVerbs(piece, spoken).meant.first(where: { $0 != .trackRefund })
    {
      return task.rawValue
    }
    // "I don't want the mug anymore, send it back": why, and what for.
    if MentionReader(piece, spoken).has(.unwanted), TaskVerbs(piece, spoken).meant.isEmpty {
      return nil
    }
    guard piece.intents.decision == .intent, piece.confidence >= Self.leastConfidence,
      !Self.isFragment(piece),
      // Who writes an e-mail address says who they are; that belongs to the request beside it.
      piece.entities(.email).isEmpty,
      let intent = piece.intent, !Self.noRequests.contains(intent),
      piece.asksInForm || Self.asks(piece.utterance) || piece.acts.share(.ask) >= 0.6,
      // What is told beside a request belongs to it.
      piece.acts.share(of: .request, .ask, .stop, .undo, .correct, .person) >= 0.5
    else { return nil }
    // "… and the money goes to my gift card" says how, not what.
    if intent == "gift_card", !Asking.isQuestion(piece) { return nil }
    return intent
  }

  /// "And the backpack" asks nothing by itself.
  private static func isFragment(_ piece: Interpretation) -> Bool {
    let words = piece.utterance.tokens.count { $0.kind == .word }
    return piece.utterance.language == .english && words <= mostInFragment && !piece.asksInForm
      && !asks(piece.utterance)
  }

  /// Whether a line asks for something, in form.
  static func asks(_ utterance: Utterance) -> Bool {
    let text = utterance.text.lowercased()
    if text.holds("?") || text.holds("？") { return true }
    if utterance.language == .chinese { return chinese.contains { text.holds($0) } }
    let words = text.split { !$0.isLetter && $0 != "'" }.prefix(8).map(String.init)
    return words.contains { english.contains($0) }
  }

  /// The text cut after sentences and before the words that join a second request.
  static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var piece = ""
    var index = text.startIndex
    while index < text.endIndex {
      let rest = text[index...]
      if !piece.isEmpty, joints.contains(where: { rest.hasPrefix($0) }) {
        pieces.append(piece)
        piece = ""
      }
      let character = text[index]
      piece.append(character)
      index = text.index(after: index)
      let isEnd = index == text.endIndex || text[index].isWhitespace
      if "?!;。？！；，\n".contains(character) || character == "." && isEnd {
        pieces.append(piece)
        piece = ""
      }
    }
    pieces.append(piece)
    return pieces.filter { $0.contains { $0.isLetter || $0.isNumber } }
  }

  private static let joints = [" and ", " then ", ", ", " also ", " And ", "另外", "还有", "顺便", "然后"]
  private static let noRequests: Set<String> = [
    "greet", "goodbye", "thank", "affirm", "deny", "stop", "repeat", "help", "bot_challenge",
    "small_talk", "out_of_scope", "complaint", "contact_human_agent", "review", "payment_issue",
  ]
  private static let english: Set<String> = [
    "want", "need", "please", "can", "could", "would", "cancel", "return", "refund", "exchange",
    "track", "change", "send", "where", "where's", "when", "how", "what", "what's", "which", "tell",
    "recommend", "suggest", "show", "give", "check", "help",
  ]
  private static let chinese = [
    "我要", "我想", "想要", "请", "帮", "能", "吗", "怎么", "如何", "哪", "多少", "多久", "什么", "取消",
    "退", "查", "换", "推荐", "呢", "给我",
  ]
}

extension String {
  /// The text without blanks, stops and joining words at its ends.
  fileprivate var trimmedOfJoints: String {
    var text = Substring(self)
    while let last = text.last, last.isWhitespace || ",，;；".contains(last) { text.removeLast() }
    var changed = true
    while changed {
      changed = false
      while let first = text.first, first.isWhitespace || ",，.。;；".contains(first) {
        text.removeFirst()
      }
      for word in ["and ", "then ", "also ", "And ", "Also ", "另外", "还有", "顺便", "然后"]
      where text.hasPrefix(word) {
        text.removeFirst(word.count)
        changed = true
      }
    }
    return String(text)
  }
}
