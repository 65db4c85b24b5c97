import Diagnostics
import Text
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// Shows what lines marked by agents add to the files, and adds it where that is wanted.
struct MarkedLinesReport {
  let folder: WorkspaceFolder
  /// Whether it is added without asking.
  let applies: Bool
  /// Reads a key of the person at the terminal.
  let key: () -> Character?

  /// Files them.
  func file(_ lines: [MarkedLine]) throws {
    if lines.isEmpty { return }
    let (patches, byHand) = try MarkedLineFiling(folder: folder).filing(of: lines)
    for note in byHand { Console.line("by hand: " + note.visible()) }
    if patches.isEmpty, byHand.isEmpty {
      Console.line("All lines marked /wrong are in the files already.")
    }
    if patches.isEmpty { return }
    for patch in patches {
      Console.line("--- \(patch.path)\n+++ \(patch.path)")
      for addition in patch.additions { Console.line("+ " + addition.visible()) }
    }
    guard applies || isWanted else { return }
    for patch in patches {
      // Somebody else may have saved it meanwhile: then nothing of theirs may be lost.
      guard try Files.bytes(patch.path) == patch.old else {
        throw Fault(
          file: patch.path, "was changed meanwhile; nothing was written to it, run again")
      }
      try IntentsSources.write(patch.old, to: patch.path + ".bak")
      try IntentsSources.write(patch.new, to: patch.path)
    }
  }

  private var isWanted: Bool {
    guard isatty(STDIN_FILENO) == 1 else {
      Console.line("--apply files what was marked.")
      return false
    }
    Console.line("  f  file them   any other key  leave them")
    return key() == "f"
  }
}
