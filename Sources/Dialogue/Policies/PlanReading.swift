import Entities
import Intents
import Quantities
import Shop
import Text

// What a line says of the plan that waits for a yes.
extension OpenTaskTurn {
  /// Whether the line agrees, whole, to this plan: a verb of its own may stand in it, another's may not, and
  /// nothing that denies or makes it depend on something.
  func agrees(_ conversation: Conversation) -> Bool {
    let mentions = MentionReader(line, desk.spoken)
    let agreement = mentions.agreeing
    let own = flow.task.ownVerbs.flatMap { mentions.ranges($0) }
    func isApart(_ range: Range<Int>) -> Bool {
      !(agreement + own).contains {
        $0.lowerBound <= range.lowerBound && $0.upperBound >= range.upperBound
      }
    }
    // To hand a thing in says no more than to do it.
    let foreign = SpokenPhrases.List.verbs
      .filter { !flow.task.ownVerbs.contains($0) && $0 != .doSubmit }
      .flatMap { mentions.ranges($0) }.filter(isApart)
    guard foreign.isEmpty, !mentions.ranges(.negatesBefore).contains(where: isApart),
      !mentions.ranges(.conditions).contains(where: isApart), !line.asksInForm,
      !mentions.ranges(.asks).contains(where: isApart),
      !mentions.ranges(.leaveIt).contains(where: isApart),
      onlyNamesPlanned(conversation),
      // A way to pay answers what may have been asked; it agrees to no plan.
      !MethodReader(line, desk).namesAny || mentions.has(.goAhead)
    else { return false }
    // "Alright, scrap that" may mean the order or the plan.
    if line.intent == "stop", line.confidence >= 0.8 { return false }
    let asksForMore = acts.acts.contains { $0.kind == .request && $0.confidence >= 0.6 }
    if acts.isWholeAssent { return !asksForMore || !own.isEmpty }
    let repeated = own + planned
    let stops = acts.acts.contains { $0.kind == .stop && $0.confidence >= 0.5 }
    guard !repeated.isEmpty, !stops, acts.share(.ask) < 0.2,
      acts.share(of: .hesitate, .refuse, .correct) < (own.isEmpty ? 0.35 : 0.6),
      acts.share(of: .assent, .request, .answer, .stop) >= (own.isEmpty ? 0.5 : 0.35)
    else { return false }
    let known = repeated + agreement + mentions.ranges(.courtesy)
    return acts.agreement?.explain(line, besides: known) == true
  }

  /// Whether all that the line names is in the plan: a colour, a sum or a number of another kind is a change.
  private func onlyNamesPlanned(_ conversation: Conversation) -> Bool {
    let planned = planned
    let named: Set<Entity.Kind> = [
      .color, .size, .money, .percent, .number, .quantity, .date, .time, .email, .postcode, .phone,
      .orderNumber,
    ]
    return !namesOther(conversation) && !namesAnyOtherOption
      && line.entities.allSatisfy { entity in
        !named.contains(entity.kind) || planned.contains { $0.overlaps(entity.range) }
      }
  }

  /// Whether the line names a colour that the plan does not have, as “黑的” does.
  private var namesAnyOtherOption: Bool {
    let planned = Set(
      flow.variants.values.compactMap { desk.assortment.variant($0) }.flatMap(\.options)
        .map(\.value))
    let text = line.utterance.text
    return desk.assortment.optionNames.contains { named in
      let name = named.name.chinese
      return name.hasSuffix("色") && !planned.contains(named.key.value)
        && (text.holds(name) || text.holds(name.dropLast() + "的"))
    }
  }

  /// “茶具可别动啊”: what is to stay as it is and is not in the plan anyway; nothing of the plan is let go.
  var leavesOthersBe: Bool {
    guard acts.share(.ask) < 0.3, let order = flow.order.flatMap({ try? engine.shop.order($0) })
    else {
      return false
    }
    let read = ItemReader(line, order, desk).lines(chosen: flow.lines, isAsked: false)
    let planned = flow.lines.map(\.line)
    return !planned.isEmpty && !read.excluded.isEmpty
      && !read.excluded.contains(where: planned.contains)
      && read.meant.allSatisfy(planned.contains)
  }

  /// “锅和茶叶别一块给我退了”: a denial that names only what the task is not about leaves the task as it is.
  var deniesOthers: Bool {
    guard let order = flow.order.flatMap({ try? engine.shop.order($0) }) else { return false }
    let read = ItemReader(line, order, desk).lines(chosen: flow.lines, isAsked: false)
    let planned = flow.lines.map(\.line)
    let named = read.meant + read.excluded
    return !planned.isEmpty && !named.isEmpty && !named.contains(where: planned.contains)
  }

  /// Where the line repeats what the plan is about: the order's number, its things, its sums.
  var planned: [Range<Int>] {
    guard let plan = flow.plan, let number = flow.order,
      let order = try? engine.shop.order(number)
    else { return [] }
    let names = ItemNames(desk: desk)
    var found: [Range<Int>] = []
    for item in order.items where flow.lines.contains(where: { $0.line == item.line }) {
      found += names.mentions(of: item.product, in: line.utterance).filter { $0.score >= 1 }
        .map(\.range)
    }
    let variants = flow.variants.values.compactMap { desk.assortment.variant($0) }
    found += OptionReader(line, desk).ranges(of: variants) + MethodReader(line, desk).places
    for entity in line.entities {
      switch entity.value {
      case .text(let text) where entity.kind == .orderNumber && text == number:
        found.append(entity.range)
      case .money(let amount) where plan.sums.contains(amount.hundredths):
        found.append(entity.range)
      case .number(let value) where plan.sums.contains(Int((min(abs(value), 1e9) * 100).rounded())):
        found.append(entity.range)
      default: break
      }
    }
    return found + sameAddress
  }

  /// "The same address", where the plan has the one that was set for another order just before.
  private var sameAddress: [Range<Int>] {
    guard let planned = flow.parsedAddress, planned == earlierAddress else { return [] }
    return MentionReader(line, desk.spoken).ranges(.sameAddress)
  }
}

// What a line names that the plan has otherwise.
extension OpenTaskTurn {
  /// Whether the line names another order than the one the task is about.
  var namesOtherOrder: Bool {
    line.entities(.orderNumber).contains { entity in
      if case .text(let text) = entity.value { text != flow.order } else { false }
    }
  }

  /// Whether the line names something that the plan may have otherwise.
  func namesOther(_ conversation: Conversation) -> Bool {
    namesOtherOrder || namesOtherOption || countsOthers || namesOtherMethod(conversation)
  }

  /// Whether the line says "both" and the plan holds something else than what that may mean.
  private var countsOthers: Bool {
    guard !flow.lines.isEmpty, let order = flow.order.flatMap({ try? engine.shop.order($0) }) else {
      return false
    }
    let reader = ItemReader(line, order, desk)
    guard reader.countsTogether else { return false }
    return reader.lines(chosen: flow.lines, isAsked: true).meant != flow.lines.map(\.line)
  }

  /// Whether the line names a way to pay that is not the plan's.
  private func namesOtherMethod(_ conversation: Conversation) -> Bool {
    let reader = MethodReader(line, desk)
    guard reader.namesAny, let id = conversation.customer,
      let customer = try? engine.shop.customer(id)
    else { return false }
    let order = flow.order.flatMap { try? engine.shop.order($0) }
    let said = reader.choice(
      among: customer.paymentMethods, original: order?.paymentMethod)
    let planned = flow.method ?? order?.paymentMethod
    return !said.methods.contains { $0 == planned }
  }

  /// Whether the line names a colour, a size or the like that the planned thing comes in and is not to be.
  private var namesOtherOption: Bool {
    flow.variants.values.contains { sku in
      guard let planned = desk.assortment.variant(sku),
        let product = desk.assortment.products.first(where: { product in
          product.variants.contains { $0.sku == sku }
        })
      else { return false }
      let said = OptionReader(line, desk).options(of: product.variants)
      return !said.meant.subtracting(planned.options.map(\.value)).isEmpty
    }
  }

  /// Whether the line holds anything that the plan does not have and that did not change it: a correction,
  /// another order or thing, a number. A later yes may mean that.
  func isUnexplained(_ conversation: Conversation) -> Bool {
    let mentions = MentionReader(line, desk.spoken)
    if leavesOthersBe { return false }
    if namesOther(conversation) { return true }
    if line.isQuestionShaped(desk.spoken) || MethodReader(line, desk).namesAny { return false }
    if acts.share(.correct) >= 0.35 { return true }
    if [SpokenPhrases.List.means, .otherOrder, .other].contains(where: mentions.has) {
      return true
    }
    return namesOtherThing(conversation) || namesOtherNumber(conversation)
  }

  /// Whether the line names a thing of one of the customer's orders that the plan is not about.
  private func namesOtherThing(_ conversation: Conversation) -> Bool {
    guard let id = conversation.customer, let orders = try? engine.shop.orders(of: id) else {
      return false
    }
    let planned = Set(flow.lines.map(\.line))
    let names = ItemNames(desk: desk)
    var own: [Range<Int>] = []
    var others: [Range<Int>] = []
    for order in orders {
      for item in order.items {
        let ranges = names.mentions(of: item.product, in: line.utterance)
          .filter { $0.score >= 1 }.map(\.range)
        if order.number == flow.order, planned.isEmpty || planned.contains(item.line) {
          own += ranges
        } else {
          others += ranges
        }
      }
    }
    return others.contains { other in !own.contains { $0.overlaps(other) } }
  }

  /// Whether the line has a number that stands nowhere in the plan.
  private func namesOtherNumber(_ conversation: Conversation) -> Bool {
    guard let plan = flow.plan else { return false }
    let context = QuestionContext(line, conversation, desk)
    let shown = PlanAnswers(context: context, plan: plan).answer("what") ?? ""
    let known = Set((shown + " " + (flow.order ?? "")).split { !$0.isNumber }.map(String.init))
    return line.utterance.tokens.contains { token in
      token.kind == .number
        && !line.utterance[token].split { !$0.isNumber }.allSatisfy { known.contains(String($0)) }
    }
  }

  /// The task about the order that the customer meant, where the line says that this one is not it; it names
  /// the other by its number, by what is in it, or not at all.
  func turnedToOtherOrder(_ conversation: Conversation) -> Flow? {
    let mentions = MentionReader(line, desk.spoken)
    guard let here = flow.order.flatMap({ try? engine.shop.order($0) }) else { return nil }
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

extension Task {
  /// Whether what is asked for in a slot sounds like a request of its own: "the old card" after "which way to
  /// pay?" changes no order's payment.
  func answers(_ slot: Flow.Slot?) -> Bool {
    switch self {
    case .changePayment: slot == .paymentMethod || slot == .refundTo
    case .changeAddress, .setDefaultAddress: slot == .address
    case .trackRefund, .getRefund: slot == .refundTo
    default: false
    }
  }

  /// The words in which a yes may repeat what is done.
  var verbs: SpokenPhrases.List {
    switch self {
    case .cancelOrder: .doCancel
    case .returnItem, .getRefund: .doReturn
    case .exchangeItem: .doExchange
    case .changeOrder, .changeAddress, .changePayment, .setDefaultAddress: .doChange
    default: .doSubmit
    }
  }
}

extension Task {
  /// All lists of verbs that say no more than its own plan.
  fileprivate var ownVerbs: [SpokenPhrases.List] {
    self == .complaint ? [verbs, .doComplain] : [verbs]
  }
}

extension SpokenPhrases.List {
  /// The lists of verbs.
  static let verbs: [SpokenPhrases.List] = [
    .doCancel, .doReturn, .doExchange, .doChange, .doSubmit, .doComplain,
  ]
}
