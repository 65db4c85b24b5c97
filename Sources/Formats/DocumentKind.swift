/// What a file is at first sight, whatever it may be about.
public enum DocumentKind: Hashable, Sendable {
  /// One JSON value over one line or many.
  case json
  /// A JSON object a line.
  case jsonLines
  case yaml
  /// HTML or XML.
  case markup
  /// WebVTT, SubRip or another form of captions.
  case captions
  /// The text of a program.
  case code
  /// `key=value`, with `[sections]` or without.
  case settings
  /// Mail as it is sent, with its headers.
  case mail
  /// What a program or a server notes of its work, a line an event.
  case log
  /// No text at all, such as `an Excel workbook`.
  case binary(String)
  /// Lines or a table.
  case text

  /// What it is called in messages.
  public var name: String {
    switch self {
    case .json: "a JSON document"
    case .jsonLines: "JSON Lines"
    case .yaml: "YAML"
    case .markup: "HTML or XML"
    case .captions: "captions"
    case .code: "a program's text"
    case .settings: "a file of settings"
    case .mail: "an e-mail with its headers"
    case .log: "a program's log"
    case .binary(let what): what
    case .text: "text"
    }
  }

  /// The kind of a file that begins with `head`, which is UTF-8 unless it is no text.
  public static func detect(_ head: ArraySlice<UInt8>) -> DocumentKind {
    if let what = binary(head) { return .binary(what) }
    var rest = head
    if rest.starts(with: [0xEF, 0xBB, 0xBF]) { rest = rest.dropFirst(3) }
    rest = rest.drop { $0 <= 0x20 }
    let lines = Lines(rest)
    guard let first = lines.first else { return .text }
    if first.hasPrefix("WEBVTT") || lines.all.prefix(12).contains(where: isTiming) {
      return .captions
    }
    if let json = json(rest, lines) { return json }
    if isMarkup(rest, first) { return .markup }
    if isYAML(lines.all) { return .yaml }
    return ForeignText.kind(of: lines.all) ?? .text
  }

  private struct Lines {
    let all: [String]
    var first: String? { all.first }

    init(_ bytes: ArraySlice<UInt8>) {
      all = bytes.prefix(1 << 14).split(separator: 0x0A).prefix(60)
        .map { line in
          String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
        .filter { line in line.utf8.contains { $0 > 0x20 } }
    }
  }

  private static func binary(_ head: ArraySlice<UInt8>) -> String? {
    let known: [([UInt8], String)] = [
      ([0x50, 0x4B, 0x03, 0x04], "a zip archive, such as an Excel workbook or a Word document"),
      ([0x25, 0x50, 0x44, 0x46], "a PDF"),
      ([0x53, 0x51, 0x4C, 0x69, 0x74, 0x65], "an SQLite database"),
      ([0xD0, 0xCF, 0x11, 0xE0], "an old Office document"), ([0x89, 0x50, 0x4E, 0x47], "an image"),
      ([0xFF, 0xD8, 0xFF], "an image"), ([0x47, 0x49, 0x46, 0x38], "an image"),
      ([0x1F, 0x8B], "a gzip inside a gzip"), ([0x42, 0x5A, 0x68], "a bzip2 archive"),
      ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz archive"),
      ([0x28, 0xB5, 0x2F, 0xFD], "a zstd archive"),
      ([0x50, 0x41, 0x52, 0x31], "a Parquet file"), ([0x7F, 0x45, 0x4C, 0x46], "a program"),
      ([0x49, 0x44, 0x33], "an audio file"), ([0x52, 0x49, 0x46, 0x46], "an audio or video file"),
    ]
    if let found = known.first(where: { head.starts(with: $0.0) }) { return found.1 }
    let sample = head.prefix(4096)
    // A stray zero or other control is damage; many are no text.
    if sample.count(where: { $0 == 0 }) * 50 > sample.count { return "no text" }
    let controls = sample.count { $0 < 0x09 || $0 > 0x0D && $0 < 0x20 && $0 != 0x1B }
    return controls * 20 > sample.count ? "no text" : nil
  }

  private static func json(_ rest: ArraySlice<UInt8>, _ lines: Lines) -> DocumentKind? {
    guard let open = rest.first, open == 0x7B || open == 0x5B else { return nil }
    let next = rest.dropFirst().first { $0 > 0x20 }
    if open == 0x5B {
      // `[09:12] Mia: hello` and `[SPEAKER_01]` are no lists.
      guard let next, [0x7B, 0x5B, 0x22, 0x5D].contains(next) else { return nil }
      return .json
    }
    guard
      next == nil || next == 0x22 || next == 0x7D
        || rest.dropFirst().first.map({ $0 <= 0x20 }) == true
    else {
      return next == 0x27 ? .json : nil
    }
    guard let first = lines.first, let last = first.utf8.last(where: { $0 > 0x20 }) else {
      return .json
    }
    if last == 0x7D, first.utf8.count > 1 { return .jsonLines }
    // A line that was cut has another record below it; a document goes on.
    let goesOn = [0x7B, 0x5B, 0x2C, 0x3A].contains(last)
    return !goesOn && lines.all.count > 1 && lines.all[1].hasPrefix("{") ? .jsonLines : .json
  }

  private static func isMarkup(_ rest: ArraySlice<UInt8>, _ first: String) -> Bool {
    guard rest.first == 0x3C else { return false }
    let small = first.lowercased()
    if ["<?xml", "<!doctype", "<html", "<!--", "<body", "<div", "<table"].contains(
      where: small.hasPrefix)
    {
      return true
    }
    let name = small.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == ":" }
    return !name.isEmpty
      && String(decoding: rest.prefix(1 << 14), as: UTF8.self).lowercased().contains("</\(name)>")
  }

  /// `key:` with nothing behind and a list or deeper lines below, a document's `---`, or `version:`.
  private static func isYAML(_ lines: [String]) -> Bool {
    let lines = lines.filter { !$0.hasPrefix("#") }
    guard let first = lines.first else { return false }
    func isKey(_ line: String) -> Bool {
      guard let colon = line.firstIndex(of: ":") else { return false }
      let key = line[..<colon]
      return !key.isEmpty && key.utf8.count <= 40
        && key.utf8.allSatisfy {
          $0 < 0x80
            && ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 == 0x5F || $0 == 0x2D
              || $0 >= 0x30 && $0 <= 0x39)
        }
    }
    func isOpen(_ line: String) -> Bool {
      isKey(line) && line.reversed().first { $0 != " " } == ":"
    }
    func isDeeper(_ line: String) -> Bool {
      line.hasPrefix("  ") || line.hasPrefix("- ") || line == "-"
    }
    if first == "---", lines.count > 1 {
      // Front matter ends, and a text begins.
      if let end = lines.dropFirst().firstIndex(of: "---"), end + 1 < lines.count,
        !isKey(lines[end + 1]), !lines[end + 1].hasPrefix("- ")
      {
        return false
      }
      return isKey(lines[1]) || lines[1].hasPrefix("- ")
    }
    if first.hasPrefix("version:") || first.hasPrefix("%YAML") { return true }
    if first.hasPrefix("- "), lines.count > 1, isKey(String(first.dropFirst(2))),
      lines[1].hasPrefix("  "), isKey(String(lines[1].drop { $0 == " " }))
    {
      return true
    }
    for (line, next) in zip(lines, lines.dropFirst()) where isOpen(line) && isDeeper(next) {
      // The first key may stand below others with values.
      return lines.prefix { $0 != line }.allSatisfy(isKey)
    }
    return false
  }

  /// `00:00:01.000 --> 00:00:04.000` in all its spellings, `0:00:01.000,0:00:04.000` too.
  public static func isTiming(_ line: some StringProtocol) -> Bool {
    let line = line.utf8.prefix(80)
    let bytes = Array(line)
    return CaptionTiming(bytes.span, bytes.indices) != nil
  }
}

/// The line of captions that says from when to when.
public struct CaptionTiming: Sendable {
  /// Where the beginning stands.
  public let start: Range<Int>

  /// Reads a line; `nil` when it is none.
  public init?(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    var index = line.lowerBound
    while index < line.upperBound, bytes[index] <= 0x20 { index += 1 }
    guard let end = Self.clock(bytes, index..<line.upperBound) else { return nil }
    start = index..<end
    index = end
    while index < line.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    if index + 2 < line.upperBound, bytes[index] == 0x2D, bytes[index + 1] == 0x2D,
      bytes[index + 2] == 0x3E
    {
      index += 3
      while index < line.upperBound, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      guard Self.clock(bytes, index..<line.upperBound) != nil else { return nil }
    } else if index == end, index < line.upperBound, bytes[index] == 0x2C,
      let close = Self.clock(bytes, (index + 1)..<line.upperBound)
    {
      // Only the two times stand in such a line.
      while index < close { index += 1 }
      while index < line.upperBound {
        if bytes[index] > 0x20 { return nil }
        index += 1
      }
    } else {
      return nil
    }
  }

  /// Where `[hh:]mm:ss[.,]fff` ends.
  private static func clock(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    var colons = 0
    var digits = 0
    while index < range.upperBound {
      let byte = bytes[index]
      if byte >= 0x30, byte <= 0x39 {
        digits += 1
      } else if byte == 0x3A, digits > 0 {
        colons += 1
        digits = 0
      } else if byte == 0x2E || byte == 0x2C, digits > 0, colons > 0 {
        // The fraction has three digits; a comma before more belongs to another form.
        var end = index + 1
        while end < range.upperBound, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
        guard end - index == 4 || end - index == 3 else { return byte == 0x2C ? index : nil }
        return end
      } else {
        break
      }
      index += 1
    }
    return colons > 0 && digits == 2 ? index : nil
  }
}
