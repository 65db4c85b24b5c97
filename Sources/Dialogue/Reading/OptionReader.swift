import Entities
import Quantities
import Shop
import Text

/// The values of options that a line names, and those it does not want.
struct Mentioned: Hashable {
  var meant: Set<String> = []
  var excluded: Set<String> = []

  var isEmpty: Bool { meant.isEmpty && excluded.isEmpty }
}

/// Which options of some variants a line means: "the 20 litre", “绿的”, "not navy".
struct OptionReader {
  let desk: Desk
  let line: Interpretation
  private let mentions: MentionReader

  init(_ line: Interpretation, _ desk: Desk) {
    self.desk = desk
    self.line = line
    mentions = MentionReader(line, desk.spoken)
  }

  /// The values that a line names of those the variants have. `bought` is the variant and how many of it the
  /// customer has: a number above that count is no count, and may be a size's ("make it 22"); sizes are also
  /// told by how they differ from it ("the bigger one").
  /// `planned` are the values chosen before: named beside others of their kind they are what is put right.
  func options(
    of variants: [Variant], instead bought: (variant: Variant?, count: Int)? = nil,
    planned: Set<String> = []
  ) -> Mentioned {
    let options = Self.options(of: variants)
    var found = named(options)
    if let bought { found += numbers(options, above: bought.count) }
    let sorted = mentions.sorted(found, unfit: .unfit)
    var meant = sorted.meant.filter { place in
      !planned.contains(options[place].value)
        || !sorted.meant.contains { other in
          options[other].name == options[place].name && !planned.contains(options[other].value)
        }
    }
    if let corrected = lastSaid(meant, options, found) { meant = corrected }
    var result = Mentioned(
      meant: Set(meant.map { options[$0].value }),
      excluded: Set(sorted.excluded.map { options[$0].value }))
    if result.meant.isEmpty, let bought, let size = size(of: variants, from: bought.variant) {
      result.meant = [size]
    }
    return result
  }

  /// Where a line spells an option of some variants with its unit or its name: no number in it counts goods.
  func ranges(of variants: [Variant]) -> [Range<Int>] {
    named(Self.options(of: variants)).map(\.range)
  }

  /// Whether a number is that of an option of some variants: the 6 of "6 glasses".
  static func isOption(_ number: Int, of variants: [Variant]) -> Bool {
    options(of: variants).contains { Self.number($0.value) == Double(number) }
  }

  private static func options(of variants: [Variant]) -> [Variant.Option] {
    variants.flatMap(\.options).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The number that an option begins with.
  private static func number(_ value: String) -> Double? {
    Double(value.prefix { $0.isNumber || $0 == "." })
  }

  private func named(_ options: [Variant.Option]) -> [Mention] {
    var found: [Mention] = []
    for (place, option) in options.enumerated() {
      for spelling in desk.assortment.spellings(of: option) {
        let phrase = SpokenText.Phrase(spelling)
        found += line.spoken.ranges(of: phrase).map {
          Mention(option: place, range: $0, score: Double(phrase.bytes.count))
        }
      }
    }
    return found
  }

  /// Bare numbers that options begin with, such as the 22 of "22 then"; “六只的” too.
  private func numbers(_ options: [Variant.Option], above count: Int) -> [Mention] {
    var found: [(value: Double, range: Range<Int>)] = line.entities.compactMap { entity in
      guard [.number, .quantity].contains(entity.kind), case .number(let value) = entity.value,
        // "In 2 days" is no size.
        !line.entities.contains(where: {
          ![.number, .quantity, .size].contains($0.kind) && $0.range.overlaps(entity.range)
        })
      else { return nil }
      return (value, entity.range)
    }
    for token in line.utterance.tokens where token.kind == .number {
      guard !line.entities.contains(where: { $0.range.overlaps(token.range) }),
        let value = Double(line.utterance[token])
      else { continue }
      found.append((value, token.range))
    }
    return found.filter { $0.value > Double(count) }.flatMap { number in
      options.enumerated().filter { Self.number($0.element.value) == number.value }.map {
        Mention(option: $0.offset, range: number.range, score: 1)
      }
    }
  }

  /// Of two sizes in a line that puts something right, the last is meant: "30… no, 22".
  private func lastSaid(
    _ meant: [Int], _ options: [Variant.Option], _ found: [Mention]
  ) -> [Int]? {
    guard line.acts.has(anyOf: .correct, .reject, .stop) || line.acts.share(.hesitate) >= 0.3
    else { return nil }
    return meant.filter { place in
      let rivals = meant.filter { options[$0].name == options[place].name }
      func end(_ place: Int) -> Int {
        found.filter { $0.option == place }.map(\.range.upperBound).max() ?? 0
      }
      return rivals.allSatisfy { end($0) <= end(place) }
    }
  }

  /// The place of the variant meant: "the second one", "the cheaper".
  func place(_ variants: [Variant]) -> Int? {
    let words: [(SpokenPhrases.List, Int)] = [
      (.first, 0), (.second, 1), (.third, 2), (.last, variants.count - 1),
    ]
    let prices = variants.map(\.price.hundredths)
    if mentions.has(.cheapest) { return prices.min().flatMap { prices.firstIndex(of: $0) } }
    if mentions.has(.dearest) { return prices.max().flatMap { prices.firstIndex(of: $0) } }
    return words.first { $0.1 < variants.count && mentions.has($0.0) }?.1
  }
}

// Sizes by how they differ.
extension OptionReader {
  /// The size that "the bigger one", “大一号” mean of those some variants have, seen from the one bought.
  private func size(of variants: [Variant], from bought: Variant?) -> String? {
    guard let bought else { return nil }
    let all = sizes(like: bought, variants)
    guard let own = bought.options.first(where: { all.values.contains($0.value) })?.value,
      let place = all.values.firstIndex(of: own)
    else { return nil }
    let offered = all.values.filter { value in
      variants.contains { $0.option(all.name) == value }
    }
    let more = offered.filter { (all.values.firstIndex(of: $0) ?? 0) > place }
    let less = offered.filter { (all.values.firstIndex(of: $0) ?? 0) < place }
    if mentions.has(.biggest) { return more.last }
    if mentions.has(.smallest) { return less.first }
    if mentions.has(.sizeUp) { return more.first }
    if mentions.has(.sizeDown) { return less.last }
    if mentions.has(.bigger) { return more.count == 1 ? more[0] : nil }
    if mentions.has(.smaller) { return less.count == 1 ? less[0] : nil }
    return nil
  }

  /// The sizes that a thing comes in, from the smallest: by their numbers, else as the shop lists them.
  private func sizes(like bought: Variant, _ variants: [Variant]) -> (
    name: String, values: [String]
  ) {
    let product = desk.assortment.products.first { $0.variants.contains { $0.sku == bought.sku } }
    let all = product?.variants ?? variants
    let name =
      bought.options.first { $0.name == "size" }?.name
      ?? bought.options.first { Self.number($0.value) != nil }?.name ?? "size"
    var values: [String] = []
    for variant in all {
      if let value = variant.option(name), !values.contains(value) { values.append(value) }
    }
    let numbers = values.compactMap(Self.number)
    guard numbers.count == values.count else { return (name, values) }
    return (name, values.sorted { (Self.number($0) ?? 0) < (Self.number($1) ?? 0) })
  }
}

extension Assortment {
  /// The ways to write an option: `1.5 L`, `1.5l`, `1.5 litre`, `1.5升`, `blue`, `蓝色`, `蓝的`.
  func spellings(of option: Variant.Option) -> [String] {
    let known = optionNames.first {
      $0.key.option == option.name && $0.key.value == option.value
    }
    var spellings = [option.value]
    if let known { spellings += [known.name.english, known.name.chinese] }
    if let chinese = known?.name.chinese, chinese.hasSuffix("色"), chinese.count > 1 {
      spellings.append(String(chinese.dropLast()))
    }
    let parts = option.value.split(separator: " ")
    if parts.count == 2, let units = Self.units[parts[1].lowercased()] {
      spellings.append(parts.joined())
      for unit in units { spellings += ["\(parts[0]) \(unit)", "\(parts[0])\(unit)"] }
    }
    return spellings.reduce(into: []) { if !$0.contains($1), !$1.isEmpty { $0.append($1) } }
  }

  /// Other names of units of measure.
  private static let units: [String: [String]] = [
    "l": ["litre", "litres", "liter", "liters", "升"], "ml": ["毫升"], "cm": ["厘米", "公分"],
    "mm": ["毫米"], "m": ["metre", "metres", "meter", "meters", "米"],
    "g": ["grams", "gram", "gr", "克"], "kg": ["kilo", "kilos", "公斤", "千克"],
    "in": ["inch", "inches", "寸", "英寸"],
  ]
}
