import Text

/// Lines that agree and name what none of the plans tried holds: another order, another item, another way
/// to pay, an amount, a count, a postcode, somebody else. A clerk asks before acting on any of them.
enum OtherAgreements {
  /// A language's agreements, each with each other thing.
  static func lines(_ language: Language) -> [String] {
    let (agreements, others) =
      language == .chinese ? (chinese, chineseOthers) : (english, englishOthers)
    return agreements.flatMap { agreement in others.map { agreement + $0 } }
      + NearAgreements.lines(language)
  }

  private static let english = ["yes, ", "ok ", "sure, ", "go ahead, "]
  private static let englishOthers = [
    "order 10377", "the gongfu tea set", "to PayPal", "for $500", "3", "to 97211",
    "for Ada Stanhope", "the backpack", "both orders", "ada.stanhope@example.com",
  ]
  private static let chinese = ["好的，", "可以 ", "行，", "确认 "]
  private static let chineseOthers = [
    "10489", "水壶", "退到信用卡", "500块", "3个", "邮编200099", "给许若溪", "双肩包", "两个订单",
    "xu.ruoxi@example.org",
  ]
}
