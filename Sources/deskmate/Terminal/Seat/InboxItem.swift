import Dialogue
import Sentiment
import Text

/// A message that waits for an answer, with what was said before it.
struct InboxItem {
  /// A line said before it.
  struct Line {
    let isCustomer: Bool
    let text: String
  }

  /// The conversation, as the file names it; else its file and line.
  let name: String
  /// What was said before.
  var before: [Line]
  /// What waits for an answer.
  var text: String
  /// How long it has waited, in seconds; `nil` where the file has no times.
  var waiting: Int?
  /// How it feels, −1…1.
  var mood = 0.0
  /// The alarm it raises.
  var alarm: Handover.Reason?

  /// How urgent it is: alarms before all, then who asks for a person, then by how bad the mood is and how long
  /// it waits. A week's waiting counts as much as the step from content to furious.
  var urgency: Double {
    (alarm == nil ? 0 : alarm == .asked ? 50 : 100) - mood + 2 * Double(min(waiting ?? 0, 604_800))
      / 604_800
  }
}
