import Computing
import Diagnostics
import Dialogue
import Entities
import Formats
import Foundation
import Insights
import Intents
import Sentiment
import Text
import Workspace

/// One run over transcripts: read, cut into chunks, scored on all cores, folded in order.
struct SentimentRun {
  private let scorer: SentimentScorer
  private let interpretation: ConversationAggregator.Reading
  private let options: SentimentReading
  private let roles: Roles
  private let cues: RoleCues
  private let rows: MoodRows?

  init(
    workspace: WorkspaceOptions, reading: SentimentReading,
    onEnd: ((ConversationMood) -> Void)?
  ) throws {
    let parts = try workspace.loadTranscriptParts(lexicon: reading.lexicon)
    scorer = parts.sentimentScorer
    let today = Program.today
    let (interpreter, extractor) = (parts.interpreter, parts.entityExtractor)
    interpretation = ConversationAggregator.Reading(
      mask: { extractor.masked($0, today: today).visible() },
      topics: { text in
        let found = interpreter.understand(text, language: .english, today: today)
        var products: [String] = []
        for entity in found.entities where entity.kind == .product {
          if case .catalogue(let candidates) = entity.value, let id = candidates.first?.id,
            !products.contains(id)
          {
            products.append(id)
          }
        }
        let isKnown = found.intents.decision == .intent
        return Topics(
          intent: isKnown ? found.intents.scores.first?.intent.rawValue : nil, products: products)
      })
    options = reading
    cues = try SentimentFiles.roleCues(in: try workspace.folder())
    roles = Roles(customers: reading.customer, agents: reading.agent)
    if let onEnd {
      rows = MoodRows(interpretation, take: onEnd)
    } else {
      rows = nil
    }
  }

  /// Files, and the files below folders, which may hold others than transcripts.
  static func expand(_ paths: [String]) throws -> [(path: String, isNamed: Bool)] {
    try (paths.isEmpty ? ["-"] : paths).flatMap { path -> [(path: String, isNamed: Bool)] in
      guard path != "-" else { return [(path, true)] }
      guard let below = try Files.filesBelow(path) else { return [(path, true)] }
      if below.isEmpty { throw Fault(file: path, "is a folder without files") }
      return below.map { ($0, false) }
    }
  }

  /// The summary of some files. A file of a folder that is no transcript is named and passed over; throws
  /// a `Fault` when nothing at all was read.
  func summary(of files: [(path: String, isNamed: Bool)]) async throws -> SentimentSummary {
    var folder = ConversationAggregator(
      roles: roles, reading: interpretation, by: options.dimensions,
      onEnd: rows.map { rows in { rows.add($0) } })
    var messages = 0
    for file in files {
      do {
        messages += try await read(file.path, into: &folder)
      } catch let fault as Fault where !file.isNamed && !options.strict {
        Console.error("deskmate: \(fault)")
      }
    }
    folder.endAll()
    rows?.flush()
    if messages == 0 {
      throw Fault(
        file: files.count == 1 ? Self.name(files[0].path) : nil,
        "no message was read; \(TranscriptForm.known)")
    }
    return folder.summary
  }

  private static func name(_ path: String) -> String { path == "-" ? "standard input" : path }

  /// Reads a file; the number of its messages.
  private func read(_ path: String, into folder: inout ConversationAggregator) async throws -> Int {
    let name = Self.name(path)
    var stream = try ByteStream(path: path)
    var head: [UInt8] = []
    var isWhole = false
    // A whole megabyte tells more than the first line of a pipe.
    while head.count < 1 << 18, !isWhole {
      let more = try stream.next()
      isWhole = more.isEmpty
      head += more
    }
    guard head.contains(where: { $0 > 0x20 }) else {
      Console.error("deskmate: \(Fault(file: name, "is empty", severity: .warning))")
      return 0
    }
    var source = try TranscriptSource(
      head: head, isWhole: isWhole, file: name, options: options.transcripts, roles: roles,
      cues: cues)
    head = []
    for note in source.notes { Console.error("deskmate: \(Fault(file: name, note))") }
    folder.begin(file: name, dayOrder: source.form.dayOrder)
    return try await read(&stream, &source, isWhole: isWhole, name, into: &folder)
  }

  /// Cuts the stream into chunks, which are scored side by side and folded in their order.
  private func read(
    _ stream: inout ByteStream, _ source: inout TranscriptSource, isWhole: Bool, _ name: String,
    into folder: inout ConversationAggregator
  ) async throws -> Int {
    let reader = source.reader(file: name)
    var cutter = reader.cutter
    let progress = ReadingProgress()
    var messages = 0
    let topics = options.dimensions.isDisjoint(with: ["intent", "product"])
    let work = ChunkScorer(
      scorer, reader: reader, roles: source.roles, topics: topics ? nil : interpretation.topics)
    var bytes = source.beginning
    var isAtEnd = isWhole
    try await withThrowingTaskGroup(of: (Int, ChunkReading).self) { group in
      var started = 0
      var folded = 0
      var waiting: [Int: ChunkReading] = [:]
      var ended = false
      while !ended || folded < started {
        while !ended, started - folded < 4 {
          let isLast = bytes.isEmpty && isAtEnd
          let chunk = isLast ? cutter.finish() : cutter.add(bytes)
          if isLast { ended = true } else { bytes = try more(&stream, &source, &isAtEnd) }
          guard let chunk else {
            try refuse(cutter.waitingCount, reader, name)
            continue
          }
          let number = started
          started += 1
          group.addTask { (number, work.read(chunk)) }
        }
        guard folded < started, let (number, reading) = try await group.next() else { continue }
        waiting[number] = reading
        while let next = waiting.removeValue(forKey: folded) {
          folded += 1
          messages += next.messageCount
          try fold(next, into: &folder)
          progress.advance(next.byteCount)
        }
      }
    }
    progress.end()
    return messages
  }

  /// The next bytes as UTF-8; none at the end.
  private func more(
    _ stream: inout ByteStream, _ source: inout TranscriptSource, _ isAtEnd: inout Bool
  ) throws -> [UInt8] {
    if isAtEnd { return [] }
    // Small pieces of a pipe would cost more to deal out than to read.
    let bytes = try stream.next(atLeast: 1 << 20)
    isAtEnd = bytes.isEmpty
    return source.decode(bytes)
  }

  /// Throws a `Fault` for a document that is too long to be read whole.
  private func refuse(_ waiting: Int, _ reader: MessageReader, _ name: String) throws {
    guard reader.form.format == .json, waiting > LineCutter.longestDocument else { return }
    throw Fault(
      file: name,
      "a JSON document of more than \(LineCutter.longestDocument >> 20) MB; as JSON Lines, one "
        + "conversation a line, it is read piece by piece")
  }

  private func fold(_ chunk: ChunkReading, into folder: inout ConversationAggregator) throws {
    if let first = chunk.faults.first, options.strict {
      throw Fault(file: first.file, place: first.place, first.message)
    }
    for fault in chunk.faults.prefix(max(0, 20 - folder.summary.badRows)) {
      Console.error("deskmate: \(fault)")
    }
    folder.add(chunk)
  }
}

/// Conversations on their way to a table: masked side by side, given on in their order.
private final class MoodRows {
  private let reading: ConversationAggregator.Reading
  private let take: (ConversationMood) -> Void
  private var waiting: [ConversationMood] = []

  init(_ reading: ConversationAggregator.Reading, take: @escaping (ConversationMood) -> Void) {
    self.reading = reading
    self.take = take
  }

  func add(_ mood: ConversationMood) {
    waiting.append(mood)
    if waiting.count == 512 { flush() }
  }

  func flush() {
    let (moods, reading) = (waiting, reading)
    waiting = []
    for row in parallelMap(moods.count, { moods[$0].asRow(reading) }) { take(row) }
  }
}

/// How far the reading is: on stderr, when a person watches.
private final class ReadingProgress {
  private let watched = isatty(STDERR_FILENO) == 1
  private var total = 0
  private var shown = 0

  func advance(_ bytes: Int) {
    total += bytes
    guard watched, total - shown >= 16 << 20 else { return }
    shown = total
    FileHandle.standardError.write(Data("\rread \(total >> 20) MB …".utf8))
  }

  func end() {
    if shown > 0 { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}
