import Diagnostics
import Dialogue
import Entities
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
  private let onEnd: ((ConversationMood) -> Void)?

  init(
    workspace: LoadedWorkspace, reading: SentimentReading,
    onEnd: ((ConversationMood) -> Void)?
  ) throws {
    scorer =
      try reading.lexicon.map { try SentimentFiles.scorer(in: workspace.folder, lexicon: $0) }
      ?? workspace.sentimentScorer
    let today = Program.today
    let interpreter = workspace.interpreter
    interpretation = ConversationAggregator.Reading(
      mask: { workspace.masked($0, today: today).visible() },
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
    roles = Roles(customers: reading.customer, agents: reading.agent)
    self.onEnd = onEnd
  }

  /// Files, and the files below folders.
  static func expand(_ paths: [String]) throws -> [String] {
    try (paths.isEmpty ? ["-"] : paths).flatMap { path -> [String] in
      var isFolder: ObjCBool = false
      guard path != "-" else { return ["-"] }
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
        throw Fault(file: path, "no such file or folder")
      }
      return isFolder.boolValue
        ? Files.listAll(path, ending: "").filter { below in
          var isFolder: ObjCBool = false
          return FileManager.default.fileExists(atPath: below, isDirectory: &isFolder)
            && !isFolder.boolValue
        } : [path]
    }
  }

  /// The summary of some files.
  func summary(of files: [String]) async throws -> SentimentSummary {
    var aggregator = ConversationAggregator(
      roles: roles, reading: interpretation, by: options.dimensions, onEnd: onEnd)
    for file in files { try await read(file, into: &aggregator) }
    aggregator.endAll()
    return aggregator.summary
  }

  private func read(_ path: String, into aggregator: inout ConversationAggregator) async throws {
    let name = path == "-" ? "standard input" : path
    let stream = try ByteStream(path: path)
    var head = try stream.next()
    while head.count < 1 << 12, case let more = try stream.next(), !more.isEmpty { head += more }
    let (encoding, mark) = TranscriptEncoding.detect(head[...])
    if encoding == .latin1 {
      Console.error("deskmate: \(name): not UTF-8; read as Latin-1")
    }
    var decoder = TranscriptDecoder(encoding)
    var bytes = decoder.decode(head[mark...])
    let format = options.format ?? TranscriptFormat.detect(bytes)
    let header = bytes.prefix { $0 != 0x0A }
    aggregator.begin(file: name)
    guard bytes.contains(where: { $0 > 0x20 }) else { return }
    let reader = try MessageReader(format, file: name, header: header)
    var cutter = reader.cutter
    let progress = ReadingProgress()
    var messages = 0
    let topics = options.dimensions.isDisjoint(with: ["intent", "product"])
    let work = ChunkScorer(
      scorer, reader: reader, roles: roles, topics: topics ? nil : interpretation.topics)
    try await withThrowingTaskGroup(of: (Int, ChunkReading).self) { group in
      var started = 0
      var folded = 0
      var waiting: [Int: ChunkReading] = [:]
      var ended = false
      while !ended || folded < started {
        while !ended, started - folded < 4 {
          let isLast = bytes.isEmpty
          guard let chunk = isLast ? cutter.finish() : cutter.add(bytes) else {
            if isLast {
              ended = true
              break
            }
            bytes = decoder.decode(try stream.next()[...])
            continue
          }
          if isLast { ended = true } else { bytes = decoder.decode(try stream.next()[...]) }
          let number = started
          started += 1
          group.addTask { (number, work.read(chunk)) }
        }
        guard folded < started, let (number, reading) = try await group.next() else { continue }
        waiting[number] = reading
        while let next = waiting.removeValue(forKey: folded) {
          folded += 1
          messages += next.messageCount
          try add(next, into: &aggregator)
          progress.advance(next.byteCount)
        }
      }
    }
    progress.end()
    if format == .webVTT, messages == 0 {
      Console.error("deskmate: \(name): warning: WebVTT without a cue")
    }
  }

  private func add(_ chunk: ChunkReading, into aggregator: inout ConversationAggregator) throws {
    if let first = chunk.faults.first, options.strict {
      throw Fault(file: first.file, place: first.place, first.message)
    }
    for fault in chunk.faults.prefix(max(0, 20 - aggregator.summary.badRows)) {
      Console.error("deskmate: \(fault)")
    }
    aggregator.add(chunk)
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
