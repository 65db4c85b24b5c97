import CReadline

#if canImport(Glibc)
  import Glibc
#endif

/// Reads lines from the person at the terminal, with history and completion.
///
/// There is one terminal, and readline keeps its state in globals: one editor a process.
@MainActor
struct LineEditor {
  /// How a line ended.
  enum Line {
    case entered(Entry)
    case interrupted
    case closed
    /// A key of our own was pressed; the text stands in the line still.
    case note(keeping: String)
  }

  /// A line that was entered.
  struct Entry {
    let text: String
    /// Whether it is an Enter alone, pressed after the prompt was there.
    let isAlone: Bool
    /// Whether it began with a paste: somebody else's words.
    let isPasted: Bool
  }

  private let historyPath: String?

  /// Opens the terminal; `historyPath` is created, readable by its owner only, when first written.
  init(historyPath: String?) {
    self.historyPath = historyPath
    deskmate_line_open("deskmate") { before, kept in
      let line = String(cString: before)
      let (lines, shared) = MainActor.assumeIsolated { Completions.current.lines(before: line) }
      kept.pointee = CInt(shared)
      return LineEditor.allocated(lines)
    }
    if let historyPath { deskmate_history_load(historyPath) }
    deskmate_terminal_hold()
  }

  /// Throws away what was typed ahead.
  static func discardTypedAhead() { deskmate_terminal_discard() }

  /// Gives the terminal back as it was found.
  func close() { deskmate_terminal_release() }

  /// Shows a prompt and waits, with a text to be edited if one is given. Line breaks inside a pasted text
  /// stay in it.
  func read(prompt: String, editing text: String? = nil) -> Line {
    var line: UnsafeMutablePointer<CChar>?
    let end = deskmate_line_read(prompt, text, &line)
    defer { free(line) }
    let bytes = line.map { UnsafeBufferPointer(start: $0, count: strlen($0)) }
    let words = bytes.map { String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self) }
    switch end {
    case deskmate_line_interrupted: return .interrupted
    case deskmate_line_key:
      let isPasted = deskmate_line_was_pasted() != 0
      return .note(keeping: isPasted ? Self.spoken(words ?? "") : words ?? "")
    case deskmate_line_entered:
      guard let words else { return .closed }
      return .entered(
        Entry(
          text: words, isAlone: deskmate_line_was_alone() != 0,
          isPasted: deskmate_line_was_pasted() != 0))
    default: return .closed
    }
  }

  /// A text as the customer's words wherever it stands in a prompt: one that begins with a slash is set in.
  static func spoken(_ text: String) -> String { text.hasPrefix("/") ? " " + text : text }

  /// Keeps a line for arrow up; `onDisk` as well for the next time.
  func remember(_ line: String, onDisk: Bool) {
    // The history file holds one entry a line.
    let flat = line.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard !flat.isEmpty else { return }
    deskmate_history_add(flat)
    guard onDisk, let historyPath else { return }
    let descriptor = open(historyPath, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { Glibc.close(descriptor) }
    let bytes = Array((flat + "\n").utf8)
    _ = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
  }

  /// Readline frees what a completer returns, so it must come from malloc.
  private nonisolated static func allocated(
    _ lines: [String]
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    guard !lines.isEmpty,
      let memory = malloc((lines.count + 1) * MemoryLayout<UnsafeMutablePointer<CChar>?>.stride)
    else { return nil }
    let list = memory.bindMemory(
      to: UnsafeMutablePointer<CChar>?.self, capacity: lines.count + 1)
    for (index, line) in lines.enumerated() { (list + index).initialize(to: strdup(line)) }
    (list + lines.count).initialize(to: nil)
    return list
  }
}
