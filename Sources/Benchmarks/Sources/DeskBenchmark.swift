import ArgumentParser
import Diagnostics
import Dialogue
import Formats
import FoundationEssentials
import Glibc
import Intents
import Quantities
import Text
import Workspace

/// `benchmarks desk`: the program as a whole, and one turn inside it.
struct DeskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "desk", abstract: "Start-up, memory, a turn, and the tests phrases.",
    discussion: "Example: benchmarks desk --program .build/release/deskmate")

  @Option(help: "The release binary.")
  var program = ".build/release/deskmate"

  @Option(help: "The workspace.")
  var workspace = "."

  @Option(help: "Runs of the whole process.")
  var runs = 21

  @Option(help: "Print so many of the slowest turns too.")
  var slowest = 0

  func run() async throws {
    let scratch = ScratchFolder.path()
    defer { try? FileManager.default.removeItem(atPath: scratch) }
    let caches = ["XDG_CACHE_HOME=\(scratch)/cache", "XDG_STATE_HOME=\(scratch)/state"]
    let arguments = [program, "ask", "--workspace", workspace, "where is my order"]
    let first = try ChildRun(arguments, caches)
    var seconds: [Double] = []
    var kilobytes = 0
    for _ in 0..<runs {
      let run = try ChildRun(arguments, caches)
      seconds.append(run.seconds)
      kilobytes = max(kilobytes, run.kilobytes)
    }
    Figures.line([
      "benchmark": "desk", "figure": "ask",
      "first_milliseconds": .number(first.seconds * 1000, digits: 1),
      "median_milliseconds": .number(Figures.quantile(seconds, 0.5) * 1000, digits: 1),
      "peak_megabytes": .number(Double(kilobytes) / 1024, digits: 1),
      "runs": .integer(runs),
    ])
    try launch(cache: scratch + "/cache/deskmate", book: scratch + "/launch.sqlite")
    try turns(cache: scratch + "/cache/deskmate")
  }

  /// From nothing to the first answer inside a process, with a warm cache and the shop's book there.
  private func launch(cache: String, book: String) throws {
    guard let today = Day(iso: "2026-11-21") else { return }
    let clock = ContinuousClock()
    var seconds: [Double] = []
    for _ in 0..<runs + 1 {
      let start = clock.now
      let loaded = try LoadedWorkspace.load(
        from: WorkspaceFolder(path: workspace), cache: cache, today: today)
      let shop = try ShopOpening.open(
        path: book, workspace: loaded, today: today, clock: { 0 }
      ).shop
      let agent = Agent(interpreter: loaded.interpreter, desk: loaded.desk(shop: shop))
      var conversation = Conversation()
      _ = try agent.reply(to: "where is my order", in: &conversation, today: today)
      seconds.append(Figures.seconds(clock.now - start))
    }
    // The first one seeds the book.
    seconds.removeFirst()
    Figures.line([
      "benchmark": "desk", "figure": "launch",
      "median_milliseconds": .number(Figures.quantile(seconds, 0.5) * 1000, digits: 2),
      "first_milliseconds": .number(seconds[0] * 1000, digits: 2), "runs": .integer(runs),
    ])
  }

  /// Every tests phrase as a turn, in conversations of twenty lines.
  private func turns(cache: String) throws {
    guard let today = Day(iso: "2026-11-21") else { return }
    let clock = ContinuousClock()
    let begun = clock.now
    let loaded = try LoadedWorkspace.load(
      from: WorkspaceFolder(path: workspace), cache: cache, today: today)
    let loading = clock.now - begun
    let shop = try ShopOpening.inMemory(loaded, today: today)
    let agent = Agent(interpreter: loaded.interpreter, desk: loaded.desk(shop: shop))
    var times: [Double] = []
    var texts: [String] = []
    for language in Language.allCases {
      var right = 0
      var count = 0
      var conversation = Conversation()
      for (text, intent) in try testsPhrases(language) {
        if count % 20 == 0 { conversation = Conversation(language: language) }
        let start = clock.now
        let turn = try agent.reply(to: text, in: &conversation, today: today)
        times.append(Figures.seconds(clock.now - start))
        texts.append(text)
        count += 1
        let ranking = turn.interpretation.intents
        let found =
          ranking.decision == .outOfScope
          ? Intent.outOfScope : ranking.scores.first?.intent ?? .outOfScope
        if found.rawValue == intent { right += 1 }
      }
      Figures.line([
        "benchmark": "desk", "figure": "tests", "language": .string(language.rawValue),
        "phrases": .integer(count), "right": .integer(right),
        "accuracy": .number(Double(right) / Double(max(1, count)) * 100, digits: 2),
      ])
    }
    Figures.line([
      "benchmark": "desk", "figure": "turn",
      "median_milliseconds": .number(Figures.quantile(times, 0.5) * 1000, digits: 4),
      "p99_milliseconds": .number(Figures.quantile(times, 0.99) * 1000, digits: 4),
      "load_milliseconds": .number(Figures.seconds(loading) * 1000, digits: 2),
      "turns": .integer(times.count),
    ])
    for (seconds, text) in zip(times, texts).sorted(by: { $0.0 > $1.0 }).prefix(slowest) {
      Figures.line([
        "benchmark": "desk", "figure": "slow turn",
        "milliseconds": .number(seconds * 1000, digits: 3), "text": .string(text),
      ])
    }
  }

  private func testsPhrases(_ language: Language) throws -> [(text: String, intent: String)] {
    var phrases: [(String, String)] = []
    let folder = workspace + "/intents/" + language.rawValue
    for file in Files.list(folder, ending: ".json") {
      for entry in try JSONReader.read(Files.bytes(file), file: file).required("data").array() {
        let intent = try entry.required("intent").string()
        for text in try entry["tests"]?.strings() ?? [] { phrases.append((text, intent)) }
      }
    }
    return phrases
  }
}

/// A child process: how long it took and how much memory it had at most.
struct ChildRun {
  let seconds: Double
  let processorSeconds: Double
  let kilobytes: Int

  init(_ arguments: [String], _ environment: [String]) throws {
    var pointers = arguments.map { strdup($0) } + [nil]
    let inherited = ProcessInfo.processInfo.environment
      .filter { pair in !environment.contains { $0.hasPrefix(pair.key + "=") } }
      .map { "\($0.key)=\($0.value)" }
    var variables = (inherited + environment).map { strdup($0) } + [nil]
    defer { (pointers + variables).forEach { free($0) } }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let clock = ContinuousClock()
    let start = clock.now
    var child: pid_t = 0
    guard posix_spawn(&child, arguments[0], &actions, nil, &pointers, &variables) == 0 else {
      throw Fault(file: arguments[0], "cannot be run; build it with swift build -c release")
    }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(child, &status, 0, &usage) < 0 && errno == EINTR {}
    seconds = Figures.seconds(clock.now - start)
    kilobytes = usage.ru_maxrss
    processorSeconds =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    guard status == 0 else {
      throw Fault(file: arguments[0], "ended with status \(status >> 8 & 0xFF)")
    }
  }
}

/// A folder for a benchmark's own files.
enum ScratchFolder {
  static func path() -> String {
    let path =
      FileManager.default.temporaryDirectory.path + "/deskmate-benchmark-\(getpid())"
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }
}

/// Figures on stdout, one JSON object a line.
enum Figures {
  /// Prints a line.
  static func line(_ figure: JSON) { print(figure.text) }

  /// A quantile of some values, 0…1.
  static func quantile(_ values: [Double], _ share: Double) -> Double {
    guard !values.isEmpty else { return 0 }
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * share))]
  }

  /// A duration in seconds.
  static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
