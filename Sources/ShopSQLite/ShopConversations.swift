public import Diagnostics
import GRDB
public import Quantities
public import Shop

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
    state: String?
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

  /// The latest conversations, of anybody or of one customer, the last first.
  public func conversations(
    of customer: Customer.ID?, limit: Int
  ) throws(Fault) -> [StoredConversation] {
    try read { db in
      let heads = try Row.fetchAll(
        db,
        sql: """
          SELECT conversations.id, customers.key, begun, conversations.state FROM conversations
          LEFT JOIN customers ON customers.id = conversations.customer
          WHERE ?1 IS NULL OR customers.key = ?1 ORDER BY conversations.id DESC LIMIT ?2
          """, arguments: [customer, limit])
      return try heads.map { head in
        var fields = Fields(head, of: "conversations", currency: currency)
        return StoredConversation(
          id: Int(fields.id), customer: try fields.optional(), begun: try fields.knownDay(),
          state: try fields.optional(), turns: try turns(of: fields.id, db))
      }
    }
  }

  private func turns(
    of conversation: Int64, _ db: Database
  ) throws -> [StoredConversation.Turn] {
    var turns: [StoredConversation.Turn] = []
    try Rows(db: db, currency: currency).each(
      of: "turns", "SELECT id, speaker, text, action FROM turns WHERE conversation = ? ORDER BY id",
      [conversation]
    ) { turn in
      turns.append(
        StoredConversation.Turn(
          speaker: try turn.next(), text: try turn.next(), action: try turn.optional()))
    }
    return turns
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
