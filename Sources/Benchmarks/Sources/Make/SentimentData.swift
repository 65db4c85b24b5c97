import Computing
import Diagnostics
import Formats
import Sentiment
import Workspace

/// A set of rated texts.
struct SentimentSet {
  /// What the ratings are.
  enum Rating { case score, twoClasses, threeClasses }

  /// The file's name; `NAME-neg` and `NAME-pos` are one set.
  let name: String
  var rows: [(text: [UInt8], rating: Float)] = []

  /// What the ratings are: scores −4…4, labels 0 and 1, or labels −1, 0 and 1.
  private(set) var rating = Rating.twoClasses

  /// Every `sentiment/*.jsonl` of a folder of data.
  static func read(_ data: String) throws -> [SentimentSet] {
    var sets: [SentimentSet] = []
    for path in Files.list(data + "/sentiment", ending: ".jsonl") {
      var name = String(path.split(separator: "/").last?.dropLast(6) ?? "")
      if name.hasSuffix("-neg") || name.hasSuffix("-pos") { name.removeLast(4) }
      if sets.last?.name != name { sets.append(SentimentSet(name: name)) }
      try sets[sets.count - 1].read(Files.bytes(path), file: path)
    }
    return sets
  }

  private mutating func read(_ bytes: [UInt8], file: String) throws {
    for line in bytes.split(separator: 0x0A) {
      let node = try JSONReader.read(Array(line), file: file)
      let text = Array(try node.required("text").string("text").utf8)
      if let score = node["score"] {
        rating = .score
        rows.append((text, Float(try score.number("score"))))
      } else {
        let label = try node.required("label").integer("label")
        if label < 0 { rating = .threeClasses }
        rows.append((text, Float(label)))
      }
    }
  }

  /// What a fit aims at, −1…1.
  func target(_ row: Int) -> Float {
    switch rating {
    case .score: rows[row].rating / 4
    case .twoClasses: rows[row].rating * 2 - 1
    case .threeClasses: rows[row].rating
    }
  }

  /// Equal texts fall into one fold.
  func fold(_ row: Int) -> Int { Int(rows[row].text.stableHash % 5) }
}

extension [UInt8] {
  /// The same in every run.
  var stableHash: UInt64 { StableHash(self).value >> 7 }
}
