import Text

/// Rows of a label and a text beside it that stays in its column, however wide the terminal is.
struct LabelledRows {
  /// The columns of the labels.
  let labelWidth: Int
  /// The columns of all.
  let width: Int
  let style: Style

  init(labels: [String], width: Int, style: Style) {
    labelWidth = (labels.map(\.displayWidth).max() ?? 0) + 2
    self.width = width
    self.style = style
  }

  /// The columns of a text.
  var textWidth: Int { max(12, width - labelWidth - 1) }

  /// A row, on as many lines as it takes; the text's controls are made visible.
  func row(_ label: String, _ text: String, paint: (String) -> String = { $0 }) -> [String] {
    laidOut(
      label, text.visible(keepingLines: true).wrapped(toWidth: textWidth).lines.map(paint))
  }

  /// A row of lines that have their width already.
  func laidOut(_ label: String, _ lines: [String]) -> [String] {
    lines.enumerated().map { place, line in
      style.dim((place == 0 ? label : "").padded(toWidth: labelWidth)) + line
    }
  }
}

extension String {
  /// Its lines, empty ones too.
  var lines: [String] {
    split(omittingEmptySubsequences: false) { $0 == "\n" }.map(String.init)
  }
}

/// Two blocks of lines beside each other.
enum SideBySide {
  /// Joins them with a rule between; `leftWidth` are the columns of the left one. Colours take no columns.
  static func join(
    _ left: [String], _ right: [String], leftWidth: Int, style: Style
  ) -> [String] {
    (0..<max(left.count, right.count)).map { place in
      let own = place < left.count ? left[place] : ""
      let blanks = String(repeating: " ", count: max(0, leftWidth - width(of: own)))
      let other = place < right.count ? right[place] : ""
      return own + blanks + style.dim("│ ") + other
    }
  }

  /// The columns of a line, its colours left out.
  static func width(of line: String) -> Int {
    var plain = ""
    var isColour = false
    for character in line {
      if character == "\u{1B}" {
        isColour = true
      } else if !isColour {
        plain.append(character)
      } else if character == "m" {
        isColour = false
      }
    }
    return plain.displayWidth
  }
}
