public import Diagnostics
public import Quantities
import Text

/// A conversation that must go as written, from a `.convo` file.
///
/// The head names the day and, where it is not the workspace's, the shop:
/// ```
/// day: 2026-11-21
/// shop: shops/small
///
/// #me where is my order 10234?
/// #bot e-mail address or postcode
/// INTENT track_order
/// #me 97205
/// #bot 10234 … delivered
/// #bot! another customer
/// POLICY transaction
/// ```
/// `#bot` asserts a part of the reply, `…` standing for anything between; `#bot!` asserts that the reply
/// holds no such part; `INTENT`, `ENTITY kind value`, `ACTION`, `POLICY`, `ARTICLE`, `AWAITING` and
/// `LANGUAGE` assert fields of the turn, `none` meaning there is none. Lines that begin with `//` are
/// comments.
public struct GoldenConversation: Hashable, Sendable {
  /// The file it was read from.
  public let file: String
  /// The day it happens on.
  public let day: Day
  /// The folder of its shop, relative to the file's; `nil` for the workspace's own.
  public let shop: String?
  /// Its turns.
  public let turns: [ScriptedTurn]

  /// A line of the customer and what must be true of the answer.
  public struct ScriptedTurn: Hashable, Sendable {
    /// What the customer says.
    public let text: String
    /// Where that stands.
    public let line: Int
    /// What is asserted.
    public let assertions: [Assertion]
  }

  /// Something that must be true of a turn.
  public struct Assertion: Hashable, Sendable {
    /// What is looked at.
    public enum Subject: String, Hashable, Sendable, CaseIterable {
      case reply = "#bot"
      case notReply = "#bot!"
      case intent = "INTENT"
      case entity = "ENTITY"
      case action = "ACTION"
      case policy = "POLICY"
      case article = "ARTICLE"
      case awaiting = "AWAITING"
      case language = "LANGUAGE"
    }

    /// What is looked at.
    public let subject: Subject
    /// What must stand there.
    public let expected: String
    /// Where the assertion stands.
    public let line: Int
  }
}

extension GoldenConversation {
  /// Reads a `.convo` file. Throws `Faults`, all that were found.
  public static func read(_ bytes: [UInt8], file: String) throws(Faults) -> GoldenConversation {
    var faults: [Fault] = []
    var day: Day?
    var shop: String?
    var turns: [ScriptedTurn] = []
    var open: (text: String, line: Int, assertions: [Assertion])?
    func fault(_ line: Int, _ message: String) {
      faults.append(Fault(file: file, place: Place(line: line, column: 1), message))
    }
    func close() {
      if let open {
        turns.append(
          ScriptedTurn(text: open.text, line: open.line, assertions: open.assertions))
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let number = index + 1
      let line = raw.hasSuffix("\r") ? raw.dropLast() : raw
      if line.allSatisfy(\.isWhitespace) || line.hasPrefix("//") { continue }
      if line == "#me" || line.hasPrefix("#me ") {
        close()
        open = (String(line.dropFirst(4)), number, [])
      } else if open == nil {
        let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmed }
        switch (parts.first, parts.count) {
        case ("day", 2):
          day = Day(iso: parts[1])
          if day == nil { fault(number, "the day must be written like 2026-11-21") }
        case ("shop", 2): shop = parts[1]
        default: fault(number, "expected \"day: …\", \"shop: …\" or \"#me …\", found \"\(line)\"")
        }
      } else {
        let word = line.prefix { !$0.isWhitespace }
        guard let subject = Assertion.Subject(rawValue: String(word)) else {
          let known = Assertion.Subject.allCases.map(\.rawValue).joined(separator: ", ")
          fault(number, "\"\(word)\" asserts nothing; known are #me, \(known)")
          continue
        }
        open?.assertions.append(
          Assertion(
            subject: subject, expected: line.dropFirst(word.count).trimmed, line: number))
      }
    }
    close()
    if turns.isEmpty { fault(1, "no \"#me\" line: there is no conversation") }
    guard faults.isEmpty else { throw Faults(faults) }
    return GoldenConversation(
      file: file, day: day ?? Day(number: 20_778), shop: shop, turns: turns)
  }
}
