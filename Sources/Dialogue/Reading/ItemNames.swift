import Shop
import Text

/// Where a line names a product by its name, a part of it, or what it is.
struct ItemNames {
  let desk: Desk

  /// The places; a head noun alone counts 1, more of the name more.
  func mentions(of product: String, in utterance: Utterance) -> [(range: Range<Int>, score: Double)]
  {
    mentions(of: product, in: Line(utterance))
  }

  /// The same, for a line that is asked for many products.
  func mentions(of product: String, in line: Line) -> [(range: Range<Int>, score: Double)] {
    guard let words = desk.itemWords.words(of: product, in: desk.assortment) else { return [] }
    var found: [(Range<Int>, Double)] = []
    for name in words.names {
      if let mention = latin(name, line) { found.append(mention) }
    }
    for kind in words.kinds {
      if let mention = latin(kind, line) { found.append(asKind(mention)) }
    }
    if line.hasHan {
      for name in words.hanNames {
        if let mention = han(name, line.bytes) { found.append(mention) }
      }
      for kind in words.hanKinds {
        guard let range = places(of: kind.bytes, in: line.bytes, alone: kind.isAlone) else {
          continue
        }
        found.append(asKind((range, 2)))
      }
    }
    return found.map { (range: $0.0, score: $0.1) }
  }

  /// A line, made ready to be asked for names.
  struct Line {
    /// Its words' stems; empty where no word stands, `nil` for a hyphen.
    fileprivate let words: [(range: Range<Int>, stem: String?)]
    fileprivate let bytes: [UInt8]
    fileprivate let hasHan: Bool

    init(_ utterance: Utterance) {
      words = utterance.tokens.map { token in
        let text = utterance[token]
        if token.kind == .word { return (token.range, ItemNames.stem(text.lowercased())) }
        return (token.range, text == "-" ? nil : "")
      }
      bytes = Array(utterance.text.utf8)
      hasHan = bytes.contains { $0 >= 0x80 }
    }
  }

  /// Where a line has a part of a product's name that says less than its head: "coffee" of the "Pour-Over
  /// Coffee Set", “夹” of the “夹式阅读灯”. Who uses it sees to it that nothing else has that part.
  func parts(of product: String, in utterance: Utterance) -> [(range: Range<Int>, part: String)] {
    guard let product = desk.assortment.product(product) else { return [] }
    let english = [product.name.english] + (product.aliases[.english] ?? [])
    let words = Set(english.flatMap { ItemWords.words($0) }).filter { $0.count > 2 }
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

  /// The run of words that holds the most of a name, its last word counting most.
  private func latin(_ name: ItemWords.Latin, _ line: Line) -> (Range<Int>, Double)? {
    var best: (Range<Int>, Double)?
    var run: (range: Range<Int>, words: Set<String>)?
    func close() {
      guard let ended = run else { return }
      run = nil
      let share = Double(ended.words.count) / Double(name.words.count)
      let score = ended.words.contains(name.head) ? 1 + share : share > 0.5 ? share : 0
      if score > (best?.1 ?? 0) { best = (ended.range, score) }
    }
    for (range, stem) in line.words {
      if let stem, name.words.contains(stem) {
        run = (
          (run?.range.lowerBound ?? range.lowerBound)..<range.upperBound,
          (run?.words ?? []).union([stem])
        )
      } else if stem != nil {
        close()
      }
    }
    close()
    return best
  }

  private func han(_ name: ItemWords.Han, _ text: [UInt8]) -> (Range<Int>, Double)? {
    if let range = text.firstRange(of: name.bytes) { return (range, 3) }
    let count = Double(name.characters.count)
    var best: (Range<Int>, Double)?
    for head in name.heads {
      guard let range = places(of: head.bytes, in: text, alone: head.length == 1) else { continue }
      best = (range, 1 + Double(head.length) / count)
      break
    }
    if let short = shortened(name.characters, in: text), short.1 > (best?.1 ?? 0) { best = short }
    // "背包" for 双肩包 is another word; a first part of two characters or more says as much as a head.
    for length in stride(from: name.characters.count - 1, through: 2, by: -1) {
      guard let range = text.firstRange(of: name.characters.prefix(length).joined()) else {
        continue
      }
      let score = 0.8 + Double(length) / count
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

  private static let particles: Set<Character> = Set("的啊吧呢吗那单也都是要想还了碎坏裂退换不没太有到能可就和跟里上什啥哪怎多几")
  /// What may stand before a word of one character: counts, pointers, verbs of buying and giving back, and
  /// what it looks like.
  private static let leads: Set<Character> = Set(
    "个只口把件条张套款种块饼盏顶那这的两俩几买退换订拍收要给将和跟与是有大小新旧黑白红蓝绿灰粉")
  private static let pointers: Set<Character> = Set("这那把口个只条件盏块饼顶")
  /// What makes another word of a character before it: 锅垫, 包装, 刀架.
  private static let compounds: Set<Character> = Set("装裹邮括含子具架垫泡座盖套叶杯壶罐盘豆粉机")
  static let vague: Set<String> = [
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
