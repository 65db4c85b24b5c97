package import Diagnostics
package import Quantities
import Synchronization

/// A store as one turn of a conversation sees it: a customer and their orders are read once, however many
/// rules ask for them, and anew after anything was written.
///
/// Made for a turn and dropped with it, since others write to the same store.
package final class ShopReadings: ShopStore {
  private let store: any ShopStore
  private let kept = Mutex(Kept())

  /// What was read since the last write.
  private struct Kept {
    var customers: [Customer.ID: Customer?] = [:]
    var orders: [String: Order?] = [:]
    var ordersOf: [Customer.ID: [Order]] = [:]
    var ticketsOf: [Customer.ID: [Ticket]] = [:]
    var lastActions: [Customer.ID: Int?] = [:]
  }

  /// Reads from `store`.
  package init(_ store: any ShopStore) { self.store = store }

  /// The value under a key, read from the store where it is not known.
  private func value<Key: Hashable & Sendable, Value: Sendable>(
    _ place: any WritableKeyPath<Kept, [Key: Value]> & Sendable, _ key: Key,
    _ read: () throws(Fault) -> Value
  ) throws(Fault) -> Value {
    if let known = kept.withLock({ $0[keyPath: place][key] }) { return known }
    let value = try read()
    kept.withLock { $0[keyPath: place][key] = value }
    return value
  }

  /// Does what may change the store, and forgets what was read.
  private func writing<Value>(_ body: () throws(Fault) -> Value) throws(Fault) -> Value {
    defer { kept.withLock { $0 = Kept() } }
    return try body()
  }
}

// What is kept for the turn.
extension ShopReadings {
  package func customer(_ id: Customer.ID) throws(Fault) -> Customer? {
    try value(\.customers, id) { () throws(Fault) in try store.customer(id) }
  }

  package func order(_ number: String) throws(Fault) -> Order? {
    try value(\.orders, OrderNumber.key(number)) { () throws(Fault) in try store.order(number) }
  }

  package func orders(of customer: Customer.ID) throws(Fault) -> [Order] {
    try value(\.ordersOf, customer) { () throws(Fault) in
      let orders = try store.orders(of: customer)
      kept.withLock { kept in
        for order in orders { kept.orders[OrderNumber.key(order.number)] = order }
      }
      return orders
    }
  }

  package func openTickets(of customer: Customer.ID) throws(Fault) -> [Ticket] {
    try value(\.ticketsOf, customer) { () throws(Fault) in try store.openTickets(of: customer) }
  }

  package func lastReversibleAction(of customer: Customer.ID) throws(Fault) -> Int? {
    try value(\.lastActions, customer) { () throws(Fault) in
      try store.lastReversibleAction(of: customer)
    }
  }
}

// What changes the store.
extension ShopReadings {
  package func identify(
    _ clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> Identification {
    try writing { () throws(Fault) in try store.identify(clues, policy: policy) }
  }

  package func carryOut(_ plan: Plan, policy: Policy, today: Day) throws(Fault) -> Outcome {
    try writing { () throws(Fault) in try store.carryOut(plan, policy: policy, today: today) }
  }

  package func undo(
    _ action: Int, of customer: Customer.ID, today: Day
  ) throws(Fault) -> UndoOutcome {
    try writing { () throws(Fault) in try store.undo(action, of: customer, today: today) }
  }

  package func forget(_ customer: Customer.ID, today: Day) throws(Fault) -> Bool {
    try writing { () throws(Fault) in try store.forget(customer, today: today) }
  }

  package func load(_ seed: Seed, onlyIfEmpty: Bool) throws(Fault) {
    try writing { () throws(Fault) in try store.load(seed, onlyIfEmpty: onlyIfEmpty) }
  }

  package func importShop(_ seed: Seed, policy: String?) throws(Fault) {
    try writing { () throws(Fault) in try store.importShop(seed, policy: policy) }
  }
}

// What goes through as it is.
extension ShopReadings {
  package var path: String? { store.path }
  package var currency: String { store.currency }
  package func assortment() throws(Fault) -> Assortment { try store.assortment() }
  package func purchases() throws(Fault) -> [Purchase] { try store.purchases() }
  package func name(
    among names: [String], fitting clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> String? { try store.name(among: names, fitting: clues, policy: policy) }
  package func pause(
    for clues: IdentityClues, policy: Policy.Identification
  ) throws(Fault) -> Int? { try store.pause(for: clues, policy: policy) }
  package func propose(
    _ request: Request, for customer: Customer.ID, policy: Policy, today: Day
  ) throws(Fault) -> Proposal {
    try store.propose(request, for: customer, policy: policy, today: today)
  }
  package func order(ofAction action: Int) throws(Fault) -> String? {
    try store.order(ofAction: action)
  }
  package func rehearsal() -> any ShopStore { store.rehearsal() }
  package func beginConversation(on day: Day) throws(Fault) -> Int {
    try store.beginConversation(on: day)
  }
  package func append(
    _ turns: [StoredConversation.Turn], to conversation: Int, customer: Customer.ID?,
    state: String?
  ) throws(Fault) {
    try store.append(turns, to: conversation, customer: customer, state: state)
  }
  package func conversations(
    of customer: Customer.ID?, limit: Int
  ) throws(Fault) -> [StoredConversation] { try store.conversations(of: customer, limit: limit) }
  @discardableResult
  package func dropOldConversations(policy: Policy, today: Day) throws(Fault) -> Int {
    try store.dropOldConversations(policy: policy, today: today)
  }
  package func seedState(fingerprint: String) throws(Fault) -> SeedState {
    try store.seedState(fingerprint: fingerprint)
  }
  package func loadedOn() throws(Fault) -> Day? { try store.loadedOn() }
  package func isImported() throws(Fault) -> Bool { try store.isImported() }
  package func importedPolicy() throws(Fault) -> String? { try store.importedPolicy() }
  package func counts() throws(Fault) -> (products: Int, customers: Int, orders: Int) {
    try store.counts()
  }
  package func orders(status: OrderStatus?, limit: Int) throws(Fault) -> [Order] {
    try store.orders(status: status, limit: limit)
  }
  package func customers(limit: Int) throws(Fault) -> [Customer] {
    try store.customers(limit: limit)
  }
  package func tickets(limit: Int) throws(Fault) -> [Ticket] { try store.tickets(limit: limit) }
  package func actions(limit: Int) throws(Fault) -> [LoggedAction] {
    try store.actions(limit: limit)
  }
  package func values(of action: Int) throws(Fault) -> [LoggedValue] {
    try store.values(of: action)
  }
  package func log(_ note: FlagNote) throws(Fault) { try store.log(note) }
  package func flagNotes() throws(Fault) -> [FlagNote] { try store.flagNotes() }
}
