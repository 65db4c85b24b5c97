/// What looks like lines and is no transcript: corpora, scripts, what programs write for programs.
extension Sample {
  /// Forms that look like lines or lists and are none that is read: their name.
  var foreign: String? {
    if let mark = partingMark { return "a corpus whose texts are parted by \"\(mark)\"" }
    if areMarked { return "a corpus whose lines begin with a letter that tells what they are" }
    if let kind = machineText { return kind }
    if isScript { return "a script with the names above what is said" }
    return training
  }

  /// What programs write for programs: rich text, patches, build rules, columns of marks.
  private var machineText: String? {
    let said = lines.filter { !$0.isBlank }.prefix(200).map { text($0.range) }
    guard let first = said.first else { return nil }
    if first.hasPrefix("{\\rtf") { return "a document in RTF" }
    if said.contains(where: { $0.hasPrefix("@@ ") || $0.hasPrefix("diff --git ") }),
      said.contains(where: { $0.hasPrefix("+++ ") || $0.hasPrefix("index ") })
    {
      return "a patch"
    }
    if areBuildRules { return "rules of a build" }
    let tabbed = said.filter { !$0.hasPrefix("#") }
    let marked = tabbed.count {
      $0.split(separator: "\t", omittingEmptySubsequences: false).count > 7
    }
    if marked > 1, marked == tabbed.count, tabbed.allSatisfy({ $0.contains("\t_\t") }) {
      return "words with their marks, a line each"
    }
    return nil
  }

  /// `build: main.o` above lines that a tab begins, with the variables or paths of a build among them.
  private var areBuildRules: Bool {
    let whole = Array(bytes)
    let rules = zip(lines, lines.dropFirst()).count { above, below in
      let name = text(above.range).prefix { $0 != ":" }
      return !name.isEmpty
        && name.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A || $0 == 0x2E || $0 == 0x5F }
        && text(above.range).dropFirst(name.count).hasPrefix(":") && !below.isBlank
        && whole[below.range.lowerBound - 1] == 0x09
    }
    guard rules > 0 else { return false }
    return lines.contains { line in
      let text = text(line.range)
      return ["$(", ".PHONY", "./", ":="].contains { text.contains($0) }
    }
  }

  /// A word of signs that stands in nearly every line: `+++$+++`, `__eou__`, `</s>`.
  private var partingMark: String? {
    let said = lines.filter { !$0.isBlank }
    guard said.count > 1, let first = said.first else { return nil }
    let marks = Set(
      text(first.range).split(separator: " ").map(String.init).filter { word in
        let signs = word.utf8.count { "_+$<>|#[]/".utf8.contains($0) }
        return word.utf8.count >= 4 && (signs * 2 >= word.utf8.count || word.hasPrefix("__"))
          && !word.contains("---") && word != "####"
      })
    return marks.sorted().first { mark in
      said.count { text($0.range).contains(mark) } * 5 >= said.count * 4
    }
  }

  /// `M hello` below `E`: nearly every line begins with a capital letter alone.
  private var areMarked: Bool {
    let said = lines.filter { !$0.isBlank }
    guard said.count > 3 else { return false }
    let marked = said.count { line in
      let words = text(line.range).split(separator: " ", maxSplits: 1)
      return words.first.map { $0.utf8.count == 1 && "BCDEFGHJKLMNPQRSTUVWXYZ".contains($0) }
        == true
    }
    return marked * 5 >= said.count * 4
  }

  /// Names in capitals alone in their lines, which come again, with lines below them.
  private var isScript: Bool {
    let said = lines.filter { !$0.isBlank }.map { text($0.range) }
    var names: [String: Int] = [:]
    for line in said where line.utf8.count <= 30 && line.contains(where: \.isLetter) {
      if line.allSatisfy({ $0.isUppercase || $0 == " " || $0 == "." || $0 == "'" }) {
        names[line, default: 0] += 1
      }
    }
    let count = names.values.reduce(0, +)
    return names.count > 1 && names.values.contains { $0 > 1 } && count * 4 >= said.count
  }

  /// Records of named fields, `From: …`, `Sent: …`, which are no speakers.
  var areFields: Bool {
    let fields: Set<String> = [
      "from", "to", "sent", "received", "date", "type", "subject", "time", "cc", "id", "format",
      "dialogue", "title", "style", "name", "url", "author", "status", "priority",
    ]
    var known: Set<String> = []
    var others: Set<String> = []
    for line in lines {
      guard let parts = line.parts else { continue }
      let name = text(parts.speaker).lowercased()
      if fields.contains(name) { known.insert(name) } else { others.insert(name) }
    }
    return known.count >= 2 && known.count > others.count * 2
  }

  /// Training files, which look like lists.
  private var training: String? {
    for line in lines.prefix(40) where !line.isBlank {
      let text = text(line.range)
      if text.hasPrefix("## intent:") || text.hasPrefix("##intent:") {
        return "training data of Rasa (`deskmate intents convert` reads it)"
      }
    }
    return nil
  }

  /// Whether the lines are sentences or words rather than numbers, codes or packed bytes; a few lines are
  /// taken for what they are.
  var isProse: Bool {
    let said = lines.filter { !$0.isBlank }
    guard said.count > 2 else { return true }
    let all = Array(bytes)
    let strange = said.count { line in
      var letters = 0
      var signs = 0
      var run = 0
      var longest = 0
      for byte in all[line.range] {
        if byte <= 0x20 {
          run = 0
          continue
        }
        let isLetter = byte >= 0x80 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        if isLetter { letters += 1 } else { signs += 1 }
        run = byte >= 0x80 ? 0 : run + 1
        longest = max(longest, run)
      }
      return letters < signs || longest >= 50 && longest * 2 > letters + signs
    }
    return strange * 2 <= said.count
  }
}
