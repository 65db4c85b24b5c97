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
