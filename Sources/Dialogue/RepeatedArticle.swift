import Knowledge

// An article is given once: whoever comes back to it has read it and wants something of it.
extension Desk {
  /// An article's answer, filled; asked again, in another wording, and where there is none what in it answers
  /// the line.
  func answer(
    _ article: Article, to line: Interpretation, in conversation: inout Conversation
  ) -> String {
    let time = conversation.said["article " + article.id, default: 0]
    conversation.said["article " + article.id] = time + 1
    guard article.isSearched, time >= article.answers.count else {
      return text(of: article, time: time)
    }
    guard
      let sentence = knowledge.sentence(
        of: text(of: article), answering: line.utterance),
      conversation.said["sentence " + sentence] == nil
    else { return say(.nothingMore, in: &conversation) }
    conversation.said["sentence " + sentence] = 1
    return text(.again, in: conversation) + sentence
  }
}
