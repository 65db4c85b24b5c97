public import Diagnostics
public import Quantities

/// Where the shop's customers, orders, stock and conversations are kept: what the desk asks of it and has
/// it do, whatever database holds it.
///
/// Every function throws a `Fault` that names the store's file. A write is one transaction: all of it or
/// nothing.
public protocol ShopStore: Sendable {
  /// The file or address, or `nil` in memory.
  var path: String? { get }
  /// The currency of all amounts.
  var currency: String { get }

  // What is sold, to whom, and every order.

  /// What the shop sells, with the stock of this moment.
  func assortment() throws(Fault) -> Assortment
  /// The customer with an id, or `nil`.
  func customer(_ id: Customer.ID) throws(Fault) -> Customer?
  /// The order with a number, however it is spelled, or `nil`. Whose it is, is the caller's to check.
  func order(_ number: String) throws(Fault) -> Order?
  /// A customer's orders, the latest first.
  func orders(of customer: Customer.ID) throws(Fault) -> [Order]
  /// A customer's tickets that nobody has closed, the first first.
  func openTickets(of customer: Customer.ID) throws(Fault) -> [Ticket]
  /// Every line of every order that was neither cancelled nor sent back, in the order they were placed.
  /// Customers who were forgotten are left out.
  func purchases() throws(Fault) -> [Purchase]

  // Who somebody is.

  /// Who gives these clues, by the policy's methods. Wrong ones are counted by order number and e-mail
  /// address; while either is locked after too many, everything is refused.
  func identify(
    _ clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> Identification
  /// The one of some names that belongs to the customer whom the other clues fit, or `nil`; compared as they
  /// stand, so that a word that is no name counts as no wrong try. `nil` while the clues are locked.
  func name(
    among names: [String], fitting clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> String?
  /// The seconds for which clues like these are locked after too many wrong tries, or `nil`.
  func pause(
    for clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> Int?

  // From a request to a receipt, and back.

  /// What would happen: a plan, a refusal, or the receipt when the same request was carried out already.
  func propose(
    _ request: Request, for customer: Customer.ID, policy: Policy, today: Day
  ) throws(Fault) -> Proposal
  /// Carries out a plan, with its entry in the log of actions, if it would still be the same now. Throws,
  /// with nothing written, when more would be given back than was paid or than is no longer kept.
  func carryOut(_ plan: Plan, policy: Policy, today: Day) throws(Fault) -> Outcome
  /// Puts back all that an action of the customer changed.
  func undo(
    _ action: Int, of customer: Customer.ID, today: Day
  ) throws(Fault) -> UndoOutcome
  /// The last action of a customer that can still be undone, or `nil`.
  func lastReversibleAction(of customer: Customer.ID) throws(Fault) -> Int?
  /// The number of the order that an action was about; `nil` when it was about none.
  func order(ofAction action: Int) throws(Fault) -> String?
  /// The same store for trying out: every change says what would come of it and is taken back.
  func rehearsal() -> any ShopStore

  // Conversations and privacy.

  /// Begins a conversation and gives its number.
  func beginConversation(on day: Day) throws(Fault) -> Int
  /// Adds turns to a conversation, with its customer and state as they are now.
  func append(
    _ turns: [StoredConversation.Turn], to conversation: Int, customer: Customer.ID?,
    state: String?
  ) throws(Fault)
  /// The latest conversations, of anybody or of one customer, the last first.
  func conversations(
    of customer: Customer.ID?, limit: Int
  ) throws(Fault) -> [StoredConversation]
  /// Removes the conversations that are older than the policy keeps them; gives how many.
  @discardableResult
  func dropOldConversations(policy: Policy, today: Day) throws(Fault) -> Int
  /// Removes a person, and leaves no trace in the store's bytes; the orders stay as figures of nobody.
  /// Gives whether there was such a customer.
  func forget(_ customer: Customer.ID, today: Day) throws(Fault) -> Bool

  // Where the shop came from.

  /// How the store stands to files with a fingerprint; an imported shop needs no other files.
  func seedState(fingerprint: String) throws(Fault) -> SeedState
  /// The day that relative days of the files counted from, or `nil` when nothing was loaded.
  func loadedOn() throws(Fault) -> Day?
  /// Puts a shop in place of what is there; the log of actions begins anew. With `onlyIfEmpty` a store that
  /// something was loaded into stays as it is.
  func load(_ seed: Seed, onlyIfEmpty: Bool) throws(Fault)
  /// Puts an imported shop in place of what is there, with the text of its own `policy.json`.
  func importShop(_ seed: Seed, policy: String?) throws(Fault)
  /// Whether the shop came from an import rather than from a workspace's own files.
  func isImported() throws(Fault) -> Bool
  /// The text of the `policy.json` that the shop was imported with; `nil` when the workspace's own counts.
  func importedPolicy() throws(Fault) -> String?

  // What an agent lists.

  /// How many products, customers and orders there are.
  func counts() throws(Fault) -> (products: Int, customers: Int, orders: Int)
  /// The latest orders, of one status or of all.
  func orders(status: OrderStatus?, limit: Int) throws(Fault) -> [Order]
  /// The customers, in the order of the file.
  func customers(limit: Int) throws(Fault) -> [Customer]
  /// The latest tickets, the last first.
  func tickets(limit: Int) throws(Fault) -> [Ticket]
  /// The latest entries in the log of actions, the last first.
  func actions(limit: Int) throws(Fault) -> [LoggedAction]
  /// The values that an action changed, in order.
  func values(of action: Int) throws(Fault) -> [LoggedValue]

  // What agents were told to look at.

  /// Writes into the log of actions what became of a flag. Throws when there is no such order.
  func log(_ note: FlagNote) throws(Fault)
  /// What became of flags, the first first. Reads the whole log.
  func flagNotes() throws(Fault) -> [FlagNote]
}

// What follows from the rest.
extension ShopStore {
  /// The conversation that was begun last, of anybody or of one customer; `nil` when there is none.
  public func lastConversation(
    of customer: Customer.ID? = nil
  ) throws(Fault) -> StoredConversation? {
    try conversations(of: customer, limit: 1).first
  }

  /// The latest conversations of anybody, the last first.
  public func conversations(limit: Int) throws(Fault) -> [StoredConversation] {
    try conversations(of: nil, limit: limit)
  }

  /// Adds turns to a conversation that has no state to keep.
  public func append(
    _ turns: [StoredConversation.Turn], to conversation: Int, customer: Customer.ID?
  ) throws(Fault) {
    try append(turns, to: conversation, customer: customer, state: nil)
  }

  /// Puts a shop in place of what is there; the log of actions begins anew.
  public func load(_ seed: Seed) throws(Fault) { try load(seed, onlyIfEmpty: false) }

  /// The latest orders, whatever their status.
  public func orders(limit: Int) throws(Fault) -> [Order] { try orders(status: nil, limit: limit) }

  /// The hundred latest entries in the log of actions, the last first.
  public func actions() throws(Fault) -> [LoggedAction] { try actions(limit: 100) }

  /// The pieces of a variant in stock; 0 when there is no such variant.
  public func stock(_ sku: String) throws(Fault) -> Int {
    try assortment().variant(sku)?.stock ?? 0
  }
}
