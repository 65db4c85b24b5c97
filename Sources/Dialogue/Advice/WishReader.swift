import Recommendations
import Entities
import Quantities
import Shop
import Text

/// Reads from a line what advice is sought.
struct WishReader {
  let desk: Desk
  let conversation: Conversation

  /// The wish of a line that asks for advice.
  func wish(_ line: Interpretation) -> Wish {
    var wish = Wish()
    let text = line.utterance.text.lowercased()
    let products = line.entities(.product)
    if has(text, Self.goesWithWords) {
      wish.kind = .goesWith
    } else if has(text, Self.likeWords), !products.isEmpty || refersBack(text) {
      wish.kind = .like
    }
    if wish.kind != .need {
      wish.seeds = seeds(products, line, text)
      wish.seedName = products.first.map { String(line.utterance[$0.range]) }
      if wish.seeds.isEmpty { wish.kind = .need }
    }
    if wish.kind == .need {
      wish.categories = categories(line)
      wish.need = need(line)
    }
    wish.colors = Set(line.entities(.color).flatMap { $0.candidateIds.prefix(1) })
    bound(&wish, line, text)
    return wish
  }

  /// The wish changed by a line such as "something cheaper" or "not that one", or `nil` when the line
  /// does not go on with the last wish.
  func change(of last: Wish, by line: Interpretation) -> (wish: Wish, refused: Set<String>)? {
    let text = line.utterance.text.lowercased()
    var wish = last
    var refused: Set<String> = []
    let wantsCheaper = has(text, Self.cheaperWords)
    let wantsOther = has(text, Self.otherWords)
    let isShort = line.utterance.tokens.count <= 12
    guard isShort, wantsCheaper || wantsOther || (isFollowUp(text) && hasLimit(line)) else {
      return nil
    }
    let shown = last.shown
    if wantsOther {
      let labels = shown.compactMap { desk.assortment.product($0) }.map {
        [$0.name.english, $0.name.chinese]
      }
      if case .chosen(let places) = Choosing.choose(line, among: labels, several: true) {
        refused = Set(places.map { shown[$0] })
      } else {
        refused = Set(shown)
      }
    }
    if wantsCheaper {
      let prices = shown.compactMap { desk.assortment.product($0)?.price }
      if let least = prices.min() {
        wish.most = Money(hundredths: least.hundredths - 1, currency: least.currency)
      }
    }
    wish.colors.formUnion(line.entities(.color).flatMap { $0.candidateIds.prefix(1) })
    let categories = categories(line)
    if !categories.isEmpty { wish.categories = categories }
    bound(&wish, line, text)
    return (wish, refused)
  }

  /// Whether a line asks what goes with something.
  func seeksMatch(_ line: Interpretation) -> Bool {
    has(line.utterance.text.lowercased(), Self.goesWithWords)
  }

  private func seeds(
    _ products: [Entity], _ line: Interpretation, _ text: String
  ) -> [String] {
    if let first = products.first {
      // "My kettle" is the one the customer has, where the shop knows it.
      let owned = ownedProducts.filter { first.candidateIds.contains($0) }
      return Array((owned.isEmpty ? first.candidateIds : owned).prefix(5))
    }
    let categories = categories(line)
    if !categories.isEmpty {
      let members = desk.assortment.products.filter { categories.contains($0.category) }.map(\.id)
      let owned = ownedProducts.filter { members.contains($0) }
      return Array((owned.isEmpty ? members : owned).prefix(8))
    }
    return refersBack(text) ? Array(conversation.products.prefix(1)) : []
  }

  private var ownedProducts: [String] {
    guard let customer = conversation.customer, let orders = try? desk.shop?.orders(of: customer)
    else { return [] }
    return orders.flatMap { $0.items.map(\.product) }
  }

  private func categories(_ line: Interpretation) -> Set<String> {
    Set(line.entities(.category).flatMap { $0.candidateIds.prefix(1) })
  }

  /// The words that set some goods apart from the rest.
  private func need(_ line: Interpretation) -> [String] {
    var words = Choosing.parts(line.utterance.text.lowercased())
    words.subtract(Self.emptyWords)
    let goods = desk.advisor.advice
    let most = desk.assortment.products.count / 4
    return words.filter { word in
      let count = desk.assortment.products.count {
        goods.facts(of: $0.id)?.words.contains(word) == true
      }
      return count > 0 && count <= most
    }.sorted()
  }

  private func bound(_ wish: inout Wish, _ line: Interpretation, _ text: String) {
    guard let amount = amount(line) else { return }
    if has(text, Self.overWords) { wish.least = amount } else { wish.most = amount }
  }

  /// The amount named. The desk sells in one currency and has no rates, so it reads every amount as its
  /// own; the reply's prices say which that is.
  private func amount(_ line: Interpretation) -> Money? {
    for entity in line.entities(.money) {
      if case .money(let money) = entity.value {
        return Money(hundredths: money.hundredths, currency: desk.policy.currency)
      }
    }
    return nil
  }

  private func hasLimit(_ line: Interpretation) -> Bool {
    amount(line) != nil || !line.entities(.color).isEmpty || !line.entities(.category).isEmpty
  }

  private func isFollowUp(_ text: String) -> Bool {
    has(
      text, ["under", "below", "instead", "in ", "what about", "how about", "呢", "以内", "以下", "换"])
  }

  private func refersBack(_ text: String) -> Bool {
    has(text, [" it", " this", " that", " these", " them", "它", "这个", "那个", "这款", "这"])
  }

  private func has(_ text: String, _ words: [String]) -> Bool {
    words.contains { text.contains($0) }
  }

  private static let goesWithWords = [
    "goes with", "go with", "goes well", "go well", "pair with", "pairs with", "match my",
    "matches", "to go along", "accessor", "搭配", "配我", "配什么", "配套", "搭什么", "一起买",
  ]
  private static let likeWords = [
    "similar", "like the", "like this", "like my", "like that", "alternative", "类似", "差不多",
    "像", "同款", "替代",
  ]
  private static let cheaperWords = [
    "cheaper", "less expensive", "lower price", "too expensive", "costs less", "too much money",
    "too pricey", "便宜", "太贵", "贵了", "低一点", "实惠",
  ]
  private static let otherWords = [
    "not that", "not this", "not those", "something else", "anything else", "another", "others",
    "don't like", "dont like", "no thanks to", "what else", "different one", "already have",
    "不要这", "不要那", "不喜欢", "换一个", "换个", "别的", "其他", "其它", "还有吗", "还有什么", "已经有",
  ]
  private static let overWords = [
    "over $", "more than", "at least", "above", "from $", "以上", "至少", "超过",
  ]
  private static let emptyWords: Set<String> = [
    "gift", "present", "recommend", "recommendation", "something", "someone", "somebody", "who",
    "what", "under", "for", "have", "any", "good", "best", "nice", "want", "need", "looking",
    "some", "like", "love", "find", "would", "could", "buy", "get", "idea", "suggest", "show",
    "can", "new", "use", "home", "推荐", "什么", "礼物", "送给", "有没", "没有", "东西", "一个", "可以",
    "好的", "想买", "请问", "适合",
  ]
}
