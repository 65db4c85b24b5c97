public import Diagnostics
import GRDB

/// What somebody said of themselves.
public struct IdentityClues: Hashable, Sendable {
  /// An order number.
  public var orderNumber: String?
  /// An e-mail address.
  public var email: String?
  /// A name.
  public var name: String?
  /// A postcode.
  public var postcode: String?

  /// Creates clues.
  public init(
    orderNumber: String? = nil, email: String? = nil, name: String? = nil, postcode: String? = nil
  ) {
    self.orderNumber = orderNumber
    self.email = email
    self.name = name
    self.postcode = postcode
  }

  /// The kinds of clue that were given.
  public var given: Set<Policy.Clue> {
    var given: Set<Policy.Clue> = []
    if orderNumber != nil { given.insert(.orderNumber) }
    if email != nil { given.insert(.email) }
    if name != nil { given.insert(.name) }
    if postcode != nil { given.insert(.postcode) }
    return given
  }
}

/// Whether clues show who somebody is.
public enum Identification: Hashable, Sendable {
  /// They do.
  case identified(Customer)
  /// They don't; what was wrong is not said, and takes no other time.
  case refused
  /// No method of the policy is complete: what each still lacks, the shortest first.
  case incomplete([[Policy.Clue]])
}

extension Policy.Identification {
  /// What each method still lacks, the shortest first; an empty one means a method is complete.
  public func missing(given: Set<Policy.Clue>) -> [[Policy.Clue]] {
    methods.map { $0.filter { !given.contains($0) } }.enumerated()
      .sorted { ($0.element.count, $0.offset) < ($1.element.count, $1.offset) }.map(\.element)
  }
}

extension ShopDatabase {
  /// Who gives these clues, by the policy's methods.
  ///
  /// A method counts when all of its clues are given and fit the same one customer. Every call makes the
  /// same look-ups whether an order or a customer exists or not, so that neither words nor time tell.
  public func identify(
    _ clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> Identification {
    let missing = policy.missing(given: clues.given)
    guard missing.first?.isEmpty == true else { return .incomplete(missing) }
    let complete = policy.methods.filter { Set($0).isSubset(of: clues.given) }
    return try read { db in
      let rows = Rows(db: db, currency: currency)
      let keys = ClueKeys(clues)
      let order = try rows.row(
        "SELECT customer, postcode_key FROM orders WHERE number_key = ?", [keys.order])
      // Without an order some customer is read all the same; the order then fits nobody.
      let owner = try Self.candidates("id = ?", [order.map { $0[0] as Int64 } ?? 1], db)
      let byEmail = try Self.candidates("email_key = ?", [keys.email], db)
      let byName = try Self.candidates(
        "name_key = ? AND postcode_key = ?", [keys.name, keys.postcode], db)
      let fitting = Set(
        (owner + byEmail + byName).filter { row in
          complete.contains { method in
            method.allSatisfy { keys.fits($0, customer: row, order: order) }
          }
        }.map { $0[0] as Int64 })
      // Reads a customer in any case; -1 is nobody.
      let found = try rows.customer(id: fitting.count == 1 ? fitting.first ?? -1 : -1)
      return found.map { .identified($0) } ?? .refused
    }
  }

  private static func candidates(
    _ condition: String, _ arguments: StatementArguments, _ db: Database
  ) throws -> [Row] {
    try Row.fetchAll(
      try db.cachedStatement(
        sql: """
          SELECT id, email_key, name_key, postcode_key FROM customers WHERE \(condition) LIMIT 50
          """), arguments: arguments)
  }
}

private struct ClueKeys {
  let order: String
  let email: String
  let name: String
  let postcode: String

  init(_ clues: IdentityClues) {
    order = OrderNumber.key(clues.orderNumber ?? "")
    email = Key.email(clues.email ?? "")
    name = Key.name(clues.name ?? "")
    postcode = Key.postcode(clues.postcode ?? "")
  }

  /// Whether one clue fits a customer; the postcode may be the customer's or the order's.
  func fits(_ clue: Policy.Clue, customer: Row, order: Row?) -> Bool {
    let ordered = order.map { ($0[0] as Int64) == (customer[0] as Int64) } ?? false
    return switch clue {
    case .orderNumber: ordered
    case .email: !email.isEmpty && email == (customer[1] as String)
    case .name: !name.isEmpty && name == (customer[2] as String)
    case .postcode:
      !postcode.isEmpty
        && (postcode == (customer[3] as String)
          || ordered && postcode == (order?[1] as String?))
    }
  }
}
