public import Quantities

/// A customer bought a product and kept it.
public struct Purchase: Hashable, Sendable {
  /// The customer's id.
  public let customer: Customer.ID
  /// The product's id.
  public let product: String
  /// When it was ordered.
  public let placed: Day?
  /// How many.
  public let quantity: Int

  package init(customer: Customer.ID, product: String, placed: Day?, quantity: Int) {
    self.customer = customer
    self.product = product
    self.placed = placed
    self.quantity = quantity
  }
}
