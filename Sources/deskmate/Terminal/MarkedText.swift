import Text

/// A text in so many columns with marks under some of its parts, each with a label.
struct MarkedText {
  /// A part to be marked: UTF-8 offsets, and what to write beside the mark.
  struct Mark {
    let range: Range<Int>
    let label: String
  }

  let text: String
  let marks: [Mark]
  let width: Int
  let style: Style

  /// The text's lines, each followed by the marks under it.
  var lines: [String] {
    var lines: [String] = []
    for piece in pieces {
      lines.append(piece.map { Self.shown($0.character) }.joined())
      let whole = (piece.first?.offset ?? 0)..<(piece.last.map { $0.offset + $0.count } ?? 0)
      for mark in marks where mark.range.overlaps(whole) { lines += marked(mark, in: piece) }
    }
    return lines
  }

  /// A character and where it stands in the text's UTF-8.
  private typealias Place = (character: Character, offset: Int, count: Int)

  private static func shown(_ character: Character) -> String {
    character.isNewline ? "⏎" : String(character).visible()
  }

  /// The text cut into lines, between words where it can be.
  private var pieces: [[Place]] {
    var places: [Place] = []
    var offset = 0
    for character in text {
      let count = character.utf8.count
      places.append((character, offset, count))
      offset += count
    }
    var pieces: [[Place]] = []
    var rest = places[...]
    while !rest.isEmpty {
      var columns = 0
      var end = rest.startIndex
      var blank: Int?
      while end < rest.endIndex {
        columns += Self.shown(rest[end].character).displayWidth
        if columns > width { break }
        if rest[end].character == " " { blank = end + 1 }
        end += 1
      }
      if end < rest.endIndex, let blank { end = blank }
      if end == rest.startIndex { end += 1 }
      pieces.append(Array(rest[..<end]))
      rest = rest[end...]
    }
    return pieces
  }

  private func marked(_ mark: Mark, in piece: [Place]) -> [String] {
    var before = 0
    var under = 0
    for place in piece {
      let columns = Self.shown(place.character).displayWidth
      if place.offset < mark.range.lowerBound {
        before += columns
      } else if place.offset < mark.range.upperBound {
        under += columns
      }
    }
    let bar =
      String(repeating: " ", count: before)
      + style.accent(String(repeating: "‾", count: max(1, under)))
    let label = mark.label.visible()
    if before + max(1, under) + 1 + label.displayWidth <= width { return [bar + " " + label] }
    return [bar] + label.wrapped(toWidth: width).lines
  }
}
