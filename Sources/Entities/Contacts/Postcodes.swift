import Text

/// Postcodes: by their own form (`SW1A 1AA`, `K1A 0B1`), or digits after a state, `zip` or 邮编.
struct Postcodes {
  let reading: Reading

  /// All postcodes from left to right, and whether a word or a state announced each.
  func matches() -> [(range: Range<Int>, isAnnounced: Bool)] {
    var found: [(Range<Int>, Bool)] = []
    var index = 0
    while index < reading.count {
      if let end = digits(at: index) {
        if isAnnounced(index) {
          found.append((index..<end, true))
          index = end
          continue
        }
        if isAlone(index, end), !isOtherCode(index) { found.append((index..<end, false)) }
      } else if let end = lettered(at: index) {
        found.append((index..<end, true))
        index = end
        continue
      }
      index += 1
    }
    return found
  }

  /// Five digits, perhaps `-` and four more, or six.
  private func digits(at index: Int) -> Int? {
    guard reading.isDigits(index), reading[index].code == 5 || reading[index].code == 6,
      !(reading.isAttached(index)
        && (reading.isWord(index - 1) || reading.has("#", at: index - 1)
          || reading.has("$", at: index - 1) || reading.has("-", at: index - 1)
          || reading.has("_", at: index - 1) || reading.has("/", at: index - 1)
          || reading.has(".", at: index - 1) && reading.isDigits(index - 2)))
    else { return nil }
    var end = index + 1
    if reading[index].code == 5, reading.has("-", at: end), reading.isAttached(end),
      reading.isDigits(end + 1), reading.isAttached(end + 1), reading[end + 1].code == 4
    {
      end += 2
    }
    if reading.isAttached(end) {
      if reading.isWord(end) || reading.isDigits(end) || reading.has("_", at: end) { return nil }
      // The ending of a file's name, or a number that goes on.
      if reading.has(".", at: end) || reading.has("-", at: end) || reading.has("/", at: end),
        reading.isAttached(end + 1), reading.isWord(end + 1) || reading.isDigits(end + 1)
      {
        return nil
      }
    }
    return end
  }

  /// `zip code is`, `postcode:`, a state or its letters, 邮编 stand before the place.
  func isAnnounced(_ index: Int) -> Bool {
    var at = index - 1
    var steps = 0
    while at >= 0, steps < 7 {
      let word = reading.word(at)
      if word == .zip { return true }
      if steps < 2, reading.isWord(at), States.contains(reading, at) { return true }
      if reading.has("邮", at: at), reading.has("编", at: at + 1) || reading.has("政", at: at + 1) {
        return true
      }
      if reading.isWord(at) {
        let spelling = reading[at].hash
        if spelling == Self.postal || spelling == Self.post { return true }
        guard
          word == .isWord || spelling == Self.code || word == .the || word == .my || word == .it
            || word == .of || word == .s || spelling == Self.address || spelling == Self.changed
            || word == .to
        else { return false }
      } else if reading.isDigits(at) {
        return false
      } else if reading.isHan(at) {
        guard
          reading.has("是", at: at) || reading.has("编", at: at) || reading.has("码", at: at)
            || reading.has("为", at: at) || reading.has("政", at: at)
        else { return false }
      }
      at -= 1
      steps += 1
    }
    return false
  }

  private static func hash(_ text: String) -> UInt64 { Lexer.read(text)[0].hash }
  private static let postal = hash("postal")
  private static let post = hash("post")
  private static let code = hash("code")
  private static let address = hash("address")
  private static let changed = hash("changed")

  /// Bare digits that nothing counts: all that was said, the end of a clause, an address's end.
  private func isAlone(_ index: Int, _ end: Int) -> Bool {
    if isApart(index, end) { return true }
    guard !reading.isHan(end), !reading.isHan(index - 1) else {
      return reading.count < 16
        && reading.lexemes.count { $0.kind != .symbol } - (end - index) <= 3
    }
    guard reading.isWord(end) else { return true }
    return reading.word(end) == .and || reading.word(end) == .to || reading[end].hash == Self.usa
  }

  /// `discount code 123456`, 折扣码123456, 批次号200040: a code that its own word names.
  private func isOtherCode(_ index: Int) -> Bool {
    var at = index - 1
    while reading.word(at) == .isWord || reading.has(":", at: at) || reading.has("：", at: at)
      || reading.has("是", at: at)
    {
      at -= 1
    }
    // `use code 839201` may be one for a single use, which is masked rather than not.
    if reading.isWord(at), reading[at].hash == Self.code { at -= 1 }
    if reading.isWord(at) { return Self.otherCodes.contains(reading[at].hash) }
    return reading.has("码", at: at) || reading.has("号", at: at)
  }

  private static let otherCodes = Set(
    ["discount", "coupon", "voucher", "promo", "sku", "item", "batch", "lot", "model", "ref"]
      .map(hash))

  /// Set off by blanks from Chinese words, beside another long number: `10518 200040 我要退货`.
  private func isApart(_ index: Int, _ end: Int) -> Bool {
    guard index > 0, !reading.isAttached(index), end >= reading.count || !reading.isAttached(end)
    else { return false }
    return (0..<index).contains { reading.isDigits($0) && reading[$0].code >= 5 }
      && (reading.isDigits(index - 1) || end >= reading.count)
  }

  private static let usa = hash("usa")

  /// `SW1A 1AA`, `K1A 0B1`: written in capitals, or announced.
  private func lettered(at index: Int) -> Int? {
    guard reading.isWord(index), reading[index].code <= 2, reading.isDigits(index + 1),
      reading.isAttached(index + 1), reading[index + 1].code <= 2,
      !(reading.isAttached(index)
        && (reading.isDigits(index - 1) || reading.has("-", at: index - 1)))
    else { return nil }
    var at = index + 2
    // Canada: letter digit letter, blank, digit letter digit.
    if reading[index].code == 1, reading[index + 1].code == 1, isLetter(at), reading.isAttached(at),
      reading.isDigits(at + 1), reading[at + 1].code == 1, isLetter(at + 2),
      reading.isAttached(at + 2), reading.isDigits(at + 3), reading[at + 3].code == 1,
      reading.isAttached(at + 3), !reading.isAttached(at + 4) || !reading.isWord(at + 4)
    {
      return isCapital(index) ? at + 4 : nil
    }
    if isLetter(at), reading.isAttached(at) { at += 1 }
    guard reading.isDigits(at), reading[at].code == 1, reading[at].hasBlankBefore,
      reading.isWord(at + 1), reading[at + 1].code == 2, reading.isAttached(at + 1),
      isCapital(index) && isCapital(at + 1) || isAnnounced(index)
    else { return nil }
    return at + 2
  }

  private func isLetter(_ place: Int) -> Bool { reading.isWord(place) && reading[place].code == 1 }

  private func isCapital(_ place: Int) -> Bool { reading[place].isCapital }
}

/// The states of the USA, by name and by letters; letters count in capitals only.
enum States {
  static func contains(_ reading: Reading, _ index: Int) -> Bool {
    let lexeme = reading[index]
    if lexeme.code == 2 {
      guard letters.contains(lexeme.hash) else { return false }
      let second = reading.bytes[lexeme.start + 1]
      return lexeme.isCapital && second < 0x60
    }
    return names.contains(lexeme.hash)
  }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }

  private static let letters = hashes(
    "al ak az ar ca co ct de dc fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm "
      + "ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy pr")
  /// The last word of each name is enough to stand before a postcode.
  private static let names = hashes(
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia hawaii "
      + "idaho illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan "
      + "minnesota mississippi missouri montana nebraska nevada hampshire jersey mexico york carolina "
      + "dakota ohio oklahoma oregon pennsylvania island tennessee texas utah vermont virginia "
      + "washington wisconsin wyoming columbia dc")
}
