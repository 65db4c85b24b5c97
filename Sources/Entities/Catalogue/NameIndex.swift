import Text

/// An inverted index of the catalogue's names: by word stems, by pairs of Chinese characters, and
/// by what misspellings have in common.
struct NameIndex: Sendable {
  /// One name of one product.
  struct Name: Sendable {
    let product: Int32
    /// The weights of its terms, summed.
    var weight: Float
    let termStart: Int32
    let termCount: Int32
    /// The term that says what kind of thing it is: the last word.
    let head: Int32
    let isHan: Bool
    /// The Chinese characters, for comparing in order; empty for other names.
    let characters: [UInt32]
  }

  private(set) var names: [Name] = []
  /// The terms of all names, one after the other.
  private(set) var nameTerms: [Int32] = []
  private(set) var weights: [Float] = []
  /// In how many categories a term is the head of names: `kettle` in one, `set` in many.
  private(set) var headCategories: [Int32] = []
  private var terms: [UInt64: Int32] = [:]
  private var spellings: [[UInt8]] = []
  private var postingStarts: [Int32] = []
  private var postings: [Int32] = []
  private var deletions = HashTable()
  private var initials: [UInt64: [Int32]] = [:]

  init(_ entries: [CatalogueEntry]) {
    var lists: [[Int32]] = []
    var headSeen: Set<String> = []
    for (product, entry) in entries.enumerated() {
      var seen: Set<[Int32]> = []
      for text in entry.names {
        let reading = Lexer.read(text)
        let tokens = NameToken.tokens(reading)
        guard !tokens.isEmpty else { continue }
        var ids: [Int32] = []
        for token in tokens where !token.isFiller {
          let id = add(token, &lists)
          if !ids.contains(id) { ids.append(id) }
        }
        guard !ids.isEmpty, seen.insert(ids).inserted else { continue }
        let number = Int32(names.count)
        let isHan = tokens.allSatisfy(\.isHan)
        let head = tokens.last { !$0.isFiller && !$0.isNumber }.flatMap { terms[$0.key] } ?? ids[0]
        names.append(
          Name(
            product: Int32(product), weight: 0, termStart: Int32(nameTerms.count),
            termCount: Int32(ids.count), head: head, isHan: isHan,
            characters: isHan ? reading.lexemes.filter { $0.kind == .han }.map(\.code) : []))
        nameTerms += ids
        if headSeen.insert("\(head) \(entry.category.first ?? "")").inserted {
          headCategories[Int(head)] += 1
        }
        for id in ids { lists[Int(id)].append(number) }
        addInitials(tokens, number)
      }
    }
    weigh(lists, products: max(1, entries.count))
    var hashes: [UInt64] = []
    var owners: [Int32] = []
    for (id, spelling) in spellings.enumerated() where spelling.count >= 4 {
      for hash in Spelling.deletions(spelling) {
        hashes.append(hash)
        owners.append(Int32(id))
      }
    }
    deletions = HashTable(hashes, owners)
  }

  private mutating func add(_ token: NameToken, _ lists: inout [[Int32]]) -> Int32 {
    if let id = terms[token.key] { return id }
    let id = Int32(spellings.count)
    terms[token.key] = id
    spellings.append(token.isHan || token.isNumber ? [] : token.stem)
    lists.append([])
    headCategories.append(0)
    return id
  }

  private mutating func addInitials(_ tokens: [NameToken], _ name: Int32) {
    let words = tokens.filter { !$0.isHan && !$0.isNumber && !$0.stem.isEmpty && !$0.isFiller }
    guard words.count >= 3, words.count == tokens.count else { return }
    initials[Spelling.hash(words.map { $0.stem[0] }), default: []].append(name)
  }

  private mutating func weigh(_ lists: [[Int32]], products: Int) {
    weights.reserveCapacity(lists.count)
    postingStarts.reserveCapacity(lists.count + 1)
    for list in lists {
      postingStarts.append(Int32(postings.count))
      postings += list
      weights.append(Self.logarithm(1 + Double(products) / Double(list.count)))
    }
    postingStarts.append(Int32(postings.count))
    for place in names.indices {
      let name = names[place]
      var weight: Float = 0
      for term in 0..<Int(name.termCount) {
        weight += weights[Int(nameTerms[Int(name.termStart) + term])]
      }
      names[place].weight = weight
    }
  }

  /// The natural logarithm, by the exponent and a series: the libraries import no C library.
  private static func logarithm(_ value: Double) -> Float {
    let exponent = Double(value.exponent)
    let ratio = (value.significand - 1) / (value.significand + 1)
    let square = ratio * ratio
    var term = ratio
    var sum = 0.0
    for place in 0..<12 {
      sum += term / Double(2 * place + 1)
      term *= square
    }
    return Float(2 * sum + exponent * 0.693_147_180_559_945_3)
  }

  /// The term of a key, if any name has it.
  func term(_ key: UInt64) -> Int32? { terms[key] }

  /// The names that hold a term, ascending.
  func postings(_ term: Int32) -> ArraySlice<Int32> {
    postings[Int(postingStarts[Int(term)])..<Int(postingStarts[Int(term) + 1])]
  }

  /// Terms within the edits that a misspelt stem's length allows, and how many edits each is away.
  func similar(_ stem: [UInt8]) -> [(term: Int32, distance: Int)] {
    let allowance = Spelling.allowance(stem.count)
    guard allowance > 0, stem.count <= Spelling.longest else { return [] }
    var found: [(Int32, Int)] = []
    var best = allowance
    for hash in Spelling.deletions(stem) {
      for place in deletions.places(hash) where deletions.hashes[place] == hash {
        let term = deletions.terms[place]
        if found.contains(where: { $0.0 == term }) { continue }
        let other = spellings[Int(term)]
        let limit = min(best, Spelling.allowance(min(stem.count, other.count) + 1))
        guard let distance = SpellingDistance.edits(stem, other, limit: limit) else { continue }
        best = min(best, distance)
        found.append((term, distance))
      }
    }
    return found.filter { $0.1 <= best }.sorted { $0.0 < $1.0 }.map { ($0.0, $0.1) }
  }

  /// The spelling of a term's stem; empty for Chinese and for numbers.
  func spelling(_ term: Int32) -> [UInt8] { spellings[Int(term)] }

  /// Names whose words begin with these letters, in order.
  func names(withInitials letters: [UInt8]) -> [Int32] { initials[Spelling.hash(letters)] ?? [] }
}

/// Terms by hashes, several to each, in three flat arrays: made in two passes, where a dictionary of lists
/// would allocate one for every hash.
struct HashTable: Sendable {
  private(set) var hashes: [UInt64] = []
  private(set) var terms: [Int32] = []
  private var starts: [Int32] = [0, 0]
  private var shift: UInt64 = 63

  init() {}

  /// Equal hashes keep the order of their terms.
  init(_ given: [UInt64], _ owners: [Int32]) {
    var bits: UInt64 = 1
    while 1 << bits < given.count { bits += 1 }
    shift = 64 - bits
    starts = Array(repeating: 0, count: 1 << bits + 1)
    for hash in given { starts[bucket(hash) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var next = starts
    hashes = Array(repeating: 0, count: given.count)
    terms = Array(repeating: 0, count: given.count)
    for (hash, owner) in zip(given, owners) {
      let place = Int(next[bucket(hash)])
      next[bucket(hash)] += 1
      hashes[place] = hash
      terms[place] = owner
    }
  }

  /// Where a hash's terms stand, among those of a few other hashes.
  func places(_ hash: UInt64) -> Range<Int> {
    guard !hashes.isEmpty else { return 0..<0 }
    return Int(starts[bucket(hash)])..<Int(starts[bucket(hash) + 1])
  }

  private func bucket(_ hash: UInt64) -> Int { Int((hash &* 0x9E37_79B9_7F4A_7C15) >> shift) }
}

/// A word, a number or a pair of Chinese characters of a name or of a sentence.
struct NameToken: Sendable {
  let key: UInt64
  let stem: [UInt8]
  /// The lexemes it covers.
  let range: Range<Int>
  let isHan: Bool
  let isNumber: Bool
  /// A word that tells no two names apart: `the`, `of`.
  let isFiller: Bool

  /// Whether it is letters and digits together, as models are called.
  var isCode: Bool {
    isNumber && stem.count >= 3 && stem.contains { $0 >= 0x61 }
      && stem.contains { $0 >= 0x30 && $0 <= 0x39 }
  }

  /// The tokens of a reading: stems of words, codes such as `X200` as one, pairs of characters.
  static func tokens(_ reading: Reading) -> [NameToken] {
    var tokens: [NameToken] = []
    tokens.reserveCapacity(reading.count)
    var index = 0
    while index < reading.count {
      let lexeme = reading[index]
      switch lexeme.kind {
      case .symbol: index += 1
      case .han:
        if reading.isHan(index + 1) {
          let key = UInt64(lexeme.code) << 32 | UInt64(reading[index + 1].code) | 1 << 63
          tokens.append(
            NameToken(
              key: key, stem: [], range: index..<index + 2, isHan: true, isNumber: false,
              isFiller: false))
        }
        index += 1
      case .word, .digits:
        var end = index + 1
        var hasDigits = lexeme.kind == .digits
        // `X200`, `x-200`, `500GB`
        while end < reading.count, reading.isAttached(end) {
          if reading.isDigits(end) || reading.isWord(end) {
            hasDigits = hasDigits || reading.isDigits(end)
            end += 1
          } else if reading.has("-", at: end), reading.isDigits(end + 1),
            reading.isAttached(end + 1),
            reading.isWord(end - 1), reading[end - 1].code <= 3
          {
            end += 1
          } else {
            break
          }
        }
        let letters = letters(reading, index..<end)
        let stem = hasDigits ? letters : EnglishPlurals.stem(of: letters)
        tokens.append(
          NameToken(
            key: Spelling.hash(stem) & ~(1 << 63), stem: stem, range: index..<end, isHan: false,
            isNumber: hasDigits,
            isFiller: end == index + 1 && lexeme.kind == .word && isFiller(lexeme)))
        index = end
      }
    }
    return tokens
  }

  private static func isFiller(_ lexeme: Lexeme) -> Bool {
    switch lexeme.word {
    case .a, .an, .the, .of, .in, .with, .and, .for, .to, .on, .isWord, .it, .or, .my, .this, .that,
      .s,
      .at, .by, .from, .asWord:
      true
    default: false
    }
  }

  private static func letters(_ reading: Reading, _ range: Range<Int>) -> [UInt8] {
    var letters: [UInt8] = []
    for place in range where reading[place].kind != .symbol {
      for byte in reading.bytes[reading[place].start..<reading[place].end] {
        letters.append(byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte)
      }
    }
    return letters
  }
}
