import Computing
import Dialogue
import Diagnostics
import Formats
import Foundation
import Insights
import Intents
import Knowledge
import Quantities
import Recommendations
import Sentiment
import Shop

/// Every reader of the program as a target of libFuzzer; `FUZZ_READER` names the one that is meant. Each gives
/// rows or a fault, within a second and 500 MB, or libFuzzer keeps the input.
let readers: [String: @Sendable ([UInt8]) -> Void] = [
  "json": { _ = try? JSONReader.read($0, file: "f") },
  "gzip": { bytes in
    guard var gzip = try? Gzip(file: "f") else { return }
    _ = try? gzip.unpack([0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + bytes)
    try? gzip.finish()
  },
  "transcript": transcript,
  "speaker": { messages($0, .speaker) },
  "headed": { messages($0, .headed) },
  "captions": { messages($0, .webVTT) },
  "table": { messages($0, .csv) },
  "lines": { messages($0, .jsonLines) },
  "document": { messages($0, .json) },
  "intents": { bytes in
    for name in ["f", "f.csv", "f.yml", "f.md", "f.lu", "f_usersays_en.json"] {
      _ = try? IntentRows.read(bytes, file: name)
    }
  },
  "rasa": { _ = try? IntentRows.read(Array("nlu:\n".utf8) + $0, file: "f.yml") },
  "interactions": { bytes in
    _ = try? Interactions.read(bytes, file: "f")
    _ = try? ProductFacts.read(bytes, file: "f") { Set($0.split(separator: " ").map(String.init)) }
  },
  "policy": { _ = try? Policy.read($0, file: "f") },
  "shop": { bytes in
    for name in ["products.csv", "orders.csv", "customers.csv", "products.json", "orders.json"] {
      _ = try? Seed.read(
        [SeedFile(path: name, bytes: bytes)], currency: "USD", today: Day(number: 20_000))
    }
  },
  "merge": { _ = try? SentimentSummary.read($0, file: "f") },
  "lexicon": { _ = try? Lexicon.read($0, file: "f") },
  "questions": { _ = try? QuestionFile.read($0, file: "f") },
  "convo": { _ = try? GoldenConversation.read($0, file: "f") },
  "state": { _ = try? Conversation(state: String(decoding: $0, as: UTF8.self)) },
  "recommender": { bytes in
    guard let model = try? TrainedModel(ModelMemory(copying: summed(bytes))) else { return }
    _ = try? model.bytes()
  },
  "classifier": { bytes in
    var bytes = bytes
    let sum = bytes.withUnsafeBytes(ContentHash.checksum)
    for shift in stride(from: 0, to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: sum >> UInt64(shift)))
    }
    guard let model = try? IntentClassifier(bytes: bytes) else { return }
    _ = model.rank(["where is my parcel"])
  },
]

private let reader = ProcessInfo.processInfo.environment["FUZZ_READER"].flatMap { readers[$0] }

/// What libFuzzer calls.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneInput(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  guard let reader else {
    FileHandle.standardError.write(
      Data("FUZZ_READER must be one of \(readers.keys.sorted().joined(separator: " "))\n".utf8))
    exit(2)
  }
  reader(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// As the report reads a file: looked at, then read whole.
@Sendable private func transcript(_ bytes: [UInt8]) {
  guard
    let source = try? TranscriptSource(
      head: bytes, isWhole: true, file: "f", options: .init(), roles: Roles(), cues: RoleCues())
  else { return }
  _ = source.reader(file: "f").messages(in: source.beginning[...], firstLine: 1)
}

/// As a form that was named, in pieces.
private func messages(_ bytes: [UInt8], _ format: TranscriptFormat) {
  var options = TranscriptOptions()
  options.format = format
  guard let form = try? TranscriptForm.detect(bytes, file: "f", options: options) else { return }
  let reader = MessageReader(form, file: "f")
  var cutter = reader.cutter
  let size = max(64, bytes.count / 3)
  for start in stride(from: 0, to: bytes.count, by: size) {
    if let chunk = cutter.add(Array(bytes[start..<min(start + size, bytes.count)])) {
      _ = reader.messages(in: chunk.bytes[...], firstLine: chunk.firstLine)
    }
  }
  if let chunk = cutter.finish() {
    _ = reader.messages(in: chunk.bytes[...], firstLine: chunk.firstLine)
  }
}

/// A model of recommendations with the checksum that its bytes have: damage alone is found by that.
private func summed(_ bytes: [UInt8]) -> [UInt8] {
  let whole = Array(bytes.prefix(bytes.count & ~7))
  var sum: UInt64 = 0x9E37_79B9_7F4A_7C15
  whole.withUnsafeBytes { raw in
    for start in stride(from: 0, to: raw.count, by: 8) {
      let word = raw.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
      sum = (sum ^ word) &* 0x9FB2_1C65_1E98_DF25
      sum ^= sum >> 32
    }
  }
  return whole + (0..<8).map { UInt8(truncatingIfNeeded: sum >> UInt64(8 * $0)) }
}
