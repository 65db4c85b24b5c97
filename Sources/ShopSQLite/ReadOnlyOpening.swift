import FoundationEssentials
import GRDB

/// Opens a file that may not be written, or whose folder may not.
struct ReadOnlyOpening {
  let path: String

  /// A connection that only reads: to the file itself, or to a copy in memory.
  ///
  /// SQLite needs two files beside one in WAL mode. Where they are missing and cannot be made, the file is
  /// copied to a private folder that is gone before this returns, and read from there into memory.
  func queue() throws -> DatabaseQueue {
    var configuration = ShopDatabase.configuration
    configuration.readonly = true
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      _ = try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
      return queue
    } catch let error as DatabaseError
      where [.SQLITE_CANTOPEN, .SQLITE_READONLY].contains(error.resultCode)
      && FileManager.default.isReadableFile(atPath: path)
    {
      return try copyInMemory()
    }
  }

  private func copyInMemory() throws -> DatabaseQueue {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "deskmate-\(UUID().uuidString)").path
    try files.createDirectory(
      atPath: folder, withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    defer { try? files.removeItem(atPath: folder) }
    for suffix in ["", "-wal"] where files.fileExists(atPath: path + suffix) {
      // Bytes alone: a copy that kept the file's mode could not be opened either.
      guard let bytes = files.contents(atPath: path + suffix) else {
        throw DatabaseError(resultCode: .SQLITE_CANTOPEN)
      }
      _ = files.createFile(
        atPath: folder + "/copy" + suffix, contents: bytes,
        attributes: [.posixPermissions: 0o600])
    }
    let copy = try DatabaseQueue(path: folder + "/copy", configuration: ShopDatabase.configuration)
    let memory = try DatabaseQueue(configuration: ShopDatabase.configuration)
    try copy.backup(to: memory)
    try copy.close()
    return memory
  }
}
