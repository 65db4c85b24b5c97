import Diagnostics
import Formats
import Text

/// What of a catalogue will leave customers without a good answer, though it can be read: nothing to sell,
/// names in one language, names that several products share, options without a label.
struct AssortmentAdvice {
  /// More of a kind than these are counted, not listed.
  private static let most = 20

  private var products = 0
  /// The products that have no name in a language, and the first of them.
  private var unnamed: [Language: (count: Int, first: Fault)] = [:]
  private var names: [String: (count: Int, line: Int, second: Fault?)] = [:]
  private var namesInOrder: [String] = []
  private var options: [Assortment.OptionName.Key: Fault] = [:]

  /// Takes a product in, with the object that it was read from.
  ///
  /// Codes such as "XL" and "E27" are the same in every language.
  mutating func note(_ product: Product, _ variants: [JSONNode], _ node: JSONNode) {
    products += 1
    noteName(product, node)
    for (variant, node) in zip(product.variants, variants) {
      for option in variant.options where option.value.contains(where: \.isLowercase) {
        let key = Assortment.OptionName.Key(option: option.name, value: option.value)
        guard options[key] == nil else { continue }
        options[key] = node.warning(
          "the \(option.name) \"\(option.value)\" has no name under \"options\", so customers are "
            + "told \"\(option.value)\" in every language; add it with \"en\" and \"zh\"")
      }
    }
  }

  private mutating func noteName(_ product: Product, _ node: JSONNode) {
    let name = node["name"] ?? node
    for language in Language.allCases where !name.isNamed(in: language) {
      let first =
        unnamed[language]?.first
        ?? name.warning("\"\(product.id)\" has no name in \"\(language.rawValue)\"")
      unnamed[language] = ((unnamed[language]?.count ?? 0) + 1, first)
    }
    let key = Normalizer.fold(product.name.english)
    guard var known = names[key] else {
      names[key] = (1, name.place.line, nil)
      return
    }
    known.count += 1
    if known.second == nil {
      namesInOrder.append(key)
      known.second = name.warning("\"\(product.name.english)\"")
    }
    names[key] = known
  }

  /// The warnings, `file` being named where there is nothing to point at.
  func faults(labelled: Set<Assortment.OptionName.Key>, file: String?) -> [Fault] {
    if products == 0 {
      return [
        Fault(
          file: file, "there is no product, so the desk can only say that nothing is sold",
          severity: .warning)
      ]
    }
    let bare = options.filter { !labelled.contains($0.key) }.map(\.value)
    return languages + doubles
      + Self.limited(bare.sorted(by: Self.isBefore), "options without a name")
  }

  /// A language in which products have no name, said once.
  private var languages: [Fault] {
    Language.allCases.compactMap { language in
      guard let (count, first) = unnamed[language] else { return nil }
      let rest = count > 1 ? ", nor have \(count - 1) others" : ""
      return first.saying(
        first.message + rest + "; customers who write in it are answered with the other name")
    }
  }

  /// Names that several products share.
  private var doubles: [Fault] {
    let faults = namesInOrder.compactMap { key -> Fault? in
      guard let known = names[key], let second = known.second else { return nil }
      return second.saying(
        "\(second.message) is the name of \(known.count) products, the first of them on line "
          + "\(known.line); whoever asks for it is shown the first, so give each a name of its own "
          + "or make them variants of one")
    }
    return Self.limited(faults, "names that products share")
  }

  private static func limited(_ faults: [Fault], _ what: String) -> [Fault] {
    guard faults.count > most, let last = faults.dropFirst(most).first else { return faults }
    return faults.prefix(most) + [last.saying("and \(faults.count - most) more \(what)")]
  }

  private static func isBefore(_ left: Fault, _ right: Fault) -> Bool {
    (left.place ?? .start, left.message) < (right.place ?? .start, right.message)
  }
}

extension JSONNode {
  fileprivate func warning(_ message: String) -> Fault {
    let fault = fault(message)
    return Fault(file: fault.file, place: fault.place, message, severity: .warning)
  }

  /// Whether a name, or an object of names by language, has one in a language.
  fileprivate func isNamed(in language: Language) -> Bool {
    if case .string(let text) = content {
      return text.unicodeScalars.contains { $0.value >= 0x2E80 } == (language == .chinese)
    }
    guard let name = self[language.rawValue], case .string(let text) = name.content else {
      return false
    }
    return !text.isEmpty
  }
}

extension Fault {
  fileprivate func saying(_ message: String) -> Fault {
    Fault(file: file, place: place, message, severity: severity)
  }
}
