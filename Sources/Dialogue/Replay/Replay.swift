public import Diagnostics
import Entities
import Formats
import Quantities
import Text

/// Runs golden conversations and says what went otherwise.
public struct Replay: Sendable {
  private let agent: Agent

  /// Creates a replay by an agent, whose shop should be fresh.
  public init(agent: Agent) { self.agent = agent }

  /// How a conversation went.
  public struct Outcome: Sendable {
    /// The turns, as they came.
    public let turns: [Turn]
    /// What was otherwise than written, each at its line.
    public let faults: [Fault]
  }

  /// Runs a conversation to its end, whatever fails on the way.
  public func run(_ script: GoldenConversation) throws -> Outcome {
    var conversation = Conversation()
    var turns: [Turn] = []
    var faults: [Fault] = []
    for scripted in script.turns {
      let turn = try agent.reply(to: scripted.text, in: &conversation, today: script.day)
      turns.append(turn)
      for assertion in scripted.assertions {
        if let message = failure(of: assertion, in: turn) {
          faults.append(
            Fault(
              file: script.file, place: Place(line: assertion.line, column: 1),
              "after \"\(scripted.text)\": \(message)"))
        }
      }
    }
    return Outcome(turns: turns, faults: faults)
  }

  private func failure(of assertion: GoldenConversation.Assertion, in turn: Turn) -> String? {
    let expected = assertion.expected
    func compare(_ what: String, _ found: String?) -> String? {
      (found ?? "none") == expected
        ? nil : "expected \(what) \(expected), found \(found ?? "none")"
    }
    switch assertion.subject {
    case .reply:
      return Self.holds(turn.reply.text, expected)
        ? nil : "the reply lacks \"\(expected)\": \(turn.reply.text)"
    case .notReply:
      return Self.holds(turn.reply.text, expected)
        ? "the reply must not say \"\(expected)\": \(turn.reply.text)" : nil
    case .intent: return compare("intent", turn.interpretation.intent ?? "out_of_scope")
    case .action: return compare("action", turn.reply.action)
    case .policy: return compare("policy", turn.reply.policy)
    case .article:
      return
        turn.reply.articles.contains(expected)
        ? nil : compare("article", turn.reply.article)
    case .awaiting: return compare("awaiting", turn.reply.awaiting)
    case .language: return compare("language", turn.interpretation.utterance.language.rawValue)
    case .entity:
      let found = turn.interpretation.entities.map {
        $0.kind.rawValue + " " + $0.value.plainText
      }
      return found.contains(expected)
        ? nil : "expected entity \(expected), found \(found.joined(separator: "; "))"
    }
  }

  /// A reply as a golden conversation writes it: on one line.
  static func oneLine(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: " / ")
  }

  /// Whether a text holds the parts of a pattern in their order; `…` or `...` stands between them.
  static func holds(_ text: String, _ pattern: String) -> Bool {
    var rest = Substring(oneLine(text))
    let parts = pattern.split(separator: "…").flatMap { $0.split(separator: "...") }
    for part in parts {
      var wanted = part
      while wanted.first == " " { wanted.removeFirst() }
      while wanted.last == " " { wanted.removeLast() }
      guard let found = rest.firstRange(of: wanted) else { return false }
      rest = rest[found.upperBound...]
    }
    return true
  }
}

extension Entity.Value {
  /// The value as a golden conversation writes it: without quotes or braces.
  var plainText: String {
    switch self {
    case .text(let text): text
    case .money(let money): money.description
    case .catalogue(let candidates): candidates.first?.id ?? ""
    case .bool(let value): value ? "yes" : "no"
    default:
      json.text.split(separator: "\"").joined()
    }
  }
}
