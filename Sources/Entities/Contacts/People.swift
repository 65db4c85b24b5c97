import Text

/// Names of people where the words around them say so: introduced, signed, addressed, titled.
struct People {
  let reading: Reading

  /// All names from left to right.
  func names() -> [Range<Int>] {
    guard reading.traits.contains(.latin) || reading.traits.contains(.han) else { return [] }
    let chinese = ChineseNames(reading: reading)
    var found: [Range<Int>] = []
    var index = 0
    while index < reading.count {
      if reading.isWord(index), let lead = lead(at: index), let range = name(from: lead) {
        found.append(range)
        index = range.upperBound
      } else if reading.isHan(index), let range = chinese.name(at: index) {
        found.append(range)
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  /// How surely a name follows.
  private enum Promise {
    /// Any word is a name: `my name is`.
    case sure
    /// A capitalised word that may be one: `I am`.
    case capital
    /// Only a name that is known, or two words that may be one: `this is`, `for`.
    case known
    /// The same, and nothing else up to the end: `Regards,`.
    case last
  }

  private struct Lead {
    let place: Int
    let promise: Promise
    var isTitled = false
  }

  /// What leads up to a name at a word.
  private func lead(at index: Int) -> Lead? {
    let hash = reading[index].hash
    if reading.word(index) == .name || hash == Self.names { return named(index) }
    if hash == Self.i {
      // `I'm Ada`, `I am Ada`
      if isApostrophe(index + 1), reading.isWord(index + 2), reading[index + 2].hash == Self.m {
        return Lead(place: index + 3, promise: .capital)
      }
      if reading.isWord(index + 1), reading[index + 1].hash == Self.am {
        // `I Am Ready` is a headline.
        return reading[index + 1].isCapital
          ? Lead(place: index + 2, promise: .known) : Lead(place: index + 2, promise: .capital)
      }
      return nil
    }
    if hash == Self.im, reading[index].code == 2 { return Lead(place: index + 1, promise: .known) }
    guard let kind = Self.leads[hash] else { return nil }
    switch kind {
    case .this:
      return reading.word(index + 1) == .isWord && !reading[index + 1].isCapital
        ? Lead(place: index + 2, promise: .known) : nil
    case .call:
      return reading.isWord(index + 1) && reading[index + 1].hash == Self.me
        ? Lead(place: index + 2, promise: .capital) : nil
    case .title:
      let place = reading.has(".", at: index + 1) ? index + 2 : index + 1
      guard reading[index].isCapital || reading.has(".", at: index + 1) else { return nil }
      return Lead(place: place, promise: .capital, isTitled: true)
    case .label:
      if reading.has(":", at: index + 1) { return Lead(place: index + 2, promise: .sure) }
      if reading.word(index + 1) == .isWord { return Lead(place: index + 2, promise: .known) }
      return modal(index + 1).map { Lead(place: $0, promise: .known) }
    case .to:
      return reading.word(index + 1) == .to || reading.word(index + 1) == .of
        || reading.word(index + 1) == .by || reading.word(index + 1) == .with
        ? Lead(place: index + 2, promise: .known) : nil
    case .plain: return Lead(place: index + 1, promise: .known)
    case .closing:
      var at = index + 1
      if reading.isWord(at), Self.closings.contains(reading[at].hash) { at += 1 }
      if reading.has(",", at: at) { at += 1 }
      return Lead(place: at, promise: .last)
    }
  }

  /// Past `should be`, `will be`, `to be`.
  private func modal(_ index: Int) -> Int? {
    guard reading.isWord(index), Self.modals.contains(reading[index].hash),
      reading.spelling(index + 1) == "be"
    else { return nil }
    return index + 2
  }

  /// After `name`: what `is`, a colon, a comma or `'s` leads up to.
  private func named(_ index: Int) -> Lead? {
    // `my name, Ada Lovelace`
    if reading.has(",", at: index + 1), reading.isWord(index + 3), reading[index + 2].isCapital,
      reading[index + 3].isCapital, reading[index + 2].word == .none
    {
      return Lead(place: index + 2, promise: .sure)
    }
    // `under the name of Castellanos`, `change the name to …`, `the name should be …`
    if reading.word(index + 1) == .of || reading.word(index + 1) == .to {
      return Lead(place: index + 2, promise: .capital)
    }
    if let place = modal(index + 1) { return Lead(place: place, promise: .capital) }
    var at = index + 1
    var steps = 0
    while at < reading.count, steps < 6 {
      if reading.word(at) == .isWord || reading.has(":", at: at) || reading.has("：", at: at) {
        // `the name is misspelt` tells none; `my name is yara` does, in small letters too.
        let isOwn = reading.word(index - 1) == .my || !reading.isWord(at)
        return Lead(place: at + 1, promise: isOwn ? .sure : .capital)
      }
      if reading.word(at) == .s, isApostrophe(at - 1) {
        return Lead(place: at + 1, promise: .sure)
      }
      guard reading.isWord(at) || isApostrophe(at) else { return nil }
      if steps == 0, reading[at].isCapital, GivenNames.contains(reading[at].hash) {
        // `under the name Ada Lovelace`
        return Lead(place: at, promise: .known)
      }
      at += 1
      steps += 1
    }
    return nil
  }

  private func isApostrophe(_ index: Int) -> Bool {
    reading.has("'", at: index) || reading.has("’", at: index)
  }

  // MARK: The name itself.

  private func name(from lead: Lead) -> Range<Int>? {
    var start = lead.place
    while ["\"", "“", "*", "'"].contains(where: { reading.has($0, at: start) }) { start += 1 }
    guard reading.isWord(start),
      let end = words(from: start, isSure: lead.promise == .sure || lead.isTitled)
    else {
      return nil
    }
    switch lead.promise {
    case .sure: return start..<end
    case .capital:
      let isName =
        GivenNames.contains(reading[start].hash) && !PersonWords.isShouted(reading, start)
        || PersonWords.mayName(reading, start)
        || lead.isTitled && Self.particles.contains(reading[start].hash)
      return isName ? start..<end : nil
    case .known: return isKnown(start, end) ? start..<end : nil
    case .last:
      guard isKnown(start, end) else { return nil }
      var at = end
      while at < reading.count, reading[at].kind == .symbol { at += 1 }
      return at == reading.count ? start..<end : nil
    }
  }

  /// A given name, or two capitalised words of which each may be a name.
  private func isKnown(_ start: Int, _ end: Int) -> Bool {
    guard reading[start].isCapital, !PersonWords.isShouted(reading, start) else { return false }
    if GivenNames.contains(reading[start].hash) { return true }
    // `K. Thompson`
    if reading[start].code == 1, reading.has(".", at: start + 1), start + 2 < end {
      return (start + 2..<end).allSatisfy {
        !reading.isWord($0) || PersonWords.mayName(reading, $0)
      }
    }
    let words = (start..<end).filter { reading.isWord($0) && reading[$0].code > 1 }
    return words.count >= 2 && words.allSatisfy { PersonWords.mayName(reading, $0) }
  }

  /// Where the words of a name end: capitals, particles between them, hyphens and apostrophes.
  private func words(from index: Int, isSure: Bool) -> Int? {
    var at = index
    var words = 0
    while at < reading.count, reading.isWord(at), words < 4 {
      let lexeme = reading[at]
      if words > 0 || isSure, Self.particles.contains(lexeme.hash), let end = pastParticles(at) {
        at = end
        words += 1
        continue
      }
      guard !Self.stops.contains(lexeme.hash) else { break }
      // `O`, and the initial of `John F. Kennedy`.
      if words > 0, !lexeme.isCapital, reading[at - 1].isCapital || reading.has(".", at: at - 1) {
        break
      }
      if !lexeme.isCapital {
        guard isSure, words < 2, lexeme.word == .none || lexeme.word.month > 0 else { break }
      }
      words += 1
      at = joined(at + 1)
      if reading.has(".", at: at), lexeme.code <= 2, reading.isWord(at + 1),
        reading[at + 1].isCapital
      {
        at += 1
      }
    }
    return words > 0 ? at : nil
  }

  /// `O'Neil`, `Jean-Luc`.
  private func joined(_ index: Int) -> Int {
    var at = index
    while at + 1 < reading.count, reading.isAttached(at), reading.isAttached(at + 1),
      isApostrophe(at) || reading.has("-", at: at), reading.isWord(at + 1),
      reading.word(at + 1) != .s
    {
      at += 2
    }
    return at
  }

  /// `van der`, up to the capital they stand before.
  private func pastParticles(_ index: Int) -> Int? {
    var at = index
    while at < reading.count, reading.isWord(at), Self.particles.contains(reading[at].hash),
      at < index + 3
    {
      at += 1
    }
    guard reading.isWord(at), reading[at].isCapital else { return nil }
    return joined(at + 1)
  }

  // MARK: Words.

  private enum LeadKind: Sendable { case this, call, title, label, to, plain, closing }

  private static func hash(_ text: String) -> UInt64 { Lexer.read(text)[0].hash }
  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { hash(String($0)) })
  }
  private static let names = hash("names")
  private static let i = hash("i")
  private static let im = hash("im")
  private static let m = hash("m")
  private static let am = hash("am")
  private static let me = hash("me")

  private static let leads: [UInt64: LeadKind] = {
    var leads: [UInt64: LeadKind] = [:]
    for (kind, words) in [
      (LeadKind.this, "this"), (.call, "call"),
      (.title, "mr mrs ms miss mx dr prof professor"),
      (
        .label,
        "recipient customer addressee consignee contact attention attn buyer holder cardholder "
          + "passenger guest signature surname firstname lastname fullname"
      ),
      (
        .to,
        "addressed deliver delivered ship shipped send sent behalf care signed spoke ordered left "
          + "talking talked chatting chatted speaking"
      ),
      (.plain, "for under attention attn"),
      (
        .closing,
        "regards sincerely wishes cheers thanks yours faithfully best warmly greetings you"
      ),
    ] {
      for word in words.split(separator: " ") {
        let key = hash(String(word))
        if leads[key] == nil { leads[key] = kind }
      }
    }
    return leads
  }()
  private static let modals = hashes("should will to must would")
  private static let closings = hashes("regards wishes sincerely faithfully truly again so much in")
  private static let particles = hashes(
    "van von der den de di da du la le del dos bin ibn al el ter ten")
  private static let stops = hashes(
    "and i my the a an with from here but so please can could would email mail zip order living "
      + "calling writing not in on at of for to also it is was that this as by or if you your we our "
      + "address number phone what where how when which who looking trying having very really still "
      + "just sorry happy glad sure afraid interested going done fine good great ok okay back new ready "
      + "currently located based because since about correct right wrong spelled under listed registered "
      + "mr mrs ms dr speaking hello hi")
}
