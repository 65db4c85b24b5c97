public import Quantities

/// A conversation as it is kept: masked, and only as long as the policy says.
public struct StoredConversation: Hashable, Sendable {
  /// Its number.
  public let id: Int
  /// The customer, once identified.
  public let customer: Customer.ID?
  /// The day it began.
  public let begun: Day
  /// Whatever the dialogue needs to go on; its form is the dialogue's.
  public let state: String?
  /// What was said, in order.
  public let turns: [Turn]

  package init(id: Int, customer: Customer.ID?, begun: Day, state: String?, turns: [Turn]) {
    self.id = id
    self.customer = customer
    self.begun = begun
    self.state = state
    self.turns = turns
  }

  /// One line of a conversation.
  public struct Turn: Hashable, Sendable {
    /// Who spoke, such as `customer` or `desk`.
    public let speaker: String
    /// The masked text.
    public let text: String
    /// The entry in the log of actions that it led to.
    public let action: Int?

    /// Creates a turn; `text` must be masked already.
    public init(speaker: String, text: String, action: Int? = nil) {
      self.speaker = speaker
      self.text = text
      self.action = action
    }
  }
}
