import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Quantities
import Text

/// `deskmate foresee risk`: orders and returns that are worth a second look.
struct ForeseeRisk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk", abstract: "Orders and returns worth a second look, with the reasons.",
    discussion: """
      Nothing was ever labelled as misuse in this shop: a flag says how rare it is, never that it is \
      wrong. Exit status 3 when a flag of the last days is open.

      Examples:
        deskmate foresee risk
        deskmate foresee risk 11135
      """)

  @OptionGroup var source: ForeseeShopOptions
  @Argument(help: "One order, whenever it was placed.") var order: String?

  func run() throws {
    let shop = try ForeseeShop(source)
    var flags = Self.open(shop)
    if let order {
      let known = try shop.order(order)
      flags = RiskFlags(shop.history).flags.filter { $0.order.number == known.number }
    }
    if source.json {
      Console.line(JSON.array(flags.map { Self.json($0) }).text)
    } else if flags.isEmpty {
      Console.line(source.say("Nothing unusual.", "没有异常。"))
    } else {
      for flag in flags { Console.line(Self.line(flag, shop)) }
      Console.line(
        source.say(
          "Rare, not wrong: look, and decide yourself.", "只是少见，并非有错：请查看后自行判断。"))
    }
    if order == nil, !flags.isEmpty { throw ExitCode(3) }
  }

  /// The flags of the last days that are rare enough.
  static func open(_ shop: ForeseeShop) -> [RiskFlags.Flag] {
    RiskFlags(shop.history).flags.filter { flag in
      let day = flag.isReturn ? flag.order.returnOpened ?? 0 : flag.order.placed
      return flag.score >= shop.settings.riskThreshold
        && shop.history.today - day <= shop.settings.riskDays && day <= shop.history.today
    }
  }

  /// A flag on one line.
  static func line(_ flag: RiskFlags.Flag, _ shop: ForeseeShop) -> String {
    let say = shop.options.say
    let what = flag.isReturn ? say("return of", "退货，订单") : say("order", "订单")
    let rare = max(1, Int(((1 - flag.score) * 100).rounded()))
    return "⚑ \(what) \(flag.order.number) · \(shop.customerName(flag.order.customer)) · "
      + say("rarer than all but \(rare) %", "仅 \(rare) % 更少见") + " · "
      + flag.reasons.map { words($0, say) }.joined(separator: say("; ", "；"))
  }

  private static func words(
    _ reason: RiskFlags.Reason, _ say: (String, String) -> String
  ) -> String {
    switch reason {
    case .returns(let count, let orders):
      say("\(count) returns in 60 days, of \(orders) orders", "60 天内 \(orders) 单退货 \(count) 次")
    case .wholeOrder(let share):
      say(
        "\(Percents.text(share)) of the order's worth comes back",
        "退回订单金额的 \(Percents.text(share))")
    case .saidBefore(let text, let times):
      say("\"\(text)\" was said before, \(times)×", "此前已 \(times) 次称“\(text)”")
    case .amount(let times):
      say(
        "\(GroupWords.number(times)) times the usual worth", "金额为平时的 \(GroupWords.number(times)) 倍")
    case .rush(let count): say("\(count) orders within a day", "一天内 \(count) 单")
    case .newAndDear: say("a first order, and a dear one", "首单且金额高")
    }
  }

  /// A flag as JSON.
  static func json(_ flag: RiskFlags.Flag) -> JSON {
    [
      "order": .string(flag.order.number), "customer": .string(flag.order.customer),
      "kind": .string(flag.isReturn ? "return" : "order"),
      "score": .number(flag.score, digits: 4),
      "reasons": .array(flag.reasons.map { .string(words($0) { english, _ in english }) }),
    ]
  }
}
