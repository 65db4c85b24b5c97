import Quantities
import Shop
import Text

// Options, properties, people and what comes first.
extension QueryAssembly {
  mutating func readOptions() {
    for (number, mark) in marks.enumerated() {
      guard let wish = optionWish(number) else { continue }
      // What is a part of a thing's name is no option: the copper of "copper kettle".
      if isInSubject(mark), mark.color == nil || !mark.features.isEmpty { continue }
      if roles[number] == .adjunct { continue }
      note(roles[number] == .unwanted ? "option not wanted" : "option", mark.pieces)
      if roles[number] == .unwanted {
        query.excludedOptions.append(wish)
      } else {
        give(wish, at: mark.pieces)
      }
    }
  }

  /// Whether a product was named before: then what follows may be one of its options.
  private func isBehindThing(_ mark: Mark) -> Bool {
    marks.contains { other in
      other.pieces.upperBound <= mark.pieces.lowerBound && other.isStrong
        && index.products(of: [other.terms.filter(\.isStrong)]).count == 1
    }
  }

  private func isInSubject(_ mark: Mark) -> Bool {
    let range = line.range(mark.pieces)
    return query.evidence.contains {
      ($0.part == "thing" || $0.part == "word") && $0.range.contains(range.lowerBound)
        && $0.range.count > range.count
    }
  }

  private func optionWish(_ number: Int) -> ProductQuery.OptionWish? {
    let mark = marks[number]
    if mark.cues.contains(.large) || mark.cues.contains(.small) {
      return .extreme(isLargest: mark.cues.contains(.large))
    }
    guard mark.measure == nil, !mark.isCommon else { return nil }
    // “咖啡豆” is a kind of coffee before it is a grind.
    if mark.isStrong, mark.color == nil, !isBehindThing(mark) { return nil }
    if mark.options.isEmpty, mark.color == nil { return nil }
    let option = mark.options.first?.name ?? "color"
    var exact = mark.options.filter { $0.name == option }.map(\.value)
    var near: [String] = []
    if let id = mark.color, let color = index.words.colors[id], option == "color" {
      exact += color.values.filter { !exact.contains($0) }
      near = color.near
    }
    return .values(option: option, exact: exact, near: near, label: text(mark.pieces))
  }

  /// An option belongs to the thing it stands by: the one right behind it, else the last before it.
  mutating func give(_ wish: ProductQuery.OptionWish, at pieces: Range<Int>) {
    let place = line.range(pieces).lowerBound
    let things = query.evidence.filter { $0.part == "thing" || $0.part == "word" }
    guard things.count == query.subjects.count, !things.isEmpty else {
      return query.options.append(wish)
    }
    let end = line.range(pieces).upperBound
    // Right behind it, with a blank between words and “的” between characters.
    let gaps = line.pieces[pieces.upperBound - 1].kind == .han ? [0, 3] : [0, 1]
    let behind = things.firstIndex { gaps.contains($0.range.lowerBound - end) }
    let before = things.lastIndex { $0.range.lowerBound <= place }
    guard let owner = behind ?? before ?? (things.isEmpty ? nil : 0) else {
      return query.options.append(wish)
    }
    query.subjects[owner].options.append(wish)
  }

  mutating func readFeatures() {
    for (number, mark) in marks.enumerated() {
      guard !mark.features.isEmpty, !isInThing(mark) else { continue }
      let isOption = mark.color != nil || !mark.options.isEmpty
      switch roles[number] {
      case .unwanted, .owned:
        query.excludedFeatures += mark.features.filter { !query.excludedFeatures.contains($0) }
      case .cared: continue
      // What goods are named for a place says nothing of what is asked.
      case .adjunct where !mark.isForeign: continue
      case .adjunct:
        query.features += mark.features.filter { !query.features.contains($0) && mayHave($0) }
      case .wanted:
        if isOption { continue }
        query.features += mark.features.filter { !query.features.contains($0) }
      }
      let isWanted = roles[number] == .wanted || roles[number] == .adjunct
      note(isWanted ? "property" : "property not wanted", mark.pieces)
    }
    query.excluded.removeAll { subject in
      subject.terms.count == 1
        && subject.terms[0].contains { term in
          if case .feature(let id) = term { return query.excludedFeatures.contains(id) }
          return false
        }
    }
  }

  /// Whether some of what is named have a property: bags are made for laptops, speakers are not.
  private func mayHave(_ feature: String) -> Bool {
    let kinds = query.subjects.filter(\.isThing)
    let having: [[ProductQuery.Term]] = [[.feature(feature)]]
    return kinds.isEmpty || kinds.contains { !index.products(of: $0.terms + having).isEmpty }
  }

  private func isInThing(_ mark: Mark) -> Bool {
    let range = line.range(mark.pieces)
    return query.evidence.contains {
      ["thing", "word", "not"].contains($0.part) && $0.range.contains(range.lowerBound)
        && ($0.part != "not" || $0.range.count > range.count)
    }
  }

  mutating func readPeople() {
    for (number, mark) in marks.enumerated() {
      if mark.cues.contains(.gift) {
        query.isGift = true
        note("gift", mark.pieces)
      }
      guard let audience = mark.audience ?? audience(ofAge: mark), roles[number] != .unwanted
      else { continue }
      query.audience = query.audience ?? audience
      note("for", mark.pieces)
      if let feature = index.words.audienceFeatures[audience], !query.features.contains(feature) {
        query.features.append(feature)
      }
    }
  }

  /// For whom what is for somebody of an age is: "a four year old".
  private func audience(ofAge mark: Mark) -> String? {
    guard let age = mark.measure?.measure, age.dimension == "age" else { return nil }
    return index.words.ages.sorted { $0.key < $1.key }.first { age.number <= $0.value }?.key
  }

  mutating func readOrder() {
    let orders: [(Cue, ProductQuery.Order)] = [
      (.cheapest, .cheapest), (.dearest, .dearest), (.bestRated, .bestRated),
      (.mostBought, .mostBought), (.smallest, .smallest), (.biggest, .biggest),
      (.lightest, .lightest), (.cheaper, .cheaper), (.dearer, .dearer), (.smaller, .smaller),
      (.bigger, .bigger), (.lighter, .lighter),
    ]
    for (cue, order) in orders where query.order == nil {
      guard let mark = marks.first(where: { $0.cues.contains(cue) }) else { continue }
      query.order = order
      note("order", mark.pieces)
    }
    if let order = query.order { query.order = settled(order) }
    // "Anything for the couch"
    let seeksForAdjunct = query.subjects.isEmpty && has(.find) && !adjunctNouns.isEmpty
    query.isRequest = has(.request) || seeksForAdjunct
    query.wantsMore = has(.more)
    if let mark = marks.first(where: { $0.cues.contains(.reject) }) ?? unwantedReference {
      // “换个包”, before any was shown, asks for one.
      let isRequest = !state.isFresh && query.subjects.contains(where: \.isThing)
      query.rejects = !isRequest
      query.isRequest = query.isRequest || isRequest
      note(isRequest ? "request" : "turned down", mark.pieces)
    }
  }

  /// "Which is lighter" asks for the lightest, “比这个便宜的” for something cheaper.
  private func settled(_ order: ProductQuery.Order) -> ProductQuery.Order {
    if order.isExtreme { return has(.than) ? order.comparative : order }
    let isOfSeveral =
      query.subjects.count > 1
      || state.isFresh && max(state.compared.count, state.shown.count) > 1
    guard has(.which), !has(.request), !has(.find), !has(.exists), isOfSeveral else { return order }
    return order.superlative
  }

  /// "I don't like the first one": what was shown is named under a "not", and nothing else is.
  private var unwantedReference: Mark? {
    guard state.isFresh, !marks.contains(where: { $0.isOfGoods || !$0.attributes.isEmpty }) else {
      return nil
    }
    guard let found = zip(marks, roles).first(where: { $0.isReference && $1 == .unwanted })?.0
    else { return nil }
    // "Allergic to liquorice, is that in any of them": something else is turned down.
    let isOther = marks.contains { mark in
      mark.cues.contains(.not) && mark.pieces.upperBound < found.pieces.lowerBound
        && unmarked.contains { (mark.pieces.upperBound..<found.pieces.lowerBound).contains($0) }
    }
    return isOther ? nil : found
  }

  mutating func readReference() {
    let count = state.shown.count
    var places: [Int] = []
    let cues: [(Cue, [Int])] = [
      (.firstTwo, [0, 1]), (.lastTwo, [-2, -1]), (.first, [0]), (.second, [1]), (.third, [2]),
      (.fourth, [3]), (.last, [-1]),
    ]
    for mark in marks {
      for (cue, found) in cues where mark.cues.contains(cue) {
        places += found
        note("reference", mark.pieces)
      }
    }
    let isPlain = query.subjects.isEmpty && query.excluded.isEmpty
    if isPlain, places.isEmpty, let named = namedPlace {
      places = [named.place]
      note("reference", named.pieces)
    }
    if let compared = ofCompared(places) {
      query.reference = .products(compared)
    } else if !places.isEmpty, count > 0 {
      query.reference = .places(places)
    } else if has(.both), query.quantity == nil, state.spoken != nil,
      marks.contains(where: { $0.color != nil || !$0.options.isEmpty })
    {
      // “那要大的黑的 俩”: two of one.
      query.quantity = 2
      query.reference = .spoken
    } else if has(.both), !has(.these), query.subjects.isEmpty, state.compared.count > 2,
      state.recent.count > 1
    {
      // “这两个各多少钱”, of three that were spoken of: the last two.
      query.reference = .products(state.recent.prefix(2).reversed().map(\.product))
    } else if has(.these), !has(.both), !has(.all), query.quantity != nil, state.spoken != nil {
      // "Two of those", of the one thing spoken of.
      query.reference = .spoken
    } else if has(.both) || has(.these) || has(.all) {
      query.reference = .list
    } else if has(.other) {
      query.reference = .other
    } else if has(.it) || has(.one) && isPlain {
      query.reference = .spoken
    } else if has(.owned) {
      query.reference = .owned
    }
  }

  /// "The first one", of things that were just set beside each other.
  private func ofCompared(_ places: [Int]) -> [String]? {
    let ids = state.compared.map(\.product)
    guard state.isFresh, state.spoken == nil, state.question == .compare, ids.count > 1,
      !places.isEmpty
    else { return nil }
    let chosen = places.map { $0 < 0 ? ids.count + $0 : $0 }
    return chosen.allSatisfy(ids.indices.contains) ? chosen.map { ids[$0] } : nil
  }

  /// The place of what was shown that a part of its name stands for: “夹的那个”, "the arc one".
  private var namedPlace: (place: Int, pieces: Range<Int>)? {
    guard state.isFresh, state.shown.count > 1 else { return nil }
    let names = state.shown.map { id -> Set<String> in
      guard let name = index.assortment.product(id)?.name else { return [] }
      return Set(ShoppingLine(name.english + " " + name.chinese).pieces.map(\.stem))
    }
    for mark in marks where mark.cues.contains(.one) || mark.cues.contains(.it) {
      var place = mark.pieces.lowerBound - 1
      if place > 0, line.pieces[place].text == "的" { place -= 1 }
      guard place >= 0 else { continue }
      let having = names.indices.filter { names[$0].contains(line.pieces[place].stem) }
      if having.count == 1 { return (having[0], place..<mark.pieces.upperBound) }
    }
    return nil
  }
}
