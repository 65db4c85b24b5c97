import Text
import TimeExpressions

/// An amount of money found in a reading.
struct MoneyMatch: Sendable {
  let range: Range<Int>
  /// `nil` for a currency alone: `dollars`.
  let value: Double?
  let unit: CurrencyUnit
}
