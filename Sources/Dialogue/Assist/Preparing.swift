public import Quantities
import Shop
import Shopping

extension Agent {
  /// Makes what is otherwise made when it is first needed, by answering lines of nobody's: advice from a
  /// shop's own orders takes seconds, and no customer's first line should wait for it. Nothing is done in the
  /// shop. May run beside conversations.
  public func prepare(with lines: [String], today: Day) {
    for line in lines {
      // A shop that cannot be read now is told when somebody asks.
      _ = try? suggestions(for: line, in: Conversation(), today: today)
    }
    _ = desk.advisor.advice
  }

  /// Indexes what is written about goods, which the first line that nothing else answers would wait for. May
  /// run beside conversations.
  public func prepareSearch() { desk.shopping.index.prepareTexts() }
}
