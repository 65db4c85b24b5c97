import Entities
import Shop
import Text

/// Takes from a line what a task can use, whatever was asked for.
struct SlotFiller {
  let desk: Desk
  let shop: any ShopStore

  /// Fills a flow's slots.
  func fill(_ flow: inout Flow, from line: Interpretation, _ conversation: Conversation) {
    if flow.awaiting == nil, saysOtherOrder(line) { flow.otherThan = conversation.order }
    fillOrder(&flow, line, conversation)
    if flow.awaiting != .address, flow.awaiting != .description {
      fillGoods(&flow, line, remembers: flow.order == nil || conversation.customer == nil)
    }
    meanSpokenItem(&flow, line, conversation)
    if flow.task.takesAddress { fillAddress(&flow, line) }
    let names = MentionReader(line, desk.spoken)
    if flow.task.takesMoney, MethodReader(line, desk).namesAny { flow.money = line.utterance.text }
    if flow.task == .changeOrder, names.has(.moreOfOrder) { flow.wantsMore = true }
    if flow.task.problem != nil, names.has(.wishes), !line.asksInForm, !line.givesProof {
      flow.description = line.utterance.text
    }
    if flow.awaiting == .description, line.utterance.tokens.count >= 2, !isCourtesy(line) {
      flow.description = line.utterance.text
    }
  }

  /// "Could I swap it for white": the item that was asked about just now, where the line names none.
  private func meanSpokenItem(
    _ flow: inout Flow, _ line: Interpretation, _ conversation: Conversation
  ) {
    guard flow.task.needsItems, flow.awaiting == nil, flow.lines.isEmpty,
      let item = conversation.item,
      flow.order == nil || flow.order == item.order, let order = try? shop.order(item.order),
      order.customer == conversation.customer, Self.means(line, in: order, conversation, desk),
      let spoken = conversation.spokenItem(of: order)
    else { return }
    flow.order = order.number
    flow.lines = [.init(line: spoken.line, quantity: flow.quantity ?? spoken.quantity)]
  }

  /// Whether a line means the item that was spoken of: by a pronoun or an option it comes in, and no name.
  static func means(
    _ line: Interpretation, in order: Order, _ conversation: Conversation, _ desk: Desk
  ) -> Bool {
    guard let item = conversation.spokenItem(of: order),
      let product = desk.assortment.product(item.product),
      ItemReader(line, order, desk).lines(chosen: [], isAsked: false).isEmpty
    else { return false }
    return MentionReader(line, desk.spoken).has(.it)
      || !OptionReader(line, desk).options(
        of: product.variants, instead: (desk.assortment.variant(item.sku), item.quantity)
      ).meant.isEmpty
  }

  private func fillAddress(_ flow: inout Flow, _ line: Interpretation) {
    let reader = AddressReader(places: desk.spoken.places)
    let found = AddressFinder(places: desk.spoken.places).text(in: line)
    if flow.awaiting == .confirmation, let known = flow.parsedAddress {
      if let read = reader.address(found ?? line.utterance.text, like: known) {
        flow.parsedAddress = read
      } else if let patched = AddressPatch.patched(known, by: line) {
        flow.parsedAddress = patched
      } else if let street = reader.lastStreet(in: line.utterance.text), street != known.line1 {
        var parts = AddressParts(of: known)
        parts.street = street
        flow.parsedAddress = parts.address(like: known)
      }
    } else if flow.awaiting == .address {
      // A name alone is a town only where the rest of the address is known.
      let missing = flow.addressParts.isEmpty ? [] : flow.addressParts.missing
      let whole = reader.parts(line.utterance.text, wanted: missing)
      let read = whole.missing.isEmpty ? whole : found.map { reader.parts($0) } ?? whole
      // A line of talk has no street; a number in it is no postcode either.
      if read.street != nil || line.utterance.tokens.count <= 8 {
        flow.addressParts = flow.addressParts.adding(read)
      }
    } else if let found {
      flow.address = found
    }
  }

  /// "Thanks", "ok": no description of anything.
  private func isCourtesy(_ line: Interpretation) -> Bool {
    line.utterance.tokens.count <= 5 && line.confidence >= 0.7
      && ["thank", "affirm", "deny", "greet", "goodbye"].contains(line.intent ?? "")
  }

  /// Whether a line speaks of another order than the one before.
  func saysOtherOrder(_ line: Interpretation) -> Bool {
    MentionReader(line, desk.spoken).has(.otherOrder)
  }

  /// Takes goods, options and numbers; what contradicts an earlier choice takes its place. Which items of a
  /// known order are meant is read against that order.
  private func fillGoods(_ flow: inout Flow, _ line: Interpretation, remembers: Bool) {
    let products = line.entities(.product).flatMap(\.candidateIds)
    if remembers {
      if !products.isEmpty { flow.products = products }
      if flow.told.count < 4, !line.utterance.tokens.isEmpty {
        flow.told.append(line.utterance.text)
      }
    }
    let options = [Entity.Kind.color, .size].flatMap { line.entities($0) }
      .flatMap { $0.candidateIds.prefix(1) }
    if !options.isEmpty {
      if flow.awaiting == .confirmation || flow.awaiting == .variant { flow.variants = [:] }
      flow.options = options
    }
    if let count = count(line, flow, counting: flow.asksQuantity), count != flow.quantity {
      flow.quantity = count
      // How many of the one thing chosen; of several it says nothing yet.
      flow.lines = flow.lines.count == 1 ? [.init(line: flow.lines[0].line, quantity: count)] : []
    }
  }

  /// How many: "two of them"; after "how many?" any whole number.
  private func count(_ line: Interpretation, _ flow: Flow, counting: Bool) -> Int? {
    let isChoosing = flow.awaiting == .variant || flow.awaiting == .confirmation
    if isChoosing, [.exchangeItem, .changeOrder].contains(flow.task) { return nil }
    let nothing = MentionReader(line, desk.spoken).ranges(.countsNothing)
    let numbers = line.entities(.quantity) + line.entities(.number)
    let options =
      counting || numbers.isEmpty ? NumberedOptions(items: []) : numberedOptions(line, flow)
    func counts(_ entity: Entity) -> Bool {
      !nothing.contains { $0.overlaps(entity.range) } && (counting || !options.tells(entity))
    }
    var found = line.entities(.quantity).filter(counts)
    if counting, found.isEmpty { found = line.entities(.number) }
    if found.isEmpty {
      // "0 mugs", "-2 mugs": a count that is none is still said of the goods.
      let goods = line.entities(.product) + line.entities(.category)
      found = line.entities(.number).filter(counts).filter { number in
        goods.contains { (0...4).contains($0.range.lowerBound - number.range.upperBound) }
      }
    }
    // "Bought two, want to return one": what is done is never more than what is told.
    let values = found.compactMap { entity -> Double? in
      if case .number(let value) = entity.value { value } else { nil }
    }
    guard let value = values.min(), value == value.rounded(),
      abs(value) < 10_000
    else { return nil }
    return Int(value)
  }

  /// What tells of a number that it says which one, not how many: the 6 of "the 6 glasses", the 22 of "make it
  /// 22" where fewer were bought.
  private struct NumberedOptions {
    let items: [(quantity: Int, variants: [Variant], spelled: [Range<Int>])]

    func tells(_ number: Entity) -> Bool {
      guard case .number(let value) = number.value, value >= 1, value < 10_000 else { return false }
      return items.contains { item in
        item.spelled.contains { $0.overlaps(number.range) && $0.count > number.range.count }
          || Int(value) > item.quantity && OptionReader.isOption(Int(value), of: item.variants)
      }
    }
  }

  /// The options of an order's items that a line may spell, read once a line.
  private func numberedOptions(_ line: Interpretation, _ flow: Flow) -> NumberedOptions {
    guard let order = flow.order.flatMap({ try? shop.order($0) }) else {
      return NumberedOptions(items: [])
    }
    let chosen = order.items.filter { item in flow.lines.contains { $0.line == item.line } }
    let changes = [.exchangeItem, .changeOrder].contains(flow.task)
    let items = (chosen.isEmpty ? order.items : chosen).map {
      item -> (quantity: Int, variants: [Variant], spelled: [Range<Int>]) in
      let own = desk.assortment.variant(item.sku).map { [$0] } ?? []
      let variants = changes ? desk.assortment.product(item.product)?.variants ?? own : own
      return (item.quantity, variants, OptionReader(line, desk).ranges(of: variants))
    }
    return NumberedOptions(items: items)
  }

  private func fillOrder(
    _ flow: inout Flow, _ line: Interpretation, _ conversation: Conversation
  ) {
    var number = orderNumber(in: line, flow)
    if flow.awaiting == .identity, flow.order != nil, number == conversation.clues.postcode {
      number = nil
    }
    let isPhone = IdentityCheck.offersPhone(line, desk)
    if number == nil, flow.awaiting == .orderNumber, !isPhone { number = spelledNumber(line) }
    // What was taken for a postcode is no order as well.
    if conversation.customer == nil, number != nil, number == conversation.clues.postcode,
      conversation.clues.orderNumber != number
    {
      number = nil
    }
    if number == nil, flow.order == nil, flow.awaiting == nil {
      number = meant(line, conversation)
    }
    guard let number, number != flow.order else { return }
    // Another order: what was said of the first one's lines is void.
    if flow.order != nil {
      flow.lines = []
      flow.variants = [:]
    }
    flow.order = number
  }

  /// The first order number that is no part of an address.
  private func orderNumber(in line: Interpretation, _ flow: Flow) -> String? {
    // "My postcode is 10377" names no order, whatever is numbered so.
    let numbers = line.entities(.orderNumber).filter {
      !IdentityCheck.isAnnouncedPostcode($0, line)
    }
    guard flow.task.takesAddress, !numbers.isEmpty else {
      return numbers.lazy.compactMap(\.text).first
    }
    let places = desk.spoken.places
    // An answer to "which address?" is one from its first number on.
    let whole = flow.awaiting == .address || flow.awaiting == .confirmation
    if whole,
      AddressReader(places: places).parts(line.utterance.text).street != nil
    {
      return nil
    }
    let address = AddressFinder(places: places).range(in: line)
    return numbers.lazy.filter { address?.overlaps($0.range) != true }.compactMap(\.text).first
  }

  /// The order that a first line names by what is in it or by its place in a list, or means by "it".
  private func meant(_ line: Interpretation, _ conversation: Conversation) -> String? {
    guard let customer = conversation.customer, let orders = try? shop.orders(of: customer) else {
      return nil
    }
    let finder = OrderFinder(desk: desk, conversation: conversation, orders: orders)
    if let named = finder.named(in: line) { return named.number }
    return finder.holding(line).isEmpty && refersBack(line) ? conversation.order : nil
  }

  /// "It", "that order": the order spoken of before, where nothing else is named.
  private func refersBack(_ line: Interpretation) -> Bool {
    MentionReader(line, desk.spoken).has(.it)
  }

  /// Something written where an order number was asked for, in no form the shop knows.
  private func spelledNumber(_ line: Interpretation) -> String? {
    // An e-mail address or a name has digits of its own.
    let others: Set<Entity.Kind> = [.email, .phone, .person, .date, .time, .money]
    let known = line.entities.filter { others.contains($0.kind) }
    let tokens = line.utterance.tokens.filter { token in
      (token.kind == .word || token.kind == .number)
        && !known.contains { $0.range.overlaps(token.range) }
    }.map { String(line.utterance[$0]) }
    return tokens.first { $0.count >= 4 && $0.contains(where: \.isNumber) }
  }
}

extension Entity {
  /// The text that it stands for; `nil` for quantities, days and the like.
  fileprivate var text: String? {
    if case .text(let text) = value { text } else { nil }
  }

  /// What of the catalogue is meant, the likeliest first.
  var candidateIds: [String] {
    if case .catalogue(let candidates) = value { return candidates.map(\.id) }
    return []
  }
}
