import Entities
import Shop
import Text

/// Which of a customer's ways to pay a line means: "the card", "visa", "same card", “原路”, four last digits.
struct MethodReader {
  let desk: Desk
  let line: Interpretation
  private let mentions: MentionReader

  init(_ line: Interpretation, _ desk: Desk) {
    self.desk = desk
    self.line = line
    mentions = MentionReader(line, desk.spoken)
  }

  /// What a line says of paying.
  struct Choice {
    /// The methods that fit, by id, the likeliest first; more than one where the words fit several.
    let methods: [String]
    /// Whether a way to pay was named at all.
    let isNamed: Bool
  }

  /// The methods of `methods` that a line means; `original` is what the order was paid with.
  func choice(among methods: [PaymentMethod], original: String?) -> Choice {
    var found: [Mention] = []
    for (place, method) in methods.enumerated() {
      found += ranges(of: method.kind).map {
        Mention(option: place, range: $0, score: Double($0.count))
      }
      if let digits = method.lastFour {
        for token in line.utterance.tokens where line.utterance[token] == digits {
          found.append(Mention(option: place, range: token.range, score: 100))
        }
      }
      if method.id == original {
        found += mentions.ranges(.originalMethod).map {
          Mention(option: place, range: $0, score: 50)
        }
      }
    }
    let sorted = mentions.sorted(found)
    var meant = sorted.meant
    if let digits = found.first(where: { $0.score == 100 }), meant.contains(digits.option) {
      meant = [digits.option]
    }
    if meant.isEmpty, !sorted.excluded.isEmpty, methods.count - sorted.excluded.count == 1 {
      meant = methods.indices.filter { !sorted.excluded.contains($0) }
    }
    return Choice(
      methods: meant.map { methods[$0].id }, isNamed: !found.isEmpty || namesAny)
  }

  /// Whether any way to pay is named, also one that the customer does not have.
  var namesAny: Bool {
    [SpokenPhrases.List.creditCard, .paypal, .giftCard, .originalMethod].contains {
      mentions.has($0)
    }
  }

  /// Where the line names a way to pay, whichever it is.
  var places: [Range<Int>] { Self.kinds.flatMap(ranges) + mentions.ranges(.originalMethod) }

  /// The kinds of ways to pay that the line means, whether the customer has one or not.
  var kindsMeant: [PaymentMethod.Kind] {
    let found = Self.kinds.enumerated().flatMap { place, kind in
      ranges(of: kind).map { Mention(option: place, range: $0, score: Double($0.count)) }
    }
    return mentions.sorted(found).meant.map { Self.kinds[$0] }
  }

  private static let kinds: [PaymentMethod.Kind] = [.creditCard, .paypal, .giftCard]

  private func ranges(of kind: PaymentMethod.Kind) -> [Range<Int>] {
    let own: [Range<Int>]
    switch kind {
    case .creditCard:
      let gifts = mentions.ranges(.giftCard)
      own = mentions.ranges(.creditCard).filter { range in
        !gifts.contains { $0.overlaps(range) }
      }
    case .paypal: own = mentions.ranges(.paypal)
    case .giftCard: own = mentions.ranges(.giftCard)
    default: own = []
    }
    let names = Language.allCases.map { desk.name(of: kind, in: $0) } + [kind.words]
    return own + names.flatMap { mentions.line.spoken.ranges(of: SpokenText.Phrase($0)) }
  }
}
