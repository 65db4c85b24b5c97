import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Shop
import Quantities
import Text

/// `deskmate foresee risk`: orders and returns that are worth a second look.
struct ForeseeRisk: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "risk", abstract: "Orders and returns worth a second look, with the reasons.",
    discussion: """
      A flag says how rare something is in this shop, never that it is wrong. Agents answer flags at \
      their seat (/flag watch, /flag fine); how often such flags were worth watching is said with them, \
      and what was found fine is not shown again. Exit status 3 when a flag of the last days is open.

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
      Console.line(JSON.array(flags.map { Self.json($0, shop) }).text)
    } else if flags.isEmpty {
      Console.line(source.say("Nothing unusual.", "没有异常。"))
    } else {
      for flag in flags { Console.line(RiskWords(shop).line(flag, shop)) }
      Console.line(
        source.say(
          "Rare, not wrong: look, and decide yourself.", "只是少见，并非有错：请查看后自行判断。"))
    }
    if order == nil, !flags.isEmpty { throw ExitCode(3) }
  }

  /// The flags of the last days that are rare enough, without those that an agent found nothing wrong with.
  static func open(_ shop: ForeseeShop) -> [RiskFlags.Flag] {
    let all = RiskFlags(shop.history).open(
      from: shop.settings.riskThreshold, days: shop.settings.riskDays, on: shop.history.today)
    return all.filter { shop.answer(to: $0) != .fine }
  }

  /// A flag as JSON.
  static func json(_ flag: RiskFlags.Flag, _ shop: ForeseeShop) -> JSON {
    let words = RiskWords(say: { english, _ in english })
    let count = shop.precision(isReturn: flag.isReturn)
    return [
      "order": .string(flag.order.number), "customer": .string(flag.order.customer),
      "kind": .string(flag.isReturn ? "return" : "order"),
      "score": .number(flag.score, digits: 4),
      "reasons": .array(flag.reasons.map { .string(words.reason($0)) }),
      "weights": .array(flag.weights.map { .number($0, digits: 4) }),
      "answer": .optional(shop.answer(to: flag)?.rawValue),
      "such_flags_answered": .integer(count?.answered ?? 0),
      "such_flags_worth_watching": .integer(count?.watched ?? 0),
    ]
  }
}
