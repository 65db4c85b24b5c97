public import Quantities
import Shop
import Text

/// One thing that a conversation holds to be so, in words an agent can read.
public struct Belief: Hashable, Sendable {
  /// What it is about, by the name an agent sets and clears it with.
  public enum Slot: String, Hashable, Sendable, CaseIterable {
    case customer, order, task, item, quantity, reason, option, target, address, description
    case plan, missing, topic, waiting

    /// Whether an agent may set it; the others follow from these.
    public var isSettable: Bool {
      switch self {
      case .plan, .missing, .topic, .waiting: false
      default: true
      }
    }
  }

  /// What it is about.
  public let slot: Slot
  /// What is believed.
  public let value: String
}

extension Conversation {
  /// The number of the order that is spoken of.
  public var orderNumber: String? { flow?.order ?? order ?? clues.orderNumber }
}

extension Agent {
  /// What the desk believes at this point of a conversation, in the order of `Belief.Slot`; what is not
  /// known is left out.
  public func beliefs(of conversation: Conversation, today: Day) throws -> [Belief] {
    var desk = readingOnce.desk
    desk.today = today
    return try BeliefReader(desk: desk, conversation: conversation).beliefs()
  }
}

/// Reads what a conversation believes out of its state.
private struct BeliefReader {
  let desk: Desk
  let conversation: Conversation

  private var language: Language { conversation.language }
  private var report: OrderReport { OrderReport(desk: desk, language: language) }

  func beliefs() throws -> [Belief] {
    let customer = try conversation.customer.flatMap { try desk.shop?.customer($0) }
    let number = conversation.orderNumber
    let order = try number.flatMap { try desk.shop?.order($0) }
      .flatMap { $0.customer == conversation.customer ? $0 : nil }
    var values: [(Belief.Slot, String?)] = [
      (.customer, conversation.customer.map { id in customer.map { "\($0.name) (\(id))" } ?? id }),
      (.order, order.map { report.line($0, in: conversation) } ?? number),
    ]
    if let flow = conversation.flow {
      values.append(
        (
          .task,
          flow.isOffered
            ? say(.beliefOffered, ["task": flow.task.rawValue]) : flow.task.rawValue
        ))
      values += details(flow, order, customer)
      values.append((.missing, flow.isOffered ? nil : flow.awaiting?.rawValue))
    }
    values += [(.topic, topics), (.waiting, waiting)]
    return values.compactMap { slot, value in
      value.flatMap { $0.isEmpty ? nil : Belief(slot: slot, value: $0) }
    }
  }

  private func details(
    _ flow: Flow, _ order: Order?, _ customer: Customer?
  ) -> [(Belief.Slot, String?)] {
    let items = flow.lines.compactMap { line in
      order?.item(line.line).map {
        desk.assortment.title(sku: $0.sku, language: language) + " × \(line.quantity)"
      }
    }
    let options = flow.variants.sorted { $0.key < $1.key }.map {
      desk.assortment.title(sku: $0.value, language: language)
    }
    let plan = flow.plan.flatMap { plan in
      customer.map {
        EffectText(desk: desk, conversation: conversation, customer: $0).list(plan.effects)
      }
    }
    return [
      (.item, joined(items.isEmpty ? flow.products.compactMap(name) : items)),
      (.quantity, flow.quantity.map(String.init)),
      (.reason, flow.reason.map { desk.reasonWords($0, in: language)[0] }),
      (
        .option,
        [.exchangeItem, .changeOrder].contains(flow.task)
          ? joined(options.isEmpty ? flow.options : options) : nil
      ),
      (.target, flow.method.map { id in customer.map { report.method(id, of: $0) } ?? id }),
      (.address, flow.parsedAddress?.oneLine ?? flow.address),
      (.description, flow.description),
      (.plan, plan),
    ]
  }

  private func name(_ product: String) -> String? {
    desk.assortment.product(product)?.name[language]
  }

  private var topics: String {
    joined(
      conversation.topics.recent.prefix(3).map { topic in
        switch topic {
        case .order(let number): say(.topicOrder, ["order": number])
        case .refund(let number): say(.topicRefund, ["order": number])
        case .article(let id, _): say(.topicArticle, ["article": id])
        case .receipt: say(.topicReceipt)
        case .ticket: say(.topicTicket)
        case .handover: say(.topicHandover)
        case .products(let ids): joined(ids.prefix(3).compactMap(name)) ?? say(.topicGoods)
        }
      }) ?? ""
  }

  private var waiting: String {
    joined(conversation.suspended.reversed().map(\.task.rawValue) + conversation.waiting) ?? ""
  }

  private func say(_ phrase: Phrase, _ values: [String: String] = [:]) -> String {
    desk.text(phrase, in: conversation, values)
  }

  private func joined(_ parts: [String]) -> String? {
    parts.isEmpty ? nil : parts.joined(separator: language == .chinese ? "；" : "; ")
  }
}

extension Conversation {
  /// How the last lines felt, −1…1, the latest last.
  public var recentMoods: [Double] { moods }

  /// The article spoken of last, by its id.
  public var lastArticle: String? {
    for case .article(let id, _) in topics.recent { return id }
    return nil
  }
}
