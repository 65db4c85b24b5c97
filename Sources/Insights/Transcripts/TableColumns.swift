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
      named[meaning] ?? ColumnNames.column(meaning, in: header)
    }
    text = column(.text)
    dialogue = column(.dialogue)
    time = column(.time)
    conversation =
      column(.conversation) ?? (usesIdentifier ? ColumnNames.column(.identifier, in: header) : nil)
    speaker = column(.speaker)
    for meaning in [ColumnNames.Meaning.role, .isCustomer, .isAgent, .direction] where role == nil {
      role = column(meaning)
      if role != nil { roleMeaning = meaning }
    }
    let pair = (column(.customerText), column(.agentText))
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
      let distinct = Set(values).count
      if values.allSatisfy({ WrittenTime($0) != nil && Double($0) == nil || Self.isEpoch($0) }) {
        if time == nil { time = column }
      } else if distinct <= 3, values.allSatisfy(Self.isRole) {
        if role == nil { role = column }
      } else if values.allSatisfy({ Double($0) != nil || !$0.contains(where: \.isLetter) }) {
        if conversation == nil, distinct * 2 <= values.count { conversation = column }
      } else {
        lengths[column] = Double(values.reduce(0) { $0 + $1.utf8.count }) / Double(values.count)
      }
    }
    guard let longest = lengths.indices.max(by: { lengths[$0] < lengths[$1] }), lengths[longest] > 0
    else { return nil }
    // Codes and names are no text: what people say has blanks, or is Chinese.
    let said = rows.count { $0[longest].utf8.contains { $0 == 0x20 || $0 >= 0xE4 } }
    guard said * 3 >= rows.count else { return nil }
    text = longest
    for column in 0..<width where column != longest && lengths[column] > 0 && speaker == nil {
      let values = rows.map { $0[column] }
      if Set(values).count * 2 <= max(values.count, 4), values.allSatisfy({ $0.utf8.count <= 40 }) {
        speaker = column
      }
    }
    guard role != nil || speaker != nil else { return nil }
  }

  private static func isEpoch(_ text: String) -> Bool {
    WrittenTime(text)?.epoch != nil && text.utf8.count >= 10
  }

  private static func isRole(_ text: String) -> Bool {
    ["0", "1"].contains(text)
      || text.utf8.count <= 24 && Roles.told(by: text.lowercased(), isMark: false) != nil
  }
}
