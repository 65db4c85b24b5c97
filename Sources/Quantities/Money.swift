/// An amount of money, exact: hundredths of a unit and an ISO 4217 code.
public struct Money: Hashable, Sendable, Codable {
  /// Hundredths of the currency's unit; 3990 for 39.90.
  public let hundredths: Int
  /// The ISO 4217 code, such as `USD`; empty when nobody said which.
  public let currency: String

  /// Creates an amount from hundredths.
  public init(hundredths: Int, currency: String) {
    self.hundredths = hundredths
    self.currency = currency
  }

  /// The amount written `39.90` or `-4`, or `nil` when it is none or has parts of a hundredth.
  public init?(amount: some StringProtocol, currency: String) {
    var text = Substring(amount)
    let negative = text.first == "-"
    if negative { text.removeFirst() }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }),
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let whole = Int(parts[0]), whole < Int.max / 1000
    else { return nil }
    var fraction = parts.count == 2 ? String(parts[1]) : "00"
    guard fraction.utf8.count <= 2 else { return nil }
    if fraction.utf8.count == 1 { fraction += "0" }
    guard let cents = Int(fraction) else { return nil }
    self.init(hundredths: (whole * 100 + cents) * (negative ? -1 : 1), currency: currency)
  }

  /// `39.90`: two digits after the point, always.
  public var amount: String {
    let size = abs(hundredths)
    let cents = size % 100
    return (hundredths < 0 ? "-" : "") + "\(size / 100)." + (cents < 10 ? "0" : "") + "\(cents)"
  }
}

extension Money: Comparable {
  /// By amount; amounts in different currencies are ordered by their code, for want of a rate.
  public static func < (left: Money, right: Money) -> Bool {
    left.currency == right.currency
      ? left.hundredths < right.hundredths : left.currency < right.currency
  }

  /// The sum; `left` names the currency.
  public static func + (left: Money, right: Money) -> Money {
    Money(hundredths: left.hundredths + right.hundredths, currency: left.currency)
  }

  /// The difference; `left` names the currency.
  public static func - (left: Money, right: Money) -> Money {
    Money(hundredths: left.hundredths - right.hundredths, currency: left.currency)
  }

  /// The amount so many times.
  public static func * (money: Money, count: Int) -> Money {
    Money(hundredths: money.hundredths * count, currency: money.currency)
  }

  /// As a customer reads it: `$39.90`, `¥350`, `39.90 EUR`; a whole amount drops its zeros.
  public var display: String {
    let text = hundredths % 100 == 0 ? String(amount.dropLast(3)) : amount
    let (sign, size) = text.hasPrefix("-") ? ("-", String(text.dropFirst())) : ("", text)
    switch currency {
    case "USD": return sign + "$" + size
    case "EUR": return sign + "€" + size
    case "GBP": return sign + "£" + size
    case "CNY", "JPY": return sign + "¥" + size
    case "": return text
    default: return text + " " + currency
    }
  }
}

extension Money: CustomStringConvertible {
  /// `39.90 USD`.
  public var description: String { amount + (currency.isEmpty ? "" : " " + currency) }
}
