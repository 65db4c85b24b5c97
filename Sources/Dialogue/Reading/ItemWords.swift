import Shop
import Synchronization
import Text

/// What products are called, taken apart once for each product that is asked for.
final class ItemWords: Sendable {
  private let known = Mutex<[Product.ID: Words]>([:])

  /// An English name: its words' stems, and the last of them.
  struct Latin: Sendable {
    let words: Set<String>
    let head: String

    fileprivate init?(_ name: String) {
      let words = ItemWords.words(name)
      guard let head = words.last else { return nil }
      self.words = Set(words)
      self.head = head
    }
  }

  /// A Chinese name: its bytes, its characters, and the ends of it that may stand for the whole, the longest
  /// first.
  struct Han: Sendable {
    let bytes: [UInt8]
    let characters: [[UInt8]]
    let heads: [(bytes: [UInt8], length: Int)]

    fileprivate init?(_ name: String) {
      characters = name.map { Array(String($0).utf8) }
      guard characters.contains(where: { $0.count > 1 }) else { return nil }
      bytes = Array(name.utf8)
      let longest = min(characters.count - 1, ItemWords.longestHead)
      heads = stride(from: longest, through: 1, by: -1)
        .map { [characters] in (Array(characters.suffix($0).joined()), $0) }
        .filter { !ItemNames.vague.contains(String(decoding: $0.0, as: UTF8.self)) }
    }
  }

  /// All that a product is called, and what it is.
  struct Words: Sendable {
    fileprivate(set) var names: [Latin] = []
    fileprivate(set) var kinds: [Latin] = []
    fileprivate(set) var hanNames: [Han] = []
    /// With whether it is one character, which must stand as a word.
    fileprivate(set) var hanKinds: [(bytes: [UInt8], isAlone: Bool)] = []
  }

  /// The words of a product; `nil` where there is no such product.
  func words(of id: Product.ID, in assortment: Assortment) -> Words? {
    if let known = known.withLock({ $0[id] }) { return known }
    guard let product = assortment.product(id) else { return nil }
    let words = Words(
      names: ([product.name.english] + (product.aliases[.english] ?? [])).compactMap(Latin.init),
      kinds: (product.details.kinds[.english] ?? []).compactMap(Latin.init),
      hanNames: ([product.name.chinese] + (product.aliases[.chinese] ?? [])).compactMap(Han.init),
      hanKinds: (product.details.kinds[.chinese] ?? []).map { (Array($0.utf8), $0.count == 1) }
        .filter { $0.0.count > 2 })
    known.withLock { $0[id] = words }
    return words
  }

  /// The words of an English name, without what stands behind "for", "with" and the like.
  static func words(_ name: String) -> [String] {
    let words = name.lowercased().split { !$0.isLetter }.map { ItemNames.stem(String($0)) }
    guard let end = words.firstIndex(where: { joints.contains($0) }), end > 0 else { return words }
    return Array(words[..<end])
  }

  private static let joints: Set<String> = ["for", "with", "of", "in"]
  private static let longestHead = 5
}
