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
  /// `givesReasons` says that who dislikes a thing means it.
  func lines(chosen: [Flow.Line], isAsked: Bool, givesReasons: Bool = false) -> Mentions {
    let items = order.items
    let places = named(items, isAsked: isAsked)
    if let missing = missing(places) { return missing }
    var named = mentions.sorted(plain(places), reasons: givesReasons ? .dislikes : nil)
    named = Mentions(
      meant: narrowed(named.meant).map { items[$0].line },
      excluded: named.excluded.map { items[$0].line })
    if let together = together {
      return all(together, chosen: chosen, named: named)
    }
    if let all = all(chosen: chosen, named: named, isAsked: isAsked) { return all }
    if named.meant.count > 1, let extreme = extreme(named.meant) {
      return Mentions(meant: [extreme], excluded: named.excluded)
    }
    if !named.meant.isEmpty { return named }
    if mentions.has(.other) {
      let chosen = chosen.map(\.line)
      let others = items.map(\.line).filter {
        !chosen.contains($0) && !named.excluded.contains($0)
      }
      if others.count == 1 { return Mentions(meant: others, excluded: named.excluded) }
      return Mentions(excluded: chosen)
    }
    if let extreme = extreme(items.map(\.line)) { return Mentions(meant: [extreme]) }
    if isAsked, let place = place(items.count) { return Mentions(meant: [items[place].line]) }
    if !named.excluded.isEmpty {
      // Of two, what is not the one is the other.
      let others = items.map(\.line).filter { !named.excluded.contains($0) }
      if others.count == 1, items.count == 2 { named.meant = others }
    }
    return named
  }

  /// How many of a line are meant where all of its pieces are: "both" of two bulbs.
  func pieces(of line: Int, chosen: [Flow.Line], isAsked: Bool) -> Int? {
    guard let item = order.item(line) else { return nil }
    if let together = together {
      return together == item.quantity ? together : nil
    }
    let isPartial = chosen.contains { $0.line == line && $0.quantity < item.quantity }
    return isPartial && saysAll(isAsked: isAsked) ? item.quantity : nil
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

  /// Where items are named, by the catalogue's names first, then by what they are, then by any part of a
  /// name that no other item has.
  private func named(_ items: [OrderItem], isAsked: Bool) -> [Mention] {
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
    return found + parts(items, isAsked: isAsked && !found.contains { $0.score >= 0.8 })
  }

  /// "The coffee thing", “夹的那个”: parts of names that stand for the whole; after "which of these" also
  /// alone.
  private func parts(_ items: [OrderItem], isAsked: Bool) -> [Mention] {
    let names = ItemNames(desk: desk)
    let found = items.map { names.parts(of: $0.product, in: line.utterance) }
    let stands = mentions.ranges(.standsFor)
    func isOwn(_ part: String, _ place: Int) -> Bool {
      !items.indices.contains { other in
        items[other].product != items[place].product && found[other].contains { $0.part == part }
      }
    }
    return found.enumerated().flatMap { place, parts in
      parts.filter { found in
        let isFollowed = stands.contains {
          (0...1).contains($0.lowerBound - found.range.upperBound)
        }
        return isOwn(found.part, place) && (isFollowed || isAsked && found.part.count > 1)
      }.map { Mention(option: place, range: $0.range, score: 0.5) }
    }
  }

  /// Mentions without those that may be of one item as well as of another: "the bag", where there are two.
  private func plain(_ places: [Mention]) -> [Mention] {
    let counts = together != nil || saysAll(isAsked: true)
    return places.filter { mention in
      let rivals = Set(
        places.filter { other in
          other.option != mention.option && other.range.overlaps(mention.range)
            && other.score >= mention.score
            && order.items[other.option].product != order.items[mention.option].product
        }.map(\.option))
      guard !rivals.isEmpty, !counts else { return true }
      let isBetterNamed = places.contains { other in
        other.option == mention.option && other.score > mention.score
          && !rivals.contains { rival in
            places.contains {
              $0.option == rival && $0.range.overlaps(other.range) && $0.score >= other.score
            }
          }
      }
      return isBetterNamed || isPlural(mention.range)
    }
  }

  private func isPlural(_ range: Range<Int>) -> Bool {
    let word = line.utterance[range].split(separator: " ").last.map(String.init) ?? ""
    return word.hasSuffix("s") && !word.hasSuffix("ss")
  }

  // MARK: All of them

  /// Whether a line means more than one thing or piece without naming any: "both", “三个都”.
  var countsTogether: Bool { together != nil }

  /// Whether a line says "all" and means things.
  private func saysAll(isAsked: Bool) -> Bool {
    !allRanges(isAsked: isAsked).isEmpty || !mentions.negations(.except).isEmpty
  }

  private func allRanges(isAsked: Bool) -> [Range<Int>] {
    let none = mentions.ranges(.notAll)
    let ranges =
      mentions.ranges(.all) + mentions.ranges(.wholeOrder)
      + (isAsked ? mentions.ranges(.allLoosely) : [])
    return ranges.filter { range in !none.contains { $0.overlaps(range) } }
  }

  /// How many are meant together: two by "both", three by “三个都” and "all three".
  private var together: Int? {
    // "Not both": one of them.
    let negated = mentions.ranges(.negatesBefore)
    let both = mentions.ranges(.both).filter { range in
      !negated.contains { (0...1).contains(range.lowerBound - $0.upperBound) }
    }
    if !both.isEmpty { return 2 }
    let all = mentions.ranges(.all) + mentions.ranges(.allLoosely)
    for entity in line.entities where entity.kind == .quantity || entity.kind == .number {
      guard case .number(let value) = entity.value, value == value.rounded(),
        (2...99).contains(value)
      else { continue }
      let isBeside = all.contains { range in
        (0...1).contains(range.lowerBound - entity.range.upperBound)
          || (0...1).contains(entity.range.lowerBound - range.upperBound)
      }
      if isBeside { return Int(value) }
    }
    return nil
  }

  /// So many together: those named, the pieces of the one chosen, or all items where there are as many. Never
  /// more lines than were counted.
  private func all(_ count: Int, chosen: [Flow.Line], named: Mentions) -> Mentions {
    if !named.meant.isEmpty { return named }
    if chosen.count == count, named.excluded.isEmpty { return Mentions(meant: chosen.map(\.line)) }
    let left = order.items.filter { !named.excluded.contains($0.line) }
    if chosen.count == 1, order.item(chosen[0].line)?.quantity == count {
      return Mentions(meant: [chosen[0].line], excluded: named.excluded)
    }
    if left.count == count || left.count == 1 && left[0].quantity == count {
      return Mentions(meant: left.map(\.line), excluded: named.excluded)
    }
    return named
  }

  /// All that is on the table: the pieces of the one thing chosen of which not all were meant, else the order.
  private func all(chosen: [Flow.Line], named: Mentions, isAsked: Bool) -> Mentions? {
    guard saysAll(isAsked: isAsked), named.meant.isEmpty else { return nil }
    let says = !allRanges(isAsked: isAsked).isEmpty
    let left = order.items.map(\.line).filter { !named.excluded.contains($0) }
    guard says || left.count < order.items.count else { return nil }
    if chosen.count == 1, !mentions.has(.wholeOrder),
      let item = order.item(chosen[0].line), chosen[0].quantity < item.quantity
    {
      return Mentions(meant: [item.line], excluded: named.excluded)
    }
    return Mentions(meant: left, excluded: named.excluded)
  }

  // MARK: Which of several

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

  /// "The cheapest", "the dearer of the two bags": of some lines.
  private func extreme(_ lines: [Int]) -> Int? {
    let items = lines.compactMap { order.item($0) }
    let prices = items.map(\.price.hundredths)
    guard Set(prices).count > 1 else { return nil }
    let wanted =
      mentions.has(.cheapest) ? prices.min() : mentions.has(.dearest) ? prices.max() : nil
    guard let wanted, prices.count(where: { $0 == wanted }) == 1 else { return nil }
    return items.first { $0.price.hundredths == wanted }?.line
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
