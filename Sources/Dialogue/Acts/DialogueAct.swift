import Computing

/// What a clause of a line does where it stands, with the words that say so.
public struct DialogueAct: Hashable, Sendable {
  /// What may be done with words, after ISO 24617-2, cut to what a desk must tell apart.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Gives what was asked for.
    case answer
    /// Puts something right that was said or understood before.
    case correct
    /// Turns an option down without naming another.
    case reject
    /// Agrees to what was proposed.
    case assent
    /// Declines what was proposed.
    case refuse
    /// Doubts, delays or thinks aloud.
    case hesitate
    /// Ends what is being done.
    case stop
    /// Takes back what was done.
    case undo
    /// Asks a question.
    case ask
    /// Asks to have something done.
    case request
    /// States something and wants nothing by it.
    case tell
    /// Is dissatisfied with the shop.
    case complain
    case thank
    /// Greets or says goodbye.
    case greet
    /// Small talk.
    case chat
    /// Wants a person.
    case person
    /// Wants to hear it again.
    case `repeat`
  }

  /// What it does.
  public let kind: Kind
  /// Where its words stand: UTF-8 offsets in the customer's text.
  public let range: Range<Int>
  /// How sure that is, 0…1.
  public let confidence: Double

  /// Creates an act.
  public init(kind: Kind, range: Range<Int>, confidence: Double) {
    self.kind = kind
    self.range = range
    self.confidence = confidence
  }
}

/// The acts of a line, and how likely each kind is for the line as a whole.
public struct LineActs: Sendable {
  /// One act a clause, neighbours of one kind joined, in the order of the words.
  public let acts: [DialogueAct]
  /// How likely each kind is for the whole line; kinds that are missing have no share.
  public let shares: [DialogueAct.Kind: Double]
  /// Whether every word of the line is one that agrees, and the line asks and doubts nothing: only then
  /// may anything be carried out.
  public let isWholeAssent: Bool
  /// The words that people agree with.
  var agreement: AgreementWords? { agreementWords?() }
  /// Made from all examples, so only where a plan waits for a yes.
  private let agreementWords: Deferred<AgreementWords>?

  init(
    acts: [DialogueAct], shares: [DialogueAct.Kind: Double], isWholeAssent: Bool,
    agreement: Deferred<AgreementWords>? = nil
  ) {
    self.acts = acts
    self.shares = shares
    self.isWholeAssent = isWholeAssent
    agreementWords = agreement
  }

  /// A line of which nothing is known.
  static let none = LineActs(acts: [], shares: [:], isWholeAssent: false)
}

extension LineActs {
  /// The acts of a line whose intent somebody has settled, where that intent is an act of its own.
  static func settled(on intent: String) -> LineActs? {
    let kinds: [String: DialogueAct.Kind] = [
      "affirm": .assent, "deny": .refuse, "stop": .stop, "contact_human_agent": .person,
    ]
    return kinds[intent].map {
      LineActs(acts: [], shares: [$0: 1], isWholeAssent: $0 == .assent)
    }
  }

  /// The likeliest kind of the whole line.
  public var main: DialogueAct.Kind? {
    shares.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }?.key
  }

  /// How likely a kind is for the whole line.
  func share(_ kind: DialogueAct.Kind) -> Double { shares[kind] ?? 0 }

  /// How likely the whole line is one of some kinds.
  func share(of kinds: DialogueAct.Kind...) -> Double {
    kinds.reduce(0) { $0 + share($1) }
  }

  /// Whether the line, or a clause of it, is of one of some kinds.
  func has(anyOf kinds: DialogueAct.Kind...) -> Bool {
    kinds.reduce(0) { $0 + share($1) } >= 0.5
      || acts.contains { kinds.contains($0.kind) && $0.confidence >= 0.55 }
  }

  /// Whether the line, or a clause of it, is of a kind.
  func has(_ kind: DialogueAct.Kind) -> Bool {
    share(kind) >= 0.5 || acts.contains { $0.kind == kind && $0.confidence >= 0.55 }
  }
}
