import Diagnostics
import Formats

/// Who takes part in a conversation, and on which side.
extension DocumentReader {
  /// Names and sides that stand elsewhere: in a profile, in the list of participants, in the ticket.
  func complete(
    _ person: inout Person, _ side: inout String, _ fields: [JSONNode.Member], _ context: Context
  ) {
    func value(_ key: String) -> JSONNode? { fields.first { $0.key == key }?.value }
    for key in ["user_profile", "bot_profile", "profile"] {
      if let found = value(key).flatMap(Self.person), !found.name.isEmpty {
        person.name = found.name
      }
    }
    if side.isEmpty, value("bot_id")?.plainText != nil { side = "bot" }
    if !context.requester.isEmpty, side.isEmpty, let author = value("author_id")?.plainText {
      side = author == context.requester ? "customer" : "agent"
    }
    if let known = context.people[person.name]
      ?? value("author_id")?.plainText.flatMap({ context.people[$0] })
    {
      if !known.name.isEmpty { person.name = known.name }
      if side.isEmpty { side = known.role }
    }
    if side.isEmpty, person.role.isEmpty,
      let type = value("event")?.plainText ?? value("type")?.plainText,
      Roles.told(by: type.lowercased(), isMark: true) != nil
    {
      side = type
    }
  }

  /// Who takes part, and who asked.
  func learn(_ fields: [JSONNode.Member], _ context: inout Context) {
    for field in fields {
      let key = names.facts(of: field.key).plain
      if key == "requesterid", let id = field.value.plainText { context.requester = id }
      if key == "ticket", let id = field.value["requester_id"]?.plainText { context.requester = id }
      guard ["participants", "users", "members", "speakers", "people"].contains(key),
        case .array(let people) = field.value.content
      else { continue }
      for one in people {
        guard case .object(let fields) = one.content,
          let id = fields.first(where: {
            ["id", "participantid", "userid", "speakerid"].contains(ColumnNames.plain($0.key))
          })?.value.plainText,
          let person = Self.person(one)
        else { continue }
        context.people[id] = person
      }
    }
  }

  /// Somebody's name and side: a string, or an object that describes them.
  static func person(_ node: JSONNode) -> Person? {
    if let name = node.plainText { return Person(name: name) }
    guard case .object(let fields) = node.content else { return nil }
    var person = Person()
    var rank = Int.max
    let names = [
      "realname", "displayname", "name", "fullname", "username", "firstname", "screenname", "email",
      "id", "userid", "participantid", "n",
    ]
    for field in fields {
      let key = ColumnNames.plain(field.key)
      if let place = names.firstIndex(of: key), place < rank, let text = field.value.plainText,
        !text.isEmpty
      {
        rank = place
        person.name = text
      }
      if ["role", "type", "usertype", "authortype", "participantrole", "kind", "t"].contains(key),
        person.role.isEmpty,
        let text = field.value.plainText
      {
        person.role = text
      }
      if key == "isbot", case .bool(true) = field.value.content { person.role = "bot" }
    }
    return person
  }
}
