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
  private let offers: [AssociationRule]
  private let items: [String]
  private let baskets: Int

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
    // Rules over all that a person ever bought: what goes with it and is not there yet.
    var lists: [String: Set<String>] = [:]
    for purchase in shop.history.purchases {
      lists[purchase.customer, default: []].insert(purchase.product)
    }
    let all = Baskets(lists.keys.sorted().map { (lists[$0] ?? []).sorted() })
    items = all.items
    baskets = all.baskets.count
    let own = Set(bought.map(\.product))
    let sets = try? FrequentSets(all, support: max(8, all.baskets.count / 100))
    let rules = sets.map {
      AssociationRule.rules($0, baskets: all.baskets.count, confidence: 0.1)
    }
    var offered: Set<Int32> = []
    let names = items
    offers = (rules ?? []).filter { rule in
      rule.lift > 1.2 && !own.contains(names[Int(rule.head)])
        && (shop.history.stock[names[Int(rule.head)]] ?? 0) > 0
        && rule.body.allSatisfy { own.contains(names[Int($0)]) }
    }.sorted {
      if $0.confidence != $1.confidence { return $0.confidence > $1.confidence }
      return ($0.head, $0.body.count) < ($1.head, $1.body.count)
    }.filter { offered.insert($0.head).inserted }
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
            + "\(shop.history.today - last) days ago"
            + (gap.map { ", one every \($0) days" } ?? ""),
          "习惯：自 \(Day(number: first).iso) 起 \(days.count) 单，最近一单在 "
            + "\(shop.history.today - last) 天前" + (gap.map { "，平均 \($0) 天一单" } ?? "")))
      lines.append(
        say("interests: ", "兴趣：")
          + interests.map { "\($0.category) \(Percents.text($0.share))" }.joined(separator: ", "))
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
    for rule in offers.prefix(3) {
      let body = rule.body.map { shop.productName(items[Int($0)]) }.joined(separator: " + ")
      let asked = Int((Double(rule.support) / rule.confidence).rounded())
      lines.append(
        say("offer: ", "推荐：") + shop.productName(items[Int(rule.head)])
          + " (\(Percents.text(rule.confidence))) · "
          + say(
            "bought \(body); \(rule.support) of \(asked) such customers have it",
            "买过\(body)；\(asked) 位此类顾客中有 \(rule.support) 位也买了"))
    }
    for flag in RiskFlags(shop.history).flags.filter({
      $0.order.customer == customer && $0.score >= shop.settings.riskThreshold
    }).prefix(3) { lines.append(ForeseeRisk.line(flag, shop)) }
    return lines.joined(separator: "\n")
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
      "offers": .array(
        offers.prefix(5).map { rule in
          [
            "product": .string(items[Int(rule.head)]),
            "because": .array(rule.body.map { .string(items[Int($0)]) }),
            "confidence": .number(rule.confidence, digits: 4),
          ]
        }),
    ]
  }
}
