import Diagnostics
import Dialogue
import Foundation
import Quantities

/// Judges replies by patterns: regular expressions, upper and lower case alike, a dot for line ends too,
/// with `<names>` of the file and `<day+5>` for days from today.
final class ReplyJudge {
  private let today: Day
  private var expressions: [String: NSRegularExpression] = [:]

  init(today: Day) { self.today = today }

  /// Whether any of the alternatives holds.
  func isRight(
    _ reply: Reply, _ line: JudgedConversation.Line, in conversation: JudgedConversation
  ) throws -> Bool {
    for alternative in line.alternatives
    where try holds(alternative, reply, in: conversation) { return true }
    return false
  }

  /// Whether what was done is a wanted action.
  func isOne(
    _ done: (name: String, reply: String), _ wanted: JudgedConversation.Action,
    _ conversation: JudgedConversation
  ) throws -> Bool {
    guard done.name == wanted.name else { return false }
    for fact in wanted.facts where try !isFound(fact, in: done.reply, conversation) { return false }
    return true
  }

  private func holds(
    _ alternative: JudgedConversation.Alternative, _ reply: Reply,
    in conversation: JudgedConversation
  ) throws -> Bool {
    for pattern in alternative.says
    where try !isFound(pattern, in: reply.text, conversation) { return false }
    for pattern in alternative.lacks + conversation.wrong
    where try isFound(pattern, in: reply.text, conversation) { return false }
    // What only has to do something may say what it likes.
    if alternative.hasSays || alternative.actions == nil {
      for (name, pattern) in conversation.vocabulary.telltales
      where !alternative.allowed.contains(name) {
        if try isFound(pattern, in: reply.text, conversation) { return false }
      }
    }
    if let actions = alternative.actions, !actions.contains(reply.action) { return false }
    if let awaited = alternative.awaited, !awaited.contains(reply.awaiting) { return false }
    if let handovers = alternative.handovers {
      return handovers.contains(reply.handover != nil)
    }
    return true
  }

  private func isFound(
    _ pattern: String, in text: String, _ conversation: JudgedConversation
  ) throws -> Bool {
    let expanded = expand(pattern, conversation.vocabulary.names)
    let expression = try expressions[expanded] ?? compile(expanded, conversation)
    expressions[expanded] = expression
    let whole = NSRange(location: 0, length: text.utf16.count)
    return expression.firstMatch(in: text, range: whole) != nil
  }

  private func compile(
    _ pattern: String, _ conversation: JudgedConversation
  ) throws -> NSRegularExpression {
    do {
      return try NSRegularExpression(
        pattern: pattern, options: [.caseInsensitive, .dotMatchesLineSeparators])
    } catch {
      throw Fault(file: conversation.id, "no regular expression: \(pattern)")
    }
  }
}

// Names and days in patterns.
extension ReplyJudge {
  private func expand(_ pattern: String, _ names: [String: String]) -> String {
    pattern.replacing(#/<([a-z_]+(?:[+-][0-9]+)?)>/#) { match in
      let name = String(match.output.1)
      if name.hasPrefix("day+") || name.hasPrefix("day-"), let offset = Int(name.dropFirst(3)) {
        return dayPattern(offset)
      }
      return names[name].map { "(?:\(expand($0, names)))" } ?? String(match.output.0)
    }
  }

  /// A day as either language writes it.
  private func dayPattern(_ offset: Int) -> String {
    let day = Day(number: today.number + offset)
    let (_, month, number) = day.components
    let name = Self.months[month - 1]
    let word = "(?:\(name)|\(name.prefix(3))\\.?)"
    let nth = "0?\(number)(?:st|nd|rd|th)?(?!\\d)"
    let near = [-1: "|yesterday|昨天", 0: "|today|今天", 1: "|tomorrow|明天"][offset] ?? ""
    return "(?:\(word) \(nth)|(?<!\\d)\(nth) (?:of )?\(word)|(?<!\\d)0?\(month)/0?\(number)(?!\\d)"
      + "|\(day.iso)|(?<!\\d)\(month) ?月 ?\(number) ?[日号]\(near))"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
