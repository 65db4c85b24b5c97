public import Foundation

/// A PostgreSQL server that one suite has for itself, so that it may be killed: started by `.ci/postgres`, gone
/// with this value.
public final class OwnServer {
  /// Its address, over TCP.
  public let address: String
  private let folder: String
  private let process = Process()
  private let input = Pipe()

  /// Whether `.ci/postgres` found a server to start.
  public static var isInstalled: Bool {
    ProcessInfo.processInfo.environment["DESKMATE_TEST_POSTGRES"] != nil
  }

  /// The package's root.
  public static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Starts a server; it stops when this process ends, however it ends.
  public init() throws {
    let output = Pipe()
    process.executableURL = Self.root.appending(path: ".ci/postgres")
    process.arguments = [
      "sh", "-c",
      #"printf '%s\n%s\nready\n' "$DESKMATE_TEST_POSTGRES" "$DESKMATE_TEST_POSTGRES_FOLDER"; cat >/dev/null"#,
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var said = ""
    while !said.hasSuffix("\nready\n"),
      let more = try output.fileHandleForReading.read(upToCount: 1), !more.isEmpty
    {
      said += String(decoding: more, as: UTF8.self)
    }
    let lines = said.split(separator: "\n").map(String.init)
    guard lines.count == 3 else { throw CocoaError(.executableNotLoadable) }
    (address, folder) = (lines[0], lines[1])
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Kills the server and all its processes at once, and starts it again unless it is to stay away.
  public func crash(staysAway: Bool = false) throws {
    let crash = Process()
    crash.executableURL = URL(filePath: folder + "/crash")
    crash.arguments = staysAway ? ["away"] : []
    try crash.run()
    crash.waitUntilExit()
    guard crash.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
  }
}
