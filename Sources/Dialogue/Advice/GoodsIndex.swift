import Shop
import Text

/// What words stand for in an assortment: kinds of things ("headphones", “耳机”) and their uses.
struct GoodsIndex: Sendable {
  /// A kind of thing that a line names.
  struct Named: Hashable {
    /// The products of the kind, by id.
    let products: Set<String>
    /// The words that named it.
    let words: Set<String>
    /// Where it stands last in the line: what comes after it, in small letters.
    let rest: String
  }

  /// Products by what they are, which stands last in a name: `kettle` of `Stovetop Kettle`, `水壶`
  /// of `炉灶水壶`.
  private let heads: [String: Set<String>]
  /// A product's words, as stems.
  struct Words {
    /// Those of its names and its kind.
    let titles: Set<String>
    /// Those of all its texts.
    let all: Set<String>
  }

  private let words: [String: Words]
  /// The same by Chinese names of goods that have only an English one.
  private let translated: [String: Set<String>]
  /// How many products have a word in their texts.
  private let counts: [String: Int]
  private let productCount: Int

  init(_ assortment: Assortment) {
    var heads: [String: Set<String>] = [:]
    var counts: [String: Int] = [:]
    // "Black" is a colour, though a tea is called so.
    let values = Set(
      assortment.optionNames.flatMap { [$0.name.english.lowercased(), $0.name.chinese] }
        .map(Stem.of))
    let kinds = Self.kinds(assortment)
    var words: [String: Words] = [:]
    for product in assortment.products {
      for head in Self.heads(of: product) where !values.contains(head) {
        heads[head, default: []].insert(product.id)
      }
      let own = Self.words(of: product, kind: kinds[product.category] ?? [])
      for word in own.all { counts[word, default: 0] += 1 }
      words[product.id] = own
    }
    translated = Self.translated(heads, in: assortment)
    for (name, products) in translated {
      for word in Self.stems(name) { counts[word, default: 0] += products.count }
    }
    self.heads = heads
    self.words = words
    self.counts = counts
    productCount = assortment.products.count
  }

  /// The words of a product.
  func words(of product: Product) -> Words { words[product.id] ?? Words(titles: [], all: []) }

  private static func words(of product: Product, kind: Set<String>) -> Words {
    var texts = [product.name.english, product.name.chinese]
    texts += Language.allCases.flatMap { product.aliases[$0] ?? [] }
    let titles = texts.reduce(into: kind) { $0.formUnion(stems($1)) }
    let described = [product.description.english, product.description.chinese]
    return Words(titles: titles, all: described.reduce(into: titles) { $0.formUnion(stems($1)) })
  }

  /// What each category's names say. Not all of "Tea and Coffee Ware" is for tea: what is a category of its
  /// own does not count.
  private static func kinds(_ assortment: Assortment) -> [String: Set<String>] {
    let names = assortment.categories.map { ($0.id, stems($0.name.english)) }
    var kinds: [String: Set<String>] = [:]
    for category in assortment.categories {
      let own = Language.allCases.flatMap { [category.name[$0]] + (category.aliases[$0] ?? []) }
        .reduce(into: Set<String>()) { $0.formUnion(stems($1)) }
      let others = names.filter { $0.0 != category.id }
        .reduce(into: Set<String>()) { $0.formUnion($1.1) }
      kinds[category.id] = own.subtracting(others)
    }
    return kinds
  }

  /// The stems of a text's words, and its pairs of Han characters.
  static func stems(_ text: String) -> Set<String> {
    Set(Choosing.parts(text.lowercased()).map(Stem.of))
  }

  /// What the glossary adds: nothing in a shop whose goods have Chinese names.
  private static func translated(
    _ heads: [String: Set<String>], in assortment: Assortment
  ) -> [String: Set<String>] {
    let unnamed = Set(
      assortment.products.filter { $0.name.chinese.utf8.allSatisfy { $0 < 0x80 } }.map(\.id))
    guard !unnamed.isEmpty else { return [:] }
    return GoodsGlossary.entries.compactMapValues { kinds in
      let products = kinds.reduce(into: Set<String>()) { found, kind in
        let head = kind.split(separator: " ").map { Stem.of(String($0)) }.joined(separator: " ")
        found.formUnion(heads[head] ?? [])
      }.intersection(unnamed)
      return products.isEmpty ? nil : products
    }
  }

  /// Whether a word sets some goods apart from the rest.
  func distinguishes(_ word: String) -> Bool {
    counts[word].map { $0 * 4 <= max(productCount, 4) } ?? false
  }

  /// Whether any product's texts hold the word.
  func knows(_ word: String) -> Bool { counts[word] != nil }

  /// The products that are what a product is: other kettles for a kettle.
  func sameKind(as product: Product) -> Set<String> {
    Self.heads(of: product).reduce(into: []) { $0.formUnion(heads[$1] ?? []) }
  }
}

extension GoodsIndex {
  /// The kind of thing that a line names last, by the longest name that fits, or `nil`.
  func named(in utterance: Utterance) -> Named? {
    let text = utterance.text.lowercased()
    return latin(text) ?? han(Array(text))
  }

  private func latin(_ text: String) -> Named? {
    let words = text.split { !($0.isLetter && $0.isASCII) && $0 != "-" }
    for place in words.indices.reversed() {
      let last = Stem.of(String(words[place]))
      let rest = String(text[words[place].endIndex...])
      if place > 0 {
        let first = Stem.of(String(words[place - 1]))
        if let products = heads[first + " " + last] {
          return Named(products: products, words: [first, last], rest: rest)
        }
      }
      if let products = heads[last] { return Named(products: products, words: [last], rest: rest) }
    }
    return nil
  }

  private func han(_ text: [Character]) -> Named? {
    for end in stride(from: text.count, to: 0, by: -1) {
      // A single character is a thing only at the end of what is asked: “刀”, not “包” in “包裹”.
      let isLast = end == text.count || "吗呢吧啊？?，,。！ ".contains(text[end])
      for length in stride(from: min(5, end), through: isLast ? 1 : 2, by: -1) {
        let name = String(text[(end - length)..<end])
        if name.utf8.allSatisfy({ $0 >= 0x80 }), let products = heads[name] ?? translated[name] {
          return Named(
            products: products, words: Choosing.parts(name), rest: String(text[end...]))
        }
      }
    }
    return nil
  }

  /// Whether a line names a kind of thing by the glossary.
  func isTranslated(_ utterance: Utterance) -> Bool {
    guard !translated.isEmpty else { return false }
    return utterance.language == .chinese && han(Array(utterance.text.lowercased())) != nil
  }

  /// The only product that a line names by the glossary, or `nil`.
  func translatedProduct(in utterance: Utterance) -> String? {
    guard !translated.isEmpty, let named = han(Array(utterance.text.lowercased())),
      named.products.count == 1
    else { return nil }
    return named.products.first
  }

  /// What a product is: the last words of its English names, the ends of its Chinese ones.
  private static func heads(of product: Product) -> Set<String> {
    var heads: Set<String> = []
    for name in [product.name.english] + (product.aliases[.english] ?? []) {
      var words = name.lowercased().split { !($0.isLetter && $0.isASCII) && $0 != "-" }.map {
        Stem.of(String($0))
      }
      if let end = words.firstIndex(where: { ["for", "with", "of", "in"].contains($0) }), end > 0 {
        words = Array(words[..<end])
      }
      if words.count > 1, ["set", "kit", "box"].contains(words[words.count - 1]) {
        heads.insert(words.suffix(2).joined(separator: " "))
        continue
      }
      if let last = words.last { heads.insert(last) }
      if words.count > 1 { heads.insert(words.suffix(2).joined(separator: " ")) }
    }
    for name in [product.name.chinese] + (product.aliases[.chinese] ?? []) {
      let characters = Array(name)
      for length in 1...5 where length <= characters.count {
        let head = String(characters.suffix(length))
        if head.utf8.allSatisfy({ $0 >= 0x80 }), !Self.vague.contains(head) { heads.insert(head) }
      }
    }
    return heads
  }

  /// Ends of Chinese names that say nothing of what a thing is.
  private static let vague: Set<String> = [
    "装", "套", "套装", "器", "机", "子", "盒", "礼盒", "袋", "架", "具", "条", "头", "套件", "垫", "罩",
    "布", "卡", "膏", "剂", "组", "款", "线", "片", "包", "壶", "箱", "粉", "石", "夹", "品", "笔",
  ]
}
