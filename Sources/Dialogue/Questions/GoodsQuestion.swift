import Intents
import Knowledge
import Shopping
import Text

/// What a line asks of the goods that were just spoken of, by the ways to ask below
/// `knowledge-base/<language>/goods`.
struct GoodsQuestion {
  let desk: Desk

  /// What the names of such questions begin with; the rest is what `AskedQuestion` knows.
  private static let prefix = "goods."
  /// How much less goods count with each line that spoke of something else.
  private static let fading = 0.25

  /// Many kinds of questions share what is probable; only the first few are in question, and that none is.
  private static let doubt = 0.1

  /// What is most probably asked; `nil` where no goods were spoken of of late, or a fact of something else is
  /// nearer to the line.
  func asked(in line: Interpretation, _ conversation: Conversation) -> AskedQuestion? {
    let language = line.utterance.language
    guard conversation.shopping.isFresh, let index = desk.goodsQuestions[language] else {
      return nil
    }
    let weight = 1 - Self.fading * Double(max(conversation.shopping.age, 1) - 1)
    let own = index.matches(for: line.utterance, topics: ["goods": weight], limit: 3)
    let others = desk.facts[language]?.matches(
      for: line.utterance, topics: QuestionAnswerer.topics(of: conversation), limit: 1)
    guard let best = own.first, best.fact.id.hasPrefix(Self.prefix) else { return nil }
    // Goods that were spoken of last count for no more than half against what is nearer to the line itself.
    if let other = others?.first, !Self.isOfGoods(other.fact),
      other.strength(topics: 1) > best.strength(topics: 0.5)
    {
      return nil
    }
    let asked = AskedQuestion(
      name: String(best.fact.id.dropFirst(Self.prefix.count)),
      probability: best.probability / (own.reduce(Self.doubt) { $0 + $1.probability }))
    let isOfOther =
      line.intents.decision == .intent && line.confidence >= Self.leastClear
      && line.intent.map { !ShoppingPolicy.intents.contains($0) } == true
    let isCertain = line.confidence >= Self.leastCertain
    return isOfOther && (isCertain || !asked.isSure) ? nil : asked
  }

  /// From here on the intent of a line is clear, and goods are only meant where that is sure.
  private static let leastClear = 0.8
  /// From here on it decides.
  private static let leastCertain = 0.97

  /// Whether a fact is a general one of goods, which says less than what is known of a product.
  private static func isOfGoods(_ fact: Fact) -> Bool {
    fact.about.contains { $0.hasPrefix("product") }
  }
}
