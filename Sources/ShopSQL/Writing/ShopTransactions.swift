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
    let proposal: Proposal
    let customer: Int64
    let order: Int64?
    /// The order as it stands, when it is the customer's.
    var found: Order?
    /// The payment methods that may be credited.
    var creditable: Set<String> = []
  }

  func propose(_ request: Request, for customer: String) throws -> Proposed {
    // Whoever changes an order holds its customer's row, so that two desks go one after the other.
    guard let known = try rows.customer(key: customer, locked: true) else {
      return Proposed(proposal: .refused(.unknownOrder), customer: -1, order: nil)
    }
    let found = try request.order.flatMap { try rows.order(key: OrderNumber.key($0)) }
    let order = found.flatMap { $0.order.customer == customer ? $0 : nil }
    func answer(_ proposal: Proposal) -> Proposed {
      Proposed(
        proposal: proposal, customer: known.id, order: order?.id, found: order?.order,
        creditable: policy.creditable(of: known.customer))
    }
    if let receipt = try earlier(request, customer: known.id, order: order?.id) {
      return answer(.done(receipt))
    }
    var skus = Set(order?.order.items.map(\.sku) ?? [])
    switch request {
    case .changeItems(_, let changes, _), .exchangeItems(_, let changes, _, _):
      skus.formUnion(changes.map(\.sku))
    default: break
    }
    let (variants, categories) = try rows.variants(skus.sorted())
    let planner = Planner(
      policy: policy, today: today, customer: known.customer, order: order?.order,
      variants: variants, categories: categories)
    return answer(planner.proposal(for: request))
  }

  func carryOut(_ plan: Plan) throws -> Outcome {
    let proposed = try propose(plan.request, for: plan.customer)
    guard case .planned(let current) = proposed.proposal, current == plan else {
      if case .done(let receipt) = proposed.proposal { return .done(receipt) }
      return .changed(proposed.proposal)
    }
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
      order: proposed.order, today: today)
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

  /// The receipt of the same request, if nothing else happened to its order, or customer, since.
  private func earlier(_ request: Request, customer: Int64, order: Int64?) throws -> Receipt? {
    let row = try rows.row(
      """
      SELECT actions.id, receipt FROM actions JOIN receipts ON receipts.action = actions.id
      WHERE request = ? AND undone_by IS NULL AND NOT EXISTS (
        SELECT 1 FROM actions AS later WHERE later.id > actions.id
          AND (actions."order" IS NULL AND later.customer = actions.customer
               AND later."order" IS NULL OR later."order" = actions."order")
          AND later.undone_by IS NULL AND later.undoes IS NULL AND later.kind = actions.kind)
      ORDER BY actions.id DESC LIMIT 1
      """, [.text(try request.key(customer: customer))])
    guard let row else { return nil }
    let text: String = try row.known("receipt", of: "receipts")
    guard let receipt = try? JSONDecoder().decode(Receipt.self, from: Data(text.utf8)) else {
      throw Damage.fault("a row of receipts holds no receipt")
    }
    return Receipt(
      action: receipt.action, reference: receipt.reference, day: receipt.day, plan: receipt.plan,
      isRepeated: true)
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
