import Quantities
import Shop
import Text

/// A line about goods that was made, and what is right for it by the catalogue.
struct MadeShopping {
  /// What must be so after the line.
  enum Right {
    /// The need allows just these products.
    case fits(Set<String>)
    /// A fact of one product, with these options, and these words in the reply.
    case fact(product: String, options: [String: String], words: [String])
    /// These products are put side by side.
    case compared(Set<String>)
    /// Of what was shown, the product at a place is spoken of.
    case place(Int)
    /// What is shown costs less than all that was.
    case cheaper
    /// What was shown does not come back, and the kind stays.
    case others
  }

  /// What is said, the last line being judged.
  let lines: [String]
  let right: Right
  /// What kind of line it is, for the figures.
  let kind: String
}

/// Makes lines from templates and the catalogue: the same seed gives the same lines.
struct ShoppingMaker {
  private let goods: Assortment
  private let language: Language
  private var random: SeededGenerator
  /// Kinds of things with the products that are such.
  private let kinds: [(label: String, products: [Product])]

  init(_ goods: Assortment, language: Language, seed: UInt64) {
    self.goods = goods
    self.language = language
    random = SeededGenerator(seed: seed)
    var kinds: [String: [Product]] = [:]
    for product in goods.products {
      for kind in product.details.kinds[language] ?? [] { kinds[kind, default: []].append(product) }
    }
    self.kinds = kinds.filter { $0.value.count > 2 && $0.key.count > (language == .chinese ? 0 : 2) }
      .map { ($0.key, $0.value) }.sorted { $0.0 < $1.0 }
  }

  mutating func make() -> MadeShopping {
    while true {
      let made: MadeShopping? =
        switch Int.random(in: 0..<10, using: &random) {
        case 0, 1, 2: find()
        case 3: without()
        case 4, 5: stock()
        case 6: price()
        case 7: compare()
        case 8: place()
        default: refine()
        }
      if let made { return made }
    }
  }
}

// What is sought.
extension ShoppingMaker {
  /// `a kettle under $50 in sage, not electric`.
  private mutating func find() -> MadeShopping? {
    guard let kind = kinds.randomElement(using: &random) else { return nil }
    var most: Int?
    var least: Int?
    var color: String?
    var unwanted: String?
    var parts: [String] = []
    let prices = kind.products.flatMap { $0.variants.map(\.price.hundredths) }.sorted()
    let isChinese = language == .chinese
    if Bool.random(using: &random) {
      let amount = (prices[prices.count / 2] / 500 + 1) * 5
      most = amount * 100
      parts.append(
        pick(
          isChinese
            ? ["\(amount)以内", "\(amount)块以下", "不超过\(amount)美元", "预算\(amount)"]
            : ["under \(amount)", "below $\(amount)", "max \(amount) dollars", "up to \(amount) bucks"]))
    } else if Int.random(in: 0..<4, using: &random) == 0 {
      let amount = max(prices[prices.count / 2] / 500, 1) * 5
      least = amount * 100
      parts.append(
        pick(
          isChinese ? ["\(amount)以上"] : ["over \(amount) dollars", "at least $\(amount)"]))
    }
    let colors = Set(kind.products.flatMap { $0.variants.compactMap { $0.option("color") } })
    let plain = colors.subtracting(Self.families).sorted()
    if let value = plain.randomElement(using: &random), Bool.random(using: &random) {
      color = value
      let name = label(value, option: "color")
      parts.append(isChinese ? "\(name)的" : "in \(name)")
    } else if let value = colors.subtracting(Self.materials).sorted().randomElement(using: &random),
      Bool.random(using: &random)
    {
      unwanted = value
      let name = label(value, option: "color")
      parts.append(pick(isChinese ? ["不要\(name)的", "除了\(name)"] : ["not \(name)", "but not in \(name)"]))
    }
    let fitting = kind.products.filter { product in
      product.variants.contains { variant in
        let own = variant.option("color")
        return variant.stock > 0 && variant.price.hundredths <= most ?? .max
          && variant.price.hundredths >= least ?? 0 && (color == nil || own == color)
          && (unwanted == nil || own != unwanted)
      }
    }
    guard !fitting.isEmpty, !parts.isEmpty else { return nil }
    return MadeShopping(
      lines: [opened(kind.label, parts)], right: .fits(Set(fitting.map(\.id))), kind: "find")
  }

  private mutating func opened(_ kind: String, _ parts: [String]) -> String {
    if language == .chinese {
      let opening = pick(["推荐个", "想买个", "给我推荐", "有没有什么好的", "找个"])
      return opening + kind + " " + parts.joined(separator: " ")
    }
    let opening = pick([
      "I'm looking for", "can you recommend", "I need", "could you suggest", "show me",
    ])
    let article = "aeiou".contains(kind.first ?? "x") ? "an" : "a"
    let thing = pick(["\(article) \(kind)", "some \(kind)s", "\(article) nice \(kind)"])
    return "\(opening) \(thing) " + parts.joined(separator: ", ")
  }

  /// Of a kind, without a part of it.
  private mutating func without() -> MadeShopping? {
    guard let kind = kinds.randomElement(using: &random) else { return nil }
    let ids = Set(kind.products.map(\.id))
    let inner = kinds.filter { other in
      other.label != kind.label && Set(other.products.map(\.id)).isStrictSubset(of: ids)
    }
    guard let part = inner.randomElement(using: &random) else { return nil }
    let barred = Set(part.products.map(\.id))
    let fitting = kind.products.filter { $0.stock > 0 && !barred.contains($0.id) }
    guard !fitting.isEmpty else { return nil }
    let line =
      language == .chinese
      ? pick([
        "想买\(kind.label) 不要\(part.label)", "推荐个\(kind.label)，除了\(part.label)都行",
        "推荐\(kind.label)，\(part.label)就不要了",
      ])
      : pick([
        "I want some \(kind.label)s but no \(part.label)s",
        "recommend me a \(kind.label), not a \(part.label)",
        "looking for a \(kind.label), anything but a \(part.label)",
      ])
    return MadeShopping(
      lines: [line], right: .fits(Set(fitting.map(\.id))), kind: "without")
  }

  /// Colours that are materials as well: who wants no steel may mean either.
  private static let materials: Set<String> = [
    "steel", "copper", "brass", "walnut", "oak", "linen", "ebony", "silver", "terracotta",
  ]

  /// Colours that stand for shades beside themselves.
  private static let families: Set<String> = [
    "black", "white", "red", "blue", "green", "grey", "brown", "pink", "yellow", "orange",
    "silver", "navy", "celadon", "steel", "linen", "copper", "brass", "natural", "oak", "clear",
    "walnut", "check",
  ]
}

// Facts of one product.
extension ShoppingMaker {
  private mutating func product() -> Product? { goods.products.randomElement(using: &random) }

  private func label(_ value: String, option: String) -> String {
    goods.label(option: option, value: value)?[language] ?? value
  }

  private mutating func pick(_ texts: [String]) -> String {
    texts.randomElement(using: &random) ?? ""
  }

  /// A name, sometimes misspelt by a slip of the hand.
  private mutating func name(of product: Product) -> String {
    let name = product.name[language]
    guard language == .english, Int.random(in: 0..<6, using: &random) == 0 else {
      return language == .english ? name.lowercased() : name
    }
    var words = name.lowercased().split(separator: " ").map(Array.init)
    guard let place = words.indices.filter({ words[$0].count > 6 }).randomElement(using: &random)
    else { return name.lowercased() }
    let at = Int.random(in: 2..<words[place].count - 2, using: &random)
    if Bool.random(using: &random) { words[place].swapAt(at, at + 1) } else { words[place].remove(at: at) }
    return words.map { String($0) }.joined(separator: " ")
  }

  private mutating func stock() -> MadeShopping? {
    guard let product = product(), let variant = product.variants.randomElement(using: &random),
      !variant.options.isEmpty
    else { return nil }
    let options = Dictionary(
      variant.options.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    let labels = variant.options.map { label($0.value, option: $0.name) }
    let name = name(of: product)
    let line: String
    if language == .chinese {
      let all = labels.joined()
      line = pick([
        "\(name)\(all)有货吗", "\(all)的\(name)还有吗", "请问\(name) \(labels.joined(separator: " ")) 还有现货吗",
      ])
    } else {
      let all = labels.joined(separator: ", ")
      line = pick([
        "is the \(name) in \(labels.joined(separator: " ")) in stock", "do you have the \(name), \(all)?",
        "\(name) \(labels.joined(separator: " ")) available?",
      ])
    }
    return MadeShopping(
      lines: [line], right: .fact(product: product.id, options: options, words: []),
      kind: "stock")
  }

  private mutating func price() -> MadeShopping? {
    guard let product = product(), let variant = product.variants.randomElement(using: &random),
      let size = variant.options.first(where: { $0.name == "size" })
    else { return nil }
    let prices = Set(
      product.variants.filter { $0.option("size") == size.value }.map(\.price.display))
    guard prices.count == 1 else { return nil }
    let name = name(of: product)
    let value = label(size.value, option: "size")
    let lines: [String]
    if language == .chinese {
      lines = [pick(["\(name)\(value)的多少钱", "\(value)的\(name)什么价格"])]
    } else {
      lines = [pick(["how much is the \(name) in \(value)", "price of the \(value) \(name)?"])]
    }
    return MadeShopping(
      lines: lines,
      right: .fact(product: product.id, options: ["size": size.value], words: Array(prices)),
      kind: "price")
  }

  private mutating func compare() -> MadeShopping? {
    guard let kind = kinds.randomElement(using: &random) else { return nil }
    let two = kind.products.shuffled(using: &random).prefix(2).map { $0 }
    guard two.count == 2 else { return nil }
    let (one, other) = (name(of: two[0]), name(of: two[1]))
    let line =
      language == .chinese
      ? pick(["\(one)和\(other)哪个好", "\(one)跟\(other)有什么区别", "对比一下\(one)和\(other)"])
      : pick([
        "\(one) or \(other), which is better", "compare the \(one) and the \(other)",
        "what's the difference between the \(one) and the \(other)",
      ])
    return MadeShopping(
      lines: [line], right: .compared(Set(two.map(\.id))), kind: "compare")
  }

  private mutating func place() -> MadeShopping? {
    guard let kind = kinds.randomElement(using: &random),
      kind.products.count(where: { $0.stock > 0 }) > 2
    else { return nil }
    let place = Int.random(in: 0..<3, using: &random)
    let line: String
    if language == .chinese {
      let nth = ["第一个", "第二个", "第三个"][place]
      line = nth + pick(["多少钱", "是什么材质", "有货吗", "怎么买", "有什么颜色"])
    } else {
      let nth = ["the first one", "the second one", "the third one"][place]
      line = pick([
        "how much is \(nth)", "\(nth), what is it made of?", "is \(nth) in stock",
        "how do I buy \(nth)", "which colours does \(nth) come in",
      ])
    }
    return MadeShopping(
      lines: [opened(kind.label, []), line], right: .place(place), kind: "reference")
  }

  private mutating func refine() -> MadeShopping? {
    guard let kind = kinds.filter({ $0.products.count(where: { $0.stock > 0 }) > 6 })
      .randomElement(using: &random)
    else { return nil }
    let isCheaper = Bool.random(using: &random)
    let line =
      language == .chinese
      ? pick(isCheaper ? ["有便宜点的吗", "太贵了", "再便宜一点的呢"] : ["还有别的吗", "换一批", "这些都不喜欢"])
      : pick(
        isCheaper
          ? ["something cheaper?", "that's too expensive", "anything less expensive"]
          : ["anything else?", "none of these", "show me others"])
    return MadeShopping(
      lines: [opened(kind.label, []), line], right: isCheaper ? .cheaper : .others,
      kind: "refine")
  }
}
