import Shop

/// Wrong tries to show who somebody is, by order number and by e-mail address; by name where neither was
/// given. Kept as digests: a stranger's address is nobody's to keep.
struct WrongTries {
  let db: any SQLConnection
  let policy: Policy.Identification
  /// Seconds since 1970.
  let now: Int

  /// The seconds for which one of the clues is locked, or `nil`.
  func pause(for clues: IdentityClues) throws -> Int? {
    var longest: Int?
    for (wrong, last) in try tries(of: clues) {
      let left = pauseSeconds - (now - last)
      guard wrong >= policy.attempts, left > 0, left <= pauseSeconds else { continue }
      longest = max(left, longest ?? 0)
    }
    return longest
  }

  /// Whether anything wrong was tried with one of the clues.
  func areCounted(for clues: IdentityClues) throws -> Bool {
    try !tries(of: clues).isEmpty
  }

  /// Counts a wrong try; after a pause, or as long without one, the count begins anew.
  func count(_ clues: IdentityClues) throws {
    for key in Self.keys(of: clues) {
      try db.execute(
        """
        INSERT INTO wrong_tries (key, wrong, last) VALUES (?1, 1, ?2)
        ON CONFLICT (key) DO UPDATE SET
          wrong = CASE WHEN ?2 - wrong_tries.last BETWEEN 0 AND ?3 - 1
            THEN wrong_tries.wrong + 1 ELSE 1 END,
          last = ?2
        """, [.string(key), .number(now), .number(pauseSeconds)])
    }
  }

  /// Forgets what was tried: the right clues were given.
  func forget(_ clues: IdentityClues) throws {
    for key in Self.keys(of: clues) {
      try db.execute("DELETE FROM wrong_tries WHERE key = ?", [.string(key)])
    }
  }

  private var pauseSeconds: Int { policy.pauseMinutes * 60 }

  private func tries(of clues: IdentityClues) throws -> [(wrong: Int, last: Int)] {
    let sql = "SELECT wrong, last FROM wrong_tries WHERE key = ?"
    return try db.rows(ofEach: Self.keys(of: clues).map { (sql, [.string($0)]) }).joined()
      .map { row in
        (try row.known("wrong", of: "wrong_tries"), try row.known("last", of: "wrong_tries"))
      }
  }

  static func keys(of clues: IdentityClues) -> [String] {
    var keys: [String] = []
    if let number = clues.orderNumber { keys.append("order " + OrderNumber.key(number)) }
    if let email = clues.email { keys.append("email " + Key.email(email)) }
    if keys.isEmpty, let name = clues.name { keys.append("name " + Key.name(name)) }
    return keys.map(Key.digest)
  }
}
