import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Quantities
import Reports
import Text

/// `deskmate foresee today`: who will write, why, and what to write first.
struct ForeseeToday: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "today", abstract: "Who will write tomorrow, why, and what to write first.",
    discussion: """
      Learned from the days on which customers wrote; the last 60 days are held back to tell how good \
      that is. Below, the orders and returns that are worth a second look.

      Examples:
        deskmate foresee today
        deskmate foresee today --language zh --limit 5
      """)

  @OptionGroup var source: ForeseeShopOptions
  @Option(help: "At most so many.") var limit = 14

  func run() throws {
    let shop = try ForeseeShop(source)
    let list = ForeseeList(shop, limit: limit)
    Console.line(source.json ? list.json.text : list.text)
  }
}

/// The day's list.
struct ForeseeList {
  private let shop: ForeseeShop
  let writing: WritingForecast?
  let entries: [Entry]
  let flags: [RiskFlags.Flag]

  /// One customer who will probably write.
  struct Entry {
    let expected: WritingForecast.Expected
    let intent: String?
    let delivery: DeliveryForecast.Expected?
    let draft: String
  }

  init(_ shop: ForeseeShop, limit: Int) {
    self.shop = shop
    writing = WritingForecast(shop.history, seed: shop.options.seed)
    let delivery = DeliveryForecast(shop.history.orders)
    var seen: Set<String> = []
    let chosen = (writing?.backtest.speaks == true ? writing?.expected ?? [] : []).filter {
      // A person writes once, about what weighs most.
      $0.chance >= shop.settings.writingThreshold && seen.insert($0.order.customer).inserted
    }
    entries = chosen.prefix(max(0, limit)).map { expected in
      let arrives =
        expected.order.delivered == nil
        ? delivery.expected(expected.order, on: shop.history.today) : nil
      return Entry(
        expected: expected, intent: shop.intent(expected.order.number)?.intent,
        delivery: arrives, draft: shop.draft(expected.order, delivery: arrives))
    }
    flags = ForeseeRisk.open(shop)
  }

  var text: String {
    let say = shop.options.say
    var lines: [String] = []
    if let writing {
      let auc = writing.backtest.figures.first { $0.name == "auc" }?.value ?? .nan
      lines.append(
        writing.backtest.speaks
          ? say(
            "\(entries.count) customers will probably write tomorrow "
              + "(told apart with AUC \(GroupWords.number(auc)) on the last 60 days)",
            "预计明天有 \(entries.count) 位顾客来信（最近 60 天的 AUC 为 \(GroupWords.number(auc))）")
          : say(
            "Who will write could not be told on the last 60 days; this list stays empty.",
            "最近 60 天无法可靠预测谁会来信，此列表为空。"))
    } else {
      lines.append(
        say(
          "Too few messages are known to say who will write (at least 200 are needed).",
          "已知的来信太少，无法预测谁会来信（至少需要 200 封）。"))
    }
    if let test = writing?.backtest, test.drift?.moved != nil {
      lines += [ForeseeDrift.sentence(test, say) ?? ""]
    }
    for entry in entries { lines += ["", describe(entry)] }
    if !flags.isEmpty {
      lines += ["", say("Worth a second look:", "值得再看一眼：")]
      lines += flags.prefix(5).map { "  " + RiskWords(shop).line($0, shop) }
    }
    return lines.joined(separator: "\n")
  }

  private func describe(_ entry: Entry) -> String {
    let say = shop.options.say
    let order = entry.expected.order
    let head =
      "\(Percents.text(entry.expected.chance))  \(shop.customerName(order.customer)) "
      + "(\(order.customer)) · " + say("order", "订单") + " \(order.number)"
      + (entry.intent.map { " · \($0)" } ?? "")
    let why = entry.expected.reasons.prefix(2).map { reason($0.feature, $0.days) }
    return [head, "      " + why.joined(separator: say("; ", "；")), "      → " + entry.draft]
      .filter { !$0.allSatisfy { $0 == " " } }.joined(separator: "\n")
  }

  /// A reason in words.
  private func reason(_ feature: String, _ since: Double) -> String {
    let say = shop.options.say
    guard since.isFinite else { return notYet(feature) }
    let days = Int(since)
    let span = shop.days(days)
    switch feature {
    case "placed": return say("placed \(span) ago", "\(span)前下单")
    case "shipped": return say("left \(span) ago", "\(span)前发货")
    case "overdue":
      let late = shop.days(abs(days))
      return days > 0 ? say("\(late) late", "已晚 \(late)") : say("due in \(late)", "\(late)后应到")
    case "arrived": return say("arrived \(span) ago", "\(span)前送达")
    case "return": return say("return opened \(span) ago", "\(span)前申请退货")
    default: return say("refund promised \(span) ago", "\(span)前承诺退款")
    }
  }

  /// What has not happened, in words.
  private func notYet(_ feature: String) -> String {
    let say = shop.options.say
    switch feature {
    case "shipped": return say("has not left yet", "尚未发货")
    case "overdue": return say("has arrived", "已送达")
    case "arrived": return say("has not arrived yet", "尚未送达")
    case "return": return say("no return is open", "没有退货")
    default: return say("no refund is under way", "没有进行中的退款")
    }
  }

  var json: JSON {
    [
      "day": .string(Day(number: shop.history.today).iso),
      "backtest": writing.map { ForeseeTrain.json($0.backtest) } ?? .null,
      "write": .array(
        entries.map { entry in
          [
            "customer": .string(entry.expected.order.customer),
            "order": .string(entry.expected.order.number),
            "chance": .number(entry.expected.chance, digits: 4),
            "intent": .optional(entry.intent),
            "reasons": .array(
              entry.expected.reasons.map {
                [
                  "feature": .string($0.feature), "days": .number($0.days),
                  "weight": .number($0.weight, digits: 4),
                ]
              }),
            "expected_day": .optional(entry.delivery.map { Day(number: $0.day).iso }),
            "latest_day": .optional(entry.delivery.map { Day(number: $0.latest).iso }),
            "draft": .string(entry.draft),
          ]
        }),
      "look_at": .array(flags.map { ForeseeRisk.json($0, shop) }),
    ]
  }
}
