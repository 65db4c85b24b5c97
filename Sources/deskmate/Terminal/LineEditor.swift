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
    case entered(String)
    case interrupted
    case closed
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
  }

  /// Shows a prompt and waits, with a text to be edited if one is given. Line breaks inside a pasted text
  /// stay in it.
  func read(prompt: String, editing text: String? = nil) -> Line {
    var line: UnsafeMutablePointer<CChar>?
    switch deskmate_line_read(prompt, text, &line) {
    case deskmate_line_interrupted: return .interrupted
    case deskmate_line_entered:
      guard let line else { return .closed }
      defer { free(line) }
      let bytes = UnsafeBufferPointer(start: line, count: strlen(line))
      return .entered(String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    default: return .closed
    }
  }

  /// Waits for one key, unechoed. `nil` for what is no single key, such as a paste; Ctrl-D when the
  /// terminal is gone.
  func key() -> UInt8? {
    let key = deskmate_key_read()
    return key == 0 ? nil : key < 0 ? 4 : UInt8(truncatingIfNeeded: key)
  }

  /// Keeps a line for arrow up; `onDisk` as well for the next time.
  func remember(_ line: String, onDisk: Bool) {
    // The history file holds one entry a line.
    let flat = line.split(whereSeparator: \.isNewline).joined(separator: " ")
    guard !flat.isEmpty else { return }
    deskmate_history_add(flat)
    guard onDisk, let historyPath else { return }
    let descriptor = open(historyPath, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
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
