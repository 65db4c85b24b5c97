import Diagnostics
import Formats
import Workspace

/// An answer to a waiting message, and whose words it is in.
struct SentAnswer {
  /// Where its words come from.
  enum Origin: Hashable {
    /// A suggestion as it stood, by its number.
    case suggested(Int)
    /// A suggestion that the agent changed.
    case changed(Int)
    /// The agent's own words.
    case own
  }

  let words: String
  let origin: Origin
}

/// What was sent, an object a line; what stands there already is not worked through again.
struct SentFile {
  let path: String
  /// What was answered before, by conversation.
  private var answered: [String: [(text: String, sent: String)]] = [:]
  /// Where the answers that stand there are put before the first new one; `nil` where that is added to them.
  private var old: String?

  /// Opens a file, or begins one with the first answer; where it is to begin anew, what stands there counts
  /// for nothing. Throws a `Fault` for a file that is none of these.
  init(path: String, isAnew: Bool = false) throws(Fault) {
    self.path = path
    guard Files.exists(path) else { return }
    for (place, line) in try Files.unpacked(path).split(separator: 0x0A).enumerated() {
      let node = try JSONReader.read(Array(line), file: "\(path), line \(place + 1)")
      answered[try node.required("conversation").string(), default: []].append(
        (try node.required("text").string(), try node["sent"]?.string("sent") ?? ""))
    }
    guard isAnew else { return }
    answered = [:]
    old = Self.free(beside: path)
  }

  /// What of a message has no answer yet: all of it, what the customer wrote since, or nothing.
  func rest(of item: InboxItem) -> InboxItem? {
    var rest = item
    for answer in answered[item.name] ?? [] {
      if rest.text == answer.text { return nil }
      guard rest.text.hasPrefix(answer.text + "\n") else { continue }
      rest.before += [
        InboxItem.Line(isCustomer: true, text: answer.text),
        InboxItem.Line(isCustomer: false, text: answer.sent),
      ]
      rest.text = String(rest.text.dropFirst(answer.text.count + 1))
    }
    return rest
  }

  /// The first name with a number behind it that no file has yet.
  private static func free(beside path: String) -> String {
    var number = 1
    while Files.exists("\(path).\(number)") { number += 1 }
    return "\(path).\(number)"
  }

  /// Adds an answer; a disk that is full loses the entry, and says so.
  @MainActor
  mutating func add(_ item: InboxItem, _ answer: SentAnswer) {
    let (suggestion, isChanged): (Int?, Bool) =
      switch answer.origin {
      case .suggested(let number): (number, false)
      case .changed(let number): (number, true)
      case .own: (nil, false)
      }
    let row: JSON = [
      "conversation": .string(item.name), "text": .string(item.text),
      "sent": .string(answer.words), "suggestion": suggestion.map { .integer($0) } ?? .null,
      "changed": .bool(isChanged), "at": .integer(Program.secondsNow),
    ]
    do throws(Fault) {
      if let old {
        try Files.move(path, to: old)
        self.old = nil
      }
      try Files.append(Array((row.text + "\n").utf8), to: path)
    } catch {
      Console.error("deskmate: \(error)")
    }
  }
}
