import Computing
import Diagnostics
import Intents
import Text

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The weighted terms of all ways to ask, as they lie in a compiled index: a file that is mapped is ready
/// at once. `FactTableWriter` lays it down.
struct FactTable: Sendable {
  /// How well a fact fits a question.
  struct Fit: Sendable {
    let fact: Int
    let question: Int
    let similarity: Float
    let cosine: Float
    let margin: Float
    let likelihood: Float
  }

  /// Of each fact; `UInt32.max` stands for none.
  struct Record: BitwiseCopyable {
    var id: UInt32
    var answer: UInt32
    var file: UInt32
    var line: UInt32
    var column: UInt32
  }

  /// A way to ask or a fact that holds a term, and what the term weighs there.
  struct Posting: BitwiseCopyable {
    var number: UInt32
    var weight: Float
  }

  /// Texts one behind the other, and where each ends.
  private let letters: FlatArray<UInt8>
  private let textEnds: FlatArray<UInt32>
  /// The facts, in the order of their ids.
  private let records: FlatArray<Record>
  /// Where each fact's ways to ask end; their texts are the first of all.
  private let questionEnds: FlatArray<UInt32>
  /// What each fact is about, as places in `topicNames`.
  private let aboutEnds: FlatArray<UInt32>
  private let abouts: FlatArray<UInt32>
  private let topicNames: [String]
  /// Of each fact that the desk works out, what its id has before the point; empty for the others.
  private let kinds: [String]
  private let language: Language
  private let terms: SearchTerms
  /// The terms in order, and where the postings of each end.
  private let keys: FlatArray<UInt64>
  private let postingEnds: FlatArray<UInt32>
  private let postings: FlatArray<Posting>
  /// The weight of a term in the mean of a fact's ways to ask.
  private let centroidEnds: FlatArray<UInt32>
  private let centroids: FlatArray<Posting>
  /// What a term that a fact does not have says of each fact; and of the terms that it has, how much more
  /// they say, where the centroids end.
  private let absences: FlatArray<Float>
  private let likelihoods: FlatArray<Posting>
  private let separators: TextSeparators
  private let logCount: Float

  static let title = "deskmate facts 3\n"
  static let nothing = UInt32.max

  /// How much the nearest way to ask, the mean of the three nearest and the mean of all count; the weights
  /// were chosen on ways to ask that were held out, and sum up to what the nearest alone would reach.
  private static let shares: (nearest: Float, three: Float, all: Float) = (0.2, 0.68, 0.41)

  /// Opens a compiled index; `nil` when it is damaged or something else.
  init?(_ memory: ModelMemory) {
    guard var reader = FlatReader(memory, title: Self.title) else { return nil }
    letters = reader.next()
    textEnds = reader.next()
    records = reader.next()
    questionEnds = reader.next()
    aboutEnds = reader.next()
    abouts = reader.next()
    let names: FlatArray<UInt32> = reader.next()
    let phraseEnds: FlatArray<UInt32> = reader.next()
    let phraseUnits: FlatArray<UInt64> = reader.next()
    let phraseGroups: FlatArray<UInt64> = reader.next()
    keys = reader.next()
    postingEnds = reader.next()
    postings = reader.next()
    centroidEnds = reader.next()
    centroids = reader.next()
    absences = reader.next()
    likelihoods = reader.next()
    separators = TextSeparators(from: &reader)
    let (letters, textEnds) = (letters, textEnds)
    topicNames = names.buffer.map { Self.text(Int($0), letters, textEnds) }
    language =
      textEnds.count == 0
      ? .english : Language(rawValue: Self.text(textEnds.count - 1, letters, textEnds)) ?? .english
    terms = SearchTerms(
      phrases: (0..<phraseGroups.count).map { number in
        SearchTerms.FlatPhrase(
          units: Array(phraseUnits.buffer[phraseEnds.range(number)]), group: phraseGroups[number])
      })
    kinds = records.buffer.map { record in
      guard record.answer == Self.nothing else { return "" }
      return String(Self.text(Int(record.id), letters, textEnds).prefix { $0 != "." })
    }
    logCount = logf(Float((questionEnds.buffer.last ?? 0) + 1))
  }

  private static func text(
    _ number: Int, _ letters: FlatArray<UInt8>, _ ends: FlatArray<UInt32>
  ) -> String {
    String(decoding: letters.buffer[ends.range(number)], as: UTF8.self)
  }
}

extension FactTable {
  /// A table without facts.
  static let none: FactTable = {
    let bytes = FactTableWriter([], synonyms: Synonyms.Lists(ignored: [], same: [])).bytes
    guard let table = FactTable(ModelMemory(copying: bytes)) else {
      preconditionFailure("an empty index is an index")
    }
    return table
  }()

  /// All facts, read anew.
  var facts: [Fact] { (0..<records.count).map(fact) }

  private func text(_ number: UInt32) -> String { Self.text(Int(number), letters, textEnds) }

  private func fact(_ number: Int) -> Fact {
    let record = records[number]
    let isPlaced = record.line != Self.nothing
    return Fact(
      id: text(record.id), language: language,
      about: abouts.buffer[aboutEnds.range(number)].map { topicNames[Int($0)] },
      questions: questionEnds.range(number).map { text(UInt32($0)) },
      answer: record.answer == Self.nothing ? nil : text(record.answer),
      file: record.file == Self.nothing ? nil : text(record.file),
      place: isPlaced ? Place(line: Int(record.line), column: Int(record.column)) : nil)
  }
}

extension FactTable {
  /// A term that was asked, and where it stands among the keys.
  private struct Asked {
    let place: Int?
    let value: Float
  }

  /// How well each fact fits a question, whatever is spoken of.
  func fits(for question: Utterance) -> [Fit] {
    let asked = asked(question)
    let length = asked.reduce(0) { $0 + $1.value * $1.value }
    guard length > 0 else { return [] }
    let similarities = sums(asked, postingEnds, postings, Int(questionEnds.buffer.last ?? 0))
    let means = sums(asked, centroidEnds, centroids, records.count)
    let margins = separators.margins(of: question)
    let known = asked.filter { $0.place != nil }.map { Asked(place: $0.place, value: 1) }
    let likelihoods = sums(known, centroidEnds, likelihoods, records.count)
    let norm = length.squareRoot()
    let unit = 10 * max(Float(known.count), 1).squareRoot()
    return (0..<records.count).map { number in
      let own = questionEnds.range(number)
      var nearest = Nearest(question: own.lowerBound)
      for question in own { nearest.add(question, similarities[question]) }
      let cosine =
        Self.shares.nearest * nearest.similarities[0]
        + Self.shares.three * nearest.mean(of: own.count) + Self.shares.all * means[number]
      return Fit(
        fact: number, question: nearest.question, similarity: nearest.similarities[0] / norm,
        cosine: min(cosine / norm, 1), margin: margins[number],
        likelihood: (Float(known.count) * absences[number] + likelihoods[number]) / unit)
    }
  }

  /// The terms of a question, each weighed by how rare it is among the ways to ask.
  private func asked(_ question: Utterance) -> [Asked] {
    var stems: [String: String] = [:]
    return FactTableWriter.weights(terms.terms(of: question, &stems)).sorted { $0.key < $1.key }
      .map { term, weight in
        let place = place(of: term)
        let holding = place.map { postingEnds.range($0).count } ?? 1
        return Asked(place: place, value: Float(weight) * (logCount - logf(Float(holding))))
      }
  }

  /// Where a term stands among the keys, by halving.
  private func place(of term: UInt64) -> Int? {
    let keys = keys.buffer
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < term { low = middle + 1 } else { high = middle }
    }
    return low < keys.count && keys[low] == term ? low : nil
  }

  /// The sums of what the terms weigh in each of `count` places.
  private func sums(
    _ asked: [Asked], _ ends: FlatArray<UInt32>, _ postings: FlatArray<Posting>, _ count: Int
  ) -> [Float] {
    var sums = [Float](repeating: 0, count: count)
    sums.withUnsafeMutableBufferPointer { sums in
      for term in asked {
        guard let place = term.place else { continue }
        for posting in postings.buffer[ends.range(place)] {
          sums[Int(posting.number)] += term.value * posting.weight
        }
      }
    }
    return sums
  }

  /// What a question stands in.
  struct Asking {
    /// What is spoken of and how recently.
    let topics: [String: Double]
    /// The kinds of facts that cannot be worked out now.
    let missing: Set<String>
    /// Whether each fact may be said; `nil` where all may.
    let sayable: [Bool]?
  }

  /// The facts that fit best where some things are spoken of. None has a chance without a term in common.
  func matches(_ fits: [Fit], _ asking: Asking, limit: Int) -> [FactIndex.Match] {
    let spoken = topicNames.map { asking.topics[$0] ?? 0 }
    let found = fits.filter { fit in
      fit.similarity > 0 && asking.sayable?[fit.fact] ?? true
        && (kinds[fit.fact].isEmpty || !asking.missing.contains(kinds[fit.fact]))
    }.map { fit in
      let topic = abouts.buffer[aboutEnds.range(fit.fact)].reduce(0) { max($0, spoken[Int($1)]) }
      return (fit: fit, topic: topic, strength: FactIndex.Weights.fitted.strength(of: fit, topic))
    }
    let sum = found.reduce(exp(FactIndex.Weights.fitted.none)) { $0 + exp($1.strength) }
    var best: [(fit: Fit, topic: Double, strength: Double)] = []
    // Of equals the first by id stays ahead: the facts stand in the order of their ids.
    for one in found where best.count < limit || one.strength > best[limit - 1].strength {
      best.insert(one, at: best.firstIndex { one.strength > $0.strength } ?? best.count)
      if best.count > limit { best.removeLast() }
    }
    return best.map { one in
      FactIndex.Match(
        fact: fact(one.fit.fact), question: text(UInt32(one.fit.question)),
        similarity: Double(one.fit.similarity), cosine: Double(one.fit.cosine),
        margin: Double(one.fit.margin), likelihood: Double(one.fit.likelihood), topic: one.topic,
        probability: exp(one.strength) / sum)
    }
  }
}

extension FactIndex.Weights {
  fileprivate func strength(of fit: FactTable.Fit, _ topic: Double) -> Double {
    margin * Double(fit.margin) + cosine * Double(fit.cosine)
      + likelihood * Double(fit.likelihood) + self.topic * topic
  }
}

/// The three ways to ask of a fact that a question is most like.
private struct Nearest {
  var question: Int
  var similarities = SIMD3<Float>.zero

  /// The mean of the three nearest, or of as many as a fact has.
  func mean(of count: Int) -> Float { similarities.sum() / Float(max(min(count, 3), 1)) }

  mutating func add(_ number: Int, _ similarity: Float) {
    guard similarity > similarities[2] else { return }
    if similarity > similarities[0] {
      question = number
      similarities = [similarity, similarities[0], similarities[1]]
    } else if similarity > similarities[1] {
      similarities = [similarities[0], similarity, similarities[1]]
    } else {
      similarities[2] = similarity
    }
  }
}
