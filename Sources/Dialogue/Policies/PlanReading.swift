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
    guard foreign.isEmpty, !mentions.endsOpen,
      !mentions.ranges(.negatesBefore).contains(where: isApart),
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
    let known = repeated + agreement + mentions.ranges(.courtesy)
    let echoing = known + mentions.ranges(.echoes)
    // "Yes, that too": every word agrees or points to what was proposed.
    let isEcho =
      !agreement.isEmpty
      && line.utterance.tokens.allSatisfy { token in
        token.kind == .symbol || echoing.contains { $0.overlaps(token.range) }
      }
    guard !repeated.isEmpty || isEcho, !stops, acts.share(.ask) < 0.2,
      acts.share(of: .hesitate, .refuse, .correct) < (own.isEmpty ? 0.35 : 0.6),
      acts.share(of: .assent, .request, .answer, .stop) >= (own.isEmpty ? 0.5 : 0.35)
    else { return false }
    return acts.agreement?.explain(line, besides: isEcho ? echoing : known) == true
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

  /// Whether the line repeats what is planned and hardly more, to hear that it is so: "gift card, yeah?", “两个都
  /// 换哈”. That agrees to nothing yet.
  func repeatsPlan(_ conversation: Conversation) -> Bool {
    let mentions = MentionReader(line, desk.spoken)
    let meansThis =
      conversation.receipts.last.map { $0.plan.request.order != flow.order } == true
      ? mentions.ranges(.otherOrder) : []
    let repeated = planned + (countsOthers ? [] : mentions.ranges(.both)) + meansThis
    let hasTag = mentions.seeksAssurance
    guard !repeated.isEmpty, hasTag || acts.share(of: .ask, .stop, .refuse, .correct) < 0.5,
      hasTag || !line.isQuestionShaped(desk.spoken), !namesOther(conversation),
      mentions.negations(.negatesBefore).isEmpty, !mentions.has(.conditions)
    else { return false }
    var known = repeated + mentions.agreeing + flow.task.ownVerbs.flatMap { mentions.ranges($0) }
    for list in [SpokenPhrases.List.courtesy, .echoes, .seeksAssurance] {
      known += mentions.ranges(list)
    }
    let unexplained = line.utterance.tokens.count { token in
      token.kind != .symbol && !known.contains { $0.overlaps(token.range) }
    }
    let isChinese = line.utterance.language == .chinese
    return unexplained <= (hasTag ? (isChinese ? 4 : 2) : (isChinese ? 1 : 2))
  }

  /// Whether the line names an item of the order that is to be in the plan.
  var namesItem: Bool {
    guard let order = flow.order.flatMap({ try? engine.shop.order($0) }) else { return false }
    return !ItemReader(line, order, desk).lines(chosen: flow.lines, isAsked: false).meant.isEmpty
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
    return Set(reader.lines(chosen: flow.lines, isAsked: true).meant) != Set(flow.lines.map(\.line))
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

  /// The customer's own ways to pay, where the line wants another that is none of them.
  func waysToPayInstead(_ conversation: Conversation) -> [PaymentMethod]? {
    guard flow.task.takesMoney, !asks, let id = conversation.customer,
      let customer = try? engine.shop.customer(id)
    else { return nil }
    let kinds = MethodReader(line, desk).kindsMeant
    let methods = customer.paymentMethods
    return !kinds.isEmpty && !methods.contains { kinds.contains($0.kind) } ? methods : nil
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
    if leavesOthersBe || repeatsPlan(conversation) { return false }
    // "The PayPal payment comes back to me, right?" asks about money that the plan moves.
    let supposes = !mentions.ranges(.supposes).isEmpty || mentions.seeksAssurance
    if flow.task == .changePayment, supposes || acts.has(.ask), !namesOtherOrder,
      !namesOtherOption, !countsOthers
    {
      return false
    }
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
}
