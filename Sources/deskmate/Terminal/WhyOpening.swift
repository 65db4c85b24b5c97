import Dialogue
import Reports
import Text

/// What `/why` shows of an opening: the order, the guess, and the features with their weights that made it.
struct WhyOpening {
  let opening: Opening
  let style: Style

  /// The report.
  var text: String {
    guard let guess = opening.guess else { return "opening    no order with anything open" }
    var table = TextTable(["feature", "weight"], alignments: [.left, .right])
    for reason in guess.reasons { table.add([reason.feature, signed(reason.weight)]) }
    let head =
      "opening    " + style.bold(guess.intent) + " " + percent(guess.probability)
      + (opening.order.map { ", order \($0.visible())" } ?? "")
      + (opening.isSure ? "" : ", not sure enough to speak of it")
    let lines = table.text().split(separator: "\n").map { "           " + $0 }
    return ([head] + lines).joined(separator: "\n")
  }
}
