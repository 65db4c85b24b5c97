import Computing
import Text

/// Finds the word that a misspelt one most likely is: one letter wrong, missing, doubled or swapped.
struct SpellingIndex: Sendable {
  /// Words by each form with one letter left out (W. Garbe's symmetric delete).
  private var forms = Deferred<[String: [Int32]]> { [:] }
  private var words: [String] = []
  private var known: Set<String> = []

  mutating func add(_ word: String) {
    guard word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A }), known.insert(word).inserted else {
      return
    }
    words.append(word)
  }

  /// Called once, after the last word.
  mutating func finish() {
    forms = Deferred { [words] in
      var forms: [String: [Int32]] = [:]
      for (number, word) in words.enumerated() {
        for form in Self.forms(of: word) { forms[form, default: []].append(Int32(number)) }
      }
      return forms
    }
  }

  /// The only word that one slip makes of it; `nil` for a known word, a short one, or when several fit.
  func correction(of word: String) -> String? {
    let length = word.utf8.count
    guard (5...24).contains(length), !known.contains(word),
      word.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A })
    else { return nil }
    var found: Set<Int32> = []
    let forms = self.forms()
    for form in Self.forms(of: word) { found.formUnion(forms[form] ?? []) }
    let fitting = found.map { words[Int($0)] }.filter { candidate in
      candidate.utf8.first == word.utf8.first && word.isOneSlip(from: candidate)
    }
    let stems = Set(fitting.map(Stem.of))
    return stems.count == 1 ? fitting.min() : nil
  }

  private static func forms(of word: String) -> Set<String> {
    var forms: Set<String> = [word]
    for index in word.indices {
      var form = word
      form.remove(at: index)
      forms.insert(form)
    }
    return forms
  }
}
