import Entities
import Quantities
import Shop
import Text

/// Which of an order's items a line means: by name, by what they are, by place, by price, all, all but one,
/// or the other one.
struct ItemReader {
  let desk: Desk
  let order: Order
  let line: Interpretation
  /// Whether what is sought is what was not in the parcel.
  let seeksMissing: Bool
  private let mentions: MentionReader

  init(_ line: Interpretation, _ order: Order, _ desk: Desk, seeksMissing: Bool = false) {
    self.desk = desk
    self.seeksMissing = seeksMissing
    self.order = order
    self.line = line
    mentions = MentionReader(line, desk.spoken)
  }

  /// The lines of the order that are meant and those that are not. `chosen` are the lines chosen before,
  /// which "the other one" is not. `isAsked` says that the desk asked which: then a place counts too.
  func lines(chosen: [Int], isAsked: Bool) -> Mentions {
    let items = order.items
    let places = named(items)
    if let missing = missing(places) { return missing }
    var named = mentions.sorted(places)
    named = Mentions(
      meant: narrowed(named.meant).map { items[$0].line },
      excluded: named.excluded.map { items[$0].line })
    let all = items.map(\.line)
    if mentions.has(.all) || mentions.has(.except),
      isAsked || !named.excluded.isEmpty
        || named.meant.isEmpty
    {
      let left = all.filter { !named.excluded.contains($0) }
      if named.meant.isEmpty, left.count < all.count || mentions.has(.all) {
        return Mentions(meant: left, excluded: named.excluded)
      }
    }
    if !named.meant.isEmpty { return named }
    if mentions.has(.other) {
      let others = all.filter { !chosen.contains($0) && !named.excluded.contains($0) }
      if others.count == 1 { return Mentions(meant: others, excluded: named.excluded) }
      return Mentions(excluded: chosen)
    }
    if let extreme { return Mentions(meant: [extreme]) }
    if isAsked, let place = place(items.count) { return Mentions(meant: [items[place].line]) }
    if !named.excluded.isEmpty {
      // Of two, what is not the one is the other.
      let others = all.filter { !named.excluded.contains($0) }
      if others.count == 1, items.count == 2 { named.meant = others }
    }
    return named
  }

  /// What was not in the parcel, where the task is about that: "no pepper mill", “胡椒磨没有”.
  private func missing(_ places: [Mention]) -> Mentions? {
    guard seeksMissing, !places.isEmpty else { return nil }
    let before = mentions.ranges(.lacksBefore)
    let after = mentions.ranges(.lacksAfter)
    let clauses = Clauses.ranges(in: line.utterance)
    func lacks(_ mention: Mention) -> Bool {
      let clause = clauses.first { $0.overlaps(mention.range) } ?? mention.range
      let others = places.filter { $0.option != mention.option }
      func isNear(_ from: Int, _ to: Int) -> Bool {
        from >= clause.lowerBound && to <= clause.upperBound
          && !others.contains { $0.range.lowerBound >= from && $0.range.upperBound <= to }
      }
      return before.contains {
        $0.upperBound <= mention.range.lowerBound
          && isNear($0.lowerBound, mention.range.lowerBound)
      }
        || after.contains {
          $0.lowerBound >= mention.range.upperBound
            && isNear(mention.range.upperBound, $0.upperBound)
        }
    }
    let lacking = places.filter(lacks).map(\.option)
    guard !lacking.isEmpty else { return nil }
    let lines = order.items.enumerated()
    return Mentions(
      meant: lines.filter { lacking.contains($0.offset) }.map(\.element.line),
      excluded: lines.filter { place in
        !lacking.contains(place.offset) && places.contains { $0.option == place.offset }
      }.map(\.element.line))
  }

  /// Where items are named, by the catalogue's names first, then by what they are.
  private func named(_ items: [OrderItem]) -> [Mention] {
    var found: [Mention] = []
    for entity in line.entities(.product) {
      for (place, item) in items.enumerated() where entity.candidateIds.contains(item.product) {
        found.append(Mention(option: place, range: entity.range, score: 4))
      }
    }
    let words = ItemNames(desk: desk)
    for (place, item) in items.enumerated() {
      found += words.mentions(of: item.product, in: line.utterance).map {
        Mention(option: place, range: $0.range, score: $0.score)
      }
    }
    return found
  }

  /// Two of one product in an order are told apart by the options named.
  private func narrowed(_ places: [Int]) -> [Int] {
    let groups = Dictionary(grouping: places) { order.items[$0].product }
    guard groups.values.contains(where: { $0.count > 1 }) else { return places }
    let text = SearchedText(line.utterance.text)
    return places.filter { place in
      let twins = groups[order.items[place].product] ?? []
      guard twins.count > 1 else { return true }
      let counts = twins.map { optionCount(order.items[$0], text) }
      guard let best = counts.max(), best > 0 else { return true }
      return optionCount(order.items[place], text) == best
    }
  }

  private func optionCount(_ item: OrderItem, _ text: SearchedText) -> Int {
    desk.assortment.variant(item.sku)?.options.count { option in
      desk.assortment.spellings(of: option).contains { text.holds($0) }
    } ?? 0
  }

  private var extreme: Int? {
    let prices = order.items.map(\.price.hundredths)
    guard Set(prices).count > 1 else { return nil }
    if mentions.has(.cheapest), let least = prices.min(), prices.count(where: { $0 == least }) == 1
    {
      return order.items.first { $0.price.hundredths == least }?.line
    }
    if mentions.has(.dearest), let most = prices.max(), prices.count(where: { $0 == most }) == 1 {
      return order.items.first { $0.price.hundredths == most }?.line
    }
    return nil
  }

  /// The place of the item meant, of so many.
  private func place(_ count: Int) -> Int? {
    let words: [(SpokenPhrases.List, Int)] = [
      (.first, 0), (.second, 1), (.third, 2), (.last, count - 1),
    ]
    for (list, place) in words where place < count && mentions.has(list) { return place }
    for entity in line.entities where entity.kind == .ordinal {
      if case .number(let value) = entity.value, value >= 1, value <= Double(count) {
        return Int(value) - 1
      }
    }
    let tokens = line.utterance.tokens.filter { $0.kind != .symbol }
    if tokens.count == 1, let number = Int(line.utterance[tokens[0]]), (1...count).contains(number)
    {
      return number - 1
    }
    return nil
  }
}
