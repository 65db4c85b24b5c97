import Intents
import Knowledge
import Text

/// A question "did you mean", until the customer answers it.
struct PendingChoice: Hashable, Sendable {
  /// One thing that may be meant.
  struct Option: Hashable, Sendable {
    /// What it is called.
    let labels: [String]
    /// What it is.
    let meaning: Meaning
  }
  /// What is chosen by choosing it.
  enum Meaning: Hashable, Sendable {
    case intent(String)
    case product(String)
  }

  /// What may be meant, the likeliest first.
  let options: [Option]
  /// What the customer had said.
  let text: String
}

/// Asks "did you mean" when the two best intents are too close.
struct ChoicePolicy: DialoguePolicy {
  let name = "did_you_mean"

  func reply(
    to interpretation: Interpretation, in conversation: inout Conversation, at desk: Desk
  ) throws -> Reply? {
    guard interpretation.intents.decision == .close, Answer.plain(interpretation) == nil else {
      return nil
    }
    let intents = interpretation.intents.scores.prefix(2).map(\.intent.rawValue)
    let articles = intents.compactMap { desk.article(for: $0, interpretation, conversation) }
    // Two intents with one answer need no question, and small talk is not worth one.
    guard articles.count == 2, articles[0].id != articles[1].id,
      articles.allSatisfy(\.isSearched),
      conversation.choice == nil
    else { return nil }
    conversation.choice = PendingChoice(
      options: zip(articles, intents).map { article, intent in
        PendingChoice.Option(
          labels: [article.title, intent.split(separator: "_").joined(separator: " ")],
          meaning: .intent(intent))
      }, text: interpretation.utterance.text)
    let text = desk.say(
      .didYouMean, in: &conversation,
      ["first": articles[0].title, "second": articles[1].title])
    return Reply(
      text, policy: name, awaiting: "choice", alternatives: articles.map { desk.text(of: $0) })
  }
}

extension Conversation {
  /// The line and meaning the customer chose, when the line answers "did you mean"; the question is
  /// forgotten either way. "Yes" to a choice means the first, which is the likelier.
  mutating func resolveChoice(
    _ line: Interpretation
  ) -> (text: String, meaning: PendingChoice.Meaning)? {
    guard let choice else { return nil }
    self.choice = nil
    if Answer.yesNo(line) == true, line.utterance.tokens.count <= 3 {
      return (choice.text, choice.options[0].meaning)
    }
    guard line.utterance.tokens.count <= 20,
      case .chosen(let places) = Choosing.choose(line, among: choice.options.map(\.labels)),
      let place = places.first
    else { return nil }
    return (choice.text, choice.options[place].meaning)
  }
}
