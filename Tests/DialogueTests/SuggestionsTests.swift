import Dialogue
import Intents
import Quantities
import Shop
import Testing
import Workspace

/// The shipped desk on a fresh shop of its own.
struct FreshDesk {
  static let today = Day(iso: "2026-11-21") ?? Day(number: 20_778)
  let shop: any ShopStore
  let agent: Agent

  init() throws {
    let workspace = try Shipped.workspace.get()
    shop = try ShopOpening.inMemory(workspace, today: Self.today)
    agent = Agent(interpreter: workspace.interpreter, desk: workspace.desk(shop: shop))
  }

  func say(_ lines: [String], in conversation: inout Conversation) throws -> Turn? {
    var last: Turn?
    for line in lines { last = try agent.reply(to: line, in: &conversation, today: Self.today) }
    return last
  }

  func known() -> Conversation {
    var conversation = Conversation()
    conversation.identify(as: "c0001")
    return conversation
  }
}

@Suite struct SuggestionsTests {
  @Test(
    "Every line has an answer, and others that differ; what is unclear may be asked again",
    arguments: [
      "where is my order 10234", "how do I return a kettle?", "what goes with tea?", "asdf", "",
      "如何退货", "我的订单到哪了", "推荐一款茶壶", "啊啊啊", "never mind",
    ])
  func suggests(line: String) throws {
    let desk = try FreshDesk()
    let suggestions = try desk.agent.suggestions(
      for: line, in: Conversation(), today: FreshDesk.today)
    let texts = [suggestions.turn.reply.text] + suggestions.alternatives.map(\.text)
    #expect(Set(texts).count == texts.count && !texts.contains(""))
    let isClear = suggestions.turn.interpretation.intents.decision == .intent
    #expect(texts.count >= (isClear ? 1 : 2))
    let asksAgain = suggestions.alternatives.contains { $0.reading == .unclear }
    let confidence = suggestions.turn.interpretation.intents.scores.first?.confidence ?? 0
    #expect(!asksAgain || !isClear || confidence < 0.8)
  }

  @Test(
    "Nothing is done before an answer is taken, and then what was suggested",
    arguments: [
      (["return the stoneware mug of order 10234", "credit card"], "yes", "Done"),
      (["我要退订单10234的粗陶马克杯", "信用卡"], "可以", "给您办好了"),
    ])
  func rehearses(lines: [String], yes: String, done: String) throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    _ = try desk.say(lines, in: &conversation)
    let before = conversation
    let suggestions = try desk.agent.suggestions(
      for: yes, in: conversation, today: FreshDesk.today)
    #expect(suggestions.turn.reply.text.hasPrefix(done))
    #expect(conversation == before)
    #expect(try desk.shop.actions().isEmpty)
    #expect(try desk.shop.order("10234")?.status == .delivered)
    let taken = try desk.agent.reply(
      to: yes, read: .asItStands, in: &conversation, today: FreshDesk.today)
    #expect(taken.reply.text == suggestions.turn.reply.text)
    #expect(try desk.shop.actions().count == 1)
  }

  @Test(
    "Beside a yes stands the no, and taking it leaves everything",
    arguments: [
      (["return the stoneware mug of order 10234", "credit card"], "yes"),
      (["我要退订单10234的粗陶马克杯", "信用卡"], "可以"),
    ])
  func offersTheNo(lines: [String], yes: String) throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    _ = try desk.say(lines, in: &conversation)
    let other = try #require(
      try desk.agent.suggestions(for: yes, in: conversation, today: FreshDesk.today)
        .alternatives.first)
    #expect(other.reading == .intent("deny"))
    let turn = try desk.agent.reply(
      to: yes, read: other.reading, in: &conversation, today: FreshDesk.today)
    #expect(turn.reply.text == other.text && turn.reply.action == "dropped")
    #expect(try desk.shop.actions().isEmpty)
  }

  @Test(
    "An article taken in the middle leaves the task open",
    arguments: [
      ("return the stoneware mug of order 10234", "how long do refunds take?"),
      ("我要退订单10234的粗陶马克杯", "退款要多久？"),
    ])
  func keepsTheTask(opening: String, question: String) throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    _ = try desk.say([opening], in: &conversation)
    let turn = try desk.agent.reply(
      to: question, read: .article("refund-policy"), in: &conversation, today: FreshDesk.today)
    #expect(turn.reply.articles.first == "refund-policy")
    #expect(turn.reply.awaiting == "refund_to")
  }

  @Test(
    "The policy's facts are of the order at hand",
    arguments: [
      ("I want to return the stoneware mug of order 10234", "order 10234 until", "Tea"),
      ("我要退订单10234的粗陶马克杯", "订单 10234 到", "茶叶"),
    ])
  func statesFacts(line: String, window: String, excluded: String) throws {
    let desk = try FreshDesk()
    let facts = try desk.agent.suggestions(for: line, in: desk.known(), today: FreshDesk.today)
      .facts
    #expect(facts.contains { $0.contains(window) && $0.contains("30") })
    #expect(facts.contains { $0.contains(excluded) })
    let stranger = try desk.agent.suggestions(
      for: line, in: Conversation(), today: FreshDesk.today
    ).facts
    // Nothing of an order whose customer is not known.
    #expect(!stranger.contains { $0.contains("10234") })
  }
}
