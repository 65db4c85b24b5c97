import Computing
import Entities
public import Intents
public import Text

/// Reads what a line does after what was asked: a classifier of our own kind over each clause, trained
/// from `intents/<language>/acts`, with the question as a feature.
public struct ActReader: Sendable {
  private let classifiers: [Language: IntentClassifier]
  private let agreement: [Language: Deferred<AgreementWords>]
  private let spoken: SpokenPhrases
  private let tokenizer = Tokenizer()

  /// A reader that knows no act.
  public static let none = ActReader(classifiers: [:], files: [:], spoken: .none)

  /// Creates a reader from a language's classifier, the files it was trained from, read when a line first
  /// needs them, and the phrases that
  /// agree by themselves.
  public init(
    classifiers: [Language: IntentClassifier], files: [Language: @Sendable () -> [ActFile]],
    spoken: SpokenPhrases
  ) {
    self.classifiers = classifiers
    self.spoken = spoken
    agreement = files.mapValues { files in Deferred { AgreementWords(files()) } }
  }

  /// The acts of a line after `question`, as `awaiting` names it.
  func acts(in line: Interpretation, after question: String?) -> LineActs {
    let utterance = line.utterance
    guard !utterance.tokens.isEmpty else { return .none }
    if agreesPlainly(line) { return plainAssent(line) }
    guard let classifier = classifiers[utterance.language] else { return plain(line) }
    let whole = shares(utterance.text, line.entities, 0, classifier, question)
    let clauses = Clauses.ranges(in: utterance)
    var acts: [DialogueAct] = []
    for range in clauses.count <= Self.mostClauses ? clauses : [] {
      let shares =
        clauses.count == 1
        ? whole
        : self.shares(
          String(utterance[range]), line.entities, range.lowerBound, classifier, question)
      guard let best = Self.best(shares) else { continue }
      if let last = acts.last, last.kind == best.kind {
        acts[acts.count - 1] = DialogueAct(
          kind: best.kind, range: last.range.lowerBound..<range.upperBound,
          confidence: max(last.confidence, best.share))
      } else {
        acts.append(DialogueAct(kind: best.kind, range: range, confidence: best.share))
      }
    }
    return LineActs(
      acts: acts, shares: whole,
      isWholeAssent: isWholeAssent(line, whole, acts), agreement: agreement[utterance.language])
  }

  /// Whether a line is made of nothing but phrases that agree, with courtesies beside them: no classifier is
  /// asked about “嗯” and "y".
  private func agreesPlainly(_ line: Interpretation) -> Bool {
    let mentions = MentionReader(line, spoken)
    let agreeing = mentions.agreeing
    guard !agreeing.isEmpty, !line.asksInForm, !mentions.has(.conditions) else { return false }
    let known = agreeing + mentions.ranges(.courtesy)
    return line.utterance.tokens.allSatisfy { token in
      token.kind == .symbol && line.utterance[token] != "…"
        || known.contains { $0.overlaps(token.range) }
    }
  }

  private func plainAssent(_ line: Interpretation) -> LineActs {
    LineActs(
      acts: [
        DialogueAct(kind: .assent, range: 0..<line.utterance.text.utf8.count, confidence: 1)
      ], shares: [.assent: 1], isWholeAssent: true, agreement: agreement[line.utterance.language])
  }

  /// Without examples only a plain yes or no is understood.
  private func plain(_ line: Interpretation) -> LineActs {
    guard let answer = Answer.plain(line) else { return .none }
    let kind: DialogueAct.Kind = answer == "affirm" ? .assent : .refuse
    let whole = 0..<line.utterance.text.utf8.count
    return LineActs(
      acts: [DialogueAct(kind: kind, range: whole, confidence: 1)], shares: [kind: 1],
      isWholeAssent: kind == .assent)
  }

  /// A line of more clauses tells a story.
  private static let mostClauses = 12

  private func shares(
    _ text: String, _ entities: [Entity], _ start: Int, _ classifier: IntentClassifier,
    _ question: String?
  ) -> [DialogueAct.Kind: Double] {
    let mark = ActContext.mark(question, before: tokenizer.utterance(text))
    let utterance = tokenizer.utterance(mark + text)
    let end = start + text.utf8.count
    let moved = entities.compactMap { entity -> Entity? in
      guard entity.range.lowerBound >= start, entity.range.upperBound <= end else { return nil }
      let offset = mark.utf8.count - start
      return Entity(
        kind: entity.kind,
        range: (entity.range.lowerBound + offset)..<(entity.range.upperBound + offset),
        value: entity.value)
    }
    var shares: [DialogueAct.Kind: Double] = [:]
    for score in classifier.rank(utterance, with: moved).scores {
      if let kind = DialogueAct.Kind(rawValue: score.intent.rawValue) {
        shares[kind] = score.confidence
      }
    }
    return shares
  }

  private static func best(
    _ shares: [DialogueAct.Kind: Double]
  ) -> (kind: DialogueAct.Kind, share: Double)? {
    shares.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
      .map { ($0.key, $0.value) }
  }

  /// Agreement that explains every word: a phrase that agrees stands in it, each clause agrees (or thanks),
  /// none asks, and its words stand beside each other as they did in agreements.
  private func isWholeAssent(
    _ line: Interpretation, _ whole: [DialogueAct.Kind: Double], _ acts: [DialogueAct]
  ) -> Bool {
    let mentions = MentionReader(line, spoken)
    guard !mentions.agreeing.isEmpty, !mentions.has(.acknowledges) || mentions.has(.goAhead),
      let words = agreement[line.utterance.language]?(), !acts.isEmpty,
      Self.best(whole)?.kind == .assent, whole[.assent] ?? 0 >= Self.leastAssent,
      !acts.contains(where: { Self.doubtful.contains($0.kind) && $0.confidence >= 0.6 }),
      acts.count == 1 || acts.allSatisfy({ $0.kind == .assent || $0.kind == .thank })
    else { return false }
    let courtesies = mentions.ranges(.courtesy).filter(isLatin)
    return words.explain(
      line, besides: courtesies, phrases: mentions.agreeing.filter(isLatin) + courtesies)

    /// Characters mean too much by what stands beside them.
    func isLatin(_ range: Range<Int>) -> Bool {
      Array(line.utterance.text.utf8)[range].allSatisfy { $0 < 0x80 }
    }
  }

  /// Less would be no more than a guess among seventeen.
  private static let leastAssent = 0.6
  /// What no part of an agreement may do.
  private static let doubtful: Set<DialogueAct.Kind> = [
    .hesitate, .refuse, .reject, .correct, .ask, .undo, .stop, .person, .complain,
  ]
}
