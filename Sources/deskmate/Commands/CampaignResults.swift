import Foresight
import Formats
import Quantities

/// The results of campaigns in words.
enum CampaignResults {
  /// Of every campaign that was kept for a shop, the oldest first.
  static func all(_ shop: ForeseeShop) throws -> [CampaignResult] {
    let buyers = try shop.buyers
    return try CampaignFiles(shop: shop.path).records().filter { $0.day <= shop.history.today }
      .map { CampaignResult($0, shop.history, customers: buyers) }
  }

  static func text(_ result: CampaignResult, _ shop: ForeseeShop) -> String {
    let say = shop.options.say
    let day = Day(number: result.record.day).iso
    var lines = [
      "\(result.record.name) \(day)"
        + (result.isOver
          ? ""
          : say(
            " · \(result.daysLeft) days still to come, so nothing is settled",
            " · 还剩 \(result.daysLeft) 天，尚无定论"))
    ]
    func group(_ group: CampaignResult.Group) -> String {
      let share = Double(group.buyers) / Double(max(1, group.people))
      return say(
        "\(group.buyers) of \(group.people) bought (\(Percents.text(share))), "
          + "\(GroupWords.number((group.revenue * 100).rounded() / 100)) each",
        "\(group.people) 人中 \(group.buyers) 人购买（\(Percents.text(share))），人均 "
          + GroupWords.number((group.revenue * 100).rounded() / 100))
    }
    lines.append(say("written to:  ", "已联系：") + group(result.written))
    lines.append(say("left out:    ", "未联系：") + group(result.control))
    lines.append(
      say("difference:  ", "差异：") + Points.text(result.effect.difference, result.effect.interval)
        + say(" points of those who buy", " 个百分点（购买比例）") + money(result, say))
    lines.append(
      "→ "
        + (result.isOver
          ? verdict(result, say)
          : say(
            "read it again on \(Day(number: result.record.day + result.record.window).iso)",
            "请于 \(Day(number: result.record.day + result.record.window).iso) 再看")))
    if result.forgotten > 0 {
      lines.append(
        say(
          "\(result.forgotten) customers are no longer known and left out.",
          "\(result.forgotten) 位顾客已不在店内，未计入。"))
    }
    return lines.joined(separator: "\n")
  }

  private static func money(_ result: CampaignResult, _ say: (String, String) -> String) -> String {
    guard result.revenue.difference.isFinite else { return "" }
    func number(_ value: Double) -> String { GroupWords.number((value * 100).rounded() / 100) }
    let range = result.revenue.interval
    let text =
      "\(number(result.revenue.difference)) (\(number(range.lowerBound)) … \(number(range.upperBound)))"
    return say("; \(text) more spent each", "；人均多消费 \(text)")
  }

  /// What an owner may take from it.
  static func verdict(
    _ result: CampaignResult, _ say: (String, String) -> String
  ) -> String {
    guard result.control.people > 0, result.written.people > 0 else {
      return say(
        "nobody was left out, so nothing can be compared; set \"left_out\" above 0",
        "没有对照组，无法比较；请将 \"left_out\" 设为大于 0")
    }
    if result.isClear {
      return result.effect.difference > 0
        ? say(
          "it worked: more of those written to bought than chance explains",
          "有效：被联系者购买更多，超出偶然范围")
        : say(
          "it did harm: fewer of those written to bought than chance explains; stop it",
          "适得其反：被联系者购买更少，超出偶然范围；请停止")
    }
    let seen = Proportions.visible(
      Double(result.written.buyers + result.control.buyers)
        / Double(result.written.people + result.control.people), Double(result.written.people),
      Double(result.control.people))
    return say(
      "cannot be told from chance; groups of this size show \(Points.size(seen)) points or more. "
        + "Later campaigns count it in",
      "与偶然无法区分；此规模的两组只能看出 \(Points.size(seen)) 个百分点以上的差异。后续活动会一并计入")
  }

  static func json(_ result: CampaignResult) -> JSON {
    func group(_ group: CampaignResult.Group) -> JSON {
      [
        "customers": .integer(group.people), "buyers": .integer(group.buyers),
        "revenue_each": .number(group.revenue, digits: 2),
      ]
    }
    func range(_ range: ClosedRange<Double>) -> JSON {
      [.number(range.lowerBound, digits: 5), .number(range.upperBound, digits: 5)]
    }
    return [
      "campaign": .string(result.record.name),
      "day": .string(Day(number: result.record.day).iso), "over": .bool(result.isOver),
      "days_left": .integer(result.daysLeft), "written": group(result.written),
      "left_out": group(result.control),
      "effect": .number(result.effect.difference, digits: 5),
      "effect_interval": range(result.effect.interval),
      "revenue_effect": .number(result.revenue.difference, digits: 4),
      "revenue_interval": range(result.revenue.interval), "clear": .bool(result.isClear),
      "forgotten": .integer(result.forgotten),
    ]
  }
}
