import ArgumentParser
import Diagnostics
import Entities
import Formats
import FoundationEssentials
import Intents
import Text
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// Where a command's rows come from: files that are named, or the workspace.
struct IntentsSources {
  /// Reads files of labelled rows, and those below folders; a fault is told on stderr, and with `strict`
  /// ends the command. Throws a `Fault` when nothing was read.
  static func rows(
    _ paths: [String], strict: Bool = false, options: IntentRows.Options = .init()
  ) throws -> [IntentRows.Row] {
    try read(paths, strict: strict, options: options).flatMap(\.rows)
  }

  /// The same, file by file.
  static func read(
    _ paths: [String], strict: Bool = false, options: IntentRows.Options = .init()
  ) throws -> [IntentRows] {
    var all: [IntentRows] = []
    for path in paths {
      guard path != "-", let below = try Files.filesBelow(path) else {
        all.append(try read(path, strict: strict, options: options))
        continue
      }
      // A folder may hold others: they are named and passed over.
      let before = all.count
      for file in below {
        do {
          all.append(try read(file, strict: strict, options: options))
        } catch let faults as Faults where !strict {
          for fault in faults.all.prefix(3) { Console.error("deskmate: passed over \(fault)") }
        }
      }
      if all.count == before { throw Fault(file: path, "is a folder without examples of intents") }
    }
    return all
  }

  private static func read(
    _ path: String, strict: Bool, options: IntentRows.Options
  ) throws -> IntentRows {
    let read = try IntentRows.read(
      bytes(path), file: path == "-" ? "stdin" : path, options: options)
    if strict, !read.faults.isEmpty { throw Faults(read.faults) }
    for note in read.notes { Console.error("deskmate: \(Fault(file: read.file, note))") }
    for fault in read.faults { Console.error("deskmate: \(fault)") }
    return read
  }

  /// A file's bytes, `-` for stdin.
  static func bytes(_ path: String) throws -> [UInt8] {
    try Files.unpacked(path)
  }

  /// The lines of files, `-` and no file at all for stdin; line ends come off, empty lines stay.
  static func lines(_ paths: [String]) throws -> [String] {
    var lines: [String] = []
    try LineBlocks.texts(paths) { lines.append($0) }
    return lines
  }

  /// Writes a whole file, or stdout for `-`.
  static func write(_ bytes: [UInt8], to path: String) throws {
    if path == "-" {
      Console.text(String(decoding: bytes, as: UTF8.self))
    } else {
      try Files.replace(path, with: bytes)
    }
  }

  static func write(_ text: String, to path: String) throws {
    try write(Array(text.utf8), to: path)
  }

  /// A classifier: a model file, a file of rows, or a folder with `intents/`, in a language.
  static func classifier(at path: String, language: Language) throws -> IntentClassifier {
    if path.hasSuffix(".model") {
      do throws(Fault) {
        return try IntentClassifier(bytes: Files.bytes(path))
      } catch {
        throw Fault(file: path, error.message)
      }
    }
    if Files.exists(path + "/intents") {
      return try workspace(WorkspaceFolder(path: path), language: language)
    }
    return try IntentClassifier.train(rows([path]).filter { !$0.isTest }.map(\.example))
  }

  /// The classifier of a workspace, from the cache when it is there.
  static func workspace(_ folder: WorkspaceFolder, language: Language) throws -> IntentClassifier {
    let paths = StatePaths(environment: ProcessInfo.processInfo.environment)
    let progress = Progress(verbose: false, in: folder)
    let loaded = try LoadedWorkspace.load(from: folder, cache: paths.cache, today: Program.today) {
      progress.note($0)
    }
    guard let classifier = loaded.classifiers[language] else {
      throw Fault(file: folder.path, "holds no intents/\(language.rawValue)")
    }
    return classifier
  }

  /// A text's language as the command names it.
  static func language(_ name: String) throws -> Language {
    guard let language = Language(rawValue: name) else {
      throw ValidationError("--language must be en or zh, found \"\(name)\"")
    }
    return language
  }
}

extension IntentRanking {
  /// In the form of `intents classify`.
  func json(_ text: String, limit: Int) -> JSON {
    .object([
      ("text", .string(text)), ("intent", .string(decided.rawValue)),
      ("confidence", .number(scores[0].confidence)), ("decision", .string(decision.rawValue)),
      (
        "ranking",
        .array(
          scores.prefix(limit).map { score in
            .object([
              ("intent", .string(score.intent.rawValue)), ("confidence", .number(score.confidence)),
            ])
          })
      ),
    ])
  }
}

/// Which columns of a table, or members of records, hold what.
struct IntentColumns: ParsableArguments {
  @Option(help: ArgumentHelp("The column of the texts.", valueName: "name"))
  var textColumn: String?

  @Option(help: ArgumentHelp("The column of the intents.", valueName: "name"))
  var intentColumn: String?

  /// What was said of the files.
  var options: IntentRows.Options {
    var options = IntentRows.Options()
    options.textColumn = textColumn
    options.intentColumn = intentColumn
    return options
  }
}
