public import Diagnostics
import Formats

/// Lines to be added to an intent file: the rest of its bytes stays as it is.
public struct IntentPatch: Sendable {
  /// The file's name.
  public let file: String
  /// What stands in it now.
  public let old: [UInt8]
  /// What would stand in it.
  public let new: [UInt8]
  /// The lines that come, as a person reads them: intent and text.
  public let additions: [IntentExample]

  /// A patch of one file; `nil` when none of the intents stands in it. Texts that it holds already
  /// are left out. Throws `Faults` when the file cannot be read.
  public init?(
    _ bytes: [UInt8], file: String, adding examples: [IntentExample]
  ) throws(Faults) {
    let read = try IntentFile.read(bytes, file: file)
    let known = Set(read.examples + read.tests)
    var inserts: [JSONListPatch.Addition] = []
    var additions: [IntentExample] = []
    for entry in read.entries {
      let own = examples.filter { $0.intent == entry.intent && !known.contains($0) }
      guard !own.isEmpty, let last = entry.utterances.last else { continue }
      var new: [IntentExample] = []
      for example in own where !additions.contains(example) && !new.contains(example) {
        new.append(example)
      }
      inserts.append(JSONListPatch.Addition(after: last.place, texts: new.map(\.text)))
      additions += new
    }
    if additions.isEmpty { return nil }
    self.file = file
    old = bytes
    new = JSONListPatch.adding(inserts, to: bytes)
    self.additions = additions
  }
}
