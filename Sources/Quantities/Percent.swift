/// A share in hundredths: `Percent(value: 20)` is 20 %.
public struct Percent: Hashable, Sendable, Codable {
  /// The number before the percent sign.
  public let value: Double

  /// Creates a percentage.
  public init(value: Double) { self.value = value }

  /// So much of an amount, rounded half up to the hundredth.
  public func of(_ money: Money) -> Money {
    let exact = Double(money.hundredths) * value / 100
    return Money(hundredths: Int(exact.rounded()), currency: money.currency)
  }
}
