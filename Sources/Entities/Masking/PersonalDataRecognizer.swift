public import Quantities
public import Text

/// Finds what only masking looks for: addresses, passwords, codes of cards, accounts, names in
/// messengers, contacts spelled out, days of birth.
struct PersonalDataRecognizer: EntityRecognizer {
  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    var found: [Entity] = []
    func add(_ kind: Entity.Kind, _ lexemes: Range<Int>) {
      guard !lexemes.isEmpty else { return }
      let range = text.range(lexemes)
      found.append(Entity(kind: kind, range: range, value: .text(text.text(range))))
    }
    for range in FullNames(reading: text).matches() { add(.person, range) }
    for range in StreetAddresses(reading: text).matches() { add(.address, range) }
    for match in AnnouncedSecrets(reading: text).matches() { add(match.kind, match.range) }
    let spelled = SpelledContacts(reading: text)
    for range in spelled.emails() { add(.email, range) }
    for range in spelled.phones() { add(.phone, range) }
    for run in PaymentCards(reading: text).runs() where isCardSpoken(text, run.range.lowerBound) {
      add(.card, run.range)
    }
    return found
  }

  /// A number of a card with a slip in it is still one, where a card is spoken of.
  private func isCardSpoken(_ text: Reading, _ index: Int) -> Bool {
    ((index - 5)..<index).contains { text.word($0) == .card || text.has("卡", at: $0) }
  }

  /// Days that `born on`, `date of birth`, 生日 lead up to.
  static func births(among entities: [Entity], in text: String) -> [Entity] {
    let dates = entities.filter { $0.kind == .date }
    guard !dates.isEmpty else { return [] }
    let bytes = Array(text.utf8)
    return dates.compactMap { date in
      let head = Reading(
        String(
          decoding: bytes[max(0, date.range.lowerBound - 40)..<date.range.lowerBound], as: UTF8.self
        ))
      let tail = Reading(
        String(
          decoding: bytes[date.range.upperBound..<min(bytes.count, date.range.upperBound + 12)],
          as: UTF8.self))
      let isAfter =
        tail.has("出", at: 0) && tail.has("生", at: 1) || tail.has("生", at: 0)
        || tail.has("的", at: 0) && tail.has("生", at: 1)
      guard isAfter || isBirth(head) else { return nil }
      return Entity(kind: .birthDate, range: date.range, value: date.value)
    }
  }

  /// Whether a text ends in `born on`, `date of birth:`, 生日是.
  private static func isBirth(_ head: Reading) -> Bool {
    var at = head.count - 1
    while at >= 0 {
      if head.isWord(at), births.contains(head[at].hash) { return true }
      if head.has("生", at: at), head.has("日", at: at + 1) || head.has("出", at: at - 1) {
        return true
      }
      guard
        head.isWord(at) && ["on", "is", "was", "of", "in", "the"].contains(head.spelling(at))
          || ["：", ":", "是", "为", "日", "期", ",", "年", "月", "于"].contains(where: {
            head.has($0, at: at)
          })
      else { return false }
      at -= 1
    }
    return false
  }

  private static let births = Set(
    ["born", "birth", "birthday", "dob", "birthdate"].map { Lexer.read($0)[0].hash })
}

extension EntityExtractor {
  /// What of an utterance points at a person or must stay secret, sorted by place, no two of which
  /// overlap: the personal kinds of `entities(in:today:)`, and addresses, passwords, accounts and
  /// more that nothing but masking asks for.
  public func personalData(in utterance: Utterance, today: Day) -> [Entity] {
    let entities = self.entities(in: utterance, today: today)
    var found = entities.filter { Masker.personal.contains($0.kind) }
    found += PersonalDataRecognizer.births(among: entities, in: utterance.text)
    found += privateData(in: utterance, today: today)
    return EntityResolution.longest(found)
  }
}
