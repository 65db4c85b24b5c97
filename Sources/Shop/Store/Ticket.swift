public import Quantities

/// Something a person has to look at.
public struct Ticket: Hashable, Sendable {
  /// Its number, such as `T-1004`.
  public let number: String
  /// The customer's id.
  public let customer: Customer.ID
  /// The order it is about.
  public let order: String?
  /// `complaint`, `damaged`, `missing`, `wrong` or `warranty`.
  public let kind: String
  /// What was said, masked.
  public let text: String
  /// The day it was opened.
  public let opened: Day
  /// `open` or `closed`.
  public let status: String

  package init(
    number: String, customer: Customer.ID, order: String?, kind: String, text: String, opened: Day,
    status: String
  ) {
    self.number = number
    self.customer = customer
    self.order = order
    self.kind = kind
    self.text = text
    self.opened = opened
    self.status = status
  }
}
