import Computing
import FoundationEssentials

/// Where Deskmate keeps what must outlive it: `$XDG_STATE_HOME/deskmate`, and what need not:
/// `$XDG_CACHE_HOME/deskmate`.
public struct StatePaths: Hashable, Sendable {
  /// For history, databases and lines marked wrong.
  public let state: String
  /// For compiled models.
  public let cache: String

  /// The paths by the environment (XDG Base Directory Specification).
  public init(environment: [String: String]) {
    func folder(_ variable: String, _ fallback: String) -> String {
      // The specification ignores relative paths.
      if let path = environment[variable], path.hasPrefix("/") { return path + "/deskmate" }
      return (environment["HOME"] ?? ".") + fallback + "/deskmate"
    }
    state = folder("XDG_STATE_HOME", "/.local/state")
    cache = folder("XDG_CACHE_HOME", "/.cache")
  }

  /// The database of a workspace's shop: another folder, another shop.
  public func shop(of folder: WorkspaceFolder) -> String {
    let full = URL(fileURLWithPath: folder.path).standardizedFileURL.path
    return "\(state)/\(StableHash(full.utf8).text)/shop.sqlite"
  }
}
