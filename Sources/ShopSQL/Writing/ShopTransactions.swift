public import Diagnostics
import Formats
import FoundationEssentials
public import Quantities
public import Shop

/// From a request to a receipt: plan, let the customer say yes, carry out.
extension SQLStore {
  /// What would happen: a plan, a refusal, or the receipt when the same request was carried out already.
  public func propose(
    _ request: Request, for customer: Customer.ID, policy: Policy, today: Day
  ) throws(Fault) -> Proposal {
    try read { db in
      try Transaction(rows: Rows(db: db, currency: currency), policy: policy, today: today)
        .propose(request, for: customer).proposal
    }
  }

  /// Carries out a plan in one transaction, with its entry in the log of actions.
  ///
  /// The plan is made again first: when it would differ now, nothing is done and `changed` says how things
  /// stand. A plan that was carried out already gives the same receipt again.
  public func carryOut(_ plan: Plan, policy: Policy, today: Day) throws(Fault) -> Outcome {
    try write { db in
      try Transaction(rows: Rows(db: db, currency: currency), policy: policy, today: today)
        .carryOut(plan)
    } isDone: { outcome, db in
      guard case .done(let receipt) = outcome, !receipt.isRepeated else { return false }
      let kept: String? = try db.value(
        "SELECT receipt FROM receipts WHERE action = ?", [.number(receipt.action)])
      return try kept == receipt.text()
    }
  }
}

/// The transaction's view of the shop.
private struct Transaction {
  let rows: Rows
  let policy: Policy
  let today: Day

  struct Proposed {
    var proposal: Proposal
    let customer: Int64
    let order: Int64?
    /// The order as it stands, when it is the customer's.
    var found: Order?
    /// The payment methods that may be credited.
    var creditable: Set<String> = []
    /// The variants of the order and of what is asked for, by SKU.
    var variants: [String: StoredVariant] = [:]
  }

  func propose(_ request: Request, for customer: String) throws -> Proposed {
    // Whoever changes an order holds its customer's row, so that two desks go one after the other.
    let locked = try rows.lockedCustomer(key: customer, withOrder: request.order)
    guard let known = locked.customer else {
      return Proposed(proposal: .refused(.unknownOrder), customer: -1, order: nil)
    }
    let order = locked.order.flatMap { $0.order.customer == customer ? $0 : nil }
    let answers = try rows.db.rows(
      ofEach: [try earlierStatement(request, customer: known.id)]
        + rows.variantStatements(skus(of: request, order?.order)))
    var proposed = Proposed(
      proposal: .refused(.unknownOrder), customer: known.id, order: order?.id, found: order?.order,
      creditable: policy.creditable(of: known.customer),
      variants: try rows.variants(of: answers.dropFirst()))
    if let earlier = answers[0].first {
      proposed.proposal = .done(try receipt(earlier))
    } else {
      let categories = proposed.variants.values.map { ($0.variant.product, $0.category) }
      let planner = Planner(
        policy: policy, today: today, customer: known.customer, order: order?.order,
        variants: proposed.variants.mapValues(\.variant),
        categories: Dictionary(categories, uniquingKeysWith: { first, _ in first }))
      proposed.proposal = planner.proposal(for: request)
    }
    return proposed
  }

  /// The variants that a request is about, in the order in which they are locked.
  private func skus(of request: Request, _ order: Order?) -> [String] {
    var skus = Set(order?.items.map(\.sku) ?? [])
    switch request {
    case .changeItems(_, let changes, _), .exchangeItems(_, let changes, _, _):
      skus.formUnion(changes.map(\.sku))
    default: break
    }
    return skus.sorted()
  }

  func carryOut(_ plan: Plan) throws -> Outcome {
    let proposed = try propose(plan.request, for: plan.customer)
    guard case .planned(let current) = proposed.proposal, current == plan else {
      if case .done(let receipt) = proposed.proposal { return .done(receipt) }
      return .changed(proposed.proposal)
    }
    try rows.db.reserveRows(["actions"] + plan.effects.flatMap(\.newRows))
    let action = try rows.db.insert(
      "actions",
      [
        ("kind", .text(plan.request.kind)),
        ("request", .text(try plan.request.key(customer: proposed.customer))),
        ("customer", .integer(proposed.customer)),
        ("order", proposed.order.map { .integer($0) } ?? .null),
        ("day", .day(today)), ("reversible", .flag(plan.isReversible)),
      ])
    var effects = EffectWriter(
      writer: ActionWriter(db: rows.db, action: action), rows: rows, customer: proposed.customer,
      order: proposed.order, variants: proposed.variants, today: today)
    try effects.apply(plan)
    if let before = proposed.found {
      let check = BalanceCheck(rows: rows)
      try check.verify(
        try check.balance(of: before), order: before.number, fee: plan.fee(in: rows.currency),
        creditable: proposed.creditable)
    }
    let receipt = Receipt(
      action: Int(action), reference: effects.reference, day: today, plan: plan, isRepeated: false)
    try rows.db.execute(
      "INSERT INTO receipts VALUES (?, ?)", [.integer(action), .text(try receipt.text())])
    return .done(receipt)
  }

  /// Asks for the same request, if nothing else happened to its order, or customer, since.
  private func earlierStatement(
    _ request: Request, customer: Int64
  ) throws -> (sql: String, arguments: [SQLValue]) {
    (
      """
      SELECT actions.id, receipt FROM actions JOIN receipts ON receipts.action = actions.id
      WHERE request = ? AND undone_by IS NULL AND NOT EXISTS (
        SELECT 1 FROM actions AS later WHERE later.id > actions.id
          AND (actions."order" IS NULL AND later.customer = actions.customer
               AND later."order" IS NULL OR later."order" = actions."order")
          AND later.undone_by IS NULL AND later.undoes IS NULL AND later.kind = actions.kind)
      ORDER BY actions.id DESC LIMIT 1
      """, [.text(try request.key(customer: customer))]
    )
  }

  private func receipt(_ row: SQLRow) throws -> Receipt {
    let text: String = try row.known("receipt", of: "receipts")
    guard let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(text.utf8)) else {
      throw Damage.fault("a row of receipts holds no receipt")
    }
    return Receipt(
      action: receipt.action, reference: receipt.reference, day: receipt.day, plan: receipt.plan,
      isRepeated: true)
  }
}

extension Effect {
  /// The tables that it adds a row to, one name for each row.
  fileprivate var newRows: [String] {
    switch self {
    case .sendBack(_, _, let items, _, _): ["returns"] + items.map { _ in "return_items" }
    case .refund, .charge: ["payments"]
    case .ticket: ["tickets"]
    case .invoice: ["invoices"]
    case .status, .address, .defaultAddress, .payment, .item, .fee, .stock: []
    }
  }
}

extension Receipt {
  /// The receipt as the log keeps it: the same receipt gives the same text.
  fileprivate func text() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
