import Computing

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
      candidate.utf8.first == word.utf8.first && isOneSlip(word, candidate)
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

  /// Whether one letter changed, left out, put in, or two neighbours swapped make one of the other.
  private func isOneSlip(_ one: String, _ other: String) -> Bool {
    let (left, right) = (Array(one.utf8), Array(other.utf8))
    let start = zip(left, right).prefix { $0 == $1 }.count
    let end = zip(left.dropFirst(start).reversed(), right.dropFirst(start).reversed())
      .prefix { $0 == $1 }.count
    let (leftRest, rightRest) = (left.count - start - end, right.count - start - end)
    // The last letter alone is an ending more often than a slip.
    if end == 0, leftRest <= 1, rightRest <= 1, left.count <= 5 { return false }
    if leftRest <= 1, rightRest <= 1 { return true }
    return leftRest == 2 && rightRest == 2 && left[start] == right[start + 1]
      && left[start + 1] == right[start]
  }
}
