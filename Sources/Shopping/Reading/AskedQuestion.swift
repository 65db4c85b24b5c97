/// What a line most probably asks of goods, as a reader learned it from ways to ask: by the names that
/// `knowledge-base/<language>/goods` gives such questions behind `goods.`.
public struct AskedQuestion: Sendable {
  /// The name, such as `material` or `is.waterproof`.
  public let name: String
  /// That this is asked, and not another or nothing, 0…1.
  public let probability: Double

  /// Creates it.
  public init(name: String, probability: Double) {
    self.name = name
    self.probability = probability
  }

  /// From here on it stands where the grammar found no question.
  static let likely = 0.45
  /// From here on it stands in place of what the grammar found.
  private static let sure = 0.8
  /// Whether there is hardly a doubt.
  public var isSure: Bool { probability >= Self.sure }
}

extension AskedQuestion {
  /// What a name asks for.
  enum Meaning {
    case question(ProductQuery.Question)
    case order(ProductQuery.Order)
    /// Others than those shown.
    case more
  }

  private static let meanings: [String: Meaning] = [
    "stock": .question(.stock), "count": .question(.count), "restock": .question(.restock),
    "price": .question(.price), "total": .question(.total), "card": .question(.card),
    "options": .question(.options(nil)), "options.color": .question(.options("color")),
    "options.size": .question(.options("size")), "match": .question(.match),
    "similar": .question(.similar), "buy": .question(.buy), "reserve": .question(.reserve),
    "why": .question(.why), "compare": .question(.compare), "best": .question(.compare),
    "sold": .question(.exists), "open": .question(.open), "cheaper": .order(.cheaper),
    "bigger": .order(.bigger), "smaller": .order(.smaller), "more": .more,
    // What a machine or an oven does to a thing stands under its care and its heat.
    "is.dishwasher": .question(.attribute("care")), "is.microwave": .question(.attribute("heat")),
  ]

  var meaning: Meaning {
    if let known = Self.meanings[name] { return known }
    if name.hasPrefix("is.") { return .question(.feature(String(name.dropFirst(3)))) }
    return .question(.attribute(name))
  }
}

extension QueryAssembly {
  /// Puts in what a learned reader heard, where the grammar heard nothing or less.
  mutating func settle(by asked: AskedQuestion) {
    guard state.isFresh, asked.probability >= AskedQuestion.likely else { return }
    switch asked.meaning {
    case .question(let question): settle(by: question, isSure: asked.isSure)
    case .order(let order):
      guard query.order == nil, query.questions.isEmpty, query.subjects.isEmpty else { return }
      query.order = order
    case .more:
      guard !seeksSomething, query.questions.isEmpty else { return }
      query.wantsMore = true
    }
  }

  private mutating func settle(by question: ProductQuery.Question, isSure: Bool) {
    guard query.question != question, query.question != .size, !query.isRequirement, !query.isLater
    else { return }
    let isVague: Bool
    switch query.question {
    case .exists: isVague = query.subjects.isEmpty
    // “隔音的呢” asks for one that is so.
    case .card: isVague = query.features.isEmpty || !query.subjects.isEmpty
    case nil, .open: isVague = true
    default: isVague = false
    }
    guard isVague || isSure && !namesAttribute else { return }
    switch question {
    // A colour or a size that is named asks whether there is such a one, or what it costs.
    case .attribute, .feature, .options: if namesOption { return }
    default: break
    }
    // A search says more than that anything is asked of what was shown, unless one thing is spoken of.
    switch question {
    case .attribute, .feature:
      if seeksSomething, state.spoken == nil || !query.subjects.isEmpty { return }
    case .match, .similar: if seeksSomething || !isSure { return }
    default: if seeksSomething { return }
    }
    // A thing that is named goes on with what was asked before; a new question says more than "tell me of it".
    if question == .card, !query.subjects.isEmpty || state.question != nil { return }
    if question == .exists, query.subjects.isEmpty, query.things.isEmpty { return }
    if question == .compare, state.shown.count < 2, query.subjects.count < 2,
      state.compared.count < 2
    {
      return
    }
    query.questions = [question]
  }

  /// Whether the line's own words name what is asked.
  private var namesAttribute: Bool { marks.contains { !$0.attributes.isEmpty } }

  private var namesOption: Bool {
    !query.options.isEmpty || query.subjects.contains { !$0.options.isEmpty }
  }

  /// Whether goods are looked for.
  private var seeksSomething: Bool {
    query.isRequest || !query.budget.isEmpty || query.order != nil || !query.things.isEmpty
      || query.wantsMore || query.rejects || query.isGift || !query.interests.isEmpty
      || !query.excluded.isEmpty || !query.excludedFeatures.isEmpty
      || !query.excludedOptions.isEmpty
  }
}
