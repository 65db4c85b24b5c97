public import Diagnostics
import Formats

/// Where a message stands in the bytes of its chunk.
struct MessageSpan {
  var speaker: Range<Int>
  /// The side that a column of roles names; empty when there is none.
  var role: Range<Int> = 0..<0
  var text: Range<Int>
  var conversation: Range<Int>
  var time: Range<Int>
  var line: Int
  var beginsConversation = false
}

/// Reads the messages of whole lines of a transcript. It knows nothing of what came before but how the
/// file is written, so that chunks can be read side by side.
public struct MessageReader: Sendable {
  /// How the transcript is written.
  public let form: TranscriptForm
  let file: String

  /// Creates a reader of a form.
  public init(_ form: TranscriptForm, file: String) {
    self.form = form
    self.file = file
  }

  /// What cuts the stream into chunks this reader can read.
  public var cutter: LineCutter { LineCutter(form) }

  /// The messages of `bytes`, which begin in `firstLine`; rows that cannot be read become faults.
  public func messages(in bytes: ArraySlice<UInt8>, firstLine: Int) -> (
    messages: [Message], faults: [Fault]
  ) {
    var bytes = Array(bytes)
    let (spans, faults) = spans(in: &bytes, firstLine: firstLine)
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let messages = spans.map {
      Message(
        speaker: text($0.speaker), text: text($0.text), conversation: text($0.conversation),
        time: text($0.time), line: $0.line, beginsConversation: $0.beginsConversation,
        role: text($0.role))
    }
    return (messages, faults)
  }

  /// Where the messages stand; text that does not stand in `bytes` as it is meant is appended to them.
  func spans(in bytes: inout [UInt8], firstLine: Int) -> ([MessageSpan], [Fault]) {
    var spans: [MessageSpan] = []
    spans.reserveCapacity(bytes.count / 40)
    var faults: [Fault] = []
    let whole = bytes.indices
    switch form.format {
    case .jsonLines: jsonLines(&bytes, whole, firstLine, &spans, &faults)
    case .json: document(&bytes, firstLine, &spans, &faults)
    case .csv: table(&bytes, whole, firstLine, &spans, &faults)
    case .webVTT: captions(&bytes, whole, firstLine, &spans)
    case .speaker: spoken(&bytes, whole, firstLine, &spans)
    case .headed: headed(&bytes, whole, firstLine, &spans)
    case .bare: bare(bytes.span, whole, firstLine, &spans)
    }
    return (spans, faults)
  }

  func fault(_ line: Int, _ column: Int = 1, _ message: String) -> Fault {
    Fault(
      file: file, place: Place(line: line, column: column), message, severity: .warning)
  }

  /// Every line that is not empty is a customer's; an empty one parts conversations.
  private func bare(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ firstLine: Int, _ spans: inout [MessageSpan]
  ) {
    var begins = false
    var line = firstLine
    var start = range.lowerBound
    while start < range.upperBound {
      let end = bytes.next(0x0A, in: start..<range.upperBound)
      let text = bytes.trimmed(start..<end)
      if bytes.isRule(text) {
        begins = true
      } else {
        spans.append(
          MessageSpan(
            speaker: 0..<0, text: text, conversation: 0..<0, time: 0..<0, line: line,
            beginsConversation: begins))
        begins = false
      }
      start = end + 1
      line += 1
    }
  }
}

extension Span<UInt8> {
  /// Whether a line is empty or a rule of `-`, `=` or `*`.
  func isRule(_ line: Range<Int>) -> Bool {
    for index in line {
      switch self[index] {
      case UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "*"): continue
      default: return false
      }
    }
    return true
  }
}
