import Computing
import Text

/// Cuts UTF-8 into symbols in one pass over the bytes; nothing is decoded into strings.
struct SymbolScanner: Sendable {
  /// The trie of pictures (emoji, emoticons, kaomoji), byte by byte.
  var pictures = SymbolTrie()
  private var startsPicture = [Bool](repeating: false, count: 256)

  /// A scanner that knows no pictures yet.
  init() {}

  /// A scanner with the pictures of a trie.
  init(pictures: SymbolTrie) {
    self.pictures = pictures
    startsPicture = (0..<256).map { pictures.step(SymbolTrie.root, $0) != 0 }
  }

  /// Reads the symbols of `bytes` into `scratch`, with what `knowledge` tells of each.
  func scan(
    _ bytes: Span<UInt8>, _ knowledge: SymbolKnowledge?, into scratch: inout SentimentScratch
  ) {
    var offset = 0
    let count = bytes.count
    // Looked at once for a text, not for every byte.
    let classes = Self.classes.span
    let pictureStarts = startsPicture.span
    while offset < count {
      let byte = bytes[offset]
      if pictureStarts[Int(byte)], let picture = picture(in: bytes, at: offset) {
        scratch.symbols.append(picture)
        offset = Int(picture.end)
        continue
      }
      switch classes[Int(byte)] {
      case .letter, .digit:
        let end = shortWord(in: bytes, at: offset, classes, &scratch)
        offset = end > 0 ? end : word(in: bytes, at: offset, classes, knowledge, &scratch)
      case .high:
        offset = wide(in: bytes, at: offset, classes, knowledge, &scratch)
      case .exclamation: offset = mark(.exclamation, offset, 1, byte, knowledge, &scratch)
      case .question: offset = mark(.question, offset, 1, byte, knowledge, &scratch)
      case .clause: offset = mark(.clause, offset, 1, byte, knowledge, &scratch)
      case .sentence:
        // A point inside `4.5` or `e.g.` ends nothing.
        let next = offset + 1 < count ? classes[Int(bytes[offset + 1])] : .space
        if byte == 0x0A || next != .letter && next != .digit {
          offset = mark(.sentence, offset, 1, byte, knowledge, &scratch)
        } else {
          offset += 1
        }
      case .space, .other, .apostrophe: offset += 1
      }
    }
  }

  @inline(__always)
  private func mark<Code: BinaryInteger>(
    _ kind: Symbol.Kind, _ offset: Int, _ length: Int, _ code: Code,
    _ knowledge: SymbolKnowledge?, _ scratch: inout SentimentScratch
  ) -> Int {
    let symbol = Symbol(
      id: UInt64(truncatingIfNeeded: code), start: UInt32(offset), end: UInt32(offset + length),
      kind: kind)
    scratch.append(symbol, knowledge)
    return offset + length
  }
}

extension SentimentScratch {
  /// Appends a symbol with what is known of its id.
  @inline(__always)
  fileprivate mutating func append(_ symbol: Symbol, _ knowledge: SymbolKnowledge?) {
    var symbol = symbol
    if let knowledge {
      let place = memory.place(symbol.id, SymbolMemory.byID)
      symbol.known = place >= 0 ? memory[place].known : learn(symbol, knowledge)
    }
    symbols.append(symbol)
  }

  @inline(never)
  private mutating func learn(_ symbol: Symbol, _ knowledge: SymbolKnowledge) -> Symbol.Known {
    let known = knowledge.known(symbol.id)
    memory.keep(
      SymbolMemory.Facts(
        low: symbol.id, high: SymbolMemory.byID, id: symbol.id, known: known, kind: symbol.kind))
    return known
  }
}

extension SymbolScanner {
  /// Appends a word of up to sixteen letters and digits that was met before, and tells where it ends; 0 where
  /// it has to be spelled.
  @inline(__always)
  private func shortWord(
    in bytes: Span<UInt8>, at start: Int, _ classes: Span<ByteClass>,
    _ scratch: inout SentimentScratch
  ) -> Int {
    guard scratch.memory.isOpen else { return 0 }
    let (low, high, length) = bytes.shortWord(at: start)
    let end = start + length
    guard length < 16 else { return 0 }
    if end < bytes.count {
      switch classes[Int(bytes[end])] {
      case .apostrophe, .high: return 0
      case .clause where Self.isAddress(bytes, end): return 0
      default: break
      }
    }
    let place = scratch.memory.place(low, high)
    guard place >= 0 else { return 0 }
    let facts = scratch.memory[place]
    scratch.symbols.append(
      Symbol(
        id: facts.id, start: UInt32(start), end: UInt32(end), known: facts.known,
        kind: facts.kind, isShouted: facts.isShouted, isStretched: facts.isStretched))
    return end
  }

  /// Spells a word.
  @inline(never)
  private func word(
    in bytes: Span<UInt8>, at start: Int, _ classes: Span<ByteClass>,
    _ knowledge: SymbolKnowledge?, _ scratch: inout SentimentScratch
  ) -> Int {
    var offset = start
    var hash = StableHash()
    var (capitals, small) = (0, 0)
    var (run, longest) = (0, 0)
    var last: UInt8 = 0
    /// Whether it is made of ASCII letters and digits alone.
    var isPlain = true
    scan: while offset < bytes.count {
      var byte = bytes[offset]
      var length = 1
      switch classes[Int(byte)] {
      case .letter:
        if byte & 0x20 == 0 {
          capitals += 1
          byte |= 0x20
        } else {
          small += 1
        }
      case .digit: break
      case .apostrophe:
        isPlain = false
        guard Self.isLetter(bytes, offset + 1, classes), offset > start else { break scan }
      case .high:
        isPlain = false
        if Self.isApostrophe(bytes, offset), Self.isLetter(bytes, offset + 3, classes) {
          byte = 0x27
          length = 3
        } else if byte >= 0xC3, byte <= 0xCD, Self.isContinuation(bytes, offset + 1) {
          // Letters of Latin-1 and beyond; both bytes go into the hash, capitals stay apart.
          small += 1
          hash.add(byte)
          offset += 1
          byte = bytes[offset]
        } else {
          break scan
        }
      default: break scan
      }
      run = byte == last ? run + 1 : 1
      last = byte
      if run > longest { longest = run }
      hash.add(byte)
      offset += length
    }
    let isNumber = capitals + small == 0
    if !isNumber, Self.isAddress(bytes, offset) {
      while offset < bytes.count, classes[Int(bytes[offset])] != .space { offset += 1 }
      return offset
    }
    var symbol = Symbol(
      id: Self.finish(hash.value), start: UInt32(start), end: UInt32(offset),
      kind: isNumber ? .number : .word, isShouted: capitals > 1 && small == 0,
      isStretched: !isNumber && longest > 2)
    if isPlain, let knowledge, offset - start < 16 {
      symbol.known = knowledge.known(symbol.id)
      scratch.symbols.append(symbol)
      let (low, high, _) = bytes.shortWord(at: start)
      scratch.memory.keep(
        SymbolMemory.Facts(
          low: low, high: high, id: symbol.id, known: symbol.known, kind: symbol.kind,
          isShouted: symbol.isShouted, isStretched: symbol.isStretched))
    } else {
      scratch.append(symbol, knowledge)
    }
    return max(offset, start + 1)
  }

  /// The ids a stretched word may mean: its runs cut to two letters, then to one.
  func unstretched(_ bytes: Span<UInt8>, _ symbol: Symbol) -> (two: UInt64, one: UInt64) {
    func id(keeping most: Int) -> UInt64 {
      var hash = StableHash()
      var run = 0
      var last: UInt8 = 0
      for offset in Int(symbol.start)..<Int(symbol.end) {
        var byte = bytes[offset]
        if Self.classes[Int(byte)] == .letter { byte |= 0x20 }
        run = byte == last ? run + 1 : 1
        last = byte
        if run <= most { hash.add(byte) }
      }
      return Self.finish(hash.value)
    }
    return (id(keeping: 2), id(keeping: 1))
  }

  /// The top bit keeps words apart from code points.
  private static func finish(_ hash: UInt64) -> UInt64 {
    (hash ^ (hash >> 29)) | 0x8000_0000_0000_0000
  }

  @inline(__always)
  private static func isLetter(
    _ bytes: Span<UInt8>, _ offset: Int, _ classes: Span<ByteClass>
  ) -> Bool {
    offset < bytes.count && classes[Int(bytes[offset])] == .letter
  }

  /// `’`, as typesetters write the apostrophe.
  @inline(__always)
  private static func isApostrophe(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    bytes[offset] == 0xE2 && offset + 3 < bytes.count && bytes[offset + 1] == 0x80
      && bytes[offset + 2] == 0x99
  }

  private static func isContinuation(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    offset < bytes.count && bytes[offset] & 0xC0 == 0x80
  }

  /// `://` after a word: a web address says nothing of feelings.
  @inline(__always)
  private static func isAddress(_ bytes: Span<UInt8>, _ offset: Int) -> Bool {
    offset + 2 < bytes.count && bytes[offset] == 0x3A && bytes[offset + 1] == 0x2F
      && bytes[offset + 2] == 0x2F
  }
}

extension SymbolScanner {
  /// Han characters, full-width marks, and what is none of these.
  private func wide(
    in bytes: Span<UInt8>, at start: Int, _ classes: Span<ByteClass>,
    _ knowledge: SymbolKnowledge?, _ scratch: inout SentimentScratch
  ) -> Int {
    let lead = bytes[start]
    if lead >= 0xC3, lead <= 0xCD, Self.isContinuation(bytes, start + 1) {
      return word(in: bytes, at: start, classes, knowledge, &scratch)
    }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    guard start + length <= bytes.count, length > 2 else { return start + 1 }
    var point = UInt32(lead) & (length == 3 ? 0x0F : 0x07)
    for offset in start + 1..<start + length {
      let byte = bytes[offset]
      guard byte & 0xC0 == 0x80 else { return start + 1 }
      point = point << 6 | UInt32(byte & 0x3F)
    }
    switch point {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      // Traditional characters feel as simplified ones do.
      let folded = Normalizer.fold(point)
      scratch.append(
        Symbol(
          id: UInt64(folded), start: UInt32(start), end: UInt32(start + length), kind: .han),
        knowledge)
      return start + length
    case 0xFF01: return mark(.exclamation, start, length, point, knowledge, &scratch)
    case 0xFF1F: return mark(.question, start, length, point, knowledge, &scratch)
    case 0xFF0C, 0xFF1B, 0x3001, 0xFF1A, 0x2026:
      return mark(.clause, start, length, point, knowledge, &scratch)
    case 0x3002: return mark(.sentence, start, length, point, knowledge, &scratch)
    default: return start + length
    }
  }
}

extension SymbolScanner {
  private func picture(in bytes: Span<UInt8>, at start: Int) -> Symbol? {
    var node = SymbolTrie.root
    var offset = start
    var found: Symbol?
    while offset < bytes.count {
      node = pictures.step(node, UInt64(bytes[offset]))
      guard node != 0 else { break }
      offset += 1
      let payload = pictures.payload(node)
      if payload.role != .none {
        found = Symbol(
          id: UInt64(node) << 1 | (payload.value > 0 ? 1 : 0), start: UInt32(start),
          end: UInt32(offset), kind: .picture)
      }
    }
    // `XD` inside a word and `:p` before one are no faces.
    guard let found else { return nil }
    func isWordlike(_ offset: Int) -> Bool {
      guard offset >= 0, offset < bytes.count else { return false }
      let kind = Self.classes[Int(bytes[offset])]
      return kind == .letter || kind == .digit
    }
    if isWordlike(start), isWordlike(start - 1) { return nil }
    if isWordlike(Int(found.end) - 1), isWordlike(Int(found.end)) { return nil }
    if bytes[start] == 0x3A, isWordlike(start - 1), Self.isAddress(bytes, start) { return nil }
    return found
  }

  /// Adds a picture.
  mutating func insert(picture text: String, _ payload: SymbolTrie.Payload) {
    let path = text.utf8.map { UInt64($0) }
    guard let first = path.first else { return }
    startsPicture[Int(first)] = true
    pictures.insert(path, payload)
  }

  /// The path of a word or phrase in the trie of words.
  static func path(of text: String) -> [UInt64] {
    symbols(of: text).map(\.id)
  }

  private static func symbols(of text: String) -> [Symbol] {
    var scratch = SentimentScratch(isSmall: true)
    SymbolScanner().scan(Array(text.utf8).span, nil, into: &scratch)
    return scratch.symbols
  }

  /// Whether a text is made of words alone: no marks, at least one word.
  static func isWords(_ text: String) -> Bool {
    let symbols = symbols(of: text)
    return !symbols.isEmpty && symbols.allSatisfy(\.isSpoken)
      && text.utf8.allSatisfy {
        let kind = classes[Int($0)]
        return kind != .other && kind != .sentence || $0 == 0x2D
      }
  }
}

extension SymbolScanner {
  enum ByteClass: UInt8 {
    case other, letter, digit, space, apostrophe, exclamation, question, clause, sentence, high
  }

  static let classes: [ByteClass] = (0..<256).map { value in
    switch UInt8(value) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): .letter
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case 0x0A, UInt8(ascii: "."): .sentence
    case 0...0x20: .space
    case UInt8(ascii: "'"): .apostrophe
    case UInt8(ascii: "!"): .exclamation
    case UInt8(ascii: "?"): .question
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"): .clause
    case 0x80...: .high
    default: .other
    }
  }
}
