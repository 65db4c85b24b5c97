import Shop
import Text

// Which of the goods that were spoken of a line means by a piece of their names.
extension QueryAssembly {
  /// Goods that are set beside each other come first, then the one that is meant of those shown.
  mutating func readFocus() {
    // What a thing must do names none of them.
    if state.isFresh, has(.must) { return }
    if let goods = sideBySide() { return mean(goods.products, by: goods.pieces) }
    if let goods = narrowed() { mean(goods.products, by: goods.pieces) }
  }

  /// More goods than that are no choice between a few.
  private static let most = 12

  private var goodsOfTalk: [Product] {
    guard state.isFresh else { return [] }
    var ids: [String] = []
    let recent = state.recent.prefix(4).map(\.product)
    for id in state.shown + state.compared.map(\.product) + [state.spoken].compactMap(\.self)
      + recent where !ids.contains(id) && !state.rejected.contains(id)
    {
      ids.append(id)
    }
    return ids.compactMap { index.assortment.product($0) }
  }

  /// “磨豆机手摇的跟电动的差在哪”, "the hand one and the electric one": each of two of a kind by what only it is.
  private func sideBySide() -> (products: [Product], pieces: [Focus.Piece])? {
    let joins: [Cue] = [.join, .either, .compare, .difference, .total, .better, .which]
    guard joins.contains(where: has), !query.isGift, query.budget.isEmpty else { return nil }
    let heads = marks.indices.filter {
      marks[$0].isStrong && roles[$0] == .wanted && isNaming(marks[$0])
    }
    var goods = goodsOfTalk
    if let head = heads.first {
      guard heads.count == 1 else { return nil }
      let own = index.products(of: [strongest(marks[head])]).map { index.product($0) }
      let known = own.filter { product in goods.contains { $0.id == product.id } }
      goods = known.count > 1 ? known : own
      // "Hand grinder or the electric one": the other is of its kind too.
      if own.count == 1, namesOneMore(besides: head) { goods = ofKind(own[0]) }
    }
    guard (2...Self.most).contains(goods.count) else { return nil }
    let focus = Focus(line: line, marks: marks, index: index, goods: goods, goesBySize: true)
    let pieces = focus.pieces
      .filter { $0.goods.count == 1 && !$0.isMeasure && isWanted($0) }
    var chosen: [Int] = []
    for place in pieces.flatMap(\.goods) where !chosen.contains(place) { chosen.append(place) }
    guard chosen.count > 1 else { return nil }
    return (chosen.map { goods[$0] }, pieces)
  }

  /// Whether "the … one", “…的那个” stands beside a thing named.
  private func namesOneMore(besides head: Int) -> Bool {
    // One is chosen of them or set against the other; "plus a mat, the thicker kind" is one thing.
    let sets: Set<Cue> = [.either, .compare, .which, .difference, .than]
    guard marks.contains(where: { !$0.cues.isDisjoint(with: sets) }) else { return false }
    return marks.enumerated().contains { number, mark in
      guard number != head, !mark.pieces.overlaps(marks[head].pieces) else { return false }
      if mark.cues.contains(.large) || mark.cues.contains(.small) { return true }
      return mark.isOfGoods && (isDefinite(mark.pieces) || isMeant(mark.pieces))
    }
  }

  private func ofKind(_ product: Product) -> [Product] {
    index.products(of: index.kindTerms(product)).map { index.product($0) }
  }

  private func isWanted(_ piece: Focus.Piece) -> Bool {
    !zip(marks, roles).contains { $0.pieces.overlaps(piece.pieces) && $1 != .wanted }
  }

  /// The one of the goods spoken of that the line means.
  private func narrowed() -> (products: [Product], pieces: [Focus.Piece])? {
    let goods = goodsOfTalk
    guard goods.count > 1, !query.isRequest, !query.wantsMore, !query.isGift,
      query.budget.isEmpty, query.excluded.isEmpty, !query.rejects, query.against == nil,
      !isOfPlace, query.order?.isExtreme != false
    else { return nil }
    // What is named and was not spoken of is a subject of its own.
    let isNew = query.subjects.contains { subject in
      let found = Set(index.products(of: subject.terms).map { index.product($0).id })
      return !goods.contains { found.contains($0.id) }
    }
    if isNew { return nil }
    let all = Focus(line: line, marks: marks, index: index, goods: goods).pieces
      .filter { isWanted($0) }
    // "Which of them fits overhead" asks for a property, and names none of them.
    let pieces = all.filter { (!has(.which) || $0.isName) && mayTurn(to: $0, goods) }
      .filter { $0.isName || asksFact || isMeant($0.pieces) || !query.options.isEmpty }
    guard let first = pieces.first else { return together(goods) }
    let meant = pieces.dropFirst().reduce(first.goods) { meant, piece in
      let both = meant.intersection(piece.goods)
      return both.isEmpty ? meant : both
    }
    // "Do you have kettles" asks for more than the one that was shown.
    let asksForKind = has(.exists) && query.subjects.contains { $0.isThing && !$0.isDefinite }
    if asksForKind, pieces.count == 1 { return nil }
    let isSeveral = has(.both) || has(.these) || has(.all)
    guard meant.count == 1 || isSeveral else { return nil }
    return (meant.sorted().map { goods[$0] }, pieces)
  }

  /// "And the big cakes, both?": all of those set side by side that are called so.
  private func together(_ goods: [Product]) -> (products: [Product], pieces: [Focus.Piece])? {
    guard query.subjects.count == 1, let subject = query.subjects.first,
      has(.both) || has(.these), !has(.exists)
    else { return nil }
    let ids = Set(index.products(of: subject.terms).map { index.product($0).id })
    let compared = state.compared.map(\.product).filter(ids.contains)
    let known = compared.count > 1 ? compared : state.shown.filter(ids.contains)
    return known.count > 1 ? (goods.filter { known.contains($0.id) }, []) : nil
  }

  /// Whether a fact of goods is asked, rather than which there are.
  private var asksFact: Bool {
    let cues: [Cue] = [.stock, .count, .restock, .price, .amount, .card, .can, .askOptions, .total]
    return cues.contains(where: has) || marks.contains { !$0.attributes.isEmpty }
  }

  private var isOfPlace: Bool {
    if case .places = query.reference { return true }
    return false
  }

  /// Whether a stretch may lead from the one thing spoken of to another: "is it glass" asks of it, "the glass
  /// one" means another.
  private func mayTurn(to piece: Focus.Piece, _ goods: [Product]) -> Bool {
    guard let spoken = state.spoken, let own = goods.firstIndex(where: { $0.id == spoken }),
      !piece.goods.contains(own)
    else { return true }
    if isMeant(piece.pieces) { return true }
    guard query.reference != .spoken else { return false }
    return piece.isMeasure || piece.isName && !isPredicate(piece.pieces)
  }

  /// "The glass one", “电动的呢”: one of those that both know.
  private func isMeant(_ pieces: Range<Int>) -> Bool {
    if isDefinite(pieces) { return true }
    let end = pieces.upperBound
    let isJoined = line.pieces[end - 1].text == "的"
    guard isJoined || end < line.pieces.count && line.pieces[end].text == "的" else { return false }
    let next = isJoined ? end : end + 1
    return next < line.pieces.count && !Self.endings.contains(line.pieces[next].text)
      && line.pieces[end - 1].kind == .han
  }

  /// “玻璃的吗”, “是玻璃”: what is asked whether it is so.
  private func isPredicate(_ pieces: Range<Int>) -> Bool {
    let end = pieces.upperBound
    if has(.can), line.pieces[pieces.lowerBound].kind == .word { return true }
    let next = end < line.pieces.count && line.pieces[end].text == "的" ? end + 1 : end
    return end > pieces.lowerBound && line.pieces[end - 1].kind == .han
      && (next >= line.pieces.count || Self.endings.contains(line.pieces[next].text))
      && !has(.card)
  }

  static let endings: Set<String> = ["吗", "么", "吧", "嘛", "不", "啊", "？", "?"]

  /// Refers to goods by what named them, which then names nothing else.
  private mutating func mean(_ products: [Product], by pieces: [Focus.Piece]) {
    let ids = Set(products.map(\.id))
    for subject in query.subjects {
      let found = index.products(of: subject.terms).map { index.product($0).id }
      let isHead = found.contains(where: ids.contains)
      guard isHead else { continue }
      query.options += subject.options.filter { !query.options.contains($0) }
      query.quantity = query.quantity ?? subject.quantity
    }
    query.subjects.removeAll { subject in
      index.products(of: subject.terms).contains { ids.contains(index.product($0).id) }
    }
    for mark in marks
    where pieces.contains(where: { $0.pieces.overlaps(mark.pieces) }) {
      query.features.removeAll { mark.features.contains($0) }
      query.interests.removeAll { mark.features.contains($0) }
    }
    // "The large one" that is called so says no size of it.
    let isCalledSo = marks.contains { mark in
      mark.cues.contains(.large) || mark.cues.contains(.small)
        ? pieces.contains { $0.pieces == mark.pieces } : false
    }
    if isCalledSo { query.options.removeAll { if case .extreme = $0 { true } else { false } } }
    focused = pieces.map(\.pieces)
    for piece in pieces { note("reference", piece.pieces) }
    query.reference = .products(products.map(\.id))
  }
}
