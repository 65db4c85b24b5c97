import Diagnostics
import Quantities
import Text

/// Finds what patterns describe, whole words at a time: order numbers, a shop's own kinds.
struct PatternRecognizer: EntityRecognizer {
  let kind: Entity.Kind
  let patterns: [Pattern]
  /// Which ASCII characters a match can begin with; the others never reach a pattern.
  private let heads: [Bool]

  init(kind: Entity.Kind, patterns: [Pattern]) {
    self.kind = kind
    self.patterns = patterns
    heads = (0..<128).map { scalar in
      patterns.contains { $0.canBegin(with: UInt32(scalar)) }
    }
  }

  /// Order numbers as the shop writes them; throws a `Fault` for a pattern outside the subset.
  init(orderNumbers: [String]) throws(Fault) {
    var patterns: [Pattern] = []
    for text in orderNumbers {
      do throws(PatternFault) {
        patterns.append(try Pattern(text))
      } catch {
        throw Fault(
          file: nil,
          "the order number pattern \"\(text)\" is wrong at character \(error.offset + 1): "
            + error.message)
      }
    }
    self.init(kind: .orderNumber, patterns: patterns)
  }

  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    guard !patterns.isEmpty, text.bytes.contains(where: { $0 >= 128 || heads[Int($0)] }) else {
      return []
    }
    let folded = FoldedText(text.bytes)
    var found: [Entity] = []
    var at = 0
    let scalars = folded.scalars
    while at < scalars.count {
      let scalar = scalars[at]
      guard scalar >= 128 || heads[Int(scalar)],
        !(folded.isWord(at) && folded.isWord(at - 1)) && !isTail(folded, at)
          || isLabelled(folded, at)
      else {
        at += 1
        continue
      }
      var end: Int?
      // By their places: a pattern taken out of the list is a copy of ten parts.
      for pattern in patterns.indices {
        if let stop = patterns[pattern].match(scalars, at: at), stop > end ?? at,
          !(folded.isWord(stop) && folded.isWord(stop - 1)), !isHead(folded, stop)
        {
          end = stop
        }
      }
      guard let end else {
        at += 1
        continue
      }
      found.append(
        Entity(
          kind: kind, range: folded.range(at, end),
          value: .text(Self.normalized(scalars[at..<end], isOrder: kind == .orderNumber))))
      at = end
    }
    if kind == .orderNumber { found += spaced(folded) }
    return found
  }

  /// An order number whose digits were pasted with blanks: `1 0 2 3 4`, `10 234`.
  private func spaced(_ text: FoldedText) -> [Entity] {
    var found: [Entity] = []
    let scalars = text.scalars
    func isDigit(_ place: Int) -> Bool {
      place >= 0 && place < scalars.count && (0x30...0x39).contains(scalars[place])
    }
    var at = 0
    while at < scalars.count {
      guard isDigit(at), !text.isWord(at - 1), !isTail(text, at) else {
        at += 1
        continue
      }
      var end = at
      var digits: [UInt32] = []
      var blanks = 0
      var group = 0
      var isLong = false
      while end < scalars.count, digits.count < 24 {
        if isDigit(end) {
          digits.append(scalars[end])
          group += 1
          isLong = isLong || group > 3
        } else if scalars[end] == 0x20, isDigit(end + 1) {
          blanks += 1
          group = 0
        } else {
          break
        }
        end += 1
      }
      // Groups of four and more are numbers of their own.
      if blanks > 0, !isLong, !text.isWord(end), !isHead(text, end),
        patterns.indices.contains(where: { patterns[$0].match(digits, at: 0) == digits.count })
      {
        found.append(
          Entity(
            kind: kind, range: text.range(at, end),
            value: .text(Self.normalized(digits[...], isOrder: true))))
      }
      at = max(end, at + 1)
    }
    return found
  }

  /// Whether an order number's label touches it: `no.10234`, `number10234`.
  private func isLabelled(_ text: FoldedText, _ at: Int) -> Bool {
    guard kind == .orderNumber, at > 1, (0x30...0x39).contains(text.scalars[at]) else {
      return false
    }
    var end = at
    if [0x2E, 0x3A, 0x23].contains(text.scalars[end - 1]) { end -= 1 }
    var start = end
    while start > 0, end - start < 8, (0x61...0x7A).contains(text.scalars[start - 1] | 0x20) {
      start -= 1
    }
    guard !text.isWord(start - 1) else { return false }
    var label = ""
    for value in text.scalars[start..<end] {
      if let scalar = Unicode.Scalar(value | 0x20) { label.unicodeScalars.append(scalar) }
    }
    return Self.labels.contains(label)
  }

  private static let labels: Set<String> = ["no", "nr", "num", "number", "order", "id", "ref"]

  /// `12.10234` and `$10234` are no order numbers; neither are digits inside an address or a code.
  private func isTail(_ text: FoldedText, _ at: Int) -> Bool {
    guard kind == .orderNumber, at > 0, text.isWord(at) else { return false }
    switch text.scalars[at - 1] {
    case 0x24, 0xA3, 0x20AC, 0xA5, 0x40, 0x2F: return true
    case 0x2E, 0x2D: return text.isWord(at - 2)
    case 0x2C: return text.isWord(at - 2) && isThousands(text, at)
    default: return false
    }
  }

  private func isHead(_ text: FoldedText, _ end: Int) -> Bool {
    guard kind == .orderNumber, end < text.scalars.count else { return false }
    switch text.scalars[end] {
    case 0x40, 0x25, 0x20AC: return true
    case 0x2C: return isThousands(text, end + 1)
    case 0x2E, 0x2D, 0x2F:
      return end + 1 < text.scalars.count && (0x30...0x39).contains(text.scalars[end + 1])
    default: return false
    }
  }

  /// Three digits and no more: the rest of a number, where "10234，97205" are two.
  private func isThousands(_ text: FoldedText, _ at: Int) -> Bool {
    let digits = text.scalars[min(at, text.scalars.count)...].prefix(4)
      .prefix { (0x30...0x39).contains($0) }
    return digits.count == 3
  }

  private static func normalized(_ scalars: ArraySlice<UInt32>, isOrder: Bool) -> String {
    var text = ""
    for value in scalars {
      if isOrder, value == 0x23 || value == 0x20 { continue }
      let upper = (0x61...0x7A).contains(value) && isOrder ? value - 32 : value
      if let scalar = Unicode.Scalar(upper) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
