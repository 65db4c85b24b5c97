import Dialogue
import Entities
import Quantities
import Shop
import Text
import Workspace

/// What of a line and its answer is kept: never who somebody said they are, never where they live.
@MainActor
struct TranscriptRedactor {
  let chat: ChatSession
  /// The conversation before the line.
  let before: Conversation

  /// The customer's line as it is kept.
  func customer(_ text: String) -> String {
    let after = chat.conversation
    if before.awaitsIdentity, after.heardIdentity(since: before) { return "[IDENTITY]" }
    if before.awaitsAddress, after.awaitsAddress || after.pendingAddress != before.pendingAddress {
      return "[ADDRESS]"
    }
    return desk(text)
  }

  /// A text of the desk as it is kept: it may repeat what it knows of the customer.
  func desk(_ text: String) -> String {
    var text = text
    for (secret, label) in secrets where secret.count > 1 && text.holds(secret) {
      text = text.split(separator: secret, omittingEmptySubsequences: false)
        .joined(separator: "[\(label)]")
    }
    return chat.masked(text)
  }

  /// What is known of the customer, the longest first: a part must not hide the whole.
  private var secrets: [(String, String)] {
    var secrets: [(String, String)] = []
    func add(_ address: Address?) {
      guard let address else { return }
      secrets.append((address.oneLine, "ADDRESS"))
      secrets.append((address.line1, "ADDRESS"))
      if let line2 = address.line2 { secrets.append((line2, "ADDRESS")) }
    }
    add(chat.conversation.pendingAddress)
    add(before.pendingAddress)
    if let id = chat.conversation.customer, let known = try? chat.desk.shop?.customer(id) {
      secrets.append((known.name, "NAME"))
      secrets.append((known.email, "EMAIL"))
      add(known.address)
    }
    return secrets.sorted { ($1.0.count, $0.0) < ($0.0.count, $1.0) }
  }

  /// Whether a line may stand in the history file as it is: not when it answers the identity question or
  /// gives an address, nor with a name, an e-mail address, a number of theirs in it.
  func mayEnterHistory(_ line: String) -> Bool {
    !before.awaitsIdentity && !before.awaitsAddress
      && !chat.conversation.heardIdentity(since: before)
      && chat.conversation.pendingAddress == before.pendingAddress
      && !chat.workspace.namesPerson(line, today: chat.today)
  }
}

extension LoadedWorkspace {
  /// Whether a text points at a person by more than an order.
  func namesPerson(_ text: String, today: Day) -> Bool {
    let utterance = Tokenizer().utterance(text, fallback: .english)
    let personal = Masker.personal.subtracting([.orderNumber, .trackingNumber])
    return entityExtractor.personalData(in: utterance, today: today)
      .contains { personal.contains($0.kind) }
  }
}
