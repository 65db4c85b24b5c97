import Quantities
import Text

/// Finds what identifies and reaches people: e-mail, web addresses, phones, postcodes, cards,
/// parcels, names.
struct ContactRecognizer: EntityRecognizer {
  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    var found: [Entity] = []
    func add(_ kind: Entity.Kind, _ range: Range<Int>, _ value: (String) -> String) {
      let bytes = text.range(range)
      found.append(Entity(kind: kind, range: bytes, value: .text(value(text.text(bytes)))))
    }
    let web = WebAddresses(reading: text)
    if text.traits.contains(.at) {
      for index in 0..<text.count {
        if let range = web.email(at: index, strict: false) {
          add(.email, range) { Self.folded($0).lowercased().replacing("’", with: "'") }
        }
      }
    }
    if text.traits.contains(.dot), text.traits.contains(.latin) {
      var index = 0
      while index < text.count {
        if let range = web.url(at: index), isAddress(text, range) {
          add(.url, range) { $0 }
          index = range.upperBound
        } else {
          index += 1
        }
      }
    }
    if text.traits.contains(.digits) {
      for range in PaymentCards(reading: text).matches() { add(.card, range, Self.digits) }
      for range in BankAccounts(reading: text).matches() {
        add(.iban, range) { Self.compact($0) }
      }
      for range in NationalNumbers(reading: text).matches() {
        add(.nationalNumber, range) { Self.compact($0) }
      }
      if text.traits.contains(.dot) || text.bytes.contains(UInt8(ascii: ":")) {
        for range in InternetAddresses(reading: text).matches() {
          add(.ipAddress, range) { Self.folded($0).lowercased() }
        }
      }
      for range in TrackingNumbers(reading: text).matches() {
        add(.trackingNumber, range) { Self.folded($0).uppercased() }
      }
      for range in PhoneNumbers(reading: text).matches(strict: true) {
        add(.phone, range) { ($0.contains("+") ? "+" : "") + Self.digits($0) }
      }
      for match in Postcodes(reading: text).matches() {
        add(.postcode, match.range) { Self.folded($0).uppercased() }
      }
    }
    for range in People(reading: text).names() { add(.person, range) { $0 } }
    return found
  }

  /// A bare host ends in something that is no English word, `arrived.is` is two sentences.
  private func isAddress(_ text: Reading, _ range: Range<Int>) -> Bool {
    if text.has(":", at: range.lowerBound + 1) && text.has("/", at: range.lowerBound + 2) {
      return true
    }
    let spelling = text.spelling(range.lowerBound)
    if spelling == "www" { return true }
    var last = range.lowerBound
    for place in range {
      if text.has("/", at: place) || text.has("?", at: place) { break }
      if text.isWord(place) { last = place }
    }
    return text[last].code > 2
      ? !Self.words.contains(text.spelling(last)) : Self.codes.contains(text.spelling(last))
  }

  private static let words: Set<String> = [
    "blue", "red", "gold", "pink", "gift", "gifts", "best", "cool", "cheap", "here", "page", "care",
    "help", "home", "house", "kitchen", "money", "news", "one", "place", "post", "rent", "rest",
    "run", "sale", "shop", "site", "store", "support", "surf", "today", "top", "town", "toys",
    "win",
    "work", "works", "world", "green", "group", "guide", "health", "land", "life", "live", "love",
    "now", "other", "photo", "coffee", "furniture", "shoes", "tools", "watch", "card", "cards",
  ]
  private static let codes: Set<String> = [
    "cn", "uk", "de", "fr", "io", "eu", "jp", "hk", "tw", "ca", "au", "nz", "nl", "ch", "se", "dk",
    "es", "kr", "sg", "tv", "cc",
  ]

  private static func digits(_ text: String) -> String {
    folded(text).filter { $0.isASCII && $0.isNumber }
  }

  /// Letters and digits alone, large.
  private static func compact(_ text: String) -> String {
    folded(text).uppercased().filter { $0.isASCII && ($0.isNumber || $0.isLetter) }
  }

  private static func folded(_ text: String) -> String {
    let folded = FoldedText(Array(text.utf8))
    var result = ""
    for value in folded.scalars {
      if let scalar = Unicode.Scalar(value) { result.unicodeScalars.append(scalar) }
    }
    return result
  }
}
