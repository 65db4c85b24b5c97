/// Where an order is on its way.
public enum OrderStatus: String, Hashable, Sendable, Codable, CaseIterable {
  /// Paid, not yet packed: it can be changed and cancelled.
  case pending
  /// Packed, waiting for the carrier.
  case processed
  case shipped
  case delivered
  case cancelled
  case returnRequested = "return_requested"
  case returned
  case exchangeRequested = "exchange_requested"
}
