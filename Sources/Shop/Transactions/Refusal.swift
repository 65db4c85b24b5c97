public import Quantities

/// Why a request can't be done, with the facts that a reply needs; the words are the reply's.
public enum Refusal: Hashable, Sendable, Codable {
  /// There is no such order, or it is another customer's: nobody learns which.
  case unknownOrder
  /// The order is past it, or not there yet.
  case wrongStatus(OrderStatus, allowed: [OrderStatus])
  /// The items were changed as often as the policy allows.
  case itemsAlreadyChanged(limit: Int)
  /// A change of items closed the order to all further changes.
  case closedByItemChange
  /// Things were exchanged as often as the policy allows.
  case alreadyExchanged(limit: Int)
  /// The policy wants a reason of its list.
  case reasonNotAccepted(accepted: [String])
  /// Too many days have passed; `ended` was the last one.
  case windowOver(days: Int, ended: Day)
  /// The policy counts days from the delivery, and nobody knows when that was.
  case deliveryDayUnknown
  /// These lines are of kinds that can't be sent back.
  case excluded(lines: [Int])
  /// No line was named.
  case noItems
  /// The order has no such line.
  case unknownLine(Int)
  /// More than were bought, or fewer than one.
  case badQuantity(line: Int, most: Int)
  /// The customer has no such payment method, or the shop doesn't take it.
  case unknownPaymentMethod
  /// It is paid with that already.
  case samePaymentMethod
  /// A refund can't go there.
  case refundNotThere(allowed: [Policy.RefundTarget])
  /// The gift card doesn't hold enough.
  case giftCardTooLow(balance: Money, needed: Money)
  /// There is no such variant.
  case unknownVariant(String)
  /// A line can only become another variant of the same product.
  case otherProduct(line: Int)
  /// It is that variant already.
  case sameVariant(line: Int)
  /// There are not so many of the variant.
  case outOfStock(sku: String, left: Int)
  /// A part of the address is missing, too long, or no text.
  case badAddress(field: String)
  /// It goes there already.
  case sameAddress
  /// The shop doesn't deliver to the country.
  case countryNotServed(String)
  /// There is no warranty.
  case noWarranty
  /// The warranty ended.
  case warrantyOver(months: Int, ended: Day)
  /// Nothing was written.
  case noText
}
