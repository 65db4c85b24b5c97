import Entities
import Quantities
import Shop
import Text

// What a task needs besides its order, asked for one at a time.
extension FlowVisit {
  /// The question for the first thing that lacks, or `nil` when all is there. What was chosen otherwise in
  /// answer to another question is said first.
  mutating func details(_ order: Order?, _ line: Interpretation) throws -> Reply? {
    let before = flow.lines
    let isFresh = flow.awaiting == nil || flow.awaiting != .items && before.isEmpty
    guard var question = try lacking(order, line) else { return nil }
    if let order, !isFresh, question.awaiting != nil, flow.lines != before, !flow.lines.isEmpty {
      let list = desk.list(
        flow.lines.compactMap { chosen in
          order.item(chosen.line).map { title($0, chosen.quantity) }
        }, in: conversation.language, or: false)
      question.text = desk.say(.itemsNoted, in: &conversation, ["list": list]) + question.text
    }
    return question
  }

  private mutating func lacking(_ order: Order?, _ line: Interpretation) throws -> Reply? {
    if let order, flow.task.needsItems, let question = items(order, line) { return question }
    switch flow.task {
    case .cancelOrder: return reason(line)
    case .changeAddress: return address(line, like: order?.address ?? customer.address)
    case .setDefaultAddress: return address(line, like: customer.address)
    case .changePayment:
      return otherMethod(than: order?.paymentMethod, line)
    case .changeOrder, .exchangeItem:
      guard let order else { return nil }
      return variants(order, line) ?? difference(order, line)
    case .returnItem, .getRefund:
      guard let order else { return nil }
      return method(
        among: refundTargets(order), line, .askRefundTo, .refundTo, original: order.paymentMethod)
    case .warranty, .complaint: return description(line)
    default: return nil
    }
  }

  private mutating func items(_ order: Order, _ line: Interpretation) -> Reply? {
    take(reader(line, order), order)
    if flow.lines.isEmpty {
      // What was said before the order was known may name the items.
      for text in flow.told.reversed() where flow.lines.isEmpty {
        take(reader(.of(text, conversation.language), order), order)
      }
    }
    if flow.lines.isEmpty { takeProducts(order) }
    if !flow.lines.isEmpty { return tooMany(order) }
    if order.items.count == 1, let only = order.items.first {
      flow.lines = [Flow.Line(line: only.line, quantity: flow.quantity ?? only.quantity)]
      return tooMany(order)
    }
    return ask(.askItems, awaiting: .items, ["list": itemList(order)])
  }

  private func reader(_ line: Interpretation, _ order: Order) -> ItemReader {
    ItemReader(line, order, desk, seeksMissing: flow.task == .reportMissing)
  }

  /// Takes the items that a line means; those it says are not meant are let go.
  private mutating func take(_ reader: ItemReader, _ order: Order) {
    let before = flow.lines
    let chosen = before.map(\.line)
    // "Black" after "which one would you like?" is a colour, whatever else in the order is called so.
    if flow.awaiting == .variant, !chosen.isEmpty, namesOption(reader.line, order) { return }
    // After "how many?" a number is no place in the list.
    let isAsked =
      flow.awaiting == .confirmation || flow.awaiting == .items && !flow.asksQuantity
    // "I don't want the mug" gives it back, unless it takes it off a plan.
    let read = reader.lines(
      chosen: before, isAsked: isAsked, givesReasons: flow.awaiting != .confirmation)
    guard !read.isEmpty else { return }
    flow.rejected.formUnion(read.excluded)
    flow.rejected.subtract(read.meant)
    flow.lines.removeAll { read.excluded.contains($0.line) }
    var meant = read.meant
    if meant.isEmpty {
      let left = order.items.map(\.line).filter { !flow.rejected.contains($0) }
      guard flow.lines.isEmpty, left.count == 1 else { return }
      meant = left
    }
    // "Also the mug": what was chosen before stays.
    let adds =
      !chosen.isEmpty && read.excluded.isEmpty && MentionReader(reader.line, desk.spoken).has(.adds)
    if adds { meant = chosen + meant.filter { !chosen.contains($0) } }
    let pieces =
      meant.count == 1
      ? reader.pieces(of: meant[0], chosen: before, isAsked: isAsked) : nil
    if let pieces { flow.quantity = pieces }
    if chosen == meant, pieces == nil { return }
    flow.lines = meant.compactMap { place in
      if adds, let kept = before.first(where: { $0.line == place }) { return kept }
      return order.item(place).map { item in
        Flow.Line(
          line: place, quantity: meant.count == 1 ? flow.quantity ?? item.quantity : item.quantity)
      }
    }
    if chosen != meant, !adds { flow.variants = [:] }
  }

  /// Whether a line names an option that what was chosen comes in.
  private func namesOption(_ line: Interpretation, _ order: Order) -> Bool {
    flow.lines.contains { chosen in
      guard let item = order.item(chosen.line), let product = desk.assortment.product(item.product)
      else { return false }
      return !OptionReader(line, desk).options(of: product.variants).isEmpty
    }
  }

  /// The items of the products named before the order was known.
  private mutating func takeProducts(_ order: Order) {
    var chosen = order.items.filter {
      flow.products.contains($0.product) && !flow.rejected.contains($0.line)
    }
    if chosen.count > 1 {
      // A colour tells two things of one name apart; of one thing it may be the colour wanted instead.
      let like = chosen.filter { isLike($0, flow.options) }
      if !like.isEmpty { chosen = like }
    }
    let one = chosen.count == 1
    flow.lines = chosen.map {
      Flow.Line(line: $0.line, quantity: one ? flow.quantity ?? $0.quantity : $0.quantity)
    }
  }

  /// More than were bought, or none at all: better said before anything else is asked.
  private mutating func tooMany(_ order: Order) -> Reply? {
    if let excluded = excluded(order) { return excluded }
    defer { if !flow.lines.isEmpty { flow.asksQuantity = false } }
    for chosen in flow.lines {
      guard let item = order.item(chosen.line) else { continue }
      if takeAsOption(chosen, of: item) { continue }
      if !(1...item.quantity).contains(chosen.quantity) {
        return refuse(
          .badQuantity(line: chosen.line, most: item.quantity), order,
          Interpretation.nothing(conversation.language))
      }
    }
    return nil
  }

  /// What never comes back is said before it is asked where the money shall go.
  private mutating func excluded(_ order: Order) -> Reply? {
    guard flow.task == .returnItem || flow.task == .getRefund else { return nil }
    let lines = flow.lines.map(\.line).filter { line in
      order.item(line).flatMap { desk.assortment.product($0.product) }
        .map { desk.policy.returns.excludedCategories.contains($0.category) } == true
    }
    guard !lines.isEmpty else { return nil }
    return refuse(.excluded(lines: lines), order, Interpretation.nothing(conversation.language))
  }

  /// "The one with 3 compartments", "the 6 glasses": a number that no count can be, and that an option is told
  /// by.
  private mutating func takeAsOption(_ chosen: Flow.Line, of item: OrderItem) -> Bool {
    let changes = [.exchangeItem, .changeOrder].contains(flow.task)
    guard chosen.quantity > item.quantity, let place = flow.lines.firstIndex(of: chosen) else {
      return false
    }
    let own = desk.assortment.variant(item.sku).map { [$0] } ?? []
    let variants = changes ? desk.assortment.product(item.product)?.variants ?? own : own
    guard OptionReader.isOption(chosen.quantity, of: variants) else { return false }
    if changes { flow.options.append("\(chosen.quantity)") }
    flow.lines[place].quantity = item.quantity
    flow.quantity = nil
    return true
  }

  private func isLike(_ item: OrderItem, _ options: [String]) -> Bool {
    options.allSatisfy { option in
      desk.assortment.variant(item.sku)?.options.contains {
        $0.value.lowercased() == option.lowercased()
      } ?? true
    }
  }

  /// The order's items for a question.
  func itemList(_ order: Order) -> String {
    desk.list(order.items.map { title($0, $0.quantity) }, in: conversation.language)
  }

  private func title(_ item: OrderItem, _ count: Int) -> String {
    desk.assortment.title(sku: item.sku, language: conversation.language)
      + (count > 1 ? " × \(count)" : "")
  }

  private mutating func reason(_ line: Interpretation) -> Reply? {
    let accepted = desk.policy.cancellation.reasons
    guard !accepted.isEmpty else { return nil }
    let labels = accepted.map { desk.reasonWords($0, in: conversation.language) }
    if flow.reason != nil {
      if flow.awaiting == .confirmation,
        case .chosen(let places) = Choosing.choose(line, among: labels), let place = places.first
      {
        flow.reason = accepted[place]
      }
      return nil
    }
    switch Choosing.choose(line, among: labels) {
    case .chosen(let places) where !places.isEmpty:
      flow.reason = accepted[places[0]]
      return nil
    case .none
    where flow.awaiting == .reason && accepted.contains("other") && Answer.yesNo(line) != false
      && line.acts.share(of: .correct, .request, .refuse, .reject, .ask) < 0.5
      && !line.saysOnlyNames && line.utterance.tokens.contains { $0.kind != .number }:
      flow.reason = "other"
      return nil
    default: break
    }
    if let place = reasonTold(labels, accepted) {
      flow.reason = accepted[place]
      return nil
    }
    let list = desk.list(labels.map { $0[0] }, in: conversation.language)
    return ask(.askCancelReason, awaiting: .reason, ["list": list])
  }

  /// "I ordered it by mistake, cancel it", said before anybody knew which order: the place of the reason.
  private func reasonTold(_ labels: [[String]], _ accepted: [String]) -> Int? {
    let isFresh = [nil, .identity, .orderNumber].contains(flow.awaiting)
    guard isFresh else { return nil }
    let texts = flow.told.reversed().map(SpokenText.init)
    return labels.indices.first { place in
      accepted[place] != "other"
        && labels[place].map(SpokenText.Phrase.init).contains { wording in
          texts.contains { $0.range(of: wording) != nil }
        }
    }
  }

  private mutating func address(_ line: Interpretation, like known: Address) -> Reply? {
    if flow.parsedAddress == nil {
      if let text = flow.address {
        let read = AddressReader(places: desk.spoken.places).parts(text)
        flow.addressParts = flow.addressParts.adding(read)
      }
      flow.parsedAddress = flow.addressParts.address(like: known)
    }
    if flow.parsedAddress != nil { return nil }
    let parts = flow.addressParts
    if parts.isEmpty { return ask(.askAddress, awaiting: .address) }
    let missing = parts.missing.map { desk.field($0.rawValue, conversation.language) }
    return ask(
      .askAddressPart, awaiting: .address,
      [
        "address": parts.known,
        "list": desk.list(missing, in: conversation.language, or: false),
      ])
  }

  private mutating func description(_ line: Interpretation) -> Reply? {
    let words = line.utterance.tokens.filter { token in
      token.kind != .symbol && !line.entities.contains { $0.range.overlaps(token.range) }
    }
    // A line that tells a story needs no second telling.
    if flow.description == nil, flow.awaiting == nil, words.count >= 12 {
      flow.description = line.utterance.text
    }
    if flow.description == nil, flow.awaiting == nil, flow.task == .warranty {
      // What is wrong was told before anybody knew what would come of it.
      flow.description = conversation.trouble
    }
    guard flow.description == nil else { return nil }
    var question = ask(.askComplaint, awaiting: .description)
    if flow.task == .complaint, let number = flow.order ?? conversation.order,
      let order = try? shop.order(number), order.customer == customer.id,
      order.daysLate(on: desk.today) > 0, order.delivered == nil,
      conversation.said["late " + number] == nil,
      !conversation.tried.contains("track_order of order " + number)
    {
      // Where the parcel is comes before what shall be written down of it.
      conversation.said["late " + number] = 1
      question.text = report.status(order, in: conversation) + "\n" + question.text
    }
    return question
  }
}
