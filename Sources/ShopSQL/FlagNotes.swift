public import Diagnostics
import Quantities
public import Shop

/// Flags and what agents found of them, as entries in the log of actions that changed nothing.
extension SQLStore {
  /// Writes into the log of actions what became of a flag. Throws when there is no such order.
  public func log(_ note: FlagNote) throws(Fault) {
    try write { db in
      let order = try db.row(
        "SELECT id, customer FROM orders WHERE number_key = ?",
        [.string(OrderNumber.key(note.order))])
      guard let order else {
        throw Fault(file: path, "there is no order \"\(note.order)\" to flag")
      }
      _ = try db.insert(
        "actions",
        [
          ("kind", .string(Self.kind(note.isReturn, note.answer))), ("request", .string("")),
          ("customer", order["customer"]), ("order", order["id"]), ("day", .day(note.day)),
          ("reversible", .flag(false)),
        ])
    }
  }

  /// What became of flags, the first first.
  public func flagNotes() throws(Fault) -> [FlagNote] {
    let kinds = Self.kinds
    return try read { db in
      let marks = kinds.keys.map { _ in "?" }.joined(separator: ", ")
      return try db.rows(
        """
        SELECT actions.id, kind, number, day FROM actions
        JOIN orders ON orders.id = actions."order" WHERE kind IN (\(marks)) ORDER BY actions.id
        """, kinds.keys.sorted().map { .string($0) }
      ).compactMap { row in
        var fields = Fields(row, of: "actions", currency: currency)
        let kind: String = try fields.next()
        guard let (isReturn, answer) = kinds[kind] else { return nil }
        return FlagNote(
          order: try fields.next(), isReturn: isReturn, answer: answer, day: try fields.knownDay())
      }
    }
  }

  private static func kind(_ isReturn: Bool, _ answer: FlagNote.Answer) -> String {
    "flag_\(isReturn ? "return" : "order")_\(answer.rawValue)"
  }

  /// The kinds of entries about flags, with what they say.
  private static var kinds: [String: (isReturn: Bool, answer: FlagNote.Answer)] {
    var kinds: [String: (isReturn: Bool, answer: FlagNote.Answer)] = [:]
    for answer in FlagNote.Answer.allCases {
      for isReturn in [false, true] {
        kinds[kind(isReturn, answer)] = (isReturn, answer)
      }
    }
    return kinds
  }
}
