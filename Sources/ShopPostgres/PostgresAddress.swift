/// The address of a shop on a server, as libpq reads it; what it leaves out comes from the environment, the
/// service file and the password file.
public struct PostgresAddress: Hashable, Sendable {
  let text: String

  /// `nil` when the text is no such address.
  public init?(_ text: String) {
    guard ["postgresql://", "postgres://"].contains(where: { text.hasPrefix($0) }) else {
      return nil
    }
    self.text = text
  }

  /// The address without its password: what may be shown.
  public var shown: String {
    let start = text.range(of: "://")?.upperBound ?? text.startIndex
    var rest = String(text[start...])
    var query = ""
    if let mark = rest.firstIndex(of: "?") {
      let shown = rest[rest.index(after: mark)...].split(separator: "&").filter { part in
        let name = part.prefix { $0 != "=" }.lowercased()
        return !name.hasSuffix("password") && !name.contains("%")
      }
      query = shown.isEmpty ? "" : "?" + shown.joined(separator: "&")
      rest = String(rest[..<mark])
    }
    // A password may hold an @ that should have been written %40: the last one ends it.
    if let at = rest.lastIndex(of: "@") {
      let user = rest[..<at].prefix { $0 != ":" }
      rest = String(user) + String(rest[at...])
    }
    return String(text[..<start]) + rest + query
  }
}

extension StringProtocol {
  fileprivate func range(of part: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return start..<index(start, offsetBy: part.count) }
      start = index(after: start)
    }
    return nil
  }
}
