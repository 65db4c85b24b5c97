import Formats

/// What the members of documents are called, worked out once a name: documents of one export share a dozen
/// names by the million.
final class NameMemory {
  /// What a name says.
  struct Facts {
    let plain: String
    let meaning: (meaning: ColumnNames.Meaning, rank: Int)?
    let isList: Bool
    let isPieces: Bool
    let isAside: Bool
    let isAnswers: Bool
  }

  private let members: [String: ColumnNames.Meaning]
  private var known: [String: Facts] = [:]
  /// More names than a form has are somebody's ids.
  private static let most = 4_096

  /// `members` are the names that were given a meaning, by their plain spelling.
  init(members: [String: ColumnNames.Meaning] = [:]) { self.members = members }

  /// What a name says.
  func facts(of name: String) -> Facts {
    if let known = known[name] { return known }
    let plain = ColumnNames.plain(name)
    let facts = Facts(
      plain: plain,
      meaning: members[plain].map { ($0, -1) } ?? ColumnNames.meaning(of: name)
        ?? (DocumentNames.isPerson(name) ? (.speaker, 100) : nil),
      isList: DocumentNames.isList(name), isPieces: DocumentNames.isPieces(name),
      isAside: DocumentNames.isAside(name), isAnswers: DocumentNames.isAnswers(name))
    if known.count < Self.most { known[name] = facts }
    return facts
  }
}
