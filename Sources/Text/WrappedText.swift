extension StringProtocol {
  /// The text broken into lines of at most `width` columns: between words, between Han characters, and
  /// inside a word only when it is longer than a line. Line breaks in the text stay; a line that goes on
  /// is indented by `indent` blanks.
  public func wrapped(toWidth width: Int, indent: Int = 0) -> String {
    guard width > indent + 4 else { return String(self) }
    return split(separator: "\n", omittingEmptySubsequences: false)
      .map { Self.wrap($0, width: width, indent: String(repeating: " ", count: indent)) }
      .joined(separator: "\n")
  }

  private static func wrap(_ line: some StringProtocol, width: Int, indent: String) -> String {
    if line.displayWidth <= width { return String(line) }
    var lines: [String] = []
    var current = ""
    var currentWidth = 0
    for piece in pieces(of: line) {
      let pieceWidth = piece.displayWidth
      let isBlank = piece.allSatisfy { $0 == " " }
      if currentWidth + pieceWidth > width, !isBlank, !current.isEmpty {
        while current.last == " " { current.removeLast() }
        lines.append(current)
        current = indent
        currentWidth = indent.count
      }
      if isBlank, currentWidth + pieceWidth > width { continue }
      for character in piece {
        // Only a word longer than a line gets here with no room left.
        if currentWidth + character.displayWidth > width {
          lines.append(current)
          current = indent
          currentWidth = indent.count
        }
        current.append(character)
        currentWidth += character.displayWidth
      }
    }
    lines.append(current)
    return lines.joined(separator: "\n")
  }

  /// Words, runs of blanks, and single wide characters with the punctuation that may not begin a line.
  private static func pieces(of line: some StringProtocol) -> [String] {
    var pieces: [String] = []
    var wasWide = false
    for character in line {
      let isWide = character.displayWidth == 2
      let clings = "，。！？；：、）》”’…％".contains(character)
      let startsPiece: Bool
      if let last = pieces.last?.last {
        startsPiece = clings ? false : isWide || wasWide || (character == " ") != (last == " ")
      } else {
        startsPiece = true
      }
      if startsPiece {
        pieces.append(String(character))
      } else {
        pieces[pieces.count - 1].append(character)
      }
      wasWide = isWide
    }
    return pieces
  }
}
