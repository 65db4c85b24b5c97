public import Diagnostics
import GRDB
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

extension ShopDatabase {
  /// Begins a conversation and gives its number.
  public func beginConversation(on day: Day) throws(Fault) -> Int {
    try write { db in
      try db.execute(sql: "INSERT INTO conversations (begun) VALUES (?)", arguments: [day.number])
      return Int(db.lastInsertedRowID)
    }
  }

  /// Adds turns to a conversation, with its customer and state as they are now.
  public func append(
    _ turns: [StoredConversation.Turn], to conversation: Int, customer: Customer.ID?,
    state: String? = nil
  ) throws(Fault) {
    try write { db in
      let statement = try db.cachedStatement(
        sql: "INSERT INTO turns (conversation, speaker, text, action) VALUES (?, ?, ?, ?)")
      for turn in turns {
        try statement.execute(arguments: [conversation, turn.speaker, turn.text, turn.action])
      }
      try db.cachedStatement(
        sql: """
          UPDATE conversations SET customer = (SELECT id FROM customers WHERE key = ?), state = ?
          WHERE id = ?
          """
      ).execute(arguments: [customer, state, conversation])
    }
  }

  /// The conversation that was begun last, of anybody or of one customer; `nil` when there is none.
  public func lastConversation(
    of customer: Customer.ID? = nil
  ) throws(Fault) -> StoredConversation? {
    try conversations(of: customer, limit: 1).first
  }

  /// The latest conversations, of anybody or of one customer, the last first.
  public func conversations(
    of customer: Customer.ID? = nil, limit: Int
  ) throws(Fault) -> [StoredConversation] {
    try read { db in
      let heads = try Row.fetchAll(
        db,
        sql: """
          SELECT conversations.*, customers.key AS key FROM conversations
          LEFT JOIN customers ON customers.id = conversations.customer
          WHERE ?1 IS NULL OR customers.key = ?1 ORDER BY conversations.id DESC LIMIT ?2
          """, arguments: [customer, limit])
      return try heads.map { head in
        let turns = try Row.fetchAll(
          db, sql: "SELECT * FROM turns WHERE conversation = ? ORDER BY id",
          arguments: [head["id"] as Int64])
        return StoredConversation(
          id: head["id"], customer: head["key"], begun: Day(number: head["begun"]),
          state: head["state"],
          turns: turns.map {
            StoredConversation.Turn(
              speaker: $0["speaker"], text: $0["text"], action: $0["action"])
          })
      }
    }
  }

  /// Removes the conversations that are older than the policy keeps them; gives how many.
  @discardableResult
  public func dropOldConversations(policy: Policy, today: Day) throws(Fault) -> Int {
    guard let days = policy.keepConversationsDays else { return 0 }
    return try write { db in
      try db.execute(
        sql: "DELETE FROM conversations WHERE begun < ?", arguments: [(today - days).number])
      return db.changesCount
    }
  }
}
