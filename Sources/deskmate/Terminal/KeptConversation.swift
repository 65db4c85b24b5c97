import Diagnostics
import Dialogue
import Formats
import Shop

/// A conversation that was kept, with what an agent's list needs of it.
struct KeptConversation {
  let stored: StoredConversation
  let conversation: Conversation
  /// When something was said last, in seconds since 1970; `nil` where that was not noted.
  let updated: Int?
  /// Whether an agent closed it.
  let isClosed: Bool

  /// `nil` where no state was kept. Throws a `Fault` when it is in no form of ours.
  init?(_ stored: StoredConversation) throws(Fault) {
    guard let state = stored.state else { return nil }
    self.stored = stored
    conversation = try Conversation(state: state)
    let root = try JSONReader.read(Array(state.utf8), file: "conversation")
    updated = try root["seat"]?["updated"]?.integer("updated")
    isClosed = try root["seat"]?["closed"]?.bool("closed") ?? false
  }

  /// Who spoke last.
  var lastSpeaker: String? { stored.turns.last { $0.speaker != "note" }?.speaker }

  /// Whether the customer waits for an answer.
  var isWaiting: Bool { !isClosed && lastSpeaker == "customer" }

  /// Whether something is unfinished.
  var isOpen: Bool { !isClosed && (isWaiting || conversation.isBusy) }

  /// What the customer wrote last, masked.
  var lastWords: String {
    let text = stored.turns.last { $0.speaker == "customer" }?.text ?? ""
    return text.split(whereSeparator: \.isNewline).joined(separator: " / ")
  }

  /// A conversation's state with what the list needs beside it.
  static func state(
    of conversation: Conversation, at updated: Int?, isClosed: Bool
  ) -> String {
    let state = conversation.state
    guard state.hasSuffix("}") else { return state }
    var seat: [(key: String, value: JSON)] = [("closed", .bool(isClosed))]
    if let updated { seat.append(("updated", .integer(updated))) }
    return state.dropLast() + ",\"seat\":" + JSON.object(seat).text + "}"
  }
}
