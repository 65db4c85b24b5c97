import Formats

/// The beginning of a transcript, for finding out how it is written.
struct Sample {
  /// Whole lines.
  let bytes: ArraySlice<UInt8>
  let lines: [Line]

  struct Line {
    let range: Range<Int>
    let parts: SpeakerLine.Parts?
    let isHead: Bool
    let isStamped: Bool
    let isBlank: Bool
  }

  /// Whether the speakers are told by words such as agent and customer, so that a strange word before a
  /// colon is no name.
  var areSpeakersTold: Bool {
    var told: [Roles.Role: Int] = [:]
    var other: [String: Int] = [:]
    for line in lines {
      guard let parts = line.parts else { continue }
      let name = text(parts.speaker).lowercased()
      if let role = Roles.told(by: name, isMark: false) {
        told[role, default: 0] += 1
      } else {
        other[name, default: 0] += 1
      }
    }
    let all = told.values.reduce(0, +)
    return told[.customer] != nil && told[.agent] != nil && other.values.allSatisfy { $0 == 1 }
      && other.count * 2 <= all
  }

  /// What the lines are.
  struct Counts {
    /// Lines that are not empty.
    var all = 0
    var spoken = 0
    /// Spoken ones with a time.
    var timed = 0
    /// Lines that begin with a time, spoken or not.
    var stamped = 0
    /// Lines of a name and a time.
    var heads = 0
    /// Lines below those.
    var texts = 0
    /// Spoken ones below the first of those; what stands above it describes the chat.
    var spokenUnderHeads = 0
    /// Lines without a name right below a spoken one.
    var continued = 0
    var speakers = 0
    /// Lines whose name is a level of a log: `INFO`.
    var levels = 0
    /// Whether some name tells a side.
    var isTold = false
    /// Whether a speaker comes again.
    var repeated = false
  }

  private static let size = 1 << 16

  init(_ head: [UInt8]) {
    var bytes = head.prefix(Self.size)
    if head.count > Self.size, let end = bytes.lastIndex(of: 0x0A) { bytes = bytes[...end] }
    self.bytes = bytes
    let all = Array(bytes)
    var lines: [Line] = []
    var start = 0
    while start < all.count, lines.count < 2_000 {
      let end = all.span.next(0x0A, in: start..<all.count)
      let range = all.span.trimmed(start..<end)
      lines.append(
        Line(
          range: range, parts: SpeakerLine.split(all.span, range),
          isHead: HeadLine.split(all.span, range) != nil,
          isStamped: SpeakerLine.isTimed(all.span, range), isBlank: all.span.isRule(range)))
      start = end + 1
    }
    self.lines = lines
  }

  /// The first line with something in it, from 1.
  var firstLine: Int { (lines.firstIndex { !$0.isBlank } ?? 0) + 1 }

  func hasEnding(_ file: String, _ endings: [String]) -> Bool {
    var name = file.lowercased()
    if name.hasSuffix(".gz") { name.removeLast(3) }
    return endings.contains { name.hasSuffix("." + $0) }
  }

  func text(_ range: Range<Int>) -> String {
    String(
      decoding: bytes[
        (bytes.startIndex + range.lowerBound)..<(bytes.startIndex + range.upperBound)],
      as: UTF8.self)
  }

  var lineCounts: Counts {
    var counts = Counts()
    var names: [String: Int] = [:]
    var isSpeaking = false
    var isUnderHead = false
    for line in lines where !line.isBlank {
      counts.all += 1
      if line.isStamped { counts.stamped += 1 }
      if let parts = line.parts {
        counts.spoken += 1
        if isUnderHead { counts.spokenUnderHeads += 1 }
        let name = text(parts.speaker)
        names[name.lowercased(), default: 0] += 1
        if Self.levels.contains(name.prefix { $0 != " " && $0 != "[" }.uppercased()) {
          counts.levels += 1
        }
        if !parts.time.isEmpty { counts.timed += 1 }
        isSpeaking = true
      } else {
        if isSpeaking { counts.continued += 1 }
      }
      if line.isHead, line.parts?.text.isEmpty != false {
        counts.heads += 1
        isUnderHead = true
      } else if isUnderHead {
        counts.texts += 1
      }
    }
    // A long text may follow a name; most of a file without names is no transcript.
    counts.continued = min(counts.continued, counts.spoken * 2)
    // Below a head may stand several lines.
    counts.texts = min(counts.texts, counts.heads * 2)
    counts.speakers = names.count
    counts.isTold = names.keys.contains { Roles.told(by: $0, isMark: false) != nil }
    counts.repeated = names.values.contains { $0 > 1 }
    return counts
  }

  private static let levels: Set<String> = [
    "INFO", "WARN", "WARNING", "ERROR", "DEBUG", "TRACE", "FATAL", "NOTICE", "CRITICAL",
  ]

  /// How names are parted from the text when no colon does it: most lines are written so, and their names
  /// come again or tell both sides.
  var looseStyle: SpeakerStyle? {
    let all = Array(bytes)
    for style in SpeakerStyle.allCases where style != .colon {
      var names: [String: Int] = [:]
      var count = 0
      var matched = 0
      var timed = 0
      for line in lines where !line.isBlank {
        count += 1
        guard let parts = style.split(all.span, line.range), !parts.text.isEmpty else { continue }
        matched += 1
        if !parts.time.isEmpty { timed += 1 }
        names[text(parts.speaker).lowercased(), default: 0] += 1
      }
      guard matched >= 2, matched * 10 >= count * 6, names.count >= 2 else { continue }
      let told = names.keys.map { Roles.told(by: $0, isMark: false) }
      let isTold = told.contains(.agent) && told.contains(.customer)
      if timed == matched, matched >= 2 { return style }
      let isRepeated = names.values.allSatisfy { $0 > 1 } && names.count * 2 <= matched
      if isTold || isRepeated { return style }
    }
    return nil
  }

  /// The line, from 0, of the header of Markdown's table, where one begins.
  var markdownTable: Int? {
    for (index, line) in lines.enumerated().dropFirst() {
      let rule = text(line.range)
      guard rule.hasPrefix("|"), rule.contains("---"),
        rule.allSatisfy({ "|-: ".contains($0) }), text(lines[index - 1].range).hasPrefix("|")
      else { continue }
      return index - 1
    }
    return nil
  }

  /// What follows a number of lines.
  func dropping(lines count: Int) -> ArraySlice<UInt8> {
    var rest = bytes
    for _ in 0..<count {
      guard let end = rest.firstIndex(of: 0x0A) else { return [] }
      rest = rest[(end + 1)...]
    }
    return rest
  }

  var hasBlankLines: Bool {
    let first = lines.firstIndex { !$0.isBlank } ?? 0
    let last = lines.lastIndex { !$0.isBlank } ?? 0
    return first < last && lines[first...last].contains { $0.isBlank && $0.range.isEmpty }
  }

  /// Whether captions repeat the line before them, as those that roll do.
  var isRolling: Bool {
    let bytes = Array(bytes)
    var texts: [[UInt8]] = []
    var repeats = 0
    for line in lines where !line.isBlank && CaptionTiming(bytes.span, line.range) == nil {
      let text = CueText.parts(bytes.span, line.range).flatMap(\.text)
      if texts.suffix(2).contains(text) { repeats += 1 }
      texts.append(text)
    }
    return repeats >= 1 && repeats * 6 >= texts.count
  }

  /// Whether empty lines part conversations: they do when several speak between two of them, and others
  /// speak behind.
  func blankLinesPart(isTimed: Bool, style: SpeakerStyle) -> Bool {
    let all = style == .colon ? [] : Array(bytes)
    var blocks: [[String]] = []
    var block: [String] = []
    for line in lines {
      if line.isBlank {
        if !block.isEmpty { blocks.append(block) }
        block = []
      } else if let parts = style == .colon ? line.parts : style.split(all.span, line.range),
        !isTimed || !parts.time.isEmpty
      {
        block.append(text(parts.speaker).lowercased())
      }
    }
    if !block.isEmpty { blocks.append(block) }
    guard blocks.count > 1 else { return true }
    let alone = blocks.count { Set($0).count == 1 }
    if alone * 2 >= blocks.count {
      // A file of single messages by one and the same speaker is a list.
      return Set(blocks.joined()).count == 1 && blocks.allSatisfy { $0.count == 1 } == false
    }
    // The same people with names of their own go on behind the gap.
    var goesOn = 0
    for (before, after) in zip(blocks, blocks.dropFirst()) {
      let own = Set(after).filter { Roles.told(by: $0, isMark: false) == nil }
      if own.count > 0, Set(after).isSubset(of: Set(before)) { goesOn += 1 }
    }
    return goesOn * 2 <= blocks.count - 1
  }
}
