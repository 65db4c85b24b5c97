import Foresight
import Formats
import Quantities
import Reports
import Shop
import Text

/// A campaign's plan with the words of its letters.
struct CampaignLetters {
  let plan: CampaignPlan
  private let shop: ForeseeShop
  private let settings: CampaignSettings
  private let budget: Double
  private let offers: NextOffers
  private let bought: [String: [String: Int]]

  init(
    _ shop: ForeseeShop, _ settings: CampaignSettings, earlier: [CampaignRecord], budget: Double
  ) throws {
    self.shop = shop
    self.settings = settings
    self.budget = budget
    offers = NextOffers(shop.history)
    var bought: [String: [String: Int]] = [:]
    for purchase in shop.history.purchases where purchase.day <= shop.history.today {
      let old = bought[purchase.customer]?[purchase.product] ?? .min
      bought[purchase.customer, default: [:]][purchase.product] = max(old, purchase.day)
    }
    self.bought = bought
    var rules = settings.rules
    let buyers = try shop.buyers
    let past = earlier.filter { $0.day < shop.history.today }
    rules.odds = rules.odds.after(
      past.map { CampaignResult($0, shop.history, customers: buyers) })
    plan = CampaignPlan(
      shop.history, rules: rules, known: Self.known(shop, past, buyers), budget: budget,
      seed: shop.options.seed)
  }

  /// Chances from the model of who buys again, or from the buying model where that one stays silent.
  private static func known(
    _ shop: ForeseeShop, _ past: [CampaignRecord], _ buyers: Set<String>
  ) -> CampaignPlan.Known {
    let values = CustomerValues(shop.history.valueInput, weeks: 90 / 7)
    var chances: [String: Double] = [:]
    var orders: [String: Double] = [:]
    for customer in values.customers {
      chances[customer.name] = 1 - Mathematics.exp(-customer.expected)
      orders[customer.name] = customer.expected > 0 ? customer.worth / customer.expected : 0
    }
    if let rebuy = RebuyForecast(shop.history, seed: shop.options.seed), rebuy.backtest.speaks {
      for expected in rebuy.expected { chances[expected.customer] = expected.chance }
    }
    var keys: [String: Int] = [:]
    for record in past {
      for entry in record.entries { keys[entry.key] = max(keys[entry.key] ?? .min, record.day) }
    }
    var days: [String: Int] = [:]
    for customer in buyers { days[customer] = keys[CampaignRecord.key(customer)] }
    return CampaignPlan.Known(
      reachable: buyers, chances: chances, orderValues: orders, campaigns: days)
  }

  private func offer(_ customer: String) -> NextOffers.Offer? {
    guard offers.backtest.speaks else { return nil }
    return offers.offers(for: bought[customer] ?? [:], limit: 1) {
      (shop.history.stock[$0] ?? 0) > 0
    }.first
  }

  /// The letter, in the customer's language.
  private func letter(_ customer: String) -> String {
    let side: Language = shop.customer(customer)?.language == .chinese ? .chinese : .english
    var text = settings.text[side]
    if let offer = offer(customer) {
      text += (side == .chinese ? "" : " ") + settings.offer[side]
      text = text.replacing("{offer}", with: shop.productName(offer.product, in: side))
        .replacing("{because}", with: shop.productName(offer.because, in: side))
    }
    // An id is no way to address anybody.
    let name =
      shop.customer(customer) == nil
      ? side == .chinese ? "顾客您好" : "customer" : shop.customerName(customer)
    return text.replacing("{name}", with: name)
      .replacing("{voucher}", with: shop.money(settings.rules.voucher))
  }

  var csv: String {
    var lines = [
      CSV.record(["customer", "name", "email", "language", "chance", "uplift", "offer", "letter"])
    ]
    for person in plan.written {
      let known = shop.customer(person.customer)
      lines.append(
        CSV.record([
          person.customer, shop.customerName(person.customer), known?.email ?? "",
          known?.language?.rawValue ?? "", JSON.number(person.chance, digits: 4).text,
          JSON.number(person.uplift, digits: 4).text, offer(person.customer)?.product ?? "",
          letter(person.customer),
        ]))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  func text(limit: Int) -> String {
    let say = shop.options.say
    guard !plan.written.isEmpty else {
      return say(
        "\(plan.rules.name): nobody is worth writing to within \(shop.money(budget)).",
        "\(plan.rules.name)：在预算 \(shop.money(budget)) 内没有值得联系的顾客。") + "\n" + leftOut
    }
    var table = TextTable(
      say("customer|buys anyway|with a letter|an order|offer", "顾客|不联系也买|联系后|每单|推荐")
        .split(separator: "|").map(String.init), alignments: [.left, .right, .right, .right])
    for person in plan.written.prefix(max(0, limit)) {
      table.add([
        shop.customer(person.customer) == nil
          ? person.customer : "\(shop.customerName(person.customer)) (\(person.customer))",
        Percents.text(person.chance), Points.text(person.uplift),
        shop.money(person.orderValue),
        offer(person.customer).map { shop.productName($0.product) } ?? "–",
      ])
    }
    var lines = [head, table.text(width: TerminalSize.ofTable)]
    if plan.written.count > limit {
      lines.append(
        say(
          "… and \(plan.written.count - limit) more; --csv lists all with their letters",
          "… 另有 \(plan.written.count - limit) 位；--csv 列出全部及信件"))
    }
    lines += ["", expectation, leftOut]
    let strangers = plan.written.count { shop.customer($0.customer) == nil }
    if strangers > 0 {
      lines.append(
        say(
          "\(strangers) of those on the list have no address in this shop: it names their ids",
          "名单中有 \(strangers) 位在本店没有联系方式，仅列出编号"))
    }
    if let first = plan.written.first {
      lines += ["", say("the first letter:", "第一封信：") + " " + letter(first.customer)]
    }
    return lines.joined(separator: "\n")
  }

  private var head: String {
    let say = shop.options.say
    return say(
      "\(plan.rules.name): write to \(plan.written.count), leave out \(plan.control.count) by chance; "
        + "about \(shop.money(plan.expectedCost)) of \(shop.money(budget)), "
        + "\(shop.money(plan.highestCost)) if everybody uses the voucher",
      "\(plan.rules.name)：联系 \(plan.written.count) 位，随机留出 \(plan.control.count) 位；"
        + "预计花费 \(shop.money(plan.expectedCost))（预算 \(shop.money(budget))），"
        + "若人人使用优惠则为 \(shop.money(plan.highestCost))")
  }

  private var expectation: String {
    let say = shop.options.say
    func number(_ value: Double) -> String { GroupWords.number((value * 10).rounded() / 10) }
    func range(_ estimate: CampaignPlan.Estimate, _ words: (Double) -> String) -> String {
      "\(words(estimate.value)) (\(words(estimate.low)) … \(words(estimate.high)))"
    }
    let days = plan.rules.window
    let odds = plan.rules.odds
    let basis =
      odds.campaigns > 0
      ? say(
        "the letters' effect rests on \(odds.campaigns) earlier campaigns of this shop",
        "信件效果依据本店此前 \(odds.campaigns) 次活动")
      : say(
        "no campaign was measured here yet: the effect is an assumption "
          + "(odds × \(GroupWords.number(odds.low)) … \(GroupWords.number(odds.high)))",
        "本店尚未衡量过活动：效果为假设（购买几率 × \(GroupWords.number(odds.low)) … "
          + "\(GroupWords.number(odds.high))）")
    return say(
      "expected in \(days) days beyond what comes anyway (9 in 10): \(range(plan.orders, number)) orders, "
        + "\(range(plan.revenue, shop.money)) sold, \(range(plan.gain, shop.money)) gained after costs",
      "\(days) 天内预计额外（九成把握）：\(range(plan.orders, number)) 单，销售额 "
        + "\(range(plan.revenue, shop.money))，扣除成本后收益 \(range(plan.gain, shop.money))")
      + "\n" + basis + "\n"
      + say(
        "comparing \(plan.written.count) with \(plan.control.count) shows a difference of "
          + "\(Points.size(plan.visibleDifference)) points or more; smaller ones need more campaigns",
        "以 \(plan.written.count) 位对比 \(plan.control.count) 位，可看出 "
          + "\(Points.size(plan.visibleDifference)) 个百分点以上的差异；更小的需多次活动")
  }

  private var leftOut: String {
    let say = shop.options.say
    guard !plan.left.isEmpty else { return say("nobody else was left out", "没有其他顾客被排除") }
    return say("not written to: ", "未联系：")
      + plan.left.map { "\($0.customers.count) \(reason($0.reason))" }
      .joined(separator: say(", ", "，"))
  }

  private func reason(_ reason: CampaignPlan.Reason) -> String {
    let say = shop.options.say
    let quiet = plan.rules.quiet
    switch reason {
    case .unknown: return say("no longer known to the shop", "位已不在店内")
    case .openMatter: return say("with an open order, return or refund", "位有未完成的订单、退货或退款")
    case .wroteLately:
      return say("who wrote within \(quiet) days", "位在 \(quiet) 天内来过信")
    case .inCampaign:
      return say("in a campaign within \(quiet) days", "位在 \(quiet) 天内参加过活动")
    case .notWorth: return say("who would cost more than they bring", "位成本高于收益")
    case .budget: return say("beyond the budget", "位超出预算")
    }
  }

  var json: JSON {
    func estimate(_ found: CampaignPlan.Estimate) -> JSON {
      [
        "value": .number(found.value, digits: 3), "low": .number(found.low, digits: 3),
        "high": .number(found.high, digits: 3),
      ]
    }
    func people(_ all: [CampaignPlan.Person], _ withLetter: Bool) -> JSON {
      .array(
        all.map { person in
          var members: [(key: String, value: JSON)] = [
            ("customer", .string(person.customer)),
            ("chance", .number(person.chance, digits: 4)),
            ("uplift", .number(person.uplift, digits: 4)),
            ("order_value", .number(person.orderValue, digits: 2)),
            ("gain", .number(person.gain, digits: 3)),
          ]
          if withLetter {
            members.append(("offer", .optional(offer(person.customer)?.product)))
            members.append(("letter", .string(letter(person.customer))))
          }
          return .object(members)
        })
    }
    return [
      "campaign": .string(plan.rules.name), "day": .string(Day(number: plan.day).iso),
      "budget": .number(budget, digits: 2),
      "expected_cost": .number(plan.expectedCost, digits: 2),
      "highest_cost": .number(plan.highestCost, digits: 2),
      "window_days": .integer(plan.rules.window), "orders": estimate(plan.orders),
      "revenue": estimate(plan.revenue), "gain": estimate(plan.gain),
      "assumed": .bool(plan.rules.odds.campaigns == 0),
      "earlier_campaigns": .integer(plan.rules.odds.campaigns),
      "visible_difference": .number(plan.visibleDifference, digits: 4),
      "write": people(plan.written, true), "left_out_by_chance": people(plan.control, false),
      "not_written": .object(
        plan.left.map {
          (key: $0.reason.rawValue, value: JSON.array($0.customers.map { .string($0) }))
        }),
    ]
  }
}
