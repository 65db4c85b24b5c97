public import Diagnostics

/// A chunk, read and scored.
public struct ChunkReading: Sendable {
  let parts: [ConversationPart]
  /// The rows that could not be read.
  public let faults: [Fault]
  /// How many bytes and messages it holds.
  public let byteCount: Int
  /// The messages.
  public let messageCount: Int
}

/// What stands of one conversation in one chunk.
struct ConversationPart: Sendable {
  var tally: ConversationTally
  /// A gap before it says that another conversation begins.
  var begins: Bool
}
