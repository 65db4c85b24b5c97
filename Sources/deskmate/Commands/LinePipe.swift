import ArgumentParser
import Diagnostics
import Dispatch
import Formats
import Foundation
import Synchronization
import Workspace

/// How many pieces of the input a pipe step works on at once.
struct PipeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Work on so many pieces of the input at once; the output is the same for any number. One for "
        + "each processor, unless given.", valueName: "n"))
  var jobs: Int?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) {
      throw ValidationError("--jobs must be 1 to 256, found \(jobs)")
    }
  }

  /// The pipe that was asked for.
  var pipe: LinePipe {
    LinePipe(jobs: jobs ?? min(256, ProcessInfo.processInfo.activeProcessorCount))
  }
}

/// What a pipe step reads, block by block.
protocol BlockSource {
  associatedtype Block: Sendable

  /// Whether the next block is read without waiting for whoever writes it.
  var isReady: Bool { get }
  /// The next block, or `nil` at the end.
  mutating func next() throws -> Block?
}

/// The records of files and of standard input, as many at a time as have arrived, so that a line that is fed
/// alone is not kept waiting for the next.
struct RecordBlocks: BlockSource {
  /// How many of some bytes are whole records; all of them at the end of a file.
  typealias Whole = (_ bytes: [UInt8], _ isAtEnd: Bool) throws -> Int

  private let whole: Whole
  private var files: ArraySlice<String>
  private var source: Source?
  private var rest: [UInt8] = []

  /// A file that is read.
  private final class Source {
    let name: String
    var stream: ByteStream
    var text = PipedText()

    init(path: String) throws {
      name = path == "-" ? "standard input" : path
      stream = try ByteStream(path: path)
    }

    /// The next bytes as UTF-8; a guess of how they were encoded is said.
    func next() throws -> [UInt8] {
      let bytes = try stream.next(1 << 16, atLeast: 1)
      let isNoted = text.note != nil
      let decoded = text.decode(bytes)
      if !isNoted, let note = text.note {
        Console.error("deskmate: \(Fault(file: name, note))")
      }
      return decoded
    }
  }

  /// The records of files; `-`, or no file at all, is standard input. Packed files are unpacked.
  init(_ files: [String], whole: @escaping Whole) {
    self.files = (files.isEmpty ? ["-"] : files)[...]
    self.whole = whole
  }

  /// Whether the next block is read without waiting for whoever writes it.
  var isReady: Bool { source?.stream.isReady ?? true }

  /// The next records, or `nil` at the end of the last file. Throws a `Fault` for what cannot be read.
  mutating func next() throws -> [UInt8]? {
    while true {
      if source == nil {
        guard let file = files.popFirst() else { return nil }
        source = try Source(path: file)
      }
      let more = try source?.next() ?? []
      if rest.isEmpty { rest = more } else { rest += more }
      if more.isEmpty { source = nil }
      let count = try whole(rest, more.isEmpty)
      guard count > 0 else { continue }
      defer { rest.removeFirst(count) }
      return Array(rest[..<count])
    }
  }
}

/// Blocks of records through work on several threads, and out again in their order; memory holds a few of
/// them.
struct LinePipe {
  let jobs: Int

  /// `work` is done side by side, `write` with what it made one after the other, in order; all that has come
  /// is written before more is waited for. Throws what reading threw when all before it is written.
  func run<Source: BlockSource, Made: Sendable>(
    _ blocks: Source, work: @escaping @Sendable (Source.Block) -> Made,
    write: (Made) throws -> Void
  ) throws {
    var blocks = blocks
    let workers = (0..<jobs).map { DispatchQueue(label: "deskmate.pipe.\($0)") }
    var made: [Piece<Made>] = []
    func finish(until left: Int) throws {
      while made.count > left { try write(made.removeFirst().value()) }
    }
    var number = 0
    while true {
      if !blocks.isReady { try finish(until: 0) }
      let block: Source.Block?
      do { block = try blocks.next() } catch {
        try finish(until: 0)
        throw error
      }
      guard let block else { return try finish(until: 0) }
      let piece = Piece<Made>()
      workers[number % jobs].async { piece.finish(work(block)) }
      made.append(piece)
      number += 1
      try finish(until: 2 * jobs - 1)
    }
  }
}

/// A block that is worked on.
private final class Piece<Made: Sendable>: Sendable {
  private let made = Mutex<Made?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  func finish(_ value: Made) {
    made.withLock { $0 = value }
    isDone.signal()
  }

  /// What was made of it, waited for.
  func value() -> Made {
    isDone.wait()
    while true {
      if let value = made.withLock({ $0 }) { return value }
    }
  }
}
