import Foundation
import Testing

/// What is written goes where it was meant to, and what was meant is understood.
@Suite struct TrustedOutputTests {
  @Test("Options before a subcommand are its own") func leadingOptions() throws {
    for arguments in [
      ["--workspace", Program.root, "entities", "extract"],
      ["--workspace=" + Program.root, "entities", "extract"],
    ] {
      let output = try Program.run(arguments, input: Data("order no.10234\n".utf8))
      #expect(output.status == 0 && output.lines.first?.contains("\"value\":\"10234\"") == true)
    }
    let shop = Program.scratch + "/leading.sqlite"
    let shown = try Program.run(["--shop", shop, "ask", "hello"])
    #expect(shown.status == 0 && shown.lines.count > 0, "\(shown.errors)")
  }

  @Test("What goes to /dev/stdout is written behind what stands there, links and modes stay")
  func writers() throws {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: UUID().uuidString).path
    try files.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: folder) }
    let rows = folder + "/rows.csv"
    try "text,intent\nwhere is it,track\n".write(toFile: rows, atomically: true, encoding: .utf8)
    let twice =
      "echo first && \"\(Program.path)\" intents convert \"\(rows)\" --to csv -o /dev/stdout"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "(\(twice)) > \"\(folder)/out\""]
    process.environment = Program.environment
    try process.run()
    process.waitUntilExit()
    let out = try String(contentsOfFile: folder + "/out", encoding: .utf8)
    #expect(out.hasPrefix("first\ntext,intent\n"))
    try "x".write(toFile: folder + "/target", atomically: true, encoding: .utf8)
    try files.setAttributes([.posixPermissions: 0o640], ofItemAtPath: folder + "/target")
    try files.createSymbolicLink(
      atPath: folder + "/link", withDestinationPath: folder + "/target")
    _ = try Program.run(["intents", "convert", rows, "--to", "csv", "-o", folder + "/link"])
    let target = try files.attributesOfItem(atPath: folder + "/target")
    #expect(target[.posixPermissions] as? Int == 0o640)
    #expect(
      try String(contentsOfFile: folder + "/target", encoding: .utf8).hasPrefix("text,intent"))
    #expect((try? files.destinationOfSymbolicLink(atPath: folder + "/link")) != nil)
  }

  @Test("A full disk and a folder as input are said, with status 2") func failures() throws {
    let full = try Program.run(
      ["replay", "--junit", "/dev/full", "Tests/Conversations/en/account-changes.convo"])
    #expect(full.status == 2 && full.errors.contains("No space left"))
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "\"\(Program.path)\" chat < / 2>&1"]
    process.environment = Program.environment
    process.currentDirectoryURL = URL(fileURLWithPath: Program.root)
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let said = String(
      decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 2 && said.contains("standard input cannot be read"))
  }
}
