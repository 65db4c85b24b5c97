import Shop
import Text

/// Says that a thing is not sold here, when a line asks for one that no product is or mentions.
struct NotSold {
  let desk: Desk
  let policy: String

  /// The reply; `nil` where the line names no such thing.
  func reply(to line: Interpretation, _ conversation: inout Conversation) -> Reply? {
    let text = line.utterance.text
    guard let thing = Self.english(text) ?? Self.chinese(text), isUnknown(thing) else { return nil }
    let language = conversation.language
    // Short names read best in a list.
    let all = desk.assortment.categories.map {
      language == .english ? $0.name.english.lowercased() : $0.name.chinese
    }
    let short = all.filter { !$0.contains(" and ") && !$0.contains("与") }
    let names = (short.isEmpty ? all : short).prefix(6).map { $0 }
    return Reply(
      desk.say(
        .notSold, in: &conversation,
        ["thing": thing, "list": desk.list(names, in: language, or: false)]),
      policy: policy, action: "not_sold")
  }

  private func isUnknown(_ thing: String) -> Bool {
    let stems = GoodsIndex.stems(thing)
    return !stems.isEmpty
      && stems.allSatisfy {
        !desk.advisor.index.knows($0) && !Self.notGoods.contains($0)
          && !WishWords.empty.contains($0)
      }
  }

  /// "bicycles" of "do you sell bicycles?"; one or two words, not "the delivery".
  private static func english(_ text: String) -> String? {
    let text = text.lowercased()
    let openings = [
      "do you sell ", "do you carry ", "do you have any ", "do you stock ", "have you got any ",
      "are you selling ", "got any ", "do you guys sell ", "do you also sell ",
    ]
    for opening in openings {
      guard let range = text.firstRange(of: opening) else { continue }
      var words = text[range.upperBound...].split { !$0.isLetter && $0 != "-" }
      while let first = words.first, ["any", "a", "an", "some"].contains(first) {
        words.removeFirst()
      }
      if let end = words.firstIndex(where: { ["here", "in", "at", "too", "as", "by"].contains($0) })
      {
        words = Array(words[..<end])
      }
      return (1...2).contains(words.count) ? words.joined(separator: " ") : nil
    }
    return nil
  }

  /// “自行车” of “有自行车卖吗”, “你们卖自行车吗”.
  private static func chinese(_ text: String) -> String? {
    let ends = ["卖吗", "卖么", "卖不", "吗", "么", "呀"]
    for opening in ["你们有没有卖", "有没有卖", "你们有没有", "卖不卖", "有卖", "你们卖", "有没有", "你们有", "卖", "有"] {
      guard text.hasPrefix(opening) else { continue }
      var thing = text.dropFirst(opening.count)
      while let last = thing.last, !last.isLetter { thing = thing.dropLast() }
      for end in ends where thing.hasSuffix(end) {
        thing = thing.dropLast(end.count)
        break
      }
      let isName = (2...5).contains(thing.count) && thing.allSatisfy { $0.isLetter && $0 > "一" }
      return isName ? String(thing) : nil
    }
    return nil
  }

  /// Words that are no goods: the shop's answers on them are articles.
  private static let notGoods: Set<String> = Set(
    [
      "discount", "coupon", "voucher", "card", "shop", "store", "stock", "phone", "number", "app",
      "job", "sale", "offer", "code", "question", "wifi", "time", "website", "newsletter", "them",
      "warranty", "guarantee", "account", "wholesale", "online", "catalogue", "catalog", "it",
      "this", "that", "those", "these", "sample", "left", "abroad", "item", "product", "good",
      "thing", "stuff", "more", "news", "idea", "update", "delivery", "shipping", "return",
    ].map(Stem.of) + [
      "实体", "体店", "门店", "优惠", "活动", "现货", "库存", "货吗", "电话", "客服", "别的", "其他", "折扣", "保修",
      "发票", "会员", "积分", "包邮", "新款", "新品", "礼品", "品卡", "样品", "目录", "小程", "程序", "公众", "货了",
      "到货",
    ])
}
