import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// The program on a terminal of its own, with what it shows.
final class PseudoTerminal {
  private(set) var screen: ScreenModel
  let process: pid_t
  private let master: Int32
  /// The folder of the program's state: a shop that nobody has written to.
  let folder: String

  // What the headers keep from Swift: TIOCSPTLCK, TIOCGPTN, POSIX_SPAWN_SETSID.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  /// Starts the program.
  init(
    _ arguments: [String], columns: Int, state: String? = nil, environment: [String: String] = [:]
  ) throws {
    screen = ScreenModel(columns: columns)
    folder = state ?? Program.scratch + "/" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var unlocked: CInt = 0
    var number: CInt = 0
    guard master >= 0, ioctl(master, Self.setLock, &unlocked) == 0,
      ioctl(master, Self.getNumber, &number) == 0
    else { throw POSIXError(.ENXIO) }
    var size = winsize(
      ws_row: UInt16(screen.rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
    var variables = Program.environment
    variables["XDG_STATE_HOME"] = folder
    variables["TERM"] = "xterm"
    variables["LC_ALL"] = "C.UTF-8"
    variables["NO_COLOR"] = "1"
    variables["INPUTRC"] = "/dev/null"
    variables.merge(environment) { $1 }
    process = try Self.spawn(
      ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", Program.root, Program.path] + arguments,
      on: "/dev/pts/\(number)", variables)
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
    close(master)
  }

  private static func spawn(
    _ arguments: [String], on terminal: String, _ variables: [String: String]
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // Opened first by a session of its own, it becomes its terminal: Ctrl-C comes through.
    for descriptor in 0...2 as ClosedRange<Int32> {
      posix_spawn_file_actions_addopen(&actions, descriptor, terminal, O_RDWR, 0)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The threads of a test block signals, which a program must not inherit.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, newSession | Int16(POSIX_SPAWN_SETSIGMASK))
    let words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    let pairs: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0)=\($1)") } + [nil]
    defer { for pointer in words + pairs { free(pointer) } }
    var process: pid_t = 0
    let fault = posix_spawn(&process, arguments[0], &actions, &attributes, words, pairs)
    guard fault == 0 else { throw POSIXError(POSIXErrorCode(rawValue: fault) ?? .EIO) }
    return process
  }

  /// Types bytes; the program's output is read meanwhile, so that neither waits for the other.
  func type(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      var waiting = pollfd(fd: master, events: Int16(POLLIN | POLLOUT), revents: 0)
      guard poll(&waiting, 1, 10_000) > 0 else { return }
      if waiting.revents & Int16(POLLIN) != 0 { read() }
      if waiting.revents & Int16(POLLOUT) != 0 {
        let piece = rest.prefix(256)
        let count = piece.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
        if count <= 0 { return }
        rest = rest.dropFirst(count)
      }
      if waiting.revents & Int16(POLLHUP) != 0 { return }
    }
  }

  /// Types a text.
  func type(_ text: String) { type(Array(text.utf8)) }

  /// Types a line and waits for what comes of it.
  func enter(_ line: String, prompt: String = "> ") {
    settle(prompt: prompt)
    type(line + "\r")
    settle(prompt: prompt)
  }

  /// Presses Enter alone, as who has read what stands there.
  func pressEnter() {
    settle(quiet: 450)
    type("\r")
    settle()
  }

  /// Reads until the prompt stands and nothing has come for a while; `false` when it never does.
  @discardableResult
  func settle(prompt: String = "> ", seconds: Double = 60, quiet: Int32 = 150) -> Bool {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, quiet) > 0 {
        if !read() { return false }
      } else if screen.current.contains(prompt) {
        return true
      }
    }
    return false
  }

  /// Reads until the program has ended; its status, or `nil` when it goes on.
  func end(seconds: Double = 60) -> Int32? {
    let end = Date().addingTimeInterval(seconds)
    while Date() < end {
      var waiting = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      if poll(&waiting, 1, 20) > 0 { read() }
      var status: Int32 = 0
      if waitpid(process, &status, WNOHANG) == process { return status }
    }
    return nil
  }

  /// Whether the terminal echoes what is typed, as a shell left it.
  var echoes: Bool {
    var modes = termios()
    return tcgetattr(master, &modes) == 0 && modes.c_lflag & tcflag_t(ECHO) != 0
      && modes.c_lflag & tcflag_t(ICANON) != 0
  }

  @discardableResult
  private func read() -> Bool {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(master, &bytes, bytes.count)
    guard count > 0 else { return false }
    screen.show(Array(bytes[..<count]))
    return true
  }
}
