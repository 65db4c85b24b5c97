import Knowledge
import Shop
import Text

// What a colleague reads who takes over: why, who, what they want, what was tried, how they feel, and
// what to do first.
extension Agent {
  /// The note on a handover, one line a fact, in the conversation's language.
  public func note(on handover: Handover, in conversation: Conversation) -> String {
    HandoverNote(desk: desk, conversation: conversation).text(handover)
  }
}

struct HandoverNote {
  let desk: Desk
  let conversation: Conversation

  func text(_ handover: Handover) -> String {
    var lines = [
      say(.noteWhy, ["reason": phrase("reason_" + handover.reason.rawValue)]),
      who(handover), wants(handover),
    ]
    if let order = handover.order { lines.append(say(.noteOrder, ["order": order])) }
    lines += [
      tried(handover), mood(handover),
      say(.noteNext, ["step": phrase("next_" + handover.reason.rawValue)]),
    ]
    return lines.joined(separator: "\n")
  }

  private func who(_ handover: Handover) -> String {
    guard let id = handover.customer else { return say(.noteWhoUnknown) }
    let name = (try? desk.shop?.customer(id)?.name) ?? id
    return say(.noteWho, ["name": name, "id": id])
  }

  private func wants(_ handover: Handover) -> String {
    guard let request = handover.request, request != "contact_human_agent",
      request != "out_of_scope"
    else { return say(.noteWantsUnknown) }
    let title = desk.knowledge.articles(for: request, language: conversation.language).first?.title
    return say(.noteWants, ["request": title ?? words(request)])
  }

  /// The latest tries; the same one again says nothing new.
  private func tried(_ handover: Handover) -> String {
    var named: [String] = []
    for entry in handover.tried.suffix(12) {
      let text = self.text(ofTry: entry)
      if named.last != text { named.append(text) }
    }
    if named.isEmpty { return say(.noteNothingTried) }
    let separator = conversation.language == .chinese ? "；" : "; "
    return say(.noteTried, ["list": named.suffix(6).joined(separator: separator)])
  }

  /// `refused of order 10234` in words.
  private func text(ofTry entry: String) -> String {
    let parts = entry.split(separator: " ").map(String.init)
    let what =
      Phrase(rawValue: "tried_" + (parts.first ?? "")).map { say($0) } ?? words(entry)
    guard let place = parts.firstIndex(of: "order"), place + 1 < parts.count else { return what }
    return say(.noteTriedOrder, ["what": what, "order": parts[place + 1]])
  }

  private func mood(_ handover: Handover) -> String {
    let hundredths = Int((handover.mood * 100).rounded())
    let digits = String(abs(hundredths) % 100)
    let score =
      (hundredths < 0 ? "−" : hundredths > 0 ? "+" : "") + "\(abs(hundredths) / 100)."
      + (digits.utf8.count < 2 ? "0" : "") + digits
    let word: Phrase =
      hundredths <= -25 ? .moodNegative : hundredths >= 25 ? .moodPositive : .moodNeutral
    return say(.noteMood, ["mood": say(word), "score": score])
  }

  private func words(_ name: String) -> String { name.split(separator: "_").joined(separator: " ") }

  private func phrase(_ name: String) -> String {
    Phrase(rawValue: name).map { say($0) } ?? words(name)
  }

  private func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
    desk.text(phrase, in: conversation, values)
  }
}
