import Text

/// Postal addresses: a house number and a street in the ways that English, much of Europe and China
/// write them, with what follows of flat, town and postcode.
struct StreetAddresses {
  let reading: Reading

  /// All addresses from left to right.
  func matches() -> [Range<Int>] {
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      if let range = chinese(at: index, after: found.last?.upperBound ?? 0) ?? english(at: index)
        ?? continental(at: index)
        ?? box(at: index)
      {
        found.append(range)
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  // MARK: In Latin letters.

  /// `12 Alder Row`, `Flat 3, 14b King's Lane, Leeds`.
  private func english(at index: Int) -> Range<Int>? {
    guard reading.isDigits(index), reading[index].code <= 5,
      !isJoined(index) || unit(before: index) < index
    else { return nil }
    var at = index + 1
    // `14b`, `12-14`, `12/3`
    if reading.isWord(at), reading.isAttached(at) {
      guard reading[at].code == 1 else { return nil }
      at += 1
    } else if reading.has("-", at: at) || reading.has("/", at: at), reading.isDigits(at + 1) {
      at += 2
    }
    if reading.has(",", at: at) { at += 1 }
    guard reading.isWord(at) else { return nil }
    if Self.before.contains(reading[at].hash) { return street(from: index, at, least: 1) }
    var words = 0
    var isNamed = true
    while reading.isWord(at) || isMark(at) || isNumbered(at), words < 5 {
      if isNumbered(at) {
        // `350 W 42nd St`
        at += 2
        words += 1
        continue
      }
      if reading.isWord(at) {
        if words > 0, Self.types.contains(reading[at].hash), isType(at) {
          guard isNamed || isAnnounced(index) else { return nil }
          var end = at + 1
          if reading.isWord(end), Self.compass.contains(reading[end].hash) { end += 1 }
          return unit(before: index)..<rest(from: end)
        }
        // The `s` of `King's Lane` belongs to the word before it.
        let isPossessive = reading[at].code == 1 && isMark(at - 1)
        isNamed =
          isNamed && (isPossessive || reading[at].isCapital || reading.word(at).ordinal > 0)
        words += 1
      }
      at += 1
    }
    return nil
  }

  /// A capital, or a word that says nothing but a street: `street`, `road`.
  private func isType(_ index: Int) -> Bool {
    guard
      reading[index].isCapital || reading[index].code > 3
        || Self.short.contains(reading[index].hash)
    else { return false }
    // `21 May Close the account`: what goes on as a sentence is no address.
    return true
  }

  private func isNumbered(_ index: Int) -> Bool {
    reading.isDigits(index) && reading.isAttached(index + 1)
      && (reading.word(index + 1) == .ordinalSuffix || reading.word(index + 1) == .th)
  }

  private func isMark(_ index: Int) -> Bool {
    (reading.has("'", at: index) || reading.has("’", at: index) || reading.has(".", at: index)
      || reading.has("-", at: index)) && reading.isAttached(index)
  }

  private func isJoined(_ index: Int) -> Bool {
    guard reading.isAttached(index) else { return false }
    return reading.isWord(index - 1)
      || ["-", ".", ",", "$", "€", "£", "_", ":"].contains { reading.has($0, at: index - 1) }
  }

  /// `address is`, `live at`, `to` within a few words before.
  private func isAnnounced(_ index: Int) -> Bool {
    ((index - 5)..<index).contains { reading.isWord($0) && Self.leads.contains(reading[$0].hash) }
  }

  /// `Flat 3,` and its kin before a house number.
  private func unit(before index: Int) -> Int {
    var at = index - 1
    if reading.has(",", at: at) || reading.has("/", at: at) { at -= 1 }
    if reading.isWord(at), reading[at].code == 1, reading.isDigits(at - 1) { at -= 1 }
    guard reading.isDigits(at), reading.isWord(at - 1), Self.units.contains(reading[at - 1].hash)
    else { return index }
    return at - 1
  }

  /// What follows a street: a flat, towns in capitals, a state, a postcode.
  private func rest(from index: Int) -> Int {
    var end = index
    for _ in 0..<5 {
      var at = end
      if reading.has(".", at: at), reading.isWord(at - 1), reading[at - 1].code <= 4 { at += 1 }
      let hasComma = reading.has(",", at: at)
      if hasComma { at += 1 }
      if reading.isWord(at), Self.units.contains(reading[at].hash) || reading.has("#", at: at),
        reading.isDigits(at + 1)
      {
        end = at + 2
        if reading.isWord(end), reading.isAttached(end), reading[end].code == 1 { end += 1 }
        continue
      }
      // A town, or letters of a postcode.
      if hasComma || end > index, reading.isWord(at), reading[at].isCapital,
        !PersonWords.isShouted(reading, at) || reading[at].code <= 4
      {
        var next = at
        while reading.isWord(next), reading[next].isCapital, next < at + 3 {
          next += 1
          if reading.isDigits(next), reading.isAttached(next) || reading[next].code >= 4 {
            next += 1
          }
          if reading.isWord(next), reading.isAttached(next), reading.isDigits(next - 1) {
            next += 1
          }
        }
        // The second half of `NW1 6XE`.
        if reading.isDigits(next), reading[next].code == 1, reading.isWord(next + 1),
          reading.isAttached(next + 1), reading[next + 1].code == 2, reading[next + 1].isCapital
        {
          next += 2
        }
        end = next
        continue
      }
      if reading.isDigits(at), reading[at].code >= 4, reading[at].code <= 6, hasComma || end > index
      {
        end = at + 1
        continue
      }
      break
    }
    return end
  }

  /// `Hauptstraße 12`, `Calle Mayor 5`, `12 rue de la Paix`.
  private func continental(at index: Int) -> Range<Int>? {
    guard reading.isWord(index),
      reading[index].isCapital || Self.before.contains(reading[index].hash)
    else { return nil }
    if Self.before.contains(reading[index].hash) {
      return street(from: index, index, least: 2)
    }
    let spelling = reading.spelling(index)
    guard reading[index].code > 5, Self.endings.contains(where: spelling.hasSuffix),
      reading.isDigits(index + 1), reading[index + 1].code <= 4
    else { return nil }
    var end = index + 2
    if reading.isWord(end), reading.isAttached(end), reading[end].code == 1 { end += 1 }
    return index..<rest(from: end)
  }

  /// A kind of street that stands before its name; a number before or after them.
  private func street(from start: Int, _ index: Int, least: Int) -> Range<Int>? {
    var at = index + 1
    var words = 0
    while reading.isWord(at), words < 5, reading[at].isCapital || reading[at].code <= 3 {
      words += 1
      at += 1
    }
    guard words >= 1 else { return nil }
    if start < index { return start..<rest(from: at) }
    if reading.has(",", at: at) { at += 1 }
    guard reading.isDigits(at), reading[at].code <= 4 else { return nil }
    return start..<rest(from: at + 1)
  }

  /// `P.O. Box 123`
  private func box(at index: Int) -> Range<Int>? {
    guard reading.isWord(index), reading.spelling(index) == "box", reading.isDigits(index + 1)
    else {
      return nil
    }
    for start in [index - 1, index - 2, index - 4] where reading.isWord(start) {
      let spelling = reading.spelling(start)
      if spelling == "po" || spelling == "p" { return start..<rest(from: index + 2) }
    }
    return nil
  }

  // MARK: Words.

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static let types = hashes(
    "street st road rd avenue ave lane ln drive dr close court ct boulevard blvd way place pl square "
      + "sq terrace crescent row grove hill mews park parkway pkwy highway hwy alley circle cir trail "
      + "walk gardens quay gate view rise vale green wharf yard esplanade parade promenade broadway"
  )
  private static let short = hashes("st rd ave ln dr ct pl sq hwy cir way row")
  private static let before = hashes(
    "rue avenue boulevard calle avenida via viale rua plaza piazza paseo ulica")
  private static let endings = [
    "straße", "strasse", "str", "weg", "platz", "gasse", "allee", "straat", "laan", "gatan", "vej",
    "gade", "ufer", "damm",
  ]
  private static let units = hashes(
    "flat apt apartment unit suite ste room floor no building block")
  private static let compass = hashes("north south east west n s e w nw ne sw se")
  private static let leads = hashes(
    "address live lives living at to ship deliver send moved house street reside is")
}
