public import Diagnostics
import Formats
public import Text

/// The trade's words: which say the same, and which say nothing. Read from `knowledge-base/synonyms.json`.
///
/// ```json
/// { "en": { "ignored": ["the", "please"], "same": [["parcel", "package", "shipment"]] } }
/// ```
public struct Synonyms: Hashable, Sendable {
  /// The lists of one language.
  public struct Lists: Hashable, Sendable {
    /// Words a search passes over.
    public let ignored: [String]
    /// Groups of words and phrases that say the same.
    public let same: [[String]]

    /// Creates lists.
    public init(ignored: [String], same: [[String]]) {
      self.ignored = ignored
      self.same = same
    }
  }

  private let lists: [Language: Lists]

  /// No synonyms, no words passed over.
  public static let none = Synonyms([:])

  /// Creates synonyms from the lists of each language.
  public init(_ lists: [Language: Lists]) { self.lists = lists }

  /// The lists of a language, empty when there are none.
  public subscript(language: Language) -> Lists {
    lists[language] ?? Lists(ignored: [], same: [])
  }

  /// Reads `synonyms.json`. Throws a `Fault`.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> Synonyms {
    let node = try JSONReader.read(bytes, file: file)
    var lists: [Language: Lists] = [:]
    for member in try node.object() where member.key != "note" {
      guard let language = Language(rawValue: member.key) else {
        let known = Language.allCases.map(\.rawValue).joined(separator: ", ")
        throw Fault(
          file: file, place: member.place, "unknown language \"\(member.key)\"; known are \(known)")
      }
      try member.value.rejectUnknownKeys(["ignored", "same"])
      var same: [[String]] = []
      for group in try member.value["same"]?.array("same") ?? [] {
        same.append(try group.strings("same"))
      }
      lists[language] = Lists(
        ignored: try member.value["ignored"]?.strings("ignored") ?? [], same: same)
    }
    return Synonyms(lists)
  }
}
