import Intents
import Shop
import Shopping
import Text

/// Talk of goods: what there is, what is true of it, what suits.
struct ShoppingPolicy: DialoguePolicy {
  /// When it speaks.
  enum Turn {
    /// Ahead of what else the line may mean: only what is surely of goods.
    case sure
    /// After requests about orders.
    case likely
  }

  let name = "advice"
  var turn = Turn.likely

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard
      let query = desk.shopping.read(
        interpretation.utterance, entities: interpretation.entities,
        intent: interpretation.intents.decision == .intent ? interpretation.intent : nil,
        confidence: interpretation.confidence, state: conversation.shopping),
      query.strength >= threshold(interpretation)
    else { return nil }
    let owner = conversation.customer.map { goods(of: $0, desk) }
    guard
      let found = desk.shopping.reply(
        to: query, in: &conversation.shopping, customer: owner, language: conversation.language)
    else { return nil }
    conversation.products = found.products
    return Reply(found.text, policy: name, action: found.action, awaiting: found.awaiting)
  }

  /// How sure a line must be: surer where it may as well ask for something to be done with an order.
  private func threshold(_ line: Interpretation) -> Double {
    guard turn == .sure else { return 0.35 }
    let isTask = line.intents.decision == .intent && line.intent.flatMap(Task.init) != nil
    return isTask ? 0.7 : 0.5
  }

  /// What the customer has by the shop's book, and what they sent back.
  private func goods(of id: String, _ desk: Desk) -> ShoppingDesk.Owner {
    var kept: Set<String> = []
    var returned: Set<String> = []
    for order in (try? desk.shop?.orders(of: id)) ?? [] {
      let lines = Set(
        order.returns.filter { $0.kind == .return }.flatMap { $0.items.map(\.line) })
      for item in order.items {
        if lines.contains(item.line) {
          returned.insert(item.product)
        } else {
          kept.insert(item.product)
        }
      }
    }
    return .init(id: id, kept: kept.subtracting(returned).sorted(), returned: returned)
  }
}
