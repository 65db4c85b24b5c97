import Entities
import Intents
import Knowledge
import Quantities
import Shop
import Text

// Another order than the one the task is about.
extension OpenTaskTurn {
  /// What is asked of another of the customer's orders in the middle of a task, else where it is.
  func otherOrder(_ conversation: inout Conversation) throws -> Reply? {
    guard namesOtherOrder, asks, let number = line.text(.orderNumber),
      let customer = conversation.customer,
      let order = try engine.shop.orders(of: customer).first(where: { $0.number == number })
    else { return nil }
    let answer = QuestionAnswerer(desk: desk)
      .answer(to: line, in: conversation, least: QuestionAnswerer.onTopic)
    if let answer, answer.fact.answer == nil {
      return answered(answer, &conversation)
    }
    guard TaskVerbs(line, desk.spoken).meant.isEmpty else { return nil }
    let report = OrderReport(desk: desk, language: conversation.language)
    let status = Reply(report.status(order, in: conversation), policy: "answer")
    return back(after: status, &conversation)
  }

  /// The same task for the order that the customer meant instead.
  func movedToOtherOrder(_ conversation: inout Conversation) throws -> Reply? {
    guard let next = turnedToOtherOrder(conversation) else { return nil }
    var trial = conversation
    trial.flow = next
    guard let reply = try engine.advance(line.silent, in: &trial) else { return nil }
    conversation = trial
    return reply
  }

  /// The task about the order that the customer meant, where the line says that this one is not it; it names
  /// the other by its number, by what is in it, or not at all.
  func turnedToOtherOrder(_ conversation: Conversation) -> Flow? {
    let mentions = MentionReader(line, desk.spoken)
    guard let here = flow.order.flatMap({ try? engine.shop.order($0) }) else { return nil }
    // "And cancel the other one", when that is what the plan is about.
    if let last = conversation.receipts.last?.plan.request, last.order != flow.order,
      last.intent == flow.task.rawValue, mentions.has(.otherOrder), flow.plan != nil
    {
      return nil
    }
    // "The other one" is the other thing of an order that has several.
    let saysOther = mentions.has(.otherOrder) && !(mentions.has(.other) && here.items.count > 1)
    guard saysOther || acts.share(of: .correct, .reject) >= 0.35 || mentions.has(.means),
      flow.task.needsOrder, let current = flow.order, !namesOtherOrder,
      let id = conversation.customer, let orders = try? engine.shop.orders(of: id)
    else { return nil }
    let names = ItemNames(desk: desk)
    let products = Set(line.entities(.product).flatMap { $0.candidateIds.prefix(1) })
    func places(_ product: String) -> [Range<Int>] {
      names.mentions(of: product, in: line.utterance).filter { $0.score >= 1 }.map(\.range)
    }
    let own = Set(here.items.map(\.product))
    let ownPlaces = own.flatMap(places)
    // Whoever names a thing of this order, and does not say that it is not meant, stays with it.
    let namedHere = here.items.enumerated().flatMap { place, item in
      places(item.product).map { Mention(option: place, range: $0, score: 1) }
    }
    guard saysOther || mentions.sorted(namedHere).meant.isEmpty else { return nil }
    // A word that names a thing of this order names no other's.
    func isOther(_ range: Range<Int>) -> Bool { !ownPlaces.contains { $0.overlaps(range) } }
    let meant = orders.filter { order in
      order.number != current
        && order.items.contains { item in
          !own.contains(item.product)
            && (ownPlaces.isEmpty && products.contains(item.product)
              || names.mentions(of: item.product, in: line.utterance)
                .contains { $0.score >= 1.4 && isOther($0.range) })
        }
    }
    guard !meant.isEmpty || saysOther else { return nil }
    var next = Flow(flow.task)
    next.reason = flow.reason
    next.money = flow.money
    next.parsedAddress = flow.parsedAddress
    next.told = [line.utterance.text]
    next.otherThan = current
    next.order = meant.count == 1 ? meant[0].number : nil
    return next
  }
}
