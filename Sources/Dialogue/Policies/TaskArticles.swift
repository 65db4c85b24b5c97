import Entities
import Intents
import Knowledge
import Shop
import Text

// What is explained rather than done, with the doing offered.
extension TransactionPolicy {
  /// The article that answers a line which only asks: how something is done, or what is done when a case
  /// of its own has come up, such as a courier who found nobody at home.
  func article(
    for task: Task, _ line: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Article? {
    let text = line.utterance.text.lowercased()
    let articles = desk.knowledge.articles(for: task.rawValue, language: conversation.language)
    let name = task.rawValue.split(separator: "_").joined(separator: "-")
    let own = articles.first { article in
      // Single words such as "late" stand in many a line; phrases tell the case.
      article.id != name
        && article.keywords.contains { keyword in
          (keyword.contains(" ") || keyword.utf8.count >= 9) && text.holds(keyword.lowercased())
        }
    }
    if let own, task.isLookUp || task == .reportMissing { return own }
    if isConcrete(task, line, conversation, desk) { return nil }
    let asksHow = MentionReader(line, desk.spoken).has(.how)
    let asks = Asking.isQuestion(line) || line.acts.share(.ask) >= 0.6
    guard asksHow || task.hasArticle && asks else { return nil }
    return task.isLookUp
      ? articles.first { $0.id == name } ?? articles.first
      : desk.article(for: task.rawValue, line, conversation)
  }

  /// Whether a line speaks of a thing in the order that is spoken of: "can I swap the mug for a green one"
  /// is to be done, not explained.
  private func isConcrete(
    _ task: Task, _ line: Interpretation, _ conversation: Conversation, _ desk: Desk
  ) -> Bool {
    guard [.exchangeItem, .changeOrder].contains(task) || line.acts.share(.request) >= 0.35,
      conversation.customer != nil, let number = conversation.order,
      let order = try? desk.shop?.order(number)
    else { return false }
    let names = ItemNames(desk: desk)
    return SlotFiller.means(line, in: order, conversation, desk)
      || order.items.contains { item in
        names.mentions(of: item.product, in: line.utterance).contains { $0.score >= 1 }
      }
  }

  /// The article first, and the doing offered.
  func offer(
    _ article: Article, _ interpretation: Interpretation, _ conversation: inout Conversation,
    _ desk: Desk
  ) -> Reply {
    let knowsWho = conversation.customer != nil
    let isLookUp = conversation.flow?.task.isLookUp == true
    let answer = desk.answer(article, to: interpretation, in: &conversation)
    conversation.flow?.awaiting = knowsWho ? .confirmation : .orderNumber
    return Reply(
      answer
        + desk.text(knowsWho ? .offerHere : isLookUp ? .offerLook : .offerOrder, in: conversation),
      policy: "knowledge", article: article.id,
      awaiting: conversation.flow?.awaiting?.rawValue,
      alternatives: desk.alternatives(to: article, interpretation, conversation))
  }
}
