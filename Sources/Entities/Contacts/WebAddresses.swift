import Text

/// E-mail addresses and web addresses.
struct WebAddresses {
  let reading: Reading

  /// An address around the `@` at a place. A strict reading refuses what no mail system would
  /// take; for masking, whatever looks like an address is one.
  func email(at index: Int, strict: Bool) -> Range<Int>? {
    guard reading.has("@", at: index) else { return nil }
    var start = index
    while start > 0, reading.isAttached(start), isLocal(start - 1) { start -= 1 }
    var dotted = false
    while start < index,
      [".", "-", "'", "’", "/", "="].contains(where: { reading.has($0, at: start) })
    {
      dotted = dotted || reading.has(".", at: start)
      start += 1
    }
    guard start < index else { return nil }
    for place in start..<index where reading.has(".", at: place) {
      if reading.has(".", at: place + 1) || place + 1 == index { dotted = true }
    }
    if strict, dotted { return nil }
    guard let end = host(from: index + 1, strict: strict) else { return nil }
    return start..<end
  }

  private func isLocal(_ place: Int) -> Bool {
    switch reading[place].kind {
    case .digits: return true
    case .word: return true
    case .han: return false
    case .symbol:
      switch reading[place].code {
      // A typographic apostrophe stands within a name: `o’neil@…`.
      case 0x2019: return reading.isWord(place - 1) && reading.isAttached(place)
      case 0x2E, 0x5F, 0x2D, 0x2B, 0x25, 0x26, 0x27: return true
      default: return false
      }
    }
  }

  private func isASCII(_ place: Int) -> Bool {
    reading[place].end - reading[place].start == Int(reading[place].code)
      || reading.bytes[reading[place].start] == 0xEF
  }

  /// Where a host with a top-level domain ends.
  private func host(from index: Int, strict: Bool) -> Int? {
    var at = index
    var end: Int?
    var label = 0
    while at < reading.count, reading.isAttached(at) {
      let lexeme = reading[at]
      if lexeme.kind == .digits || lexeme.kind == .word {
        label += 1
        if lexeme.kind == .word, lexeme.code >= 2, reading.has(".", at: at - 1), at > index + 1,
          !(reading.isAttached(at + 1)
            && (reading.isDigits(at + 1) || reading.has("-", at: at + 1)
              || reading.has("_", at: at + 1)))
        {
          end = at + 1
        }
      } else if lexeme.code == 0x2E {
        guard label > 0 else { break }
        label = 0
      } else if lexeme.code == 0x2D {
        guard label > 0 else { break }
      } else if lexeme.code == 0x5F, lexeme.kind == .symbol {
        if strict { return nil }
      } else {
        break
      }
      at += 1
    }
    return end
  }

  /// A web address that begins at a place: with a scheme, with `www.`, or a host with a known end.
  func url(at index: Int) -> Range<Int>? {
    if reading.isAttached(index),
      reading.has("@", at: index - 1) || reading.has(".", at: index - 1)
        || reading.has("-", at: index - 1) || reading.has("_", at: index - 1)
        || reading.isWord(index - 1) || reading.isDigits(index - 1)
    {
      return nil
    }
    guard reading.isWord(index) || reading.isDigits(index) else { return nil }
    let spelling = reading.isWord(index) ? reading[index].hash : 0
    if spelling == Self.http || spelling == Self.https || spelling == Self.ftp {
      guard reading.has(":", at: index + 1), reading.has("/", at: index + 2),
        reading.has("/", at: index + 3)
      else { return nil }
      let host = userInfo(from: index + 4)
      guard let end = domain(from: host, scheme: true) ?? foreignDomain(from: host) else {
        return nil
      }
      return index..<path(from: end)
    }
    let named =
      spelling == Self.www && reading.has(".", at: index + 1) ? foreignDomain(from: index) : nil
    guard let end = domain(from: index, scheme: false) ?? named else { return nil }
    if reading.has("@", at: end), reading.isAttached(end) { return nil }
    let last = path(from: end)
    if last == end, named == nil, isTalk(index, end) { return nil }
    return index..<last
  }

  /// A file's name, or two sentences without a blank between them: `README.md`, `ok.no problem`.
  private func isTalk(_ index: Int, _ end: Int) -> Bool {
    guard end == index + 3, reading.isWord(index) else { return false }
    let ending = reading[end - 1]
    if TopLevelDomains.isFile(ending.hash) { return true }
    return TopLevelDomains.isWord(ending.hash)
      && (CommonWords.contains(reading[index].hash) || reading[index].word != .none
        || AnswerRecognizer.table.longest(in: reading, at: index) != nil)
      && (reading.isWord(end) || reading[index].isCapital != ending.isCapital)
  }

  /// Passes over `user@` and `user:secret@`, as far as they stand before a host.
  private func userInfo(from index: Int) -> Int {
    var at = index
    while at < reading.count, at == index || reading.isAttached(at), at < index + 12 {
      if reading.has("@", at: at) { return at + 1 }
      let isPart =
        reading.isWord(at) || reading.isDigits(at)
        || [".", ":", "-", "_", "+", "%"].contains { reading.has($0, at: at) }
      guard isPart else { break }
      at += 1
    }
    return index
  }

  /// A host with letters beyond ASCII, which needs a scheme or `www.` to be one: `http://例子.com`.
  private func foreignDomain(from index: Int) -> Int? {
    var at = index
    var end: Int?
    var isForeign = false
    while at < reading.count, at == index || reading.isAttached(at) {
      let lexeme = reading[at]
      switch lexeme.kind {
      case .han: isForeign = true
      case .word:
        isForeign = isForeign || !isASCII(at)
        if reading.has(".", at: at - 1), at > index + 1, TopLevelDomains.contains(lexeme.hash) {
          end = at + 1
        }
      case .digits: break
      case .symbol:
        guard lexeme.code == 0x2E || lexeme.code == 0x2D else { return isForeign ? end : nil }
      }
      if lexeme.kind == .han, let end, at >= end { break }
      at += 1
    }
    return isForeign ? end : nil
  }

  private static func hash(_ text: String) -> UInt64 {
    var hash = Hash()
    for byte in text.utf8 { hash.combine(byte) }
    return hash.value
  }
  private static let http = hash("http")
  private static let https = hash("https")
  private static let www = hash("www")
  private static let ftp = hash("ftp")
  private static let localhost = hash("localhost")

  private func domain(from index: Int, scheme: Bool) -> Int? {
    if scheme, reading.isWord(index), reading[index].hash == Self.localhost { return index + 1 }
    var at = index
    var end: Int?
    var labels = 0
    var octets = 0
    while at < reading.count, at == index || reading.isAttached(at) {
      let lexeme = reading[at]
      if lexeme.kind == .digits || lexeme.kind == .word && isASCII(at) {
        if at == index || reading.has(".", at: at - 1) {
          labels += 1
          if lexeme.kind == .digits { octets += 1 }
        }
        if labels > 1, lexeme.kind == .word, reading.has(".", at: at - 1),
          !(reading.isAttached(at + 1)
            && (reading.isDigits(at + 1) || reading.has("-", at: at + 1)
              || reading.has("_", at: at + 1))),
          TopLevelDomains.contains(lexeme.hash)
        {
          end = at + 1
        }
      } else if lexeme.code == 0x2E {
        guard at > index, !reading.has(".", at: at - 1) else { return end }
        if !reading.isAttached(at + 1) { break }
      } else if lexeme.code == 0x2D, lexeme.kind == .symbol {
        guard at > index else { break }
      } else if lexeme.code == 0x40 {
        return nil
      } else {
        break
      }
      at += 1
    }
    if scheme, octets == 4, labels == 4, end == nil { return at }
    return end
  }

  /// A port, a path and a query; the punctuation that closes a sentence is no part of them.
  private func path(from index: Int) -> Int {
    var at = index
    if reading.has(":", at: at), reading.isAttached(at), reading.isDigits(at + 1),
      reading.isAttached(at + 1)
    {
      at += 2
    }
    guard reading.isAttached(at),
      reading.has("/", at: at) || reading.has("?", at: at) || reading.has("#", at: at)
    else { return at }
    while at < reading.count, reading.isAttached(at) {
      let lexeme = reading[at]
      if lexeme.kind == .han { break }
      if lexeme.kind == .symbol {
        switch lexeme.code {
        case 0x22, 0x27, 0x3C, 0x3E, 0x5B, 0x5D, 0x60, 0x7B, 0x7D: return trimmed(index, at)
        case 0..<0x80: break
        default: return trimmed(index, at)
        }
      }
      at += 1
    }
    return trimmed(index, at)
  }

  private func trimmed(_ index: Int, _ end: Int) -> Int {
    var end = end
    while end > index + 1 {
      // A bracket that was opened within the address closes there: `/wiki/Kettle_(tea)`.
      if reading.has(")", at: end - 1),
        (index..<end).filter({ reading.has("(", at: $0) }).count
          >= (index..<end).filter({ reading.has(")", at: $0) }).count
      {
        return end
      }
      switch reading[end - 1].kind == .symbol ? reading[end - 1].code : 0 {
      case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x29, 0x3F: end -= 1
      default: return end
      }
    }
    return end
  }
}

/// The ends of hosts that a bare address may have.
enum TopLevelDomains {
  static func contains(_ hash: UInt64) -> Bool { hashes.contains(hash) }

  /// Ends that files have too.
  static func isFile(_ hash: UInt64) -> Bool { files.contains(hash) }
  /// Ends that are everyday words too.
  static func isWord(_ hash: UInt64) -> Bool { words.contains(hash) }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static let files = hashes("md py sh rs zip mov ps")
  private static let words = hashes("no me it is in so am to at be my by as do us")

  private static let hashes: Set<UInt64> = Set(
    (countries + generic).split(separator: " ").map { text in
      var hash = Hash()
      for byte in text.utf8 { hash.combine(byte) }
      return hash.value
    })

  private static let countries =
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt "
    + "bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er "
    + "es et eu fi fj fk fm fo fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht "
    + "hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr "
    + "ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng "
    + "ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd "
    + "se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw "
    + "tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw "
  private static let generic =
    "com org net edu gov mil int info biz name pro aero coop museum jobs mobi travel tel cat asia post "
    + "xxx academy accountant agency app art auction audio aws bank bar best bike bio blog blue boutique "
    + "build builders business buzz cafe camera camp capital cards care careers casa cash center chat "
    + "cheap christmas city cleaning clinic clothing cloud club codes coffee college community company "
    + "computer construction consulting cooking cool credit dance dating deals delivery dental design "
    + "dev digital direct directory discount dog domains earth education email energy engineering "
    + "enterprises equipment events example exchange expert express fail family farm fashion finance fit "
    + "fitness fun fund furniture game games gallery gift gifts global gold graphics green group guide "
    + "guru health help holdings home host hosting house immo ink institute international investments "
    + "kitchen land law legal life limited link live loan lol love ltd management market marketing media "
    + "menu moda moe money movie news ninja nyc one online page paris partners parts party photo photos "
    + "pics pictures pizza place plus press productions properties pub recipes red rent repair report "
    + "rest restaurant reviews rocks run sale school science services sexy shoes shop shopping show site "
    + "social software solutions space store studio style support surf systems tax team tech technology "
    + "theater tips tires today tokyo tools top tours town toys trade training university vacations video "
    + "villas vin vip vision vote watch website wedding wiki wine win work works world wtf xyz yoga zone"
}
