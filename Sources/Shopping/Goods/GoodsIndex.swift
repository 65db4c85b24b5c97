import Computing
import Quantities
public import Shop
import Text

/// The goods of an assortment by the words that name them, their properties, options and prices.
///
/// Products are numbered by their place; lists of them are sorted, so that they meet in one pass.
public struct GoodsIndex: Sendable {
  /// What a word of a line may be, of the catalogue.
  enum Meaning: Hashable, Sendable {
    case term(ProductQuery.Term)
    case option(name: String, value: String)
  }

  let assortment: Assortment
  let words: ShoppingWords
  /// By the stems of words; Han characters as they are.
  private(set) var trie = PhraseTrie<Meaning>()
  private var places: [ProductQuery.Term: [Int32]] = [:]
  /// Words of all texts of a product, for what is not wanted and for the sentence that answers.
  private let texts: Deferred<[String: [Int32]]>
  private(set) var spelling = SpellingIndex()
  private(set) var features: [Set<String>] = []
  /// The lowest price of what is in stock, in hundredths, and the highest.
  private(set) var lowest: [Int] = []
  private(set) var highest: [Int] = []
  private(set) var inStock: [Bool] = []
  private var materials: Set<String> = []
  /// By the last word of what they are called, or the last characters.
  private(set) var heads = HeadNouns()
  /// Options whose labels have several numbers: `150x200 cm`.
  private(set) var measuredOptions: [Assortment.OptionName.Key] = []
  /// Measures that the values of options are.
  private(set) var measures: [Assortment.OptionName.Key: ProductQuery.Measure] = [:]

  /// Indexes an assortment: seconds for 100,000 products.
  public init(_ assortment: Assortment, words: ShoppingWords) {
    self.assortment = assortment
    self.words = words
    texts = Deferred { Self.texts(of: assortment.products) }
    addOptions()
    let categories = Dictionary(
      assortment.categories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    for category in assortment.categories { addName(of: category) }
    for (place, product) in assortment.products.enumerated() {
      add(product, at: Int32(place))
      if let category = categories[product.category] {
        post(.category(category.id), Int32(place))
      }
    }
    translate()
    spelling.finish()
  }

  /// Names of things in the other language, where the goods have none in it.
  private mutating func translate() {
    let unnamed = assortment.products.indices.filter {
      assortment.products[$0].name.chinese.utf8.allSatisfy { $0 < 0x80 }
    }.map { Int32($0) }
    guard !unnamed.isEmpty else { return }
    for (name, kinds) in words.translations.sorted(by: { $0.key < $1.key }) {
      var found: [Int32] = []
      for kind in kinds {
        let key = ShoppingLine(kind).pieces.map(\.stem).joined(separator: " ")
        found = PlaceList.union(found, products(of: .kind(key)))
      }
      for place in PlaceList.intersection(found, unnamed) {
        add(name, .kind(name))
        post(.kind(name), place)
      }
    }
  }

  /// The products of a term, in order.
  func products(of term: ProductQuery.Term) -> [Int32] { places[term] ?? [] }

  /// The products whose texts have a word.
  func mentioning(_ stem: String) -> [Int32] { texts()[stem] ?? [] }

  /// Whether a property is what things are made of: a word of what some say they are.
  func isMaterial(_ feature: String) -> Bool { materials.contains(feature) }

  /// The product at a place.
  func product(_ place: Int32) -> Product { assortment.products[Int(place)] }
}

extension GoodsIndex {
  private mutating func post(_ term: ProductQuery.Term, _ place: Int32) {
    if places[term]?.last != place { places[term, default: []].append(place) }
  }

  private mutating func addName(of category: ProductCategory) {
    let names = Language.allCases.flatMap { [category.name[$0]] + (category.aliases[$0] ?? []) }
    for name in names { add(name, .category(category.id)) }
  }

  /// Adds a phrase to the words, by its stems.
  private mutating func add(_ phrase: String, _ term: ProductQuery.Term) {
    let stems = ShoppingLine(phrase).pieces.map(\.stem)
    let meaning = Meaning.term(term)
    if !trie.meanings(of: stems).contains(meaning) { trie.add(stems, meaning) }
  }

  private mutating func add(_ product: Product, at place: Int32) {
    let names =
      [product.name.english, product.name.chinese]
      + Language.allCases.flatMap { product.aliases[$0] ?? [] }
    for name in Set(names) { addName(name, of: product, at: place) }
    let kinds = Language.allCases.flatMap { product.details.kinds[$0] ?? [] }
    heads.add([product.name.english, product.name.chinese] + kinds, at: place)
    for kind in Language.allCases.flatMap({ product.details.kinds[$0] ?? [] }) {
      let key = ShoppingLine(kind).pieces.map(\.stem).joined(separator: " ")
      add(kind, .kind(key))
      post(.kind(key), place)
      addShort(kind, key)
      for piece in ShoppingLine(kind).pieces where piece.kind == .word { note(piece) }
    }
    if let brand = product.brand {
      add(brand, .brand(brand))
      post(.brand(brand), place)
    }
    let found = features(of: product)
    features.append(found)
    for feature in found { post(.feature(feature), place) }
    noteMaterials(of: product)
    let stocked = product.variants.filter { $0.stock > 0 }.map(\.price.hundredths)
    inStock.append(!stocked.isEmpty)
    let all = stocked.isEmpty ? product.variants.map(\.price.hundredths) : stocked
    lowest.append(all.min() ?? product.price.hundredths)
    highest.append(all.max() ?? product.price.hundredths)
  }

  /// Adds a name whole, the kind of thing its end says, and its words.
  private mutating func addName(_ name: String, of product: Product, at place: Int32) {
    let pieces = ShoppingLine(name).pieces
    guard !pieces.isEmpty else { return }
    let key = pieces.map(\.stem).joined(separator: " ")
    trie.add(pieces.map(\.stem), .term(.name(key)))
    post(.name(key), place)
    let latin = pieces.filter { $0.kind == .word }
    let isDescribed = !product.details.kinds.isEmpty
    for kind in Self.kinds(latin, isDescribed: isDescribed) {
      add(kind.split(separator: " ").map(String.init), .term(.kind(kind)))
      post(.kind(kind), place)
    }
    for piece in latin {
      if isLoose(piece.text) { continue }
      note(piece)
      add([piece.stem], .term(.word(piece.stem)))
      post(.word(piece.stem), place)
    }
    addHan(pieces.filter { $0.kind == .han }.map(\.text), isDescribed, place)
  }

  /// Two characters or more of a Chinese name are a word of it; its end is its kind where nobody wrote
  /// down a better one.
  private mutating func addHan(_ han: [String], _ isDescribed: Bool, _ place: Int32) {
    guard han.count > 1 else { return }
    for length in 2...min(4, han.count) {
      for start in 0...(han.count - length) {
        let stems = Array(han[start..<start + length])
        let part = stems.joined()
        let isEnd = start + length == han.count
        let term: ProductQuery.Term = isEnd && !isDescribed ? .kind(part) : .word(part)
        add(stems, .term(term))
        post(term, place)
      }
    }
  }

  /// “铲子” is also said “铲”.
  private mutating func addShort(_ kind: String, _ key: String) {
    guard kind.count == 2, let last = kind.last, "子头".contains(last), let first = kind.first
    else { return }
    add([String(first)], .term(.kind(key)))
  }

  private mutating func note(_ piece: ShoppingLine.Piece) {
    if piece.text.utf8.count >= 4 { spelling.add(piece.text) }
  }

  /// Whether a word of a name says nothing of the thing: "for", "with", "one".
  private func isLoose(_ word: String) -> Bool {
    word.utf8.count < 2 || Int(word) != nil
      || words.trie.meanings(of: [word]).contains { meaning in
        switch meaning {
        case .cue, .common: true
        default: false
        }
      }
  }

  /// What a thing is by its English name: its last two words, and its last where nothing else is known.
  private static func kinds(_ words: [ShoppingLine.Piece], isDescribed: Bool) -> [String] {
    var words = words[...]
    if let end = words.firstIndex(where: { ["for", "with", "of", "in", "and"].contains($0.text) }),
      end > words.startIndex
    {
      words = words[..<end]
    }
    guard words.count > 1 else {
      return isDescribed ? [] : words.map(\.stem)
    }
    let two = words.suffix(2).map(\.stem).joined(separator: " ")
    return isDescribed ? [two] : [two, words.suffix(1).map(\.stem).joined()]
  }

  /// Makes the index of texts, which is otherwise made when it is first needed.
  public func prepareTexts() { _ = texts() }

  /// The properties that its material names.
  private mutating func noteMaterials(of product: Product) {
    guard let material = product.details.facts["material"] else { return }
    for text in [material.english, material.chinese] {
      let ids = ShoppingLine(text).pieces.map { words.trie.id($0.text) }
      for start in ids.indices {
        words.trie.walk(ids, from: start) { _, meanings in
          for case .feature(let id) in meanings where product.details.features?.contains(id) == true
          {
            materials.insert(id)
          }
        }
      }
    }
  }

  /// What is written down, else what its texts say.
  private func features(of product: Product) -> Set<String> {
    if let features = product.details.features { return Set(features) }
    var found: Set<String> = []
    for text in [
      product.name.english, product.name.chinese, product.description.english,
      product.description.chinese,
    ] {
      let pieces = ShoppingLine(text).pieces.map(\.text)
      let ids = pieces.map { words.trie.id($0) }
      for start in ids.indices {
        words.trie.walk(ids, from: start) { _, meanings in
          for case .feature(let id) in meanings { found.insert(id) }
        }
      }
    }
    return found
  }
}

extension GoodsIndex {
  /// Options by their labels in both languages; those that are measures also by what they measure.
  private mutating func addOptions() {
    for option in assortment.optionNames where !option.key.value.isEmpty { add(option) }
    let named = Set(assortment.optionNames.map(\.key))
    var seen: Set<Assortment.OptionName.Key> = []
    for product in assortment.products {
      for variant in product.variants {
        for option in variant.options {
          let key = Assortment.OptionName.Key(option: option.name, value: option.value)
          guard !named.contains(key), seen.insert(key).inserted else { continue }
          add(
            Assortment.OptionName(
              key: key, name: LocalizedText(english: option.value, chinese: option.value)))
        }
      }
    }
  }

  private mutating func add(_ option: Assortment.OptionName) {
    let reader = MeasureReader(words)
    let labels = [option.key.value, option.name.english, option.name.chinese]
    if SizePairs.isSize(option.key.value) { measuredOptions.append(option.key) }
    for label in Set(labels) {
      let line = ShoppingLine(label)
      if let measure = reader.whole(line) {
        if measures[option.key] == nil || measure.dimension != "count" {
          measures[option.key] = measure
        }
      }
      let meaning = Meaning.option(name: option.key.option, value: option.key.value)
      // A number alone is never an option's name.
      guard line.pieces.contains(where: { $0.kind != .number }) else { continue }
      add(line.pieces.map(\.stem), meaning)
      // 红的 is 红色; 雪松 stays.
      if label.hasSuffix("色"), line.pieces.count > 1 {
        let short = line.pieces.dropLast().map(\.stem)
        if short.count > 1 { add(short, meaning) }
        add(short + ["的"], meaning)
      }
    }
  }

  private mutating func add(_ stems: [String], _ meaning: Meaning) {
    if !trie.meanings(of: stems).contains(meaning) { trie.add(stems, meaning) }
  }
}
