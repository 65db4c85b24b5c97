import Dialogue
import Reports
import Text

/// What `/why` shows of an opening: the order, the guess, and the features with their weights that made it.
struct WhyOpening {
  let opening: Opening
  let style: Style
  /// The terminal's columns.
  var width = TerminalSize.columns

  /// The report.
  var text: String {
    let rows = LabelledRows(labels: ["opening"], width: width, style: style)
    guard let guess = opening.guess else {
      return rows.row("opening", "no order with anything open").joined(separator: "\n")
    }
    var table = TextTable(["feature", "weight"], alignments: [.left, .right])
    for reason in guess.reasons { table.add([reason.feature, signed(reason.weight)]) }
    let head =
      guess.intent + " " + percent(guess.probability)
      + (opening.order.map { ", order \($0)" } ?? "")
      + (opening.isSure ? "" : ", not sure enough to speak of it")
    return
      (rows.row("opening", head, paint: style.bold)
      + rows.laidOut("", table.text(width: rows.textWidth).lines)).joined(separator: "\n")
  }
}
