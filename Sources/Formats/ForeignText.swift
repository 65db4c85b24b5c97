/// Texts that are neither prose nor a form of data: programs, settings, mail, logs.
enum ForeignText {
  /// What some first lines are, `nil` when they may be anything.
  static func kind(of lines: [String]) -> DocumentKind? {
    if isMail(lines) { return .mail }
    if isSettings(lines) { return .settings }
    if isLog(lines) { return .log }
    return isCode(lines) ? .code : nil
  }

  /// Three headers of a message at its top.
  private static func isMail(_ lines: [String]) -> Bool {
    let names: Set<String> = [
      "from", "to", "subject", "date", "received", "return-path", "message-id", "mime-version",
      "delivered-to", "reply-to", "content-type", "x-mailer", "cc",
    ]
    var found: Set<String> = []
    for line in lines.prefix(12) {
      if let colon = line.firstIndex(of: ":") {
        let name = line[..<colon].lowercased()
        if names.contains(name) { found.insert(name) }
      }
    }
    return found.count >= 3 && found.contains("from")
      && (found.contains("subject") || found.contains("message-id") || found.contains("received"))
  }

  private static func isSettings(_ lines: [String]) -> Bool {
    let lines = lines.filter { !$0.hasPrefix("#") && !$0.hasPrefix(";") }
    guard lines.count >= 2, let first = lines.first else { return false }
    let pairs = lines.count { line in
      guard let sign = line.firstIndex(of: "=") else { return false }
      // `numpy==1.26`, `pandas>=2.0`
      let key = line[
        ..<(line[..<sign].lastIndex { !"<>~!".contains($0) }
          .map { line.index(after: $0) } ?? sign)
      ].drop { $0 == " " }
      let plain = key.last == " " ? key.dropLast() : key
      return !plain.isEmpty && plain.utf8.count <= 60
        && plain.allSatisfy { $0.isLetter || $0.isNumber || "_-.".contains($0) }
    }
    let isSection = first.hasPrefix("[") && first.hasSuffix("]")
    return isSection && pairs * 2 >= lines.count - 1 && pairs > 0
      || pairs >= 3 && pairs == lines.count
  }

  /// Most lines are a server's or a program's: a request with its status, a process with its number, a level
  /// behind a time.
  private static func isLog(_ lines: [String]) -> Bool {
    lines.count >= 2 && lines.count { isLogged($0) } * 2 > lines.count
  }

  private static let levels: Set<Substring> = [
    "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "NOTICE", "CRITICAL", "SEVERE",
  ]

  private static func isLogged(_ line: String) -> Bool {
    let words = line.prefix(160).split(separator: " ", maxSplits: 12)
    guard words.count >= 3, let first = words.first else { return false }
    // `10.0.0.1 - - [25/Nov/2024:09:04:12 +0000] "GET / HTTP/1.1" 200 612`
    if words.contains(where: {
      $0.hasPrefix("\"GET") || $0.hasPrefix("\"POST") || $0.hasPrefix("HTTP/")
    }),
      line.contains("] \"")
    {
      return true
    }
    let isDated =
      first.first?.isNumber == true || first.hasPrefix("[")
      || first.utf8.count == 3 && words[2].contains(":") && words[1].allSatisfy(\.isNumber)
    guard isDated else { return false }
    // `Nov 25 09:04:12 host sshd[1201]: …`
    if words.dropFirst(2).prefix(4).contains(where: isProcess) { return true }
    return words.prefix(7).contains { word in
      levels.contains(word.drop { "[(|<".contains($0) }.prefix { $0.isUppercase })
    }
  }

  /// `sshd[1201]:`, `kernel:`
  private static func isProcess(_ word: Substring) -> Bool {
    guard word.hasSuffix(":") else { return false }
    let name = word.dropLast()
    guard name.hasSuffix("]"), let open = name.lastIndex(of: "[") else { return name == "kernel" }
    let number = name[name.index(after: open)...].dropLast()
    return !number.isEmpty && number.allSatisfy(\.isNumber)
  }

  /// Most lines end or begin as statements do.
  private static func isCode(_ lines: [String]) -> Bool {
    guard lines.count >= 2 else { return false }
    let statements = lines.count { line in
      let text = line.drop { $0 == " " || $0 == "\t" }
      guard let last = text.last(where: { $0 != " " && $0 != "\r" }) else { return false }
      if ["{", "}", ";"].contains(last), text.count > 1 || last == "}" { return true }
      if text.hasSuffix(")"), text.prefix(while: { $0 != "(" }).allSatisfy({ !$0.isWhitespace }),
        text.contains("("), text.first?.isASCII == true, text.first?.isLetter == true
      {
        return true
      }
      let words = text.split(separator: " ")
      if last == ":",
        ["def", "class", "if", "for", "while", "else:", "try:", "elif"].contains(words[0])
      {
        return true
      }
      return text.hasPrefix("#include") || text.hasPrefix("#!/")
        || words.count == 2 && words[0] == "import"
        || words.count >= 4 && words[0] == "from" && words[2] == "import"
    }
    return statements * 2 >= lines.count && statements >= 2
  }
}
