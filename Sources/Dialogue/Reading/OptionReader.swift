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

  /// The values that a line names of those the variants have.
  func options(of variants: [Variant]) -> Mentioned {
    let options = variants.flatMap(\.options).reduce(into: [Variant.Option]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    let sorted = mentions.sorted(mentioned(options))
    return Mentioned(
      meant: Set(sorted.meant.map { options[$0].value }),
      excluded: Set(sorted.excluded.map { options[$0].value }))
  }

  /// Where the line names an option of some variants.
  func places(of variants: [Variant]) -> [Range<Int>] {
    mentioned(variants.flatMap(\.options)).map(\.range)
  }

  private func mentioned(_ options: [Variant.Option]) -> [Mention] {
    let text = SpokenText(line.utterance.text)
    var found: [Mention] = []
    for (place, option) in options.enumerated() {
      for spelling in desk.assortment.spellings(of: option) {
        let folded = Normalizer.fold(spelling)
        let isLatin = folded.utf8.allSatisfy { $0 < 0x80 }
        found += text.ranges(of: folded, isLatin: isLatin).map {
          Mention(option: place, range: $0, score: Double(folded.utf8.count))
        }
      }
    }
    return found
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
