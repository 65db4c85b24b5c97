public import Diagnostics
public import Shop

extension SQLStore {
  /// Who gives these clues, by the policy's methods.
  ///
  /// A method counts when all of its clues are given and fit the same one customer. Every call makes the
  /// same look-ups whether an order or a customer exists or not, so that neither words nor time tell.
  /// Wrong tries are counted in the database, where no new conversation forgets them; while an order or an
  /// e-mail address is locked after too many, what fits is refused as well.
  public func identify(
    _ clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> Identification {
    let missing = policy.missing(given: clues.given)
    guard missing.first?.isEmpty == true else { return .incomplete(missing) }
    let now = clock()
    let (found, isLocked, isCounted) = try read { db in
      let tries = WrongTries(db: db, policy: policy, now: now)
      return (
        try customer(fitting: clues, policy, db), try tries.pause(for: clues) != nil,
        try tries.areCounted(for: clues)
      )
    }
    if let found, !isLocked {
      if isCounted {
        try write { try WrongTries(db: $0, policy: policy, now: now).forget(clues) }
      }
      return .identified(found)
    }
    if !isLocked { try write { try WrongTries(db: $0, policy: policy, now: now).count(clues) } }
    return .refused
  }

  /// The seconds for which clues like these are locked after too many wrong tries, or `nil`.
  public func pause(
    for clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> Int? {
    let now = clock()
    return try read { try WrongTries(db: $0, policy: policy, now: now).pause(for: clues) }
  }

  /// The one of some names that belongs to the customer whom the other clues fit; nothing is counted.
  public func name(
    among names: [String], fitting clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> String? {
    let now = clock()
    return try read { db in
      guard try WrongTries(db: db, policy: policy, now: now).pause(for: clues) == nil else {
        return nil
      }
      var tried = clues
      for name in names.prefix(16) {
        tried.name = name
        if try customer(fitting: tried, policy, db) != nil { return name }
      }
      return nil
    }
  }

  private func customer(
    fitting clues: IdentityClues, _ policy: Policy.Identification, _ db: any SQLConnection
  ) throws -> Customer? {
    let complete = policy.methods.filter { Set($0).isSubset(of: clues.given) }
    let rows = Rows(db: db, currency: currency)
    let keys = ClueKeys(clues)
    let order = try rows.row(
      "SELECT customer, postcode_key FROM orders WHERE number_key = ?", [.string(keys.order)]
    ).map { row in
      ClueKeys.Ordered(
        customer: try row.known("customer", of: "orders"),
        postcode: try row.known("postcode_key", of: "orders"))
    }
    let candidates = try db.rows(ofEach: [
      // Without an order some customer is read all the same; the order then fits nobody.
      (Self.candidates("id = ?"), [.integer(order?.customer ?? 1)]),
      (Self.candidates("email_key = ?"), [.string(keys.email)]),
      (
        Self.candidates("name_key = ? AND postcode_key = ?"),
        [.string(keys.name), .string(keys.postcode)]
      ),
    ]).joined().map { try candidate($0) }
    let fitting = Set(
      candidates.filter { candidate in
        complete.contains { method in
          method.allSatisfy { keys.fits($0, candidate, order: order) }
        }
      }.map(\.id))
    // Reads a customer in any case; -1 is nobody.
    return try rows.customer(id: fitting.count == 1 ? fitting.first ?? -1 : -1)
  }

  private static func candidates(_ condition: String) -> String {
    "SELECT id, email_key, name_key, postcode_key FROM customers WHERE \(condition) LIMIT 50"
  }

  private func candidate(_ row: SQLRow) throws -> ClueKeys.Candidate {
    var fields = Fields(row, of: "customers", currency: currency)
    return ClueKeys.Candidate(
      id: fields.id, email: try fields.next(), name: try fields.next(), postcode: try fields.next())
  }
}

private struct ClueKeys {
  let order: String
  let email: String
  let name: String
  let postcode: String

  /// A customer whom clues may fit.
  struct Candidate {
    let id: Int64
    let email: String
    let name: String
    let postcode: String
  }

  /// Whose the order is, and where it goes.
  struct Ordered {
    let customer: Int64
    let postcode: String
  }

  init(_ clues: IdentityClues) {
    order = OrderNumber.key(clues.orderNumber ?? "")
    email = Key.email(clues.email ?? "")
    name = Key.name(clues.name ?? "")
    postcode = Key.postcode(clues.postcode ?? "")
  }

  /// Whether one clue fits a customer; the postcode may be the customer's or the order's.
  func fits(_ clue: Policy.Clue, _ customer: Candidate, order: Ordered?) -> Bool {
    let isOwner = order.map { $0.customer == customer.id } ?? false
    return switch clue {
    case .orderNumber: isOwner
    case .email: !email.isEmpty && email == customer.email
    case .name: !name.isEmpty && name == customer.name
    case .postcode:
      !postcode.isEmpty
        && (postcode == customer.postcode || isOwner && postcode == order?.postcode)
    }
  }
}
