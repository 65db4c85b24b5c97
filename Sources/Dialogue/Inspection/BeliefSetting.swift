import Entities
public import Quantities
import Shop
import Text

/// What became of setting a belief.
public enum BeliefChange: Hashable, Sendable {
  /// It is so now.
  case set
  /// There was nothing to forget.
  case unchanged
  /// The text names nothing of the kind; these are the choices, none where any text would do.
  case unknown(choices: [String])
  /// Something else must be known before.
  case needs(Belief.Slot)
  /// It follows from the others and cannot be set.
  case follows
}

extension Agent {
  /// Sets what the desk believes, read as a customer's answer would be. What was planned on the old
  /// belief is planned anew; nothing is carried out.
  public func set(
    _ slot: Belief.Slot, to text: String, in conversation: inout Conversation, today: Day
  ) throws -> BeliefChange {
    var desk = desk
    desk.today = today
    guard let shop = desk.shop else { return .unknown(choices: []) }
    let line = interpreter.interpret(text, language: conversation.language, today: today)
    var setter = BeliefSetter(desk: desk, shop: shop, line: line, conversation: conversation)
    let change = try setter.set(slot, to: text)
    if change == .set {
      conversation = setter.conversation
      conversation.replan()
    }
    return change
  }

  /// Forgets a belief and what hung on it; `false` when there was nothing to forget.
  public func clear(_ slot: Belief.Slot, in conversation: inout Conversation) -> Bool {
    let before = conversation
    switch slot {
    case .customer: conversation = Conversation(language: conversation.language)
    case .order:
      conversation.order = nil
      conversation.clues.orderNumber = nil
      conversation.flow?.forgetOrder()
    case .task, .plan: conversation.flow = nil
    case .item:
      conversation.flow?.lines = []
      conversation.flow?.products = []
      conversation.flow?.variants = [:]
      conversation.flow?.told = []
    case .quantity: conversation.flow?.quantity = nil
    case .reason: conversation.flow?.reason = nil
    case .option:
      conversation.flow?.variants = [:]
      conversation.flow?.options = []
    case .target:
      conversation.flow?.method = nil
      conversation.flow?.money = nil
    case .address:
      conversation.flow?.address = nil
      conversation.flow?.addressParts = AddressParts()
      conversation.flow?.parsedAddress = nil
    case .description: conversation.flow?.description = nil
    case .topic:
      conversation.topics = Topics()
      conversation.products = []
    case .waiting:
      conversation.waiting = []
      conversation.suspended = []
    case .missing: return false
    }
    guard conversation != before else { return false }
    conversation.replan()
    return true
  }

  /// What the desk would say next of what is open, with nothing said by the customer; `nil` when nothing
  /// is open. Nothing is carried out.
  public func nextStep(in conversation: inout Conversation, today: Day) throws -> Reply? {
    guard let shop = desk.shop?.rehearsal(), let flow = conversation.flow, !flow.isOffered else {
      return nil
    }
    var desk = desk
    desk.shop = shop
    desk.today = today
    let engine = FlowEngine(desk: desk, shop: shop, policy: OpenTaskPolicy().name)
    let reply = try engine.advance(
      .nothing(conversation.language), in: &conversation, isReminder: true)
    if let reply { conversation.lastReply = reply.text }
    return reply
  }
}

/// Reads one belief from an agent's words.
private struct BeliefSetter {
  let desk: Desk
  let shop: any ShopStore
  let line: Interpretation
  var conversation: Conversation

  private var language: Language { conversation.language }

  mutating func set(_ slot: Belief.Slot, to text: String) throws -> BeliefChange {
    switch slot {
    case .customer: return try customer(text)
    case .order: return try order(text)
    case .task: return task(text)
    case .plan, .missing, .topic, .waiting: return .follows
    case .item, .quantity, .reason, .option, .target, .address, .description: break
    }
    guard conversation.flow != nil else { return .needs(.task) }
    switch slot {
    case .quantity: return quantity(text)
    case .reason: return reason()
    case .address: return try address(text)
    case .description:
      conversation.flow?.description = text
      return .set
    default: return try detail(slot)
    }
  }

  private mutating func customer(_ text: String) throws -> BeliefChange {
    guard try shop.customer(text) != nil else { return .unknown(choices: []) }
    conversation.identify(as: text)
    return .set
  }

  private mutating func order(_ text: String) throws -> BeliefChange {
    guard let id = conversation.customer else { return .needs(.customer) }
    let orders = try shop.orders(of: id)
    let finder = OrderFinder(desk: desk, conversation: conversation, orders: orders)
    let exact = orders.first { $0.number == text }
    guard let order = exact ?? finder.named(in: line) else {
      return .unknown(choices: orders.prefix(8).map(\.number))
    }
    if conversation.flow?.order != order.number { conversation.flow?.forgetOrder() }
    conversation.flow?.order = order.number
    conversation.order = order.number
    return .set
  }

  private mutating func task(_ text: String) -> BeliefChange {
    guard let task = Task(rawValue: text) else {
      return .unknown(choices: Task.allCases.map(\.rawValue))
    }
    if conversation.flow?.task == task { return .set }
    var flow = Flow(task)
    flow.order = conversation.flow?.order ?? (task.needsOrder ? conversation.order : nil)
    if let known = conversation.flow, known.task.needsItems, task.needsItems {
      flow.lines = known.lines
      flow.products = known.products
    }
    conversation.flow = flow
    conversation.lastTask = task
    return .set
  }

  private mutating func quantity(_ text: String) -> BeliefChange {
    guard let count = Int(text), count > 0 else { return .unknown(choices: []) }
    conversation.flow?.quantity = count
    if conversation.flow?.lines.count == 1 { conversation.flow?.lines[0].quantity = count }
    return .set
  }

  private mutating func reason() -> BeliefChange {
    let reasons = desk.policy.cancellation.reasons
    let labels = reasons.map { desk.reasonWords($0, in: language) }
    guard case .chosen(let places) = Choosing.choose(line, among: labels), let place = places.first
    else { return .unknown(choices: labels.map { $0[0] }) }
    conversation.flow?.reason = reasons[place]
    return .set
  }

  private mutating func address(_ text: String) throws -> BeliefChange {
    guard let id = conversation.customer, let customer = try shop.customer(id) else {
      return .needs(.customer)
    }
    guard
      let address = AddressReader(places: desk.spoken.places)
        .address(text, like: customer.address)
    else {
      return .unknown(choices: [])
    }
    conversation.flow?.address = text
    conversation.flow?.parsedAddress = address
    return .set
  }

  /// What can only be read beside the order: items, options, where money goes.
  private mutating func detail(_ slot: Belief.Slot) throws -> BeliefChange {
    guard let id = conversation.customer, let customer = try shop.customer(id) else {
      return .needs(.customer)
    }
    guard let number = conversation.flow?.order,
      let order = try shop.order(number), order.customer == id
    else { return .needs(.order) }
    switch slot {
    case .item: return items(order)
    case .option: return options(order)
    default:
      let methods = customer.paymentMethods
      let said = MethodReader(line, desk).choice(among: methods, original: order.paymentMethod)
      guard let method = said.methods.first else {
        let report = OrderReport(desk: desk, language: language)
        return .unknown(choices: methods.map { report.method($0.id, of: customer) })
      }
      conversation.flow?.method = method
      return .set
    }
  }

  private mutating func items(_ order: Order) -> BeliefChange {
    let read = ItemReader(line, order, desk).lines(chosen: [], isAsked: true)
    guard !read.meant.isEmpty else {
      return .unknown(
        choices: order.items.map { desk.assortment.title(sku: $0.sku, language: language) })
    }
    let quantity = read.meant.count == 1 ? conversation.flow?.quantity : nil
    conversation.flow?.lines = read.meant.compactMap { place in
      order.item(place).map { Flow.Line(line: place, quantity: quantity ?? $0.quantity) }
    }
    conversation.flow?.rejected = []
    conversation.flow?.variants = [:]
    return .set
  }

  private mutating func options(_ order: Order) -> BeliefChange {
    guard let flow = conversation.flow, !flow.lines.isEmpty else { return .needs(.item) }
    var choices: [String] = []
    for chosen in flow.lines {
      guard let item = order.item(chosen.line),
        let product = desk.assortment.product(item.product)
      else { continue }
      let others = product.variants.filter { $0.sku != item.sku && $0.stock > 0 }
      choices += others.map { desk.assortment.label(of: $0, language: language) }
      let said = OptionReader(line, desk).options(of: others).meant
      let hits = others.map { $0.options.count { said.contains($0.value) } }
      guard let best = hits.max(), best > 0, hits.count(where: { $0 == best }) == 1,
        let place = hits.firstIndex(of: best)
      else { continue }
      conversation.flow?.variants[chosen.line] = others[place].sku
    }
    return conversation.flow == flow ? .unknown(choices: choices) : .set
  }
}

extension Flow {
  /// Lets the order go, and what was chosen of it.
  fileprivate mutating func forgetOrder() {
    order = nil
    deniedOrder = nil
    lines = []
    rejected = []
    variants = [:]
    method = nil
  }
}

extension Conversation {
  /// Plans anew: what was planned no longer holds.
  fileprivate mutating func replan() {
    flow?.plan = nil
    flow?.awaiting = nil
    flow?.asked = 0
    flow?.isOffered = false
    choice = nil
  }
}
