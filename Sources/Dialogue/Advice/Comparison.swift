import Entities
import Quantities
import Shop
import Text

/// Products side by side: two or three that were named, or that were shown.
struct Comparison {
  let desk: Desk
  let policy: String

  /// The comparison a line asks for; `nil` when there are not two things to compare.
  func reply(to line: Interpretation, _ conversation: inout Conversation) -> Reply? {
    let products = products(line, conversation)
    guard products.count >= 2 else { return nil }
    conversation.products = products.map(\.id)
    let language = conversation.language
    let parts = products.map { product in
      desk.text(
        .comparePart, in: conversation,
        [
          "product": product.name[language], "price": product.stockedPrice.display,
          "rating": product.rating.map { "\($0)" } ?? "–",
        ])
    }
    let joined = parts.joined(separator: language == .chinese ? "；" : "; ")
    let end = language == .chinese ? "。" : ". "
    return Reply(
      joined + end + verdict(products, conversation), policy: policy, action: "compare")
  }

  /// Which costs less, which is rated higher, and which is sold out.
  private func verdict(_ products: [Product], _ conversation: Conversation) -> String {
    let language = conversation.language
    let byPrice = products.sorted { $0.stockedPrice.hundredths < $1.stockedPrice.hundredths }
    let (cheapest, next) = (byPrice[0], byPrice[1])
    let difference = next.stockedPrice.hundredths - cheapest.stockedPrice.hundredths
    let byRating = products.sorted { ($0.rating ?? 0) > ($1.rating ?? 0) }
    let isRatedBest = (byRating[0].rating ?? 0) > (byRating[1].rating ?? 0)
    let isBoth = difference > 0 && isRatedBest && byRating[0].id == cheapest.id
    let isPair = products.count == 2
    var sentences: [String] = []
    if difference == 0 {
      sentences.append(
        desk.text(isPair ? .comparePriceEqual : .comparePriceShared, in: conversation))
    } else {
      let phrase: Phrase =
        isPair
        ? isBoth ? .compareBoth : .reasonCheaperSentence
        : isBoth ? .compareCheapestBest : .compareCheapest
      sentences.append(
        desk.text(
          phrase, in: conversation,
          [
            "first": cheapest.name[language], "second": next.name[language],
            "amount": Money(hundredths: difference, currency: next.price.currency).display,
          ]))
    }
    if isRatedBest, !isBoth {
      sentences.append(
        desk.text(
          isPair ? .compareRated : .compareRatedHighest, in: conversation,
          ["first": byRating[0].name[language]]))
    }
    for product in products where product.stock == 0 {
      sentences.append(
        desk.text(.productOutOfStock, in: conversation, ["product": product.name[language]]))
    }
    return sentences.joined(separator: language == .chinese ? "" : " ")
  }

  /// What is named; with less than two names, what was shown, by place where places are named.
  private func products(_ line: Interpretation, _ conversation: Conversation) -> [Product] {
    let shown = conversation.products.compactMap { desk.assortment.product($0) }
    let places = places(line, count: shown.count)
    var ids: [String] = []
    for entity in line.entities(.product) {
      if let id = entity.candidateIds.first, !ids.contains(id) { ids.append(id) }
    }
    if ids.count < 2 {
      // What the extractor read as a kind of thing may still be a product's whole name.
      let text = SearchedText(line.utterance.text)
      for product in desk.assortment.products where !ids.contains(product.id) {
        if text.holds(product.name.english) || text.holds(product.name.chinese) {
          ids.append(product.id)
        }
      }
    }
    if ids.count < 2, places.count > 1 { return places.map { shown[$0] } }
    if ids.count < 2 {
      ids += shown.map(\.id).filter { !ids.contains($0) }.prefix(ids.isEmpty ? 3 : 1)
    }
    return Array(ids.compactMap { desk.assortment.product($0) }.prefix(3))
  }

  /// The places named: "the first two", "the first and the third", “前两个”.
  private func places(_ line: Interpretation, count: Int) -> [Int] {
    let text = line.utterance.text.lowercased()
    guard count > 1 else { return [] }
    if WishWords.has(text, ["first two", "前两", "前面两", "头两"]) { return [0, 1] }
    if WishWords.has(text, ["last two", "other two", "后两", "最后两"]) {
      return [count - 2, count - 1]
    }
    if WishWords.has(text, ["all three", "三个都", "这三"]) { return Array(0..<count) }
    let words: [([String], Int)] = [
      (["first", "第一"], 0), (["second", "第二"], 1), (["third", "第三"], 2),
      (["last", "最后"], count - 1),
    ]
    var places: [Int] = []
    for (names, place) in words where place < count && WishWords.has(text, names) {
      if !places.contains(place) { places.append(place) }
    }
    return places
  }
}
