/// What a server or the way to it answered with.
struct PostgresError: Error {
  /// What can be done about it.
  enum Kind {
    /// Another transaction came first; doing it again may succeed.
    case clash
    /// The connection is gone; whatever was not committed did not take place.
    case lost
    /// There is no connection to be had.
    case unreachable
    /// The statement will not succeed.
    case refused
  }

  let kind: Kind
  /// The server's five letters for it, or "".
  let code: String
  /// The server's words, or the library's.
  let text: String

  static func lost(_ text: String) -> PostgresError {
    PostgresError(kind: .lost, code: "", text: text)
  }

  /// An answer of the server's.
  init(code: String, text: String) {
    self.code = code
    self.text = text
    switch code {
    // A serialization failure, a deadlock.
    case "40001", "40P01": kind = .clash
    // Shut down, crashed, not started yet; class 08 is the connection's.
    case "57P01", "57P02", "57P03": kind = .lost
    default: kind = code.hasPrefix("08") ? .lost : .refused
    }
  }

  /// The words of a connection that was not made; libpq gives no code for these, and may quote an address
  /// with its password where it cannot read it. `password` is 1 when one is missing, 2 when one was sent.
  init(unreachable message: String, password: Int32) {
    kind = .unreachable
    let fatal = message.lines.last { $0.contains("FATAL:") }
    let answer = fatal?.split(separator: "FATAL:", maxSplits: 1).last.map { String($0.trimmed) }
    if password == 1 || password == 2 && message.contains("password authentication failed") {
      code = "28P01"
      text = ""
    } else if let answer, answer.hasPrefix("database"), answer.contains("does not exist") {
      code = "3D000"
      text = answer
    } else if let answer {
      code = ""
      text = answer
    } else if message.contains("service") {
      code = ""
      text = message.lines.first ?? ""
    } else if message.contains("connection to server") || message.contains("timeout expired")
      || message.contains("could not")
    {
      code = ""
      text = "no server answers there; is it running, and are host and port right?"
    } else {
      code = ""
      text = "the address cannot be read; it is postgresql://USER@HOST:PORT/DATABASE"
    }
  }

  init(kind: Kind, code: String, text: String) {
    self.kind = kind
    self.code = code
    self.text = text
  }
}

extension PostgresError {
  /// What is wrong and what to do, for the end of a line that names the address.
  var remedy: String {
    switch code {
    case "28P01", "28000": "the server refuses this user or password; check PGPASSWORD or ~/.pgpass"
    case "3D000": "there is no such database; `createdb` makes one"
    case "42501": "this user may not do that; give it the role of a desk, or use the owner"
    case "25006":
      "it may only be read, as a replica may; name the server that takes writes"
    case "53100": "the disk of the server is full; nothing was written"
    case "53300": "the server has no connection left; try again, or raise max_connections"
    case "55P03", "57014":
      "it took too long, for another desk holds it or the server is busy; try again"
    case "40001", "40P01": "other desks keep changing the same; try again"
    case "": text
    default: "\(text) (\(code))"
    }
  }
}

extension String {
  fileprivate var lines: [String] { split(whereSeparator: \.isNewline).map(String.init) }
}

extension Substring {
  fileprivate var trimmed: Substring { drop { $0.isWhitespace } }
}
