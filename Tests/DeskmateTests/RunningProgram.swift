import Foundation
import Glibc

/// The program on pipes, fed and heard line by line.
final class RunningProgram {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  init(_ arguments: [String]) throws {
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.currentDirectoryURL = URL(fileURLWithPath: Program.root)
    process.arguments = arguments
    process.environment = Program.environment
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
  }

  func say(_ line: String) { input.fileHandleForWriting.write(Data((line + "\n").utf8)) }

  /// The next line of its answers.
  func hear() -> String {
    var line = Data()
    while let byte = try? output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty,
      byte.first != UInt8(ascii: "\n")
    {
      line += byte
    }
    return String(decoding: line, as: UTF8.self)
  }

  func kill() {
    Glibc.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }

  func end() {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }
}
