import Entities
import Shop
import Text

/// Answers whoever asks for what belongs to other customers: nothing, whether they exist or not.
struct PrivacyPolicy: DialoguePolicy {
  let name = "privacy"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard asksOfOthers(interpretation.utterance, conversation, desk) else { return nil }
    let refusal = Reply(desk.say(.privacy, in: &conversation), policy: name, action: "refused")
    guard conversation.flow?.isOffered == false, let shop = desk.shop else { return refusal }
    return try FlowEngine(desk: desk, shop: shop, policy: name)
      .goOn(after: refusal, interpretation, in: &conversation)
  }

  private func asksOfOthers(
    _ utterance: Utterance, _ conversation: Conversation, _ desk: Desk
  ) -> Bool {
    let text = utterance.text.lowercased()
    if Self.phrases.contains(where: { text.holds($0) }) { return true }
    let words = utterance.tokens.filter { $0.kind != .symbol }.map { utterance[$0] }
    // "Lin Xiaoyu's address", "customer c0002", "Bruno's phone number".
    for (word, next) in zip(words, words.dropFirst()) {
      if word.lowercased() == "customer", next.contains(where: \.isNumber) { return true }
      guard let owner = Self.owner(word), word.first?.isUppercase == true,
        Self.data.contains(next.lowercased()), !Self.things.contains(owner.lowercased())
      else { continue }
      return !isOwn(owner, conversation, desk)
    }
    return false
  }

  /// `Xiaoyu` of `Xiaoyu's`.
  private static func owner(_ word: Substring) -> Substring? {
    guard word.hasSuffix("'s") || word.hasSuffix("’s") else { return nil }
    return word.dropLast(2)
  }

  private func isOwn(_ name: Substring, _ conversation: Conversation, _ desk: Desk) -> Bool {
    guard let id = conversation.customer, let own = try? desk.shop?.customer(id) else {
      return false
    }
    return own.name.lowercased().contains(name.lowercased())
  }

  private static let data: Set<String> = [
    "address", "phone", "telephone", "email", "e-mail", "mail", "number", "order", "orders",
    "account", "password", "card", "postcode", "zip", "details", "data", "name", "parcel",
  ]
  private static let things: Set<String> = [
    "what", "who", "it", "that", "there", "here", "where", "today", "order", "shop",
    "let", "how", "when", "this", "everyone", "yesterday",
  ]
  private static let phrases = [
    "other customers", "another customer", "other customer's", "someone else's", "somebody else's",
    "whose order", "who placed order", "who ordered ", "who bought ", "list of customers",
    "all customers", "all your customers", "all orders in", "是谁的", "谁下的单", "谁的订单", "谁买的",
    "别的顾客", "其他顾客", "其他客户", "别的客户", "别人的订单", "别人的地址", "别人的电话", "所有顾客", "所有客户",
    "顾客名单", "客户名单", "女士的地址", "先生的地址", "女士的电话", "先生的电话", "顾客的电话", "顾客的地址",
  ]
}
