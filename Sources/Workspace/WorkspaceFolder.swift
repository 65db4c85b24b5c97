/// The folder that holds `intents/` and `knowledge-base/`.
public struct WorkspaceFolder: Hashable, Sendable {
  /// Its path.
  public let path: String

  /// Creates a folder by its path.
  public init(path: String) { self.path = path }
}
