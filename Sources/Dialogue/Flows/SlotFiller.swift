import Entities
import Shop
import Text

/// Takes from a line what a task can use, whatever was asked for.
struct SlotFiller {
  let desk: Desk
  let shop: ShopDatabase

  /// Fills a flow's slots.
  func fill(_ flow: inout Flow, from line: Interpretation, _ conversation: Conversation) {
    fillOrder(&flow, line, conversation)
    let products = line.entities(.product).flatMap(\.candidateIds)
    if !products.isEmpty, flow.awaiting != .address, flow.awaiting != .description {
      flow.products = products
    }
    for kind in [Entity.Kind.color, .size] {
      for entity in line.entities(kind) { flow.options += entity.candidateIds.prefix(1) }
    }
    if let entity = line.entities(.quantity).first, case .number(let value) = entity.value,
      value == value.rounded(), abs(value) < 10_000
    {
      flow.quantity = Int(value)
    }
    switch flow.awaiting {
    case .address: flow.address = flow.address ?? address(line)
    case .description:
      if line.utterance.tokens.count >= 2 { flow.description = line.utterance.text }
    default: break
    }
  }

  private func fillOrder(
    _ flow: inout Flow, _ line: Interpretation, _ conversation: Conversation
  ) {
    var number = line.text(.orderNumber)
    if flow.awaiting == .identity, flow.order != nil, number == conversation.clues.postcode {
      number = nil
    }
    if number == nil, flow.awaiting == .orderNumber { number = spelledNumber(line) }
    if number == nil, flow.order == nil, conversation.customer != nil, refersBack(line) {
      number = conversation.order
    }
    guard let number, number != flow.order else { return }
    // Another order: what was said of the first one's lines is void.
    if flow.order != nil {
      flow.lines = []
      flow.variants = [:]
    }
    flow.order = number
  }

  /// "It", "that order": the order spoken of before.
  private func refersBack(_ line: Interpretation) -> Bool {
    if line.utterance.language == .chinese {
      return ["它", "这单", "那单", "这个订单", "那个订单", "这笔", "那笔", "刚才"].contains {
        line.utterance.text.contains($0)
      }
    }
    let words = Set(line.utterance.text.lowercased().split { !$0.isLetter })
    return !words.isDisjoint(with: ["it", "that", "this", "them", "same"])
  }

  /// Something written where an order number was asked for, in no form the shop knows.
  private func spelledNumber(_ line: Interpretation) -> String? {
    let tokens = line.utterance.tokens.filter { $0.kind == .word || $0.kind == .number }
      .map { String(line.utterance[$0]) }
    return tokens.first { $0.count >= 4 && $0.contains(where: \.isNumber) }
  }

  /// A line that can be an address: some words and a number.
  private func address(_ line: Interpretation) -> String? {
    let text = line.utterance.text
    guard text.contains(where: \.isNumber), line.utterance.tokens.count >= 4 else { return nil }
    return text
  }
}

extension Entity {
  /// What of the catalogue is meant, the likeliest first.
  var candidateIds: [String] {
    if case .catalogue(let candidates) = value { return candidates.map(\.id) }
    return []
  }
}
