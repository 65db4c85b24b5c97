import Foundation

/// The landing pages beside the sources, and the examples in the tests.
enum LandingPages {
  static let project = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The libraries that have a page.
  static let libraries: [String] = {
    let sources = project.appending(path: "Sources").path
    let folders = (try? FileManager.default.contentsOfDirectory(atPath: sources)) ?? []
    return folders.filter { FileManager.default.fileExists(atPath: path(of: $0)) }.sorted()
  }()

  private static func path(of library: String) -> String {
    project.appending(path: "Sources/\(library)/Documentation.docc/\(library).md").path
  }

  /// The text of a library's page.
  static func page(of library: String) throws -> String {
    try String(contentsOfFile: path(of: library), encoding: .utf8)
  }

  /// The one example of a page, without its imports and the empty line after them.
  static func example(on page: String) -> [String] {
    let lines = page.components(separatedBy: "\n")
    guard let begin = lines.firstIndex(of: "```swift"),
      let end = lines[begin...].firstIndex(of: "```")
    else { return [] }
    return Array(lines[begin + 1..<end].drop { $0.isEmpty || $0.hasPrefix("import ") })
  }

  /// What the tests hold between their marks, by the name of the library.
  static func testedExamples() throws -> [String: [String]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    var examples: [String: [String]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix("Examples.swift") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      var library: String?
      var indent = 0
      for line in text.components(separatedBy: "\n") {
        let trimmed = line.trimmingCharacters(in: .whitespaces)
        if trimmed.hasPrefix("// example: ") {
          let found = String(trimmed.dropFirst("// example: ".count))
          (library, indent) = (found, line.count - trimmed.count)
          examples[found] = []
        } else if trimmed == "// end" {
          library = nil
        } else if let library {
          examples[library]?.append(String(line.dropFirst(indent)))
        }
      }
    }
    return examples
  }

  /// The names of types declared in a library's sources.
  static func types(in library: String) throws -> Set<String> {
    let folder = project.appending(path: "Sources/\(library)")
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    var names: Set<String> = []
    for name in files where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      for match in text.matches(of: /(?:struct|enum|class|protocol) ([A-Z]\w*)/) {
        names.insert(String(match.1))
      }
    }
    return names
  }
}
