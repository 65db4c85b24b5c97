public import Diagnostics
public import Quantities
public import Shop

extension SQLStore {
  /// Begins a conversation and gives its number.
  public func beginConversation(on day: Day) throws(Fault) -> Int {
    try write { db in
      Int(try db.insert("conversations", [("begun", .day(day))]))
    }
  }

  /// Adds turns to a conversation, with its customer and state as they are now.
  public func append(
    _ turns: [StoredConversation.Turn], to conversation: Int, customer: Customer.ID?,
    state: String?
  ) throws(Fault) {
    try write { db in
      for turn in turns {
        try db.execute(
          "INSERT INTO turns (conversation, speaker, text, action) VALUES (?, ?, ?, ?)",
          [
            .number(conversation), .string(turn.speaker), .string(turn.text),
            .optional(turn.action),
          ])
      }
      try db.execute(
        """
        UPDATE conversations SET customer = (SELECT id FROM customers WHERE key = ?), state = ?
        WHERE id = ?
        """, [.text(customer), .text(state), .number(conversation)])
    }
  }

  /// The latest conversations, of anybody or of one customer, the last first.
  public func conversations(
    of customer: Customer.ID?, limit: Int
  ) throws(Fault) -> [StoredConversation] {
    try read { db in
      let heads = try db.rows(
        """
        SELECT conversations.id, customers.key, begun, conversations.state FROM conversations
        LEFT JOIN customers ON customers.id = conversations.customer
        \(customer == nil ? "" : "WHERE customers.key = ?") ORDER BY conversations.id DESC LIMIT ?
        """, (customer.map { [.string($0)] } ?? []) + [.number(limit)])
      return try heads.map { head in
        var fields = Fields(head, of: "conversations", currency: currency)
        return StoredConversation(
          id: Int(fields.id), customer: try fields.optional(), begun: try fields.knownDay(),
          state: try fields.optional(), turns: try turns(of: fields.id, db))
      }
    }
  }

  private func turns(
    of conversation: Int64, _ db: any SQLConnection
  ) throws -> [StoredConversation.Turn] {
    var turns: [StoredConversation.Turn] = []
    try Rows(db: db, currency: currency).each(
      of: "turns", "SELECT id, speaker, text, action FROM turns WHERE conversation = ? ORDER BY id",
      [.integer(conversation)]
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
      try db.countChanged(
        "DELETE FROM conversations WHERE begun < ?", [.day(today - days)])
    }
  }
}
