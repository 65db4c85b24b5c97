import Foresight
import Shop
import Text

/// How a flag is put into words: rare, never wrong.
struct RiskWords {
  /// Chooses the English or the Chinese of a text.
  let say: (_ english: String, _ chinese: String) -> String

  init(say: @escaping (String, String) -> String) { self.say = say }

  init(_ shop: ForeseeShop) { say = shop.options.say }

  /// A flag on one line.
  func line(_ flag: RiskFlags.Flag, _ shop: ForeseeShop) -> String {
    "⚑ \(what(flag)) · \(shop.customerName(flag.order.customer)) · \(rarity(flag)) · "
      + reasons(flag)
      + (shop.precision(isReturn: flag.isReturn).map { " · " + precision($0, flag) } ?? "")
  }

  /// What is flagged.
  func what(_ flag: RiskFlags.Flag) -> String {
    (flag.isReturn ? say("return of ", "退货，订单 ") : say("order ", "订单 ")) + flag.order.number
  }

  /// How rare what it shows is.
  func rarity(_ flag: RiskFlags.Flag) -> String {
    let rare = max(1, Int(((1 - flag.score) * 100).rounded()))
    return say("rarer than all but \(rare) %", "仅 \(rare) % 更少见")
  }

  /// What is unusual, the rarest first.
  func reasons(_ flag: RiskFlags.Flag) -> String {
    flag.reasons.map(reason).joined(separator: say("; ", "；"))
  }

  /// How often such flags were worth watching where agents said what they found.
  func precision(_ count: (watched: Int, answered: Int), _ flag: RiskFlags.Flag) -> String {
    flag.isReturn
      ? say(
        "\(count.watched) of \(count.answered) such flags on returns were worth watching",
        "此类退货提示 \(count.answered) 条中有 \(count.watched) 条值得留意")
      : say(
        "\(count.watched) of \(count.answered) such flags on orders were worth watching",
        "此类订单提示 \(count.answered) 条中有 \(count.watched) 条值得留意")
  }

  /// One thing that is unusual.
  func reason(_ reason: RiskFlags.Reason) -> String {
    switch reason {
    case .returns(let count, let orders):
      say("\(count) returns in 60 days, of \(orders) orders", "60 天内 \(orders) 单退货 \(count) 次")
    case .wholeOrder(let share):
      say(
        "\(Percents.text(share)) of the order's worth comes back",
        "退回订单金额的 \(Percents.text(share))")
    case .saidBefore(let text, let times):
      say(
        "\"\(text.replacing("_", with: " "))\" was said before, \(times)×",
        "此前已 \(times) 次称“\(text.replacing("_", with: " "))”")
    case .amount(let times):
      say(
        "\(tenths(times)) times the usual worth", "金额为平时的 \(tenths(times)) 倍")
    case .rush(let count): say("\(count) orders within a day", "一天内 \(count) 单")
    case .newAndDear: say("a first order, and a dear one", "首单且金额高")
    }
  }

  private func tenths(_ number: Double) -> String {
    GroupWords.number((number * 10).rounded() / 10)
  }
}
