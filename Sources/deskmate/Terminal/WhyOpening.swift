import Dialogue
import Reports
import Text

/// What `/why` shows of an opening: the order, the guess, and the features with their weights that made it.
@MainActor
struct WhyOpening {
  let opening: Opening
  let chat: ChatSession
  /// The terminal's columns.
  var width = TerminalSize.columns

  /// The report.
  var text: String {
    let (words, style) = (chat.words, chat.style)
    let label = words(.whyOpening)
    let rows = LabelledRows(labels: [label], width: width, style: style)
    guard let guess = opening.guess else {
      return rows.row(label, words(.whyNoOrder)).joined(separator: "\n")
    }
    var table = TextTable(
      [words(.colFeature), words(.colWeight)], alignments: [.left, .right])
    for reason in guess.reasons { table.add([reason.feature, signed(reason.weight)]) }
    let head =
      guess.intent + " " + percent(guess.probability)
      + (opening.order.map { ", " + words(.sourceOrder, ["name": $0]) } ?? "")
      + (opening.isSure ? "" : words(.whyUnsure))
    return
      (rows.row(label, head, paint: style.bold)
      + rows.laidOut("", table.text(width: rows.textWidth).lines)).joined(separator: "\n")
  }
}
