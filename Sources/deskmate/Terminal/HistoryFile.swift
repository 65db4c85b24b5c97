import FoundationEssentials
import Workspace

/// Where the terminal's history lies: `$DESKMATE_HISTORY`, else in the state folder.
enum HistoryFile {
  /// The path, its folder made; `nil` when it cannot be, then nothing is kept.
  static var path: String? {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["DESKMATE_HISTORY"] { return named.isEmpty ? nil : named }
    let folder = StatePaths(environment: environment).state
    do {
      try Files.makeFolder(folder)
    } catch {
      return nil
    }
    return folder + "/history"
  }
}
