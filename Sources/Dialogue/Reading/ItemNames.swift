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
    for kind in product.details.kinds[.english] ?? [] {
      if let mention = latin(kind, utterance) { found.append(asKind(mention)) }
    }
    let bytes = Array(utterance.text.utf8)
    for name in [product.name.chinese] + (product.aliases[.chinese] ?? []) {
      if let mention = han(name, bytes) { found.append(mention) }
    }
    for kind in product.details.kinds[.chinese] ?? [] {
      let isAlone = kind.count == 1
      guard kind.utf8.count > 2, let range = places(of: Array(kind.utf8), in: bytes, alone: isAlone)
      else { continue }
      found.append(asKind((range, 2)))
    }
    return found.map { (range: $0.0, score: $0.1) }
  }

  /// Where a line has a part of a product's name that says less than its head: "coffee" of the "Pour-Over
  /// Coffee Set", “夹” of the “夹式阅读灯”. Who uses it sees to it that nothing else has that part.
  func parts(of product: String, in utterance: Utterance) -> [(range: Range<Int>, part: String)] {
    guard let product = desk.assortment.product(product) else { return [] }
    let english = [product.name.english] + (product.aliases[.english] ?? [])
    let words = Set(english.flatMap { Self.words($0) }).filter { $0.count > 2 }
    let chinese = [product.name.chinese] + (product.aliases[.chinese] ?? [])
    let characters = Set(chinese.flatMap { $0 }).filter { !$0.isASCII }
    var found: [(range: Range<Int>, part: String)] = []
    for token in utterance.tokens {
      let text = String(utterance[token])
      switch token.kind {
      case .word where words.contains(Self.stem(text.lowercased())):
        found.append((token.range, Self.stem(text.lowercased())))
      case .han where text.contains { characters.contains($0) && !Self.vague.contains(String($0)) }:
        found.append((token.range, text))
      default: break
      }
    }
    return found
  }

  /// What a thing is says a little less than what it is called.
  private func asKind(_ mention: (Range<Int>, Double)) -> (Range<Int>, Double) {
    (mention.0, mention.1 >= 1 ? 1 + (mention.1 - 1) * 0.9 : mention.1)
  }

  /// The words of a name, without what stands behind "for", "with" and the like.
  private static func words(_ name: String) -> [String] {
    let words = name.lowercased().split { !$0.isLetter }.map { stem(String($0)) }
    guard let end = words.firstIndex(where: { joints.contains($0) }), end > 0 else { return words }
    return Array(words[..<end])
  }

  /// The run of words that holds the most of a name, its last word counting most.
  private func latin(_ name: String, _ utterance: Utterance) -> (Range<Int>, Double)? {
    let words = Self.words(name)
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
      } else if utterance[token] != "-" {
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
    if let short = shortened(characters, in: text), short.1 > (best?.1 ?? 0) { best = short }
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

  /// A name without its middle: “电壶” for 电热水壶, “珐琅锅” for 珐琅铸铁锅.
  private func shortened(_ characters: [[UInt8]], in text: [UInt8]) -> (Range<Int>, Double)? {
    guard let head = characters.last, characters.count >= 4 else { return nil }
    for length in stride(from: characters.count - 2, through: 1, by: -1) {
      let short = Array((characters.prefix(length) + [head]).joined())
      guard let range = text.firstRange(of: short) else { continue }
      return (range, 1 + Double(length + 1) / Double(characters.count))
    }
    return nil
  }

  /// The first place of a word; of a single character, where it stands as a word: at the end of a clause or
  /// before a particle, and behind nothing that makes another word of it.
  private func places(of word: [UInt8], in text: [UInt8], alone: Bool) -> Range<Int>? {
    var start = 0
    while let range = text[start...].firstRange(of: word) {
      if !alone || stands(range, in: text) { return range }
      start = range.upperBound
    }
    return nil
  }

  private func stands(_ range: Range<Int>, in text: [UInt8]) -> Bool {
    let before = String(decoding: text[..<range.lowerBound].suffix(3), as: UTF8.self).last
    if let before, before.isLetter, !before.isASCII, !Self.leads.contains(before) { return false }
    let rest = text[range.upperBound...].prefix(4)
    guard let next = String(decoding: rest, as: UTF8.self).first else { return true }
    if !next.isLetter || Self.particles.contains(next) { return true }
    // “这锅电磁炉能用不”: what is pointed at is a word by itself, unless the next character makes another of it.
    return before.map { Self.pointers.contains($0) && !Self.compounds.contains(next) } ?? false
  }

  static func stem(_ word: String) -> String {
    guard word.count > 3, word.hasSuffix("s"), !word.hasSuffix("ss") else { return word }
    if word.hasSuffix("ives") { return word.dropLast(3) + "fe" }
    let ends = ["sses", "xes", "ches", "shes"]
    return String(word.dropLast(ends.contains { word.hasSuffix($0) } ? 2 : 1))
  }

  private static let joints: Set<String> = ["for", "with", "of", "in"]
  private static let particles: Set<Character> = Set("的啊吧呢吗那单也都是要想还了碎坏裂退换不没太有到能可就和跟里上什啥哪怎多几")
  /// What may stand before a word of one character: counts, pointers, verbs of buying and giving back, and
  /// what it looks like.
  private static let leads: Set<Character> = Set(
    "个只口把件条张套款种块饼盏顶那这的两俩几买退换订拍收要给将和跟与是有大小新旧黑白红蓝绿灰粉")
  private static let pointers: Set<Character> = Set("这那把口个只条件盏块饼顶")
  /// What makes another word of a character before it: 锅垫, 包装, 刀架.
  private static let compounds: Set<Character> = Set("装裹邮括含子具架垫泡座盖套叶杯壶罐盘豆粉机")
  private static let vague: Set<String> = [
    "装", "套", "器", "机", "组", "盒", "款", "色", "一", "单", "的", "个", "大", "小", "用",
  ]
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
