import Computing
import Entities

/// Sentences that name one product of a catalogue, noisily, and sentences that name none.
struct EntityMentions {
  /// A sentence, and the product in it with its place in UTF-8.
  struct Sentence {
    let text: String
    let product: String?
    let range: Range<Int>
    let noise: String
  }

  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[generator.below(list.count)]
  }

  /// Noisy mentions: typos, dropped words, swapped words, plurals, the other language's name.
  mutating func mentions(of entries: [CatalogueEntry], count: Int) -> [Sentence] {
    (0..<count).map { _ in
      let entry = pick(entries)
      let english = entry.names.filter { $0.utf8.allSatisfy { $0 < 0x80 } }
      let chinese = entry.names.filter { !$0.utf8.allSatisfy { $0 < 0x80 } }
      let isEnglish = chinese.isEmpty || !english.isEmpty && generator.below(5) < 3
      let (name, noise) = isEnglish ? worsened(pick(english)) : chineseWorsened(pick(chinese))
      // One in ten is said in a sentence of the other language.
      let crosses = generator.below(10) == 0
      let carrier = pick(isEnglish != crosses ? Self.englishCarriers : Self.chineseCarriers)
      let parts = carrier.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
      let before = String(parts[0])
      let start = before.utf8.count
      return Sentence(
        text: before + name + (parts.count > 1 ? String(parts[1]) : ""), product: entry.id,
        range: start..<start + name.utf8.count, noise: crosses ? noise + "+other_language" : noise)
    }
  }

  /// Sentences of a shop's day that name no product.
  mutating func others(count: Int) -> [Sentence] {
    (0..<count).map { _ in
      let isEnglish = generator.below(5) < 3
      let opening = pick(isEnglish ? Self.englishOpenings : Self.chineseOpenings)
      let closing = pick(isEnglish ? Self.englishClosings : Self.chineseClosings)
      var body = pick(isEnglish ? Self.englishBodies : Self.chineseBodies)
      body = filled(body)
      return Sentence(text: opening + body + closing, product: nil, range: 0..<0, noise: "none")
    }
  }

  private mutating func filled(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "#": result += "1" + String(1000 + generator.below(9000))
      case "%": result += String(2 + generator.below(27))
      case "$": result += "$" + String(5 + generator.below(190))
      default: result.append(character)
      }
    }
    return result
  }

  private mutating func worsened(_ name: String) -> (String, String) {
    var words = name.split(separator: " ").map(String.init)
    switch generator.below(10) {
    case 0, 1: return (name.lowercased(), "exact")
    case 2, 3, 4:
      let long = words.indices.filter { words[$0].count >= 5 }
      guard let place = long.isEmpty ? nil : pick(long) else { return (name, "exact") }
      words[place] = mistyped(words[place])
      return (words.joined(separator: " ").lowercased(), "typo")
    case 5...6 where words.count >= 3:
      words.remove(at: generator.below(words.count - 1))
      return (words.joined(separator: " ").lowercased(), "dropped")
    case 7 where words.count >= 2:
      let last = words.removeLast()
      return (
        (["the", last] + ["that", "is"] + words).dropFirst().joined(separator: " ").lowercased(),
        "swapped"
      )
    case 8 where words.count >= 2:
      words.swapAt(0, 1)
      return (words.joined(separator: " ").lowercased(), "swapped")
    default:
      let last = words.removeLast()
      words.append(last.hasSuffix("s") ? last : plural(last))
      return (words.joined(separator: " ").lowercased(), "plural")
    }
  }

  private func plural(_ word: String) -> String {
    if word.hasSuffix("knife") { return word.dropLast(2) + "ves" }
    if word.hasSuffix("y"), !word.hasSuffix("ey"), !word.hasSuffix("ay") {
      return word.dropLast() + "ies"
    }
    return word.hasSuffix("sh") || word.hasSuffix("ch") || word.hasSuffix("x")
      || word.hasSuffix("z")
      ? word + "es" : word + "s"
  }

  /// One slip of the fingers: a letter left out, doubled, swapped with the next or hit beside.
  private mutating func mistyped(_ word: String) -> String {
    var letters = Array(word.lowercased())
    let place = 1 + generator.below(letters.count - 2)
    switch generator.below(4) {
    case 0: letters.remove(at: place)
    case 1: letters.insert(letters[place], at: place)
    case 2: letters.swapAt(place, place + 1)
    default:
      let beside = Self.keyboard[letters[place]] ?? "e"
      letters[place] = pick(Array(beside))
    }
    return String(letters)
  }

  private mutating func chineseWorsened(_ name: String) -> (String, String) {
    var characters = Array(name)
    switch generator.below(10) {
    case 0, 1, 2, 3: return (name, "exact")
    case 4...6 where characters.count >= 4:
      characters[1 + generator.below(characters.count - 2)] = pick(Array("佳机光石天木心方"))
      return (String(characters), "typo")
    case 7...8 where characters.count >= 5:
      characters.remove(at: generator.below(characters.count - 2))
      return (String(characters), "dropped")
    case 9 where characters.count >= 4:
      let tail = characters.suffix(2)
      return (String(tail) + "，" + String(characters.dropLast(2)) + "的", "swapped")
    default: return (name, "exact")
    }
  }

  private static let keyboard: [Character: String] = [
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij", "i": "uok",
    "o": "ipl", "p": "ol", "a": "qsz", "s": "adw", "d": "sfe", "f": "dgr", "g": "fht", "h": "gjy",
    "j": "hku", "k": "jli", "l": "ko", "z": "xa", "x": "zcs", "c": "xvd", "v": "cbf", "b": "vng",
    "n": "bmh", "m": "nj",
  ]
}
