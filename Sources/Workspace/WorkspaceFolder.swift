public import Diagnostics
import FoundationEssentials

/// The folder that holds `intents/` and `knowledge-base/`.
public struct WorkspaceFolder: Hashable, Sendable {
  /// Its path.
  public let path: String

  /// Creates a folder by its path.
  public init(path: String) { self.path = path }

  /// A path inside, such as `intents/en`.
  public func path(_ relative: String) -> String { path + "/" + relative }

  /// The folder named, or else the current one, `$DESKMATE_HOME`, or the one beside the program, the
  /// first that holds `intents/`. Throws a `Fault` that names all that were tried.
  public static func find(
    named name: String?, environment: [String: String], program: String?
  ) throws(Fault) -> WorkspaceFolder {
    if let name {
      guard Files.exists(name + "/intents") else {
        throw Fault(
          file: name, "holds no intents/; name a folder with intents/ and knowledge-base/")
      }
      return WorkspaceFolder(path: name)
    }
    var candidates = ["."]
    if let home = environment["DESKMATE_HOME"], !home.isEmpty { candidates.append(home) }
    if let program {
      let beside = parent(program)
      // Beside the program, or where an installation puts it: bin/deskmate, share/deskmate/.
      candidates += [beside, parent(beside) + "/share/deskmate"]
    }
    for candidate in candidates where Files.exists(candidate + "/intents") {
      return WorkspaceFolder(path: candidate)
    }
    throw Fault(
      file: nil,
      "no workspace found: none of \(candidates.joined(separator: ", ")) holds intents/; "
        + "say --workspace DIR or set DESKMATE_HOME")
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
