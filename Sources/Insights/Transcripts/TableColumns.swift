import Formats

/// Which column of a table holds what.
struct TableColumns: Sendable {
  var separator: UInt8 = 0x2C
  var count = 0
  var speaker: Int?
  var role: Int?
  /// Whether the role's column says yes or no, or which way the message went.
  var roleMeaning = ColumnNames.Meaning.role
  var text: Int?
  var time: Int?
  var conversation: Int?
  var dialogue: Int?
  /// The customer's and the agent's text, in a table with both in a row.
  var customerText: Int?
  var agentText: Int?

  init() {}

  /// The columns by a header; those that were named win.
  init(header: [String], separator: UInt8, named: [ColumnNames.Meaning: Int], usesIdentifier: Bool)
  {
    self.separator = separator
    count = header.count
    func column(_ meaning: ColumnNames.Meaning) -> Int? {
      named[meaning] ?? ColumnNames.columnLike(meaning, in: header)
    }
    func exactColumn(_ meaning: ColumnNames.Meaning) -> Int? {
      named[meaning] ?? ColumnNames.column(meaning, in: header)
    }
    text = exactColumn(.text)
    dialogue = exactColumn(.dialogue)
    time = column(.time)
    conversation =
      exactColumn(.conversation) ?? (usesIdentifier ? exactColumn(.identifier) : nil)
      ?? column(.conversation)
    speaker = column(.speaker)
    for meaning in [ColumnNames.Meaning.role, .isCustomer, .isAgent, .direction] where role == nil {
      role = column(meaning)
      if role != nil { roleMeaning = meaning }
    }
    // `agent_utterance` beside `customer_utterance`.
    let agentLike = header.firstIndex {
      ColumnNames.likely($0) == .text && Roles.told(by: $0.lowercased(), isMark: false) == .agent
    }
    let pair = (column(.customerText), column(.agentText) ?? agentLike)
    if named[.text] == nil, let customer = pair.0, let agent = pair.1 {
      (customerText, agentText) = (customer, agent)
      text = text ?? customer
    } else if text == nil {
      text = pair.0 ?? pair.1
    }
    if text == nil, let dialogue, named[.dialogue] == nil { text = dialogue }
    if named[.text] != nil { dialogue = named[.dialogue] }
  }
}

extension TableColumns {
  /// Finds what the header does not say in the rows below: a column of sides, a table of reviews. Gives what
  /// was guessed, a sentence each.
  mutating func complete(header: [String], rows: ArraySlice<[String]>) -> [String] {
    func values(_ column: Int) -> [String] {
      rows.compactMap { column < $0.count ? $0[column] : nil }.filter { !$0.isEmpty }
    }
    let isRated = header.contains {
      ["rating", "score", "stars", "star", "overall", "polarity", "sentiment", "评分", "星级", "情感"]
        .contains(ColumnNames.plain($0))
    }
    if isRated, role == nil, agentText == nil, let speaker {
      let names = values(speaker)
      if Set(names).count * 5 >= names.count * 4 {
        // Each review is somebody else's, and nobody answers.
        self.speaker = nil
        return [
          "a table of reviews: every row is a customer's (--speaker-column NAME says otherwise)"
        ]
      }
    }
    guard role == nil, speaker == nil, agentText == nil else { return [] }
    for column in header.indices where column != text && column != conversation {
      let sides = values(column)
      // Numbers may count anything.
      guard sides.count > 1, !sides.contains(where: { Double($0) != nil }), Self.tellsSides(sides)
      else { continue }
      role = column
      return ["\"\(header[column])\" is taken for the side (--role-column NAME says otherwise)"]
    }
    return []
  }

  /// Takes columns that are called as the sides are, `customer` and `agent`, for what these said.
  mutating func findSides(_ header: [String], rows: ArraySlice<[String]>) {
    let sides = header.indices.map { column in
      Self.isSaid(column, in: rows)
        ? Roles.told(by: header[column].lowercased(), isMark: true) : nil
    }
    guard let customer = sides.firstIndex(of: .customer), let agent = sides.firstIndex(of: .agent)
    else { return }
    (customerText, agentText, text) = (customer, agent, customer)
    if speaker == customer || speaker == agent { speaker = nil }
    if role == customer || role == agent { role = nil }
  }

  /// Whether a column holds sentences, not names of people: some value has four words, a sign that ends a
  /// sentence, or half a dozen Chinese characters.
  private static func isSaid(_ column: Int, in rows: ArraySlice<[String]>) -> Bool {
    rows.contains { row in
      guard column < row.count else { return false }
      let value = row[column]
      return value.split(separator: " ").count > 3 || value.contains { "?!？！。，".contains($0) }
        || value.unicodeScalars.count { $0.value >= 0x4E00 } > 5
    }
  }

  /// Whether the few values of a column tell customers from agents.
  fileprivate static func tellsSides(_ values: [String]) -> Bool {
    let distinct = Set(values)
    guard (2...6).contains(distinct.count), distinct.allSatisfy({ isRole($0) }) else {
      return false
    }
    let sides = distinct.map { Roles.told(by: $0.lowercased(), isMark: true) }
    return sides.contains(.customer) && sides.contains(.agent)
  }

  /// Whether values are the names of conversations: they repeat in one piece and hold a digit.
  fileprivate static func isConversation(_ values: [String]) -> Bool {
    let runs = zip(values, values.dropFirst()).count { $0 != $1 } + 1
    let distinct = Set(values)
    return distinct.count < values.count && runs == distinct.count
      && distinct.allSatisfy { value in
        value.utf8.count <= 64 && !value.contains(" ") && value.contains(where: \.isNumber)
      }
  }

  /// The columns of a table without a header, by what stands in them; `nil` when that does not tell.
  init?(guessing rows: [[String]], separator: UInt8) {
    guard rows.count >= 2, let width = rows.first?.count, width >= 2,
      rows.allSatisfy({ $0.count == width })
    else { return nil }
    self.separator = separator
    count = width
    var lengths = [Double](repeating: 0, count: width)
    for column in 0..<width {
      let values = rows.map { $0[column] }
      if values.allSatisfy({ WrittenTime($0) != nil && Double($0) == nil || Self.isEpoch($0) }) {
        if time == nil { time = column }
      } else if Self.tellsSides(values) {
        if role == nil { role = column }
      } else if conversation == nil, Self.isConversation(values) {
        conversation = column
      } else if !values.allSatisfy({ Double($0) != nil || !$0.contains(where: \.isLetter) }) {
        lengths[column] = Double(values.reduce(0) { $0 + $1.utf8.count }) / Double(values.count)
      }
    }
    // Codes and names are no text: what people say has blanks, or is Chinese.
    let said = lengths.indices.filter { column in
      lengths[column] > 0
        && rows.count { $0[column].utf8.contains { $0 == 0x20 || $0 >= 0xE4 } } * 3 >= rows.count
    }
    guard let longest = said.max(by: { lengths[$0] < lengths[$1] }) else { return nil }
    text = longest
    for column in 0..<width where column != longest && lengths[column] > 0 && speaker == nil {
      let values = rows.map { $0[column] }
      // Names are short and come again; so do sides.
      let comesAgain = Set(values).count * 2 <= values.count + 1
      let isTold = values.allSatisfy { Roles.told(by: $0.lowercased(), isMark: false) != nil }
      // What stands in every row alike is nobody's name.
      if comesAgain || isTold, Set(values).count > 1 || values.count < 3 || isTold,
        values.allSatisfy({ $0.utf8.count <= 40 && $0.split(separator: " ").count <= 4 })
      {
        speaker = column
      }
    }
    guard role != nil || speaker != nil else { return nil }
    // A number beside two texts says something of the pair.
    let texts = said.filter { Self.isSaid($0, in: rows[...]) || $0 != speaker }
    if let role, texts.count > 1, rows.allSatisfy({ Double($0[role]) != nil }) { return nil }
  }

  private static func isEpoch(_ text: String) -> Bool {
    WrittenTime(text)?.epoch != nil && text.utf8.count >= 10
  }

  private static func isRole(_ text: String) -> Bool {
    ["0", "1"].contains(text)
      || text.utf8.count <= 24 && Roles.told(by: text.lowercased(), isMark: false) != nil
  }
}
