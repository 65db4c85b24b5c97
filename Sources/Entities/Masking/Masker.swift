import Text

/// Replaces personal data by its kind, or by a pseudonym that stays the same for the same person.
public struct Masker: Sendable {
  /// The kinds that point at a person.
  public static let personal: Set<Entity.Kind> = [
    .email, .phone, .card, .postcode, .person, .orderNumber, .trackingNumber,
  ]

  private let kinds: Set<Entity.Kind>
  private let key: HMAC?

  /// Creates a masker that leaves some kinds alone; with a key it writes pseudonyms.
  public init(keeping: Set<Entity.Kind> = [], pseudonymKey: [UInt8]? = nil) {
    kinds = Self.personal.subtracting(keeping)
    key = pseudonymKey.map(HMAC.init)
  }

  /// The text with personal data replaced: `[EMAIL]`, or `[EMAIL-4f1c09ab]` with a key.
  public func mask(_ text: String, entities: [Entity]) -> String {
    var entities = entities.filter { kinds.contains($0.kind) }
    guard !entities.isEmpty else { return text }
    entities.sort { $0.range.lowerBound < $1.range.lowerBound }
    let bytes = Array(text.utf8)
    var masked: [UInt8] = []
    masked.reserveCapacity(bytes.count)
    var at = 0
    for entity in entities where entity.range.lowerBound >= at {
      masked += bytes[at..<entity.range.lowerBound]
      masked += replacement(entity, bytes).utf8
      at = entity.range.upperBound
    }
    masked += bytes[at...]
    return String(decoding: masked, as: UTF8.self)
  }

  private func replacement(_ entity: Entity, _ bytes: [UInt8]) -> String {
    let label = entity.kind == .person ? "NAME" : entity.kind.rawValue.uppercased()
    guard let key else { return "[\(label)]" }
    var value = String(decoding: bytes[entity.range], as: UTF8.self)
    if case .text(let normal) = entity.value { value = normal }
    let code = key.code(Array((entity.kind.rawValue + "\u{0}" + value.lowercased()).utf8))
    let hex = code.prefix(4).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }
    return "[\(label)-\(hex.joined())]"
  }
}

extension Masker {
  /// Names introduced so far, so that they are masked wherever they come again.
  public struct Names: Sendable {
    private var words: Set<String> = []

    /// No names yet.
    public init() {}

    /// Remembers the names among entities of a text.
    public mutating func learn(_ entities: [Entity], in text: String) {
      let bytes = Array(text.utf8)
      for entity in entities where entity.kind == .person {
        for word in Lexer.read(Array(bytes[entity.range])).lexemes
        where word.kind == .word && word.code >= 3 && word.word == .none {
          words.insert(
            String(
              decoding: bytes[entity.range][
                (entity.range.lowerBound + word.start)..<(entity.range.lowerBound + word.end)],
              as: UTF8.self
            ).lowercased())
        }
      }
    }

    /// The remembered names in a text, as entities; written with a capital only.
    public func entities(in text: String) -> [Entity] {
      guard !words.isEmpty else { return [] }
      let reading = Lexer.read(text)
      var found: [Entity] = []
      var index = 0
      while index < reading.count {
        var end = index
        while end < reading.count, reading[end].isCapital,
          words.contains(reading.spelling(end))
        {
          end += 1
        }
        if end > index {
          let range = reading.range(index..<end)
          found.append(Entity(kind: .person, range: range, value: .text(reading.text(range))))
        }
        index = max(end, index + 1)
      }
      return found
    }
  }
}
