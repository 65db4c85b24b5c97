import Computing
import Dialogue
import Quantities
import Shop
import Testing
import Text
import Workspace

/// A task of the sample shop, told as far as "Shall I?".
struct PlanAtHand: CustomTestStringConvertible, Sendable {
  let customer: String
  let language: Language
  let lines: [String]
  let action: String

  var testDescription: String { lines[0] }

  static let cancelling = [
    PlanAtHand(
      customer: "c0001", language: .english, lines: ["cancel order 10412", "I no longer need it"],
      action: "cancel"),
    PlanAtHand(
      customer: "c0002", language: .chinese, lines: ["我要取消订单10533", "不需要了"],
      action: "cancel"),
  ]
  static let returning = [
    PlanAtHand(
      customer: "c0001", language: .english,
      lines: ["return the stoneware mug of order 10234", "credit card"], action: "return_items"),
    PlanAtHand(
      customer: "c0002", language: .chinese, lines: ["我要退掉订单10518里的盖碗", "退到礼品卡"],
      action: "return_items"),
  ]
}

extension FreshDesk {
  /// A conversation with a customer who is known.
  func conversation(of customer: String, in language: Language = .english) -> Conversation {
    var conversation = Conversation(language: language)
    conversation.identify(as: customer)
    return conversation
  }

  /// A conversation that waits for a yes.
  func waiting(for plan: PlanAtHand) throws -> Conversation {
    var conversation = conversation(of: plan.customer, in: plan.language)
    let turn = try say(plan.lines, in: &conversation)
    try #require(turn?.reply.awaiting == "confirmation", "\(turn?.reply.text ?? "")")
    return conversation
  }
}

@Suite struct ConfirmationTests {
  /// Lines made of words that agreements have too, other scripts, and remarks.
  private static let remarks: [Language: [String]] = [
    .english: [
      "are you quite sure of that", "how sure are you", "I want to be sure", "be better", "be",
      "I've been through all that", "im good thanks", "cool bot", "make it white", "I'm in love",
      "ever been in love", "who said yes", "what would you do", "you want me to say yes",
      "is it that good", "go on about it", "let me see", "I have it all", "good for you",
      "that is what he said", "alright, scrap that", "yeah right", "the card is fine for the money",
      "true", "I see, right", "fine, I won't return it then", "do you do it for free",
      "ฉันคิดว่าแพงเกินไป", "ใช่ แต่แพงเกินไป",
      "это дорого",
      "αυτό είναι ακριβό", "هذا غالي", "それは高いです", "—+&Us>—.", ":Be", "~~~", "…",
    ],
    .chinese: [
      "没完没了地问", "可以 两个订单", "好的，两个订单", "确认 两个订单", "你说可以就可以啊", "对不对都不知道", "好不好用",
      "办了没", "是不是太贵", "行不行啊你", "我同意你的看法吗", "没问题才怪", "可以再少点", "这也行", "好了伤疤忘了疼",
      "我说好就直接退了吗", "我老公说行", "得了吧", "你说得对", "哦 明白了", "了解", "谢谢",
      "ฉันคิดว่าแพงเกินไป", "это дорого", "それは高いです", "——", "～～",
    ],
  ]

  @Test(
    "Words of agreement in another order, other scripts and remarks carry nothing out",
    arguments: PlanAtHand.cancelling + PlanAtHand.returning)
  func remarksCarryNothingOut(plan: PlanAtHand) throws {
    let desk = try FreshDesk()
    let waiting = try desk.waiting(for: plan)
    for line in Self.remarks[plan.language] ?? [] {
      var conversation = waiting
      _ = try desk.say([line], in: &conversation)
      #expect(try desk.shop.actions().isEmpty, "\(line)")
    }
  }

  private static let doubts: [Language: [String]] = [
    .english: [
      "wgvvb", "hold on", "hmm let me think", "not yet", "wait", "are you sure?", "is that all?",
      "how much will I get back?", "that's expensive", "I don't know", "yes but to the gift card",
      "yes but not that one", "maybe", "my wife is asking", "ok?", "what happens then?", "no",
      "don't", "never mind", "I changed my mind", "can I think about it", "yes or no what",
      "only if it's free", "is there a fee?", "good one", "🤔", "?", "1", "ok what about the other",
      "it's raining here", "you already said that", "the rest is fine",
      "yes once my husband agrees",
    ],
    .chinese: [
      "wgvvb", "嗯…我再想想", "好贵啊", "确定吗", "等一下", "先别", "别取消", "反悔了", "还没想好", "先等等",
      "真的吗", "要多久", "有手续费吗", "我问一下老婆", "这么麻烦", "不要", "算了", "不是这个", "可以吗", "好吗",
      "行不行", "我考虑一下", "那还是不退了吧", "今天好冷", "什么意思", "🤔", "？", "1", "好是好，就是慢", "你说什么",
    ],
  ]

  @Test(
    "Doubts, questions and remarks carry nothing out",
    arguments: PlanAtHand.cancelling + PlanAtHand.returning)
  func staysUndone(plan: PlanAtHand) throws {
    let carried = try carriedOut(Self.doubts[plan.language] ?? [], plan)
    #expect(carried.isEmpty)
  }

  @Test(
    "A yes to what the plan does not hold carries nothing out",
    arguments: zip(
      PlanAtHand.cancelling + PlanAtHand.returning,
      [
        [
          "yes, order 10377", "yes to PayPal", "yes for $500", "yes, the gongfu tea set", "ok, 3",
          "yes to 97211", "yes please, return it", "sure, for Ada Stanhope",
        ],
        ["好的 10489", "好的，退到信用卡", "好的，水壶", "可以，500块", "好 3个", "可以 退货吧"],
        [
          "yes, order 10377", "yes to PayPal", "yes for $500", "yes, the gongfu tea set", "ok, 3",
          "yes to 97211", "yes, cancel it", "sure, for Ada Stanhope",
        ],
        ["好的 10489", "好的，退到信用卡", "好的，水壶", "可以，500块", "好 3个", "可以 取消订单"],
      ]))
  func agreesToSomethingElse(plan: PlanAtHand, lines: [String]) throws {
    let carried = try carriedOut(lines, plan)
    #expect(carried.isEmpty)
  }

  /// The lines that had the plan carried out, each said at a confirmation of its own.
  private func carriedOut(_ lines: [String], _ plan: PlanAtHand) throws -> [String] {
    var desk = try FreshDesk()
    var waiting = try desk.waiting(for: plan)
    var carried: [String] = []
    for line in lines {
      var conversation = waiting
      _ = try desk.say([line], in: &conversation)
      if try desk.shop.actions().isEmpty { continue }
      carried.append(line)
      desk = try FreshDesk()
      waiting = try desk.waiting(for: plan)
    }
    return carried
  }

  @Test("Random strings carry nothing out", arguments: PlanAtHand.cancelling)
  func randomStringsDoNothing(plan: PlanAtHand) throws {
    let letters = Array("abcdefghijklmnopqrstuvwxyz0123456789!?.,'天地人山水火书画琴棋")
    var random = SeededGenerator(seed: 15)
    var lines: [String] = []
    for _ in 0..<150 {
      let count = 3 + random.below(8)
      lines.append(String((0..<count).map { _ in letters[random.below(letters.count)] }))
    }
    let carried = try carriedOut(lines, plan)
    #expect(carried.isEmpty)
  }

  @Test(
    "A clear yes carries the plan out",
    arguments: zip(
      [0, 0, 0, 0, 0, 1, 1, 1, 1, 1],
      [
        "yes", "Yes please!", "go ahead", "ok, do it", "sure, thanks", "好的", "可以", "确认", "行，办吧",
        "嗯，好的",
      ]))
  func isCarriedOut(place: Int, line: String) throws {
    for plan in [PlanAtHand.cancelling[place], PlanAtHand.returning[place]] {
      let desk = try FreshDesk()
      var conversation = try desk.waiting(for: plan)
      #expect(try desk.say([line], in: &conversation)?.reply.action == plan.action)
      #expect(try desk.shop.actions().count == 1)
    }
  }

  @Test(
    "To cancel is no yes to a return",
    arguments: zip(PlanAtHand.returning, [["cancel", "cancel it", "stop"], ["取消", "取消吧", "不退了"]]))
  func dropsTheReturn(plan: PlanAtHand, lines: [String]) throws {
    let carried = try carriedOut(lines, plan)
    #expect(carried.isEmpty)
  }

  @Test(
    "A task that waits is asked anew, never carried out by the yes to another",
    arguments: zip(PlanAtHand.returning, PlanAtHand.cancelling))
  func oneYesOneAct(first: PlanAtHand, second: PlanAtHand) throws {
    let desk = try FreshDesk()
    var conversation = try desk.waiting(for: first)
    let plan = try desk.say(second.lines, in: &conversation)
    try #require(plan?.reply.awaiting == "confirmation", "\(plan?.reply.text ?? "")")
    let yes = first.language == .chinese ? "好的" : "yes"
    let done = try desk.say([yes], in: &conversation)
    #expect(done?.reply.action == "cancel" && done?.reply.awaiting == "confirmation")
    #expect(try desk.shop.actions().count == 1)
    #expect(try desk.say([yes], in: &conversation)?.reply.action == "return_items")
  }
}

@Suite struct OrderOwnershipTests {
  @Test(
    "An order that is not the customer's is never replaced by one that is",
    arguments: [
      ("c0001", Language.english, "cancel order 14373", ["I no longer need it", "yes"], "10412"),
      ("c0001", .english, "change the address of 14373", ["yes", "go ahead"], "10412"),
      ("c0002", .chinese, "取消订单14373", ["不需要了", "好的"], "10533"),
      ("c0002", .chinese, "14373要改地址", ["好的", "确认"], "10533"),
    ])
  func refuses(
    customer: String, language: Language, opening: String, then: [String], own: String
  ) throws {
    let desk = try FreshDesk()
    var conversation = desk.conversation(of: customer, in: language)
    let turn = try desk.say([opening], in: &conversation)
    #expect(turn?.reply.text.contains(own) == false, "\(turn?.reply.text ?? "")")
    #expect(turn?.reply.awaiting != "confirmation")
    for line in then { _ = try desk.say([line], in: &conversation) }
    #expect(try desk.shop.actions().isEmpty)
  }

  @Test(
    "A stranger's proof of one order opens no other",
    arguments: [
      ["cancel order 14373", "97205", "I no longer need it", "yes"],
      ["取消订单14373", "200040", "不需要了", "好的"],
    ])
  func needsItsOwnProof(lines: [String]) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    _ = try desk.say(lines, in: &conversation)
    #expect(try desk.shop.actions().isEmpty && conversation.customer == nil)
  }
}
