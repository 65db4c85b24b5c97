import Computing
import Diagnostics
import Intents
import Text

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lays facts down as a `FactTable` reads them.
struct FactTableWriter {
  private let facts: [Fact]
  private let questions: [(fact: Int, text: String)]
  private let terms: SearchTerms
  private var texts: [String]

  init(_ facts: [Fact], synonyms: Synonyms.Lists) {
    self.facts = facts.sorted { $0.id < $1.id }
    // Small words matter here: "when", "how" and "which" are half of what is asked.
    terms = SearchTerms(Synonyms.Lists(ignored: [], same: synonyms.same))
    questions = self.facts.enumerated().flatMap { number, fact in
      fact.questions.map { (fact: number, text: $0) }
    }
    texts = questions.map(\.text)
  }

  /// The table.
  var bytes: [UInt8] {
    var texts = texts
    func place(_ text: String) -> UInt32 {
      texts.append(text)
      return UInt32(texts.count - 1)
    }
    let records = facts.map { fact in
      FactTable.Record(
        id: place(fact.id), answer: fact.answer.map(place) ?? FactTable.nothing,
        file: fact.file.map(place) ?? FactTable.nothing,
        line: fact.place.map { UInt32($0.line) } ?? FactTable.nothing,
        column: fact.place.map { UInt32($0.column) } ?? FactTable.nothing)
    }
    let topics = Set(facts.flatMap(\.about)).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: topics.enumerated().map { ($1, UInt32($0)) })
    let topicNames = topics.map(place)
    // The last text names the language.
    _ = place((facts.first?.language ?? .english).rawValue)
    var writer = FlatWriter(title: FactTable.title)
    writer.add(texts.flatMap { Array($0.utf8) })
    writer.add(Self.ends(texts.map(\.utf8.count)))
    writer.add(records)
    writer.add(Self.ends(facts.map(\.questions.count)))
    writer.add(Self.ends(facts.map(\.about.count)))
    writer.add(facts.flatMap(\.about).map { numbers[$0] ?? 0 })
    writer.add(topicNames)
    let phrases = terms.flatPhrases
    writer.add(Self.ends(phrases.map(\.units.count)))
    writer.add(phrases.flatMap(\.units))
    writer.add(phrases.map(\.group))
    let utterances = utterances()
    addPostings(utterances, to: &writer)
    if !utterances.isEmpty {
      TextSeparators.train(
        utterances, labels: questions.map(\.fact), classes: facts.count, into: &writer)
    }
    return writer.finished()
  }

  private static func ends(_ counts: [Int]) -> [UInt32] {
    var end = 0
    return counts.map { count in
      end += count
      return UInt32(end)
    }
  }

  private func addPostings(_ utterances: [Utterance], to writer: inout FlatWriter) {
    let postings = postings(utterances)
    let keys = postings.keys.sorted()
    let lists = keys.map { postings[$0] ?? [] }
    writer.add(keys)
    writer.add(Self.ends(lists.map(\.count)))
    writer.add(lists.flatMap(\.self))
    let means = centroids(lists)
    writer.add(Self.ends(means.map(\.count)))
    writer.add(means.flatMap(\.self))
    let counts = facts.map { Double($0.questions.count) }
    writer.add(counts.map { Float(Self.absence(among: $0)) })
    writer.add(likelihoods(lists, counts).flatMap(\.self))
  }

  /// How many ways to ask each fact is taken to have besides its own, which use words as all facts do: what a
  /// fact's few dozen ways do not say is not ruled out.
  private static let usualWays = 3.0

  /// What a term that none of a fact's ways holds says of the fact, as a logarithm.
  private static func absence(among count: Double) -> Double {
    log(usualWays / (count + usualWays))
  }

  /// How much likelier each term is in a fact's ways to ask than in all, as a logarithm, seen from a term
  /// that the fact does not have; in the order of the centroids.
  private func likelihoods(
    _ lists: [[FactTable.Posting]], _ counts: [Double]
  ) -> [[FactTable.Posting]] {
    let all = Double(max(questions.count, 1))
    return lists.map { list in
      let usual = Double(list.count) / all
      var holding: [(fact: UInt32, count: Double)] = []
      for posting in list {
        let fact = UInt32(questions[Int(posting.number)].fact)
        if holding.last?.fact == fact {
          holding[holding.count - 1].count += 1
        } else {
          holding.append((fact, 1))
        }
      }
      return holding.map { fact, count in
        let share =
          (count + Self.usualWays * usual) / (counts[Int(fact)] + Self.usualWays) / usual
        return FactTable.Posting(
          number: fact, weight: Float(log(share) - Self.absence(among: counts[Int(fact)])))
      }
    }
  }

  /// The ways to ask that hold each term; each way is brought to length one.
  private func postings(_ utterances: [Utterance]) -> [UInt64: [FactTable.Posting]] {
    var stems: [String: String] = [:]
    let counts = utterances.map { Self.weights(terms.terms(of: $0, &stems)) }
    var holding: [UInt64: Int] = [:]
    for count in counts { for term in count.keys { holding[term, default: 0] += 1 } }
    let logCount = log(Double(counts.count) + 1)
    var postings: [UInt64: [FactTable.Posting]] = [:]
    for (number, count) in counts.enumerated() {
      var length = 0.0
      var own: [(UInt64, Double)] = []
      for (term, weight) in count.sorted(by: { $0.key < $1.key }) {
        let value = weight * (logCount - log(Double(holding[term] ?? 1)))
        own.append((term, value))
        length += value * value
      }
      guard length > 0 else { continue }
      for (term, value) in own {
        postings[term, default: []].append(
          FactTable.Posting(number: UInt32(number), weight: Float(value / length.squareRoot())))
      }
    }
    return postings
  }

  /// The same for the sum of each fact's ways to ask, brought to length one.
  private func centroids(_ lists: [[FactTable.Posting]]) -> [[FactTable.Posting]] {
    var lengths = [Float](repeating: 0, count: facts.count)
    let means = lists.map { list in
      var sums: [FactTable.Posting] = []
      for posting in list {
        let fact = UInt32(questions[Int(posting.number)].fact)
        if sums.last?.number == fact {
          sums[sums.count - 1].weight += posting.weight
        } else {
          sums.append(FactTable.Posting(number: fact, weight: posting.weight))
        }
      }
      for sum in sums { lengths[Int(sum.number)] += sum.weight * sum.weight }
      return sums
    }
    return means.map { sums in
      sums.map {
        FactTable.Posting(
          number: $0.number, weight: $0.weight / max(lengths[Int($0.number)].squareRoot(), 1e-9))
      }
    }
  }

  private func utterances() -> [Utterance] {
    questions.map { question in
      Tokenizer().utterance(question.text, fallback: facts[question.fact].language)
    }
  }

  static func weights(_ terms: [SearchTerms.Term]) -> [UInt64: Double] {
    var weights: [UInt64: Double] = [:]
    for term in terms { weights[term.id] = term.isSynonym ? 0.8 : 1 }
    return weights
  }
}
