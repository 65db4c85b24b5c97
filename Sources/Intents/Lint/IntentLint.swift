public import Diagnostics
public import Text

/// What is wrong or doubtful in intent files, each with its place.
public struct IntentLint {
  private struct Line {
    let intent: Intent
    let text: String
    let key: String
    let words: Set<String>
    let file: String
    let place: Place
    let isTest: Bool
  }

  private let files: [Language: [IntentFile]]
  private let kinds: Set<String>
  /// Fewer examples than this are too few to learn from.
  private static let fewest = 8

  /// Creates a lint of files; `kinds` are the kinds of entities that `{kind}` may name, empty for any.
  public init(_ files: [Language: [IntentFile]], kinds: Set<String> = []) {
    self.files = files
    self.kinds = kinds
  }

  /// All faults, by file and place.
  public func faults() -> [Fault] {
    var faults: [Fault] = []
    for language in Language.allCases {
      let corpus = files[language] ?? []
      let lines = corpus.flatMap { self.lines($0) }
      faults += duplicates(lines) + nearDuplicates(lines) + counts(corpus) + unknownKinds(corpus)
      faults += overlaps(lines)
    }
    faults += missingIntents()
    return faults.sorted {
      ($0.file ?? "", $0.place ?? Place(line: 0, column: 0), $0.message) < (
        $1.file ?? "", $1.place ?? Place(line: 0, column: 0), $1.message
      )
    }
  }

  private func lines(_ file: IntentFile) -> [Line] {
    file.entries.flatMap { entry in
      [(entry.utterances, false), (entry.tests, true)].flatMap { phrases, isTest in
        phrases.map { phrase in
          let words = Self.words(phrase.text)
          return Line(
            intent: entry.intent, text: phrase.text, key: words.joined(separator: " "),
            words: Set(words), file: file.file, place: phrase.place, isTest: isTest)
        }
      }
    }
  }

  /// The folded words of a text, punctuation left out; what reads alike has the same.
  private static func words(_ text: String) -> [String] {
    let utterance = Tokenizer().utterance(text)
    let words = utterance.tokens.filter { $0.kind != .symbol }.map {
      Normalizer.fold(String(utterance[$0]))
    }
    return words.isEmpty ? [text] : words
  }
}

extension IntentLint {
  private func duplicates(_ lines: [Line]) -> [Fault] {
    var seen: [String: Line] = [:]
    var faults: [Fault] = []
    for line in lines {
      guard let first = seen[line.key] else {
        seen[line.key] = line
        continue
      }
      let there = "\(first.file):\(first.place.line):\(first.place.column)"
      if first.intent != line.intent {
        faults.append(
          Fault(
            file: line.file, place: line.place,
            "\"\(line.text)\" stands under \(line.intent.rawValue) here and under "
              + "\(first.intent.rawValue) at \(there); decide for one"))
      } else if first.isTest != line.isTest {
        faults.append(
          Fault(
            file: line.file, place: line.place,
            "the test \"\(line.text)\" is also an utterance, at \(there): it tests nothing"))
      } else {
        faults.append(
          Fault(
            file: line.file, place: line.place,
            "\"\(line.text)\" reads like the one at \(there)", severity: .warning))
      }
    }
    return faults
  }

  /// Examples of two intents that share all words but one. Compared where their rarest words agree,
  /// so that a million lines are not all compared with each other.
  private func nearDuplicates(_ lines: [Line]) -> [Fault] {
    var counts: [String: Int] = [:]
    for line in lines { for word in line.words { counts[word, default: 0] += 1 } }
    var groups: [String: [Int]] = [:]
    var faults: [Fault] = []
    for (index, line) in lines.enumerated() where line.words.count >= 4 {
      let rare = line.words.sorted { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }.prefix(2)
      var candidates: Set<Int> = []
      for word in rare { candidates.formUnion(groups[word, default: []].suffix(200)) }
      for other in candidates.sorted() where lines[other].intent != line.intent {
        let shared = line.words.intersection(lines[other].words).count
        let all = line.words.union(lines[other].words).count
        if shared < all, shared * 5 >= all * 4 {
          faults.append(
            Fault(
              file: line.file, place: line.place,
              "\"\(line.text)\" (\(line.intent.rawValue)) is nearly \"\(lines[other].text)\" "
                + "(\(lines[other].intent.rawValue), \(lines[other].file):"
                + "\(lines[other].place.line))", severity: .warning))
          break
        }
      }
      for word in rare { groups[word, default: []].append(index) }
    }
    return faults
  }

  private func counts(_ corpus: [IntentFile]) -> [Fault] {
    var totals: [Intent: (count: Int, file: String, place: Place)] = [:]
    for file in corpus {
      for entry in file.entries {
        let old = totals[entry.intent]
        totals[entry.intent] = (
          (old?.count ?? 0) + entry.utterances.count, old?.file ?? file.file,
          old?.place ?? entry.place
        )
      }
    }
    let sizes = totals.values.map(\.count).sorted()
    let median = sizes.isEmpty ? 0 : sizes[sizes.count / 2]
    var faults: [Fault] = []
    for (intent, total) in totals.sorted(by: { $0.key < $1.key }) {
      let message: String? =
        if total.count == 0 {
          "\(intent.rawValue) has no utterances: it can never be found"
        } else if total.count < Self.fewest {
          "\(intent.rawValue) has \(total.count) utterance\(total.count == 1 ? "" : "s"); "
            + "\(Self.fewest) are the least, 30 are good"
        } else if intent != .outOfScope, total.count > 5 * median {
          "\(intent.rawValue) has \(total.count) utterances where others have about \(median); "
            + "it will draw lines to itself"
        } else if total.count * 6 < median {
          "\(intent.rawValue) has \(total.count) utterances where others have about \(median)"
        } else {
          nil
        }
      if let message {
        faults.append(
          Fault(
            file: total.file, place: total.place, message,
            severity: total.count == 0 ? .error : .warning))
      }
    }
    if totals.keys.count(where: { $0 != .outOfScope }) == 1 {
      faults.append(
        Fault(
          file: corpus.first?.file, "one intent only: nothing to tell it from", severity: .warning))
    }
    return faults
  }

  private func unknownKinds(_ corpus: [IntentFile]) -> [Fault] {
    guard !kinds.isEmpty else { return [] }
    return corpus.flatMap { file in
      file.entries.flatMap { entry in
        (entry.utterances + entry.tests).flatMap { phrase in
          phrase.kinds.filter { !kinds.contains($0) }.map { kind in
            Fault(
              file: file.file, place: phrase.place,
              "unknown kind {\(kind)}; known are \(kinds.sorted().joined(separator: ", "))")
          }
        }
      }
    }
  }

  /// Pairs of intents most of whose words are the same.
  private func overlaps(_ lines: [Line]) -> [Fault] {
    var vocabularies: [Intent: [String: Int]] = [:]
    var spread: [String: Set<Intent>] = [:]
    for line in lines where !line.isTest && line.intent != .outOfScope {
      for word in line.words {
        vocabularies[line.intent, default: [:]][word, default: 0] += 1
        spread[word, default: []].insert(line.intent)
      }
    }
    let intents = vocabularies.keys.sorted()
    let few = max(2, intents.count / 4)
    // Words that everybody uses tell nothing about a pair.
    let telling = vocabularies.mapValues { words in
      words.filter { $0.value > 1 && (spread[$0.key]?.count ?? 0) <= few }
    }
    let large = intents.compactMap { intent -> (intent: Intent, words: [String: Int])? in
      guard let words = telling[intent], words.count >= 5 else { return nil }
      return (intent, words)
    }
    // Only intents that share a word are compared.
    var holders: [String: [Int]] = [:]
    for (index, one) in large.enumerated() {
      for word in one.words.keys { holders[word, default: []].append(index) }
    }
    var faults: [Fault] = []
    for (index, first) in large.enumerated() {
      var shared: [Int: Int] = [:]
      for (word, count) in first.words {
        for other in holders[word] ?? [] where other > index {
          shared[other, default: 0] += min(count, large[other].words[word] ?? 0)
        }
      }
      let total = first.words.values.reduce(0, +)
      for (other, shared) in shared.sorted(by: { $0.key < $1.key }) {
        let second = large[other]
        let smaller = min(total, second.words.values.reduce(0, +))
        guard shared * 10 >= smaller * 7 else { continue }
        faults.append(
          Fault(
            file: nil,
            "\(first.intent.rawValue) and \(second.intent.rawValue) share "
              + "\(shared * 100 / smaller) % of their telling words; merge them?",
            severity: .warning))
      }
    }
    return faults
  }

  /// Intents that one language has and another lacks.
  private func missingIntents() -> [Fault] {
    let known = files.mapValues { corpus in
      Set(corpus.flatMap { $0.entries.map(\.intent) })
    }
    let all = known.values.reduce(into: Set<Intent>()) { $0.formUnion($1) }
    return known.sorted { $0.key.rawValue < $1.key.rawValue }.flatMap { language, intents in
      all.subtracting(intents).sorted().map { intent in
        Fault(
          file: "intents/" + language.rawValue,
          "\(intent.rawValue) is missing here; another language has it", severity: .warning)
      }
    }
  }
}
