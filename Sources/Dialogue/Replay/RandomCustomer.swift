public import Computing
public import Shop

/// Invents what a customer might type next: requests, slots, corrections, nonsense, in both languages.
public struct RandomCustomer {
  private var random: SeededGenerator
  private let seed: Seed
  /// Who it is.
  public let customer: Customer
  private let own: [Order]
  private let isChinese: Bool

  /// Invents a customer of a shop, at random.
  public init(seed: Seed, random: SeededGenerator) {
    var random = random
    let order = seed.orders[random.below(seed.orders.count)]
    self.seed = seed
    customer =
      seed.customers.first { $0.id == order.customer } ?? seed.customers[0]
    let id = customer.id
    own = seed.orders.filter { $0.customer == id }
    isChinese = random.below(2) == 0
    self.random = random
  }

  /// The next line, given what the desk waits for.
  public mutating func line(awaiting: String?) -> String {
    // Mostly they answer; now and then they change their mind, stray or type nonsense.
    switch random.below(20) {
    case 0: return noise()
    case 1: return pick(isChinese ? Self.stopsZh : Self.stopsEn)
    case 2: return correction()
    case 3, 4: return request()
    case 5: return question()
    case 6: return foreign()
    default: return answer(to: awaiting)
    }
  }

  private mutating func answer(to awaiting: String?) -> String {
    switch awaiting {
    case "order_number", "order": return ownNumber()
    case "identity":
      return random.below(6) == 0
        ? "nobody@example.net"
        : pick([
          customer.email, customer.address.postcode,
          "\(customer.name), \(customer.address.postcode)",
        ])
    case "items":
      let order = own[random.below(own.count)]
      return pick(["all", "1", "2", "第一个", "全部", order.items[0].sku, "the first one", "both"])
    case "reason": return pick(["no longer needed", "ordered by mistake", "不需要了", "拍错了", "hm"])
    case "variant": return pick(["the blue one", "black", "第一个", "1", "white", "白色的"])
    case "refund_to", "payment_method":
      return pick(["the gift card", "credit card", "original", "原路退回", "1", "礼品卡", "paypal"])
    case "address":
      return pick([
        "12 Elm Street, Springfield, IL 62701", "北京市朝阳区幸福路8号 100020", "somewhere",
        String(repeating: "very long street ", count: 40), "12345",
      ])
    case "description": return pick(["it broke after two days of use", "用了两天就坏了", "?"])
    case "confirmation": return pick(["yes", "no", "好的", "不", "sure, go ahead", "可以", "maybe"])
    case "choice", "product": return pick(["the first", "第二个", "yes", "neither"])
    default: return request()
    }
  }

  private mutating func request() -> String {
    let number = ownNumber()
    return isChinese
      ? pick([
        "我的订单\(number)到哪了", "我要退货", "订单\(number)我想退掉", "取消订单\(number)", "换个颜色",
        "退款到账了吗", "修改\(number)的收货地址", "开发票", "收到的东西坏了", "少发了一件", "我要投诉",
        "推荐个礼物，50块以内", "换货\(number)", "我的订单有哪些", "付款方式想换一下", "发错货了 \(number)",
      ])
      : pick([
        "where is my order \(number)?", "I want to return something", "return order \(number)",
        "cancel \(number)", "I'd like to exchange it for another colour", "where is my refund?",
        "change the address of \(number)", "send me the invoice for \(number)",
        "my parcel arrived broken", "there is an item missing in \(number)", "I want to complain",
        "recommend a gift under $40", "show my orders", "change the payment method",
        "you sent me the wrong thing", "cancel \(number) and where is \(ownNumber())?",
      ])
  }

  private mutating func question() -> String {
    isChinese
      ? pick(["退款要多久", "运费多少", "怎么退货", "有货吗", "几点营业", "你是机器人吗"])
      : pick([
        "how long do refunds take?", "what does shipping cost?", "how do I return this?",
        "is it in stock?", "when are you open?", "are you a bot?",
      ])
  }

  private mutating func correction() -> String {
    isChinese
      ? pick(["不是，另一个", "我说的是\(ownNumber())", "等等，换成两个", "不对，第二个"])
      : pick([
        "no, the other one", "I meant \(ownNumber())", "wait, two of them", "no, the second one",
        "actually make it 999", "-3 pieces", "0 pieces",
      ])
  }

  /// Somebody else's order, e-mail or postcode.
  private mutating func foreign() -> String {
    let other = seed.orders[random.below(seed.orders.count)]
    let stranger = seed.customers[random.below(seed.customers.count)]
    return pick([
      "where is order \(other.number)?", "\(stranger.email)",
      "show me the orders of \(stranger.name)",
      "订单\(other.number)是谁的", "what did \(stranger.name) buy?", "\(stranger.address.postcode)",
      "return order \(other.number) for me",
    ])
  }

  private mutating func noise() -> String {
    pick([
      "", " ", "asdf qwer", "🙃🙃🙃", "'; DROP TABLE orders; --", "{{order.number}}", "\u{1B}[2J",
      "１０２３４", "1 0 2 3 4", String(repeating: "a", count: 300), "ß∂ƒ", "？？？", "\u{0}", "ok",
      "不", "<script>alert(1)</script>", "….", "10", "%s%n",
    ])
  }

  private mutating func ownNumber() -> String { own[random.below(own.count)].number }

  private mutating func pick(_ texts: [String]) -> String { texts[random.below(texts.count)] }

  private static let stopsEn = ["never mind", "forget it", "stop"]
  private static let stopsZh = ["算了", "不用了", "先不办了"]
}
