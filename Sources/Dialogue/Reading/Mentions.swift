import Entities
import Text

/// Which of some options a line names, and which of them it says are not meant: "not the kettle, the mug",
/// “钱包留着，只退音箱”.
struct Mentions: Hashable {
  /// The options that are meant, by place, in order.
  var meant: [Int] = []
  /// The options that are named and not meant.
  var excluded: [Int] = []

  var isEmpty: Bool { meant.isEmpty && excluded.isEmpty }
}

/// Where an option is named in a line.
struct Mention: Hashable {
  /// The option's place.
  let option: Int
  /// Where it stands, in UTF-8.
  let range: Range<Int>
  /// How well it fits, the higher the better.
  let score: Double
}

/// Tells what is meant from what is excluded by the words around it.
struct MentionReader {
  let line: Interpretation
  let spoken: SpokenPhrases

  init(_ line: Interpretation, _ spoken: SpokenPhrases) {
    self.line = line
    self.spoken = spoken
  }

  /// Whether a line has a phrase of a list.
  func has(_ list: SpokenPhrases.List) -> Bool { spoken.has(list, in: line.spoken) }

  /// Where the phrases of a list stand.
  func ranges(_ list: SpokenPhrases.List) -> [Range<Int>] {
    spoken.ranges(of: list, in: line.spoken)
  }

  /// Where the phrases of a negating list stand and negate something: the “不动” of “拎不动” and the "no" of
  /// "no problem" do not.
  func negations(_ list: SpokenPhrases.List) -> [Range<Int>] {
    let idle = ranges(.negatesNothing) + ranges(.notOnly)
    return ranges(list).filter { range in
      !idle.contains { $0.overlaps(range) && $0.count > range.count }
    }
  }

  /// Sorts mentions into what is meant and what is not; of two that overlap the better one counts.
  /// `reasons` are phrases that negate nothing here: who does not like a thing means it when they return it.
  /// `unfit` are more phrases that stand behind what is not meant.
  func sorted(
    _ mentions: [Mention], reasons: SpokenPhrases.List? = nil, unfit: SpokenPhrases.List? = nil
  ) -> Mentions {
    var kept: [Mention] = []
    for mention in mentions.sorted(by: Self.isBetter)
    where !kept.contains(where: { $0.range.overlaps(mention.range) && $0.score > mention.score }) {
      kept.append(mention)
    }
    kept.sort { ($0.range.lowerBound, $0.option) < ($1.range.lowerBound, $1.option) }
    // "I don't want the mug, take it back" says why, where a verb says what is to be done with it.
    let verbs = [.doReturn, .doCancel, .doExchange].flatMap { ranges($0) }
    let hasVerb = !verbs.isEmpty
    let given = (reasons.map { ranges($0) } ?? []) + (hasVerb ? ranges(.unwanted) : [])
    func negates(_ range: Range<Int>) -> Bool {
      // The 除 of 除垢剂 is a part of a name.
      !kept.contains { $0.range.overlaps(range) }
        && !given.contains { $0.overlaps(range) && $0.count >= range.count }
    }
    let before = (negations(.negatesBefore) + negations(.except)).filter(negates)
    let after = negations(.negatesAfter).filter(negates) + (unfit.map { ranges($0) } ?? [])
    let clauses = Clauses.ranges(in: line.utterance)
    let pronouns = ranges(.it)
    let insisted = insisted(kept, clauses)
    var result = Mentions()
    for (place, mention) in kept.enumerated() {
      let clause = clauses.first { $0.overlaps(mention.range) } ?? mention.range
      let next = kept[(place + 1)...].first { $0.range.lowerBound >= mention.range.upperBound }
      let group = joined(kept, at: place)
      let from = max(
        clause.lowerBound,
        kept[..<group.lowerBound].last { $0.range.upperBound <= mention.range.lowerBound }?
          .range.upperBound ?? 0)
      // "The grinder is fine, it stays": a clause that names nothing goes on about what was named.
      let following = clauses.first { clause in
        clause.lowerBound >= mention.range.upperBound && !clause.overlaps(mention.range)
          && !kept.contains { $0.range.overlaps(clause) }
          && pronouns.contains { $0.overlaps(clause) }
      }
      let reach = max(clause.upperBound, following?.upperBound ?? 0)
      // “刀和锅不退” lets both be; in "return the mug and the plate stays" only one of them does.
      let isVerbBefore = verbs.contains {
        clause.overlaps($0) && $0.upperBound <= mention.range.lowerBound
      }
      let behind =
        isVerbBefore
        ? next
        : kept[group.upperBound...].first { $0.range.lowerBound >= mention.range.upperBound }
      let until = min(reach, behind?.range.lowerBound ?? reach)
      let isExcluded =
        !insisted.isEmpty && !insisted.contains(mention.option)
        || before.contains { $0.lowerBound >= from && $0.upperBound <= mention.range.lowerBound }
        || after.contains { $0.lowerBound >= mention.range.upperBound && $0.upperBound <= until }
      if isExcluded {
        if !result.excluded.contains(mention.option) { result.excluded.append(mention.option) }
      } else if !result.meant.contains(mention.option) {
        result.meant.append(mention.option)
      }
    }
    // Named both ways, what is said last of it counts: "not the mug… yes, the mug".
    result.excluded.removeAll { result.meant.contains($0) }
    return result
  }

  /// The places of the mentions that are joined with one, itself among them: "the knife and the pot".
  private func joined(_ mentions: [Mention], at place: Int) -> Range<Int> {
    let joints = ranges(.joins)
    func areJoined(_ first: Int, _ second: Int) -> Bool {
      let gap =
        mentions[first].range
        .upperBound..<max(
          mentions[first].range.upperBound, mentions[second].range.lowerBound)
      return joints.contains { joint in
        joint.lowerBound >= gap.lowerBound && joint.upperBound <= gap.upperBound
          && gap.count - joint.count <= Self.mostBetween
      }
    }
    var (first, last) = (place, place)
    while first > 0, areJoined(first - 1, first) { first -= 1 }
    while last + 1 < mentions.count, areJoined(last, last + 1) { last += 1 }
    return first..<last + 1
  }

  /// So many bytes may stand beside a joint: blanks and an article.
  private static let mostBetween = 6

  /// Whether the line wants to hear that what it says is so: a word for that stands at its end, or before a
  /// question mark.
  var seeksAssurance: Bool {
    let clauses = Clauses.ranges(in: line.utterance)
    let denials = ranges(.negatesBefore) + ranges(.negatesAfter) + ranges(.lacksBefore)
    let supposes = ranges(.supposes).contains { tag in
      clauses.contains { clause in
        clause.overlaps(tag)
          && denials.contains {
            clause.overlaps($0) && $0.upperBound <= tag.lowerBound
          }
      }
    }
    if supposes { return true }
    let tags = ranges(.seeksAssurance)
    guard !tags.isEmpty else { return false }
    let last = line.utterance.tokens.last { $0.kind != .symbol && $0.kind != .emoji }
    return line.asksInForm || last.map { last in tags.contains { $0.overlaps(last.range) } } == true
  }

  /// Whether the line ends in a phrase that makes no whole yes of it; the longest that it ends in decides.
  var endsOpen: Bool {
    let last = line.utterance.tokens.last { $0.kind != .symbol && $0.kind != .emoji }
    guard let end = last?.range.upperBound else { return false }
    func longest(_ lists: SpokenPhrases.List...) -> Int {
      lists.compactMap { spoken.range(of: $0, endingAt: end, in: line.spoken)?.count }.max() ?? 0
    }
    return longest(.openEndings) > longest(.agreement, .goAhead)
  }

  /// Where the line agrees by itself.
  var agreeing: [Range<Int>] { ranges(.agreement) + ranges(.goAhead) }

  /// The options named right behind "I mean": then nothing else that is named is meant.
  private func insisted(_ mentions: [Mention], _ clauses: [Range<Int>]) -> Set<Int> {
    let phrases = ranges(.means)
    return Set(
      mentions.filter { mention in
        phrases.contains { phrase in
          phrase.upperBound <= mention.range.lowerBound
            && clauses.contains { $0.overlaps(phrase) && $0.overlaps(mention.range) }
        }
      }.map(\.option))
  }

  private static func isBetter(_ one: Mention, _ other: Mention) -> Bool {
    (one.score, other.range.lowerBound, other.option) > (
      other.score, one.range.lowerBound, one.option
    )
  }
}
