/// Cuts English words to their stems: `refunds`, `refunded` and `refunding` meet in `refund`.
///
/// After M. F. Porter's published description of the English (Porter2) stemmer,
/// https://snowballstem.org/algorithms/english/stemmer.html, without its lists of exceptional words.
package struct EnglishStemmer {
  private var word: [UInt8]
  /// Where the regions begin in which suffixes may be cut; R2 lies inside R1.
  private var r1 = 0
  private var r2 = 0

  /// The stem of a lower-case word; a word that is not plain ASCII letters is its own stem.
  package static func stem(_ word: String) -> String {
    let letters = Array(word.utf8)
    guard letters.count > 2, letters.allSatisfy({ isLetter($0) || $0 == apostrophe }) else {
      return word
    }
    var stemmer = EnglishStemmer(word: letters)
    stemmer.run()
    return String(decoding: stemmer.word, as: UTF8.self)
  }

  private init(word: [UInt8]) { self.word = word }
}

private let apostrophe = UInt8(ascii: "'")
private let consonantY = UInt8(ascii: "Y")

private func isLetter(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }

private func isVowel(_ byte: UInt8) -> Bool { "aeiouy".utf8.contains(byte) }

extension EnglishStemmer {
  private mutating func run() {
    prepare()
    cutPossessive()
    cutPlural()
    cutPastAndGerund()
    turnFinalY()
    replaceLongest(Self.step2, from: r1)
    replaceLongest(Self.step3, from: r1)
    cutLastSuffix()
    cutFinalEAndL()
    word = word.map { $0 == consonantY ? UInt8(ascii: "y") : $0 }
  }

  private mutating func prepare() {
    if word.first == apostrophe { word.removeFirst() }
    for index in word.indices where word[index] == UInt8(ascii: "y") {
      if index == 0 || isVowel(word[index - 1]) { word[index] = consonantY }
    }
    r1 = word.count
    for head in ["gener", "commun", "arsen"] where word.starts(with: head.utf8) {
      r1 = head.utf8.count
    }
    if r1 == word.count { r1 = region(after: 0) }
    r2 = region(after: r1)
  }

  /// What follows the first consonant after a vowel.
  private func region(after start: Int) -> Int {
    var index = start + 1
    while index < word.count {
      if !isVowel(word[index]), isVowel(word[index - 1]) { return index + 1 }
      index += 1
    }
    return word.count
  }

  private func ends(_ suffix: String) -> Bool {
    word.count >= suffix.utf8.count && word.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
  }

  private mutating func cut(_ count: Int, _ replacement: String = "") {
    word.removeLast(count)
    word.append(contentsOf: replacement.utf8)
  }

  private func hasVowel(before end: Int) -> Bool { word[..<end].contains(where: isVowel) }

  /// A vowel between consonants at the end, or a vowel and a consonant that are the whole word.
  private var endsInShortSyllable: Bool {
    let count = word.count
    if count == 2 { return isVowel(word[0]) && !isVowel(word[1]) }
    guard count > 2, !isVowel(word[count - 3]), isVowel(word[count - 2]) else { return false }
    return !isVowel(word[count - 1]) && !"wxY".utf8.contains(word[count - 1])
  }

  private mutating func cutPossessive() {
    for suffix in ["'s'", "'s", "'"] where ends(suffix) { return cut(suffix.utf8.count) }
  }

  private mutating func cutPlural() {
    if ends("sses") {
      cut(2)
    } else if ends("ied") || ends("ies") {
      cut(3, word.count > 4 ? "i" : "ie")
    } else if ends("us") || ends("ss") {
      return
    } else if ends("s"), word.count > 2, hasVowel(before: word.count - 2) {
      cut(1)
    }
  }

  private mutating func cutPastAndGerund() {
    for suffix in ["eedly", "eed"] where ends(suffix) {
      if word.count - suffix.utf8.count >= r1 { cut(suffix.utf8.count, "ee") }
      return
    }
    for suffix in ["ingly", "edly", "ing", "ed"] where ends(suffix) {
      guard hasVowel(before: word.count - suffix.utf8.count) else { return }
      cut(suffix.utf8.count)
      if ends("at") || ends("bl") || ends("iz") {
        cut(0, "e")
      } else if ["bb", "dd", "ff", "gg", "mm", "nn", "pp", "rr", "tt"].contains(where: ends) {
        cut(1)
      } else if r1 >= word.count, endsInShortSyllable {
        cut(0, "e")
      }
      return
    }
  }

  private mutating func turnFinalY() {
    guard ends("y") || ends("Y"), word.count > 2, !isVowel(word[word.count - 2]) else { return }
    cut(1, "i")
  }

  private static let step2 = [
    ("ization", "ize"), ("ational", "ate"), ("fulness", "ful"), ("ousness", "ous"),
    ("iveness", "ive"), ("tional", "tion"), ("biliti", "ble"), ("lessli", "less"),
    ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"),
    ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"),
    ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"), ("logi", "log"),
  ]

  private static let step3 = [
    ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"),
    ("ical", "ic"), ("ness", ""), ("ful", ""),
  ]

  private static let step4 = [
    "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
    "ive", "ize", "ion", "al", "er", "ic",
  ]

  private mutating func replaceLongest(_ pairs: [(String, String)], from region: Int) {
    for (suffix, replacement) in pairs where ends(suffix) {
      if word.count - suffix.utf8.count >= region { cut(suffix.utf8.count, replacement) }
      return
    }
    guard region == r1, ends("li"), word.count - 2 >= r1, word.count > 2 else { return }
    if "cdeghkmnrt".utf8.contains(word[word.count - 3]) { cut(2) }
  }

  private mutating func cutLastSuffix() {
    for suffix in Self.step4 where ends(suffix) {
      let start = word.count - suffix.utf8.count
      guard start >= r2 else { return }
      if suffix == "ion", start == 0 || !"st".utf8.contains(word[start - 1]) { return }
      return cut(suffix.utf8.count)
    }
  }

  private mutating func cutFinalEAndL() {
    if ends("e") {
      if word.count - 1 >= r2 {
        cut(1)
      } else if word.count - 1 >= r1 {
        let whole = word
        word.removeLast()
        if endsInShortSyllable { word = whole }
      }
    } else if ends("l"), word.count - 1 >= r2, word.count > 1,
      word[word.count - 2] == UInt8(ascii: "l")
    {
      cut(1)
    }
  }
}
