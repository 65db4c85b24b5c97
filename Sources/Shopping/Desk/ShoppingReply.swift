/// What the desk says to a query.
public struct ShoppingReply: Hashable, Sendable {
  /// The words.
  public var text: String
  /// What was done: `recommend`, `stock`, `product`, `compare`, `similar`, `not_sold`; `nil` for advice on
  /// ordering.
  public var action: String?
  /// The products it speaks of, by id.
  public var products: [String]
  /// What the desk waits for now, if anything.
  public var awaiting: String?
  /// Why each product is offered and what was left out, for `/why`.
  public var notes: [String]

  init(
    _ text: String, action: String?, products: [String] = [], awaiting: String? = nil,
    notes: [String] = []
  ) {
    self.text = text
    self.action = action
    self.products = products
    self.awaiting = awaiting
    self.notes = notes
  }
}
