import Formats
import ArgumentParser
import Diagnostics
import Foresight
import Quantities
import Text

/// `deskmate foresee customer`: one page on one customer.
struct ForeseeCustomer: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "customer",
    abstract: "One page: habits, buys again?, worth, group, next best offer, with reasons.",
    discussion: "Example:\n  deskmate foresee customer c0001")

  @OptionGroup var source: ForeseeShopOptions
  @Argument(help: "The customer's id.") var customer: String

  func run() throws {
    let shop = try ForeseeShop(source)
    let bought = shop.history.purchases.filter {
      $0.customer == customer && $0.day <= shop.history.today
    }.sorted { ($0.day, $0.product) < ($1.day, $1.product) }
    guard shop.knows(customer) || !bought.isEmpty else {
      throw Fault(file: nil, "there is no customer \"\(customer.visible())\" in this shop")
    }
    let page = CustomerPage(customer, bought, shop)
    Console.line(source.json ? page.json.text : page.text)
  }
}

/// What is foreseen of one customer.
struct CustomerPage {
  private let customer: String
  private let shop: ForeseeShop
  private let bought: [ShopHistory.Purchase]
  private let rebuy: RebuyForecast?
  private let expected: RebuyForecast.Expected?
  private let value: CustomerValues.Customer?
  private let offers: [NextOffers.Offer]
  private let personas: ShopPersonas?
  private let place: ShopPersonas.Place?

  init(_ customer: String, _ bought: [ShopHistory.Purchase], _ shop: ForeseeShop) {
    self.customer = customer
    self.bought = bought
    self.shop = shop
    rebuy = RebuyForecast(shop.history, seed: shop.options.seed)
    expected =
      rebuy?.backtest.speaks == true
      ? rebuy?.expected.first { $0.customer == customer } : nil
    value = CustomerValues(shop.history.valueInput, weeks: 52).customers
      .first { $0.name == customer }
    let next = NextOffers(shop.history)
    var own: [String: Int] = [:]
    for purchase in bought {
      own[purchase.product] = max(own[purchase.product] ?? .min, purchase.day)
    }
    offers =
      next.backtest.speaks
      ? next.offers(for: own) { (shop.history.stock[$0] ?? 0) > 0 } : []
    let personas = ShopPersonas(shop.history, seed: shop.options.seed)
    self.personas = personas?.backtest.speaks == true ? personas : nil
    place = self.personas?.place(of: customer)
  }

  private var days: [Int] { Set(bought.map(\.day)).sorted() }

  /// The categories bought most, with their shares.
  private var interests: [(category: String, share: Double)] {
    var counts: [String: Int] = [:]
    for purchase in bought {
      counts[shop.history.categories[purchase.product] ?? "?", default: 0] += 1
    }
    return counts.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(3)
      .map { ($0.key, Double($0.value) / Double(max(1, bought.count))) }
  }

  var text: String {
    let say = shop.options.say
    var lines = ["\(shop.customerName(customer)) (\(customer))"]
    let days = days
    if let first = days.first, let last = days.last {
      let gap = days.count > 1 ? (last - first) / (days.count - 1) : nil
      lines.append(
        say(
          "habits: \(days.count) orders since \(Day(number: first).iso), the last "
            + "\(shop.days(shop.history.today - last)) ago"
            + (gap.map { ", one every \(shop.days($0))" } ?? ""),
          "习惯：自 \(Day(number: first).iso) 起 \(days.count) 单，最近一单在 "
            + "\(shop.history.today - last) 天前" + (gap.map { "，平均 \($0) 天一单" } ?? "")))
      lines.append(
        say("interests: ", "兴趣：")
          + interests.map { "\(shop.categoryName($0.category)) \(Percents.text($0.share))" }
          .joined(separator: say(", ", "、")))
      if let line = personaLine { lines.append(line) }
    } else {
      lines.append(say("has not bought yet", "尚未购买"))
    }
    if let expected, let rebuy {
      lines.append(
        say("buys again within 90 days: ", "90 天内再次购买：") + Percents.text(expected.chance)
          + " · "
          + expected.reasons.map { reason in
            (reason.weight > 0 ? "+" : "−")
              + " \(say(reason.feature, RebuyForecast.chineseName(reason.feature))) "
              + (reason.value.isNaN ? "–" : GroupWords.number(reason.value))
          }.joined(separator: say("; ", "；")))
      let group = rebuy.groups[expected.group]
      lines.append(
        say("group: ", "群体：") + say(group.english, group.chinese)
          + say(" → served: ", " → 服务方式：") + ForeseeGroups.served(group, shop))
    } else {
      lines.append(
        say("buys again: the model stays silent on this shop", "是否再购：模型在本店保持沉默"))
    }
    if let value {
      lines.append(
        say(
          "still a customer: \(Percents.text(value.alive)) · worth "
            + "\(GroupWords.number(value.worth.rounded())) in the next 52 weeks "
            + "(\(GroupWords.number((value.expected * 10).rounded() / 10)) orders)",
          "仍是顾客：\(Percents.text(value.alive)) · 未来 52 周价值 "
            + "\(GroupWords.number(value.worth.rounded()))"
            + "（\(GroupWords.number((value.expected * 10).rounded() / 10)) 单）"))
    }
    for offer in offers { lines.append(line(offer)) }
    for flag in RiskFlags(shop.history).flags.filter({
      $0.order.customer == customer && $0.score >= shop.settings.riskThreshold
    }).prefix(3) { lines.append(RiskWords(shop).line(flag, shop)) }
    return lines.joined(separator: "\n")
  }

  /// Whom the customer buys like, and what comes next.
  private var personaLine: String? {
    let say = shop.options.say
    guard let place, let personas else { return nil }
    let persona = personas.personas[place.persona]
    let marks = persona.marks.map { "\(shop.categoryName($0.category)) \(Percents.text($0.share))" }
    let next = place.next.map { "\(shop.categoryName($0.category)) \(Percents.text($0.chance))" }
    return say(
      "persona: buys like \(persona.size) others, above all \(marks.joined(separator: ", ")); "
        + "next: \(next.joined(separator: ", "))",
      "画像：与另外 \(persona.size) 位顾客相似，多购\(marks.joined(separator: "、"))；"
        + "接下来：\(next.joined(separator: "、"))")
  }

  /// What to offer, and why.
  private func line(_ offer: NextOffers.Offer) -> String {
    let say = shop.options.say
    let age = shop.age(since: offer.since)
    let because = shop.productName(offer.because)
    return say(
      "offer: \(shop.productName(offer.product)) "
        + "(\(Percents.text(offer.chance)) within \(NextOffers.horizon) days) · bought \(because) "
        + "\(age) ago · "
        + "\(offer.bought) of \(offer.asked) such customers did",
      "推荐：\(shop.productName(offer.product))（\(NextOffers.horizon) 天内 "
        + "\(Percents.text(offer.chance))）· "
        + "\(age)前买过\(because) · "
        + "\(offer.asked) 位此类顾客中有 \(offer.bought) 位买了")
  }

  var json: JSON {
    [
      "customer": .string(customer), "orders": .integer(days.count),
      "days_since_last": days.last.map { .integer(shop.history.today - $0) } ?? .null,
      "interests": .array(
        interests.map {
          ["category": .string($0.category), "share": .number($0.share, digits: 4)]
        }),
      "buys_again_90": expected.map { .number($0.chance, digits: 4) } ?? .null,
      "reasons": .array(
        (expected?.reasons ?? []).map {
          [
            "feature": .string($0.feature), "value": .number($0.value),
            "weight": .number($0.weight),
          ]
        }),
      "group": .optional(
        expected.flatMap { found in
          rebuy.map {
            shop.options.say($0.groups[found.group].english, $0.groups[found.group].chinese)
          }
        }),
      "alive": value.map { .number($0.alive, digits: 4) } ?? .null,
      "orders_next_52_weeks": value.map { .number($0.expected, digits: 3) } ?? .null,
      "worth_next_52_weeks": value.map { .number($0.worth, digits: 2) } ?? .null,
      "persona": place.map { .integer($0.persona) } ?? .null,
      "persona_chance": place.map { .number($0.chance, digits: 4) } ?? .null,
      "next_categories": .array(
        (place?.next ?? []).map {
          ["category": .string($0.category), "chance": .number($0.chance, digits: 4)]
        }),
      "offers": .array(
        offers.map { offer in
          [
            "product": .string(offer.product), "because": .string(offer.because),
            "chance": .number(offer.chance, digits: 4),
            "within_days": .integer(NextOffers.horizon), "bought": .integer(offer.bought),
            "asked": .integer(offer.asked),
          ]
        }),
    ]
  }
}
