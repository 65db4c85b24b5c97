import ArgumentParser
import Diagnostics
import FoundationEssentials
import Quantities
import Synchronization
import Text
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// What every command that needs the workspace asks for.
struct WorkspaceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder that holds intents/ and knowledge-base/.", valueName: "dir"))
  var workspace: String?

  @Flag(name: [.short, .long], help: "Say on stderr what is done and how long it takes.")
  var verbose = false

  /// The folder; a fault when there is none.
  func folder() throws -> WorkspaceFolder {
    try WorkspaceFolder.find(
      named: workspace, environment: ProcessInfo.processInfo.environment,
      program: Program.path)
  }

  /// The workspace, loaded; progress goes to stderr.
  func load() throws -> LoadedWorkspace {
    try load { folder, cache, report in
      try LoadedWorkspace.load(from: folder, cache: cache, today: Program.today, report: report)
    }
  }

  /// What reports of transcripts need of the workspace; progress goes to stderr.
  func loadTranscriptParts(lexicon: String?) throws -> TranscriptParts {
    try load { folder, cache, report in
      try TranscriptParts.load(
        from: folder, lexicon: lexicon, cache: cache, today: Program.today, report: report)
    }
  }

  private func load<Parts>(
    _ read: (WorkspaceFolder, String?, @escaping @Sendable (LoadedWorkspace.Event) -> Void) throws
      -> Parts
  ) throws -> Parts {
    let paths = StatePaths(environment: ProcessInfo.processInfo.environment)
    let folder = try folder()
    let progress = Progress(verbose: verbose, in: folder)
    defer { progress.end() }
    return try read(folder, paths.cache) { progress.note($0) }
  }
}

/// The running program.
enum Program {
  /// Its file, links followed.
  static var path: String? {
    try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
  }

  /// The day it is here: `DESKMATE_TODAY` for runs that must repeat, else by the clock and its zone.
  static var today: Day {
    if let text = ProcessInfo.processInfo.environment["DESKMATE_TODAY"], let day = Day(iso: text) {
      return day
    }
    var seconds = time(nil)
    var parts = tm()
    localtime_r(&seconds, &parts)
    return Day(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
      ?? Day(number: seconds / 86_400)
  }

  /// Seconds since 1970, by which the shop pauses after wrong tries.
  static var secondsNow: Int { time(nil) }
}

/// Notes on long work: on stderr, when a person watches or asked for them.
final class Progress: Sendable {
  private let verbose: Bool
  private let watched: Bool
  private let folder: WorkspaceFolder
  private let began: Mutex<ContinuousClock.Instant?> = Mutex(nil)

  /// Notes in the language of the locale, by the words of a workspace.
  init(verbose: Bool, in folder: WorkspaceFolder) {
    self.verbose = verbose
    self.folder = folder
    watched = isatty(STDERR_FILENO) == 1
  }

  /// Shows what is being done.
  func note(_ event: LoadedWorkspace.Event) {
    switch event {
    case .training(let language, let examples):
      guard verbose || watched else { return }
      let isFirst = began.withLock { began in
        defer { began = began ?? ContinuousClock().now }
        return began == nil
      }
      let words = words
      Console.error(
        words(
          .learning,
          ["count": "\(examples)", "language": words(language == .chinese ? .langZh : .langEn)]))
      if isFirst, watched { tick() }
    case .note(let text): if verbose { Console.error(text) }
    }
  }

  /// Read when there is something to say; what is wrong with them is told once a terminal needs them.
  private var words: SeatWords {
    let language = Seat.language(of: ProcessInfo.processInfo.environment) ?? .english
    return (try? SeatWords(language, in: folder)) ?? SeatWords(language: language)
  }

  /// Counts the seconds, so that a person sees that it goes on.
  private func tick() {
    Task.detached { [self] in
      while true {
        try await Task.sleep(for: .seconds(1))
        guard let seconds else { return }
        began.withLock { if $0 != nil { Console.status("  \(seconds) s") } }
      }
    }
  }

  private var seconds: Int? {
    began.withLock { began in began.map { Int((ContinuousClock().now - $0).components.seconds) } }
  }

  /// Says how long learning took, where anything was learned.
  func end() {
    guard let seconds else { return }
    began.withLock { $0 = nil }
    if watched { Console.status("") }
    Console.error(words(.learned, ["count": "\(seconds)"]))
  }
}

/// The two streams. Lines pass no control character of what a person or a file wrote.
enum Console {
  /// Writes a line to stdout at once. Ends the program quietly when nobody reads any more.
  static func line(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

  /// Writes to stdout as it is.
  static func text(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Writes a line to stderr, its controls made visible.
  static func error(_ text: String) {
    write(text.visible(keepingLines: true) + "\n", to: STDERR_FILENO)
  }

  /// Puts a short text in the place of the last one, on stderr without a line break.
  static func status(_ text: String) { write("\r\u{1B}[K" + text, to: STDERR_FILENO) }

  /// Writes a line with colours to stderr; what it quotes was made visible before.
  static func styledError(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  private static func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        // `| head` closed the pipe: there is nobody left to tell.
        if errno == EPIPE || descriptor == STDERR_FILENO { Glibc.exit(errno == EPIPE ? 0 : 2) }
        error("deskmate: standard output cannot be written: " + String(cString: strerror(errno)))
        Glibc.exit(2)
      }
      bytes = bytes.dropFirst(count)
    }
  }
}
