import Diagnostics
import Foresight
import Formats
import Shop

/// A campaign as `knowledge-base/shop/foresight.json` describes it.
struct CampaignSettings {
  var rules: CampaignPlan.Rules
  /// The letter, and the sentence that names an offer.
  var text: LocalizedText
  var offer: LocalizedText

  /// Reads `campaigns` and what holds for all of them. Throws a `Fault` that names the place.
  static func read(_ root: JSONNode) throws(Fault) -> [CampaignSettings] {
    let common = try common(root)
    var found: [CampaignSettings] = []
    for member in try root["campaigns"]?.object("campaigns") ?? [] {
      let node = member.value
      try node.rejectUnknownKeys([
        "last_days", "orders", "cost", "voucher", "window_days", "en", "zh", "offer",
      ])
      var rules = common
      rules.name = member.key
      rules.lastDays = try range(node, "last_days") ?? rules.lastDays
      rules.orders = try range(node, "orders") ?? rules.orders
      rules.cost = try amount(node, "cost")
      rules.voucher = try amount(node, "voucher")
      rules.window = try days(node, "window_days") ?? rules.window
      found.append(
        CampaignSettings(
          rules: rules, text: try text(node), offer: try text(node.required("offer"))))
    }
    return found
  }

  private static func common(_ root: JSONNode) throws(Fault) -> CampaignPlan.Rules {
    var rules = CampaignPlan.Rules(name: "")
    rules.margin = try share(root, "margin") ?? rules.margin
    rules.leftOut = try share(root, "left_out") ?? rules.leftOut
    rules.quiet = try days(root, "quiet_days") ?? rules.quiet
    guard let node = root["assumed_odds"] else { return rules }
    var odds: [Double] = []
    for part in try node.array("assumed_odds") { odds.append(try part.number("assumed_odds")) }
    guard odds.count == 3, odds[0] > 0, odds[0] <= odds[1], odds[1] <= odds[2] else {
      throw node.fault(
        "\"assumed_odds\" must be three rising numbers above 0: how many times the odds to buy grow "
          + "with a letter, at least, probably, at most")
    }
    rules.odds = CampaignOdds(low: odds[0], middle: odds[1], high: odds[2])
    return rules
  }

  private static func share(_ root: JSONNode, _ key: String) throws(Fault) -> Double? {
    guard let node = root[key] else { return nil }
    let value = try node.number(key)
    guard (0...0.9).contains(value) else { throw node.fault("\"\(key)\" must be from 0 to 0.9") }
    return value
  }

  private static func days(_ root: JSONNode, _ key: String) throws(Fault) -> Int? {
    guard let node = root[key] else { return nil }
    let value = try node.integer(key)
    guard (1...365).contains(value) else { throw node.fault("\"\(key)\" must be 1 to 365") }
    return value
  }

  private static func amount(_ node: JSONNode, _ key: String) throws(Fault) -> Double {
    guard let part = node[key] else { return 0 }
    let value = try part.number(key)
    guard value >= 0 else { throw part.fault("\"\(key)\" must not be negative") }
    return value
  }

  private static func range(_ node: JSONNode, _ key: String) throws(Fault) -> ClosedRange<Int>? {
    guard let part = node[key] else { return nil }
    var ends: [Int] = []
    for end in try part.array(key) { ends.append(try end.integer(key)) }
    guard ends.count == 2, ends[0] >= 0, ends[0] <= ends[1] else {
      throw part.fault("\"\(key)\" must be two rising whole numbers, from and to")
    }
    return ends[0]...ends[1]
  }

  private static func text(_ node: JSONNode) throws(Fault) -> LocalizedText {
    LocalizedText(
      english: try node.required("en").string("en"), chinese: try node.required("zh").string("zh"))
  }
}
