/// What Tab proposes just now. Readline's callback can carry no context, so it stands here, on the
/// main actor with the terminal it belongs to.
@MainActor
struct Completions {
  /// The completions in force.
  static var current = Completions()

  /// Words that complete the first word of a line: the commands.
  var commands: [String] = []
  /// What may stand after a command, given its name and what is typed behind it; `nil` where it is none.
  var arguments: (_ command: String, _ typed: String) -> [String]? = { _, _ in nil }
  /// Names that complete the end of a line: products, the customer's order numbers.
  var names: () -> [String] = { [] }

  /// The lines that a line before the cursor may become, and how many of its bytes they share.
  func lines(before: String) -> (lines: [String], kept: Int) {
    if before.hasPrefix("/"), !before.contains(" ") {
      return (commands.filter { $0.hasPrefix(before) }, 0)
    }
    if before.hasPrefix("/"), let blank = before.firstIndex(of: " ") {
      let typed = String(before[before.index(after: blank)...])
      if let words = arguments(String(before[..<blank]), typed) {
        let kept = String(before[...blank])
        let folded = typed.lowercased()
        return (
          words.filter { $0.lowercased().hasPrefix(folded) }.map { kept + $0 }, kept.utf8.count
        )
      }
    }
    let names = names()
    for start in starts(in: before) {
      let typed = before[start...].lowercased()
      let found = names.filter { $0.lowercased().hasPrefix(typed) }
      if !found.isEmpty {
        let kept = String(before[..<start])
        return (found.map { kept + $0 }, kept.utf8.count)
      }
    }
    return ([], 0)
  }

  /// Where a name may begin: the line's start, after a blank or `#`, at every Han character. The
  /// earliest comes first, so that the longest end of the line wins.
  private func starts(in line: String) -> [String.Index] {
    var starts: [String.Index] = []
    var wordBegins = true
    for index in line.indices {
      let scalar = line[index].unicodeScalars.first?.value ?? 0
      let isBlank = line[index] == " " || line[index] == "#"
      if !isBlank, wordBegins || scalar > 0x2E80 { starts.append(index) }
      wordBegins = isBlank
    }
    return starts
  }
}
