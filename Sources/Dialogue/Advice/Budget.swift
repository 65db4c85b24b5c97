import Entities
import Quantities
import Text

/// What something may cost, as a line says it. The desk sells in one currency and has no rates, so it
/// reads every amount as its own; the reply's prices say which that is.
struct Budget: Hashable {
  /// The least it should cost.
  var least: Money?
  /// The most it may cost.
  var most: Money?

  /// Whether nothing was said.
  var isEmpty: Bool { least == nil && most == nil }

  /// Reads "under $40", "between 30 and 60", "about 50", “预算50到80”, “不超过40”.
  init(_ line: Interpretation, currency: String) {
    // "What about under 20" is not about 20.
    let text = ["what about", "how about"].reduce(line.utterance.text.lowercased()) {
      $0.split(separator: $1).joined(separator: " ")
    }
    let amounts = Self.amounts(line, text)
    if let (low, high) = Self.range(amounts, line.utterance) {
      least = Self.money(min(low, high), currency)
      most = Self.money(max(low, high), currency)
      return
    }
    guard let amount = amounts.last(where: \.isMoney) ?? amounts.last,
      amount.isMoney || isBounded(text)
    else { return }
    let value = Self.money(amount.value, currency)
    if Self.has(text, Self.about) {
      least = Self.money(amount.value * 0.75, currency)
      most = Self.money(amount.value * 1.25, currency)
    } else if Self.has(text, Self.over), !Self.has(text, Self.notOver) {
      least = value
    } else {
      most = value
    }
  }

  private func isBounded(_ text: String) -> Bool {
    Self.has(text, Self.about) || Self.has(text, Self.over) || Self.has(text, Self.under)
  }

  private struct Amount {
    let value: Double
    let range: Range<Int>
    let isMoney: Bool
  }

  private static func amounts(_ line: Interpretation, _ text: String) -> [Amount] {
    line.entities.compactMap { entity -> Amount? in
      switch entity.value {
      case .money(let money) where entity.kind == .money:
        return Amount(
          value: Double(money.hundredths) / 100, range: entity.range, isMoney: true)
      case .number(let value) where entity.kind == .number && value > 0 && value < 1e7:
        return Amount(value: value, range: entity.range, isMoney: false)
      default: return nil
      }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Two amounts with nothing but "to" between them.
  private static func range(_ amounts: [Amount], _ utterance: Utterance) -> (Double, Double)? {
    for (first, second) in zip(amounts, amounts.dropFirst())
    where first.range.upperBound <= second.range.lowerBound {
      let between = utterance[first.range.upperBound..<second.range.lowerBound]
        .filter { !$0.isWhitespace && $0 != "$" && $0 != "元" && $0 != "块" }.lowercased()
      guard ["to", "and", "-", "–", "—", "~", "～", "到", "至"].contains(between) else { continue }
      // "One and two" are no prices.
      let isPrice = first.isMoney || second.isMoney || second.value >= 5
      if isPrice { return (first.value, second.value) }
    }
    return nil
  }

  private static func money(_ value: Double, _ currency: String) -> Money {
    Money(hundredths: Int((min(max(value, 0), 1e9) * 100).rounded()), currency: currency)
  }

  private static func has(_ text: String, _ words: [String]) -> Bool {
    words.contains { text.holds($0) }
  }

  private static let about = ["around", "about", "roughly", "左右", "上下", "差不多"]
  private static let over = [
    "over ", "more than", "at least", "above", "from $", "以上", "至少", "超过", "不低于",
  ]
  private static let notOver = ["no more than", "not more than", "not over", "不超过", "别超过", "不要超过"]
  private static let under = [
    "under", "below", "max", "up to", "less than", "budget", "at most", "within", "no more than",
    "cheaper than", "以内", "以下", "之内", "预算", "不超过", "最多",
  ]
}
