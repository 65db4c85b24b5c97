import Shop
import Text

/// Where a line names a product by its name, a part of it, or what it is.
struct ItemNames {
  let desk: Desk

  /// The places; a head noun alone counts 1, more of the name more.
  func mentions(of product: String, in utterance: Utterance) -> [(range: Range<Int>, score: Double)]
  {
    guard let product = desk.assortment.product(product) else { return [] }
    var found: [(Range<Int>, Double)] = []
    for name in [product.name.english] + (product.aliases[.english] ?? []) {
      if let mention = latin(name, utterance) { found.append(mention) }
    }
    let bytes = Array(utterance.text.utf8)
    for name in [product.name.chinese] + (product.aliases[.chinese] ?? []) {
      if let mention = han(name, bytes) { found.append(mention) }
    }
    return found.map { (range: $0.0, score: $0.1) }
  }

  /// The run of words that holds the most of a name, its last word counting most.
  private func latin(_ name: String, _ utterance: Utterance) -> (Range<Int>, Double)? {
    var words = name.lowercased().split { !$0.isLetter && $0 != "-" }.map { Self.stem(String($0)) }
    if let end = words.firstIndex(where: { Self.joints.contains($0) }), end > 0 {
      words = Array(words[..<end])
    }
    guard let head = words.last else { return nil }
    let wanted = Set(words)
    var best: (Range<Int>, Double)?
    var run: (range: Range<Int>, words: Set<String>)?
    func close() {
      guard let ended = run else { return }
      run = nil
      let share = Double(ended.words.count) / Double(wanted.count)
      let score = ended.words.contains(head) ? 1 + share : share > 0.5 ? share : 0
      if score > (best?.1 ?? 0) { best = (ended.range, score) }
    }
    for token in utterance.tokens {
      let word = token.kind == .word ? Self.stem(utterance[token].lowercased()) : ""
      if wanted.contains(word) {
        run = (
          (run?.range.lowerBound ?? token.range.lowerBound)..<token.range.upperBound,
          (run?.words ?? []).union([word])
        )
      } else {
        close()
      }
    }
    close()
    return best
  }

  private func han(_ name: String, _ text: [UInt8]) -> (Range<Int>, Double)? {
    guard text.contains(where: { $0 >= 0x80 }) else { return nil }
    let characters = name.map { Array(String($0).utf8) }
    guard characters.contains(where: { $0.count > 1 }) else { return nil }
    if let range = text.firstRange(of: name.utf8) { return (range, 3) }
    var best: (Range<Int>, Double)?
    for length in stride(from: min(characters.count - 1, 5), through: 1, by: -1) {
      let head = characters.suffix(length).joined()
      guard let range = places(of: Array(head), in: text, alone: length == 1),
        !Self.vague.contains(String(decoding: head, as: UTF8.self))
      else { continue }
      best = (range, 1 + Double(length) / Double(characters.count))
      break
    }
    // "背包" for 双肩包 is another word; a first part of two characters or more says as much as a head.
    for length in stride(from: characters.count - 1, through: 2, by: -1) {
      guard let range = text.firstRange(of: Array(characters.prefix(length).joined())) else {
        continue
      }
      let score = 0.8 + Double(length) / Double(characters.count)
      if score > (best?.1 ?? 0) { best = (range, score) }
      break
    }
    return best
  }

  /// The first place of a word; of a single character, where it stands as a word: at the end of a clause or
  /// before a particle.
  private func places(of word: [UInt8], in text: [UInt8], alone: Bool) -> Range<Int>? {
    var start = 0
    while let range = text[start...].firstRange(of: word) {
      if !alone || stands(range, in: text) { return range }
      start = range.upperBound
    }
    return nil
  }

  private func stands(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    let rest = text[range.upperBound...].prefix(4)
    guard let next = String(decoding: rest, as: UTF8.self).first else { return true }
    return !next.isLetter || Self.particles.contains(next)
  }

  private static func stem(_ word: String) -> String {
    word.count > 3 && word.hasSuffix("s") && !word.hasSuffix("ss") ? String(word.dropLast()) : word
  }

  private static let joints: Set<String> = ["for", "with", "of", "in"]
  private static let particles: Set<Character> = Set("的啊吧呢吗那单也都是要想还了碎坏裂退换不没")
  private static let vague: Set<String> = ["装", "套", "器", "机", "组", "盒", "款", "色", "一", "单"]
}

extension RandomAccessCollection where Element == UInt8, Index == Int {
  /// The first place of some bytes.
  fileprivate func firstRange(of bytes: some Collection<UInt8>) -> Range<Int>? {
    let count = bytes.count
    guard let first = bytes.first, self.count >= count else { return nil }
    for start in startIndex...(endIndex - count) where self[start] == first {
      if self[start..<start + count].elementsEqual(bytes) { return start..<start + count }
    }
    return nil
  }
}
