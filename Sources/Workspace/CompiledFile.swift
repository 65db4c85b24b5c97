import Computing
import FoundationEssentials
import Intents

/// Something compiled from a workspace's files, kept under `$XDG_CACHE_HOME/deskmate` and named by the
/// content of what it was made from. Behind what it holds stands the content's own hash: a file that is
/// damaged or something else is as good as none.
struct CompiledFile {
  /// Where it is kept.
  let path: String
  private static let hashLength = 32

  /// The file of one kind for some content, or `nil` without a folder.
  init?(folder: String?, kind: String, version: String, content: [[UInt8]]) {
    guard let folder else { return nil }
    var hash = ContentHash()
    hash.add(Array(version.utf8))
    for piece in content { hash.add(piece) }
    path = "\(folder)/\(kind)-\(hash.text).model"
  }

  /// Whether there is one.
  var exists: Bool { Files.exists(path) }

  /// What it holds, or `nil`.
  func read() -> [UInt8]? {
    guard var bytes = try? Files.bytes(path), bytes.count >= Self.hashLength else { return nil }
    let hash = Array(bytes.suffix(Self.hashLength))
    bytes.removeLast(Self.hashLength)
    return Self.hash(of: bytes) == hash ? bytes : nil
  }

  /// Keeps it. Throws a `Fault` when the folder or the file cannot be written.
  func write(_ bytes: [UInt8]) throws {
    try Self.keep(bytes + Self.hash(of: bytes), at: path)
  }

  /// Writes beside the place and renames, so that no one ever reads half a file; and forgets the oldest
  /// of its kind.
  static func keep(_ bytes: [UInt8], at path: String) throws {
    if let slash = path.lastIndex(of: "/") { try Files.makeFolder(String(path[..<slash])) }
    try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    forgetOldest(beside: path)
  }

  /// So many of a kind are kept: an author saves an intent file often, and each time there is a new model.
  private static let most = 4

  private static func forgetOldest(beside path: String) {
    guard let slash = path.lastIndex(of: "/"), let dash = path.lastIndex(of: "-") else { return }
    let kind = path[path.index(after: slash)...dash]
    let files = Files.list(String(path[..<slash]), ending: ".model")
      .filter { $0[$0.index(after: slash)...].hasPrefix(kind) && $0 != path }
    let dated = files.map { file in
      let attributes = try? FileManager.default.attributesOfItem(atPath: file)
      return (file: file, date: attributes?[.modificationDate] as? Date ?? .distantPast)
    }
    for old in dated.sorted(by: { ($0.date, $0.file) > ($1.date, $1.file) }).dropFirst(most - 1) {
      try? FileManager.default.removeItem(atPath: old.file)
    }
  }

  private static func hash(of bytes: [UInt8]) -> [UInt8] {
    var hash = ContentHash()
    hash.add(bytes)
    return Array(hash.text.utf8)
  }
}
