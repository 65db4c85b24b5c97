import Diagnostics
import Quantities
import Shop
import Shopping
import Text

/// Takes the figures of shopping talk: made lines that are read exactly right, lines of other talk in which
/// goods are seen, and how long a query takes.
struct ShoppingFigures {
  let desk: ShoppingDesk
  let goods: Assortment

  /// The lines made for a language, by kind: how many are exactly right; with some that are not.
  func made(_ language: Language, count: Int, seed: UInt64) -> (
    right: [String: (right: Int, all: Int)], wrong: [String]
  ) {
    var maker = ShoppingMaker(goods, language: language, seed: seed)
    var figures: [String: (right: Int, all: Int)] = [:]
    var wrong: [String] = []
    for _ in 0..<count {
      let made = maker.make()
      let isRight = judge(made, language)
      let old = figures[made.kind] ?? (0, 0)
      figures[made.kind] = (old.right + (isRight ? 1 : 0), old.all + 1)
      if !isRight { wrong.append("\(made.kind): " + made.lines.joined(separator: " / ")) }
    }
    return (figures, wrong)
  }

  private func judge(_ made: MadeShopping, _ language: Language) -> Bool {
    var state = ShoppingState()
    var before = state
    var reply: ShoppingReply?
    for line in made.lines {
      before = state
      state.turnBegins()
      reply = desk.read(Tokenizer().utterance(line, fallback: language), state: state)
        .flatMap { desk.reply(to: $0, in: &state, language: language) }
    }
    guard let reply else { return false }
    func least(_ id: String) -> Int {
      let variants = goods.product(id)?.variants.filter { $0.stock > 0 } ?? []
      return variants.map(\.price.hundredths).min() ?? 0
    }
    switch made.right {
    case .fits(let ids):
      // The only thing that fits is spoken of at once.
      if ids.count == 1 { return Set(reply.products) == ids }
      return Set(desk.products(fitting: state.need)) == ids && ids.isSuperset(of: reply.products)
    case .fact(let product, let options, let words):
      return reply.products == [product]
        && options.allSatisfy { state.options[$0.key] == $0.value }
        && words.allSatisfy { reply.text.contains($0) }
    case .compared(let ids): return reply.action == "compare" && Set(reply.products) == ids
    case .place(let place):
      return before.shown.indices.contains(place) && reply.products == [before.shown[place]]
    case .cheaper:
      let most = before.shown.map(least).max() ?? 0
      return !reply.products.isEmpty
        && (reply.products.allSatisfy { least($0) < most } || reply.products.count == 1)
        && state.need.terms == before.need.terms
    case .others:
      return Set(reply.products).isDisjoint(with: before.shown) && !reply.products.isEmpty
        && state.need.terms == before.need.terms
    }
  }

  /// Of lines that speak of no goods, those in which some are seen surely.
  func falseMentions(_ lines: [String], _ language: Language) -> [String] {
    lines.filter { line in
      guard let query = desk.read(Tokenizer().utterance(line, fallback: language), state: .init())
      else { return false }
      return !query.subjects.isEmpty && query.subjects.contains(where: \.isThing)
    }
  }

  /// Milliseconds of a query and its reply, the median of some.
  func speed(_ lines: [String], _ language: Language) -> (median: Double, slow: Double) {
    let clock = ContinuousClock()
    var times: [Double] = []
    for line in lines {
      var state = ShoppingState()
      let utterance = Tokenizer().utterance(line, fallback: language)
      let start = clock.now
      if let query = desk.read(utterance, state: state) {
        _ = desk.reply(to: query, in: &state, language: language)
      }
      let elapsed = (clock.now - start).components
      times.append(Double(elapsed.seconds) * 1e3 + Double(elapsed.attoseconds) / 1e15)
    }
    times.sort()
    guard !times.isEmpty else { return (0, 0) }
    return (times[times.count / 2], times[times.count * 99 / 100])
  }
}
