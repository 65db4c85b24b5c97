/// A customer's line that is longer than anybody writes: what stands in its middle says nothing that its
/// beginning and its end do not, and reading it all would keep others waiting.
enum LongLine {
  /// The longest line that is read whole, in characters.
  private static let most = 20_000
  /// So many are kept of its beginning and as many of its end.
  private static let kept = 2_000

  /// The line, or its beginning and its end with that said on stderr.
  static func shortened(_ line: String) -> String {
    guard line.utf8.count > most else { return line }
    let scalars = line.unicodeScalars
    let count = scalars.count
    guard count > most else { return line }
    Console.error(
      "deskmate: a line of \(count) characters is read by its first and its last \(kept)")
    let head = scalars.index(scalars.startIndex, offsetBy: kept)
    let tail = scalars.index(scalars.endIndex, offsetBy: -kept)
    return String(scalars[..<head]) + " " + String(scalars[tail...])
  }
}
