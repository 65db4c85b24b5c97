import Text

/// Finds the catalogue's names in a sentence, misspelt, shortened and turned around.
///
/// Words of names are weighed by how few names have them. Words near each other vote for the names
/// that hold them; a name stands when its words carry enough of its weight, or when its last word,
/// which says what kind of thing it is, stands there: then several names may be meant.
struct NameMatcher {
  private let names: SharedIndex
  private let reading: Reading

  /// A product's words in the text, and which products they may mean.
  struct Match {
    let range: Range<Int>
    let candidates: [(product: Int32, score: Double)]
  }

  /// The share of a name's weight that its words must carry.
  private static let enough = 0.62
  /// More names than these are no answer to "which one?".
  static let most = 16
  /// Letters of a word that may be a misspelt name: a wall of letters is none, and has too many neighbours.
  private static let misspellable = 4...32
  /// Names considered in one stretch of words.
  private static let pool = 512

  /// A word of the sentence that some name holds.
  private struct Hit {
    let term: Int32
    let similarity: Float
    let range: Range<Int>
    let isHan: Bool
    /// Whether it is a model's own code, letters and digits: `X200`.
    let isCode: Bool
    /// The token it came from: a misspelt word may hit several terms, and counts once.
    let token: Int
  }

  init(_ names: SharedIndex, _ reading: Reading) {
    self.names = names
    self.reading = reading
  }

  private var index: NameIndex { names.index }

  func matches() -> [Match] {
    let tokens = NameToken.tokens(reading)
    var hits: [Hit] = []
    for (place, token) in tokens.enumerated() where !token.isFiller {
      if let term = index.term(token.key) {
        hits.append(
          Hit(
            term: term, similarity: 1, range: token.range, isHan: token.isHan,
            isCode: token.isCode, token: place))
      } else if !token.isHan, !token.isNumber, Self.misspellable.contains(token.stem.count),
        reading[token.range.lowerBound].word == .none,
        !CommonWords.contains(reading[token.range.lowerBound].hash)
      {
        for (term, distance) in index.similar(token.stem) {
          guard !onlyEndingDiffers(token.stem, index.spelling(term)) else { continue }
          hits.append(
            Hit(
              term: term, similarity: distance == 1 ? 0.88 : 0.74, range: token.range,
              isHan: false, isCode: false, token: place))
        }
      }
    }
    var found: [Match] = []
    var start = 0
    while start < hits.count {
      var end = start + 1
      while end < hits.count, isNear(hits[end - 1].range, hits[end].range) { end += 1 }
      settle(hits[start..<end], &found)
      start = end
    }
    return found + initials(tokens, found)
  }

  /// `charged` is no misspelling of `charger`.
  private func onlyEndingDiffers(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    let shared = zip(left, right).prefix { $0 == $1 }.count
    return shared >= min(left.count, right.count) - 1 && shared >= 4
      && abs(left.count - right.count) <= 2
      && (left.count != right.count || shared == left.count - 1)
      && left.count - shared <= 2 && right.count - shared <= 2
      && Self.endings.contains(Array(left[shared...]))
  }

  private static let endings: Set<[UInt8]> = Set(
    ["d", "ed", "r", "er", "y", "ly", "n", "t", "s", "g"].map { Array($0.utf8) })

  /// Whether only fillers stand between two hits.
  private func isNear(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    if right.lowerBound <= left.upperBound { return true }
    let gap = left.upperBound..<right.lowerBound
    guard gap.count <= 3 else { return false }
    var unknown = 0
    for place in gap {
      let lexeme = reading[place]
      switch lexeme.kind {
      case .symbol:
        switch lexeme.code {
        case 0x2D, 0x27, 0x2F, 0x2019, 0x22, 0x26, 0xB7: continue
        default: return false
        }
      case .han: unknown += 1
      case .word, .digits: if lexeme.word == .none { unknown += 1 }
      }
    }
    return unknown <= 1
  }

  /// The best name of a stretch, then of what is left of it on either side.
  private func settle(_ hits: ArraySlice<Hit>, _ found: inout [Match]) {
    guard !hits.isEmpty, found.count < 64, let (match, used) = best(hits) else { return }
    found.append(match)
    let left = hits.prefix { $0.range.upperBound <= used.lowerBound }
    let right = hits.drop { $0.range.lowerBound < used.upperBound }
    settle(left, &found)
    settle(right, &found)
  }

  private struct Score {
    var weight: Float = 0
    var first = Int.max
    var last = 0
    var lastToken = -1
    var hasHead = false
    var hasCode = false
    var exact = 0
    var count = 0
  }

  private func best(_ hits: ArraySlice<Hit>) -> (Match, Range<Int>)? {
    // Long stretches are read in pieces: a name is never far from itself.
    let hits = hits.count > 24 ? hits.prefix(24) : hits
    let weights = hits.map { index.weights[Int($0.term)] }
    let rarest = hits.indices.sorted {
      let (left, right) = (weights[$0 - hits.startIndex], weights[$1 - hits.startIndex])
      return left != right ? left > right : $0 < $1
    }
    var scores: [Int32: Score] = [:]
    var room = Self.pool
    for place in rarest {
      let hit = hits[place]
      let list = index.postings(hit.term)
      if list.count <= room {
        for name in list { vote(hit, for: name, &scores) }
        room -= list.count
      } else if scores.count < list.count {
        for name in Array(scores.keys) where contains(list, name) { vote(hit, for: name, &scores) }
      }
    }
    return chosen(scores)
  }

  private func vote(_ hit: Hit, for name: Int32, _ scores: inout [Int32: Score]) {
    var score = scores[name] ?? Score()
    let length = Int(index.names[Int(name)].termCount) + (hit.isHan ? 4 : 3)
    // Words too far apart belong to two things.
    if score.count > 0 {
      let first = min(score.first, hit.range.lowerBound)
      let last = max(score.last, hit.range.upperBound)
      if last - first > length * 2 { return }
      if hit.token == score.lastToken { return }
    }
    score.lastToken = hit.token
    score.weight += index.weights[Int(hit.term)] * hit.similarity
    score.first = min(score.first, hit.range.lowerBound)
    score.last = max(score.last, hit.range.upperBound)
    score.count += 1
    if hit.similarity == 1 { score.exact += 1 }
    if index.names[Int(name)].head == hit.term { score.hasHead = true }
    if hit.isCode, index.postings(hit.term).count <= 8 { score.hasCode = true }
    scores[name] = score
  }

  private func contains(_ list: ArraySlice<Int32>, _ name: Int32) -> Bool {
    var low = list.startIndex
    var high = list.endIndex
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < name { low = middle + 1 } else { high = middle }
    }
    return low < list.endIndex && list[low] == name
  }

  /// A name that stands, how well, and where.
  private struct Standing {
    let score: Double
    /// How well it stands among others: what explains more of the words is likelier.
    let rank: Double
    let range: Range<Int>
    /// Which name of its product it is.
    let name: Int32
  }

  private func chosen(_ scores: [Int32: Score]) -> (Match, Range<Int>)? {
    let most = Double(scores.values.reduce(0) { max($0, $1.weight) })
    var products: [Int32: Standing] = [:]
    for (number, score) in scores {
      let name = index.names[Int(number)]
      var value = Double(score.weight / name.weight)
      var range = score.first..<score.last
      if name.isHan { (value, range) = hanShare(name, score) }
      guard stands(name, score, value) else { continue }
      let rank = value * (Double(score.weight) / max(most, 1e-6)).squareRoot()
      // Of two names that stand as well the earlier counts, in whatever order they are looked at.
      if let other = products[name.product],
        other.rank > rank || other.rank == rank && other.name < number
      {
        continue
      }
      products[name.product] = Standing(
        score: min(1, value), rank: rank, range: range, name: number)
    }
    let ranked = products.sorted {
      $0.value.rank != $1.value.rank ? $0.value.rank > $1.value.rank : $0.key < $1.key
    }
    guard let top = ranked.first else { return nil }
    let floor = top.value.score >= Self.enough ? top.value.rank - 0.06 : top.value.rank * 0.6
    let range = top.value.range
    let candidates = ranked.filter { $0.value.rank >= floor && $0.value.range.overlaps(range) }
      .prefix(Self.most)
    return (
      Match(range: range, candidates: candidates.map { ($0.key, $0.value.score) }), range
    )
  }

  private func stands(_ name: NameIndex.Name, _ score: Score, _ value: Double) -> Bool {
    if score.hasCode { return true }
    if name.isHan {
      return value >= 0.74
        || score.hasHead
          && (value >= 0.6 || index.headCategories[Int(name.head)] == 1 && value >= 0.4)
    }
    // A misspelt word alone is trusted only when it is long.
    if score.exact == 0, score.count == 1 {
      guard score.hasHead || value >= Self.enough, reading[score.first].code >= 6 else {
        return false
      }
    }
    // A word of everyday talk alone names nothing: `can`, `one`, `well`.
    if score.count == 1, score.last == score.first + 1, isEveryday(score.first) { return false }
    if value >= Self.enough { return true }
    return score.hasHead && index.headCategories[Int(name.head)] == 1
  }

  private func isEveryday(_ place: Int) -> Bool {
    reading[place].word != .none || CommonWords.contains(reading[place].hash)
  }

  /// How much of a Chinese name stands about its place, character by character, in order; and the
  /// characters from the first to the last of them.
  private func hanShare(_ name: NameIndex.Name, _ score: Score) -> (Double, Range<Int>) {
    let length = name.characters.count
    let first = max(0, min(score.first, score.last - length - 1))
    let last = min(reading.count, max(score.last, score.first + length + 1))
    var previous = [Int](repeating: 0, count: length + 1)
    var (start, end) = (score.first, score.last)
    for place in first..<last where reading[place].kind == .han {
      var diagonal = 0
      for (column, character) in name.characters.enumerated() {
        let above = previous[column + 1]
        if reading[place].code == character {
          previous[column + 1] = diagonal + 1
          if place >= start - 2 { start = min(start, place) }
          if place <= end + 1 { end = max(end, place + 1) }
        } else {
          previous[column + 1] = max(above, previous[column])
        }
        diagonal = above
      }
    }
    return (Double(previous[length]) / Double(max(1, length)), start..<end)
  }

  /// `TCK` for a name of three words or more, in capitals.
  private func initials(_ tokens: [NameToken], _ found: [Match]) -> [Match] {
    var matches: [Match] = []
    let covered = Set(found.flatMap(\.range))
    for token in tokens where token.range.count == 1 && !token.isHan && !token.isNumber {
      let lexeme = reading[token.range.lowerBound]
      guard lexeme.code >= 3, lexeme.code <= 5, lexeme.isCapital,
        reading.bytes[lexeme.start..<lexeme.end].allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }),
        !covered.contains(token.range.lowerBound)
      else { continue }
      let letters = reading.bytes[lexeme.start..<lexeme.end].map { $0 + 32 }
      var products: [Int32] = []
      for name in index.names(withInitials: letters) {
        let product = index.names[Int(name)].product
        if !products.contains(product) { products.append(product) }
      }
      guard !products.isEmpty, products.count <= 4 else { continue }
      matches.append(Match(range: token.range, candidates: products.map { ($0, 0.8) }))
    }
    return matches
  }
}
