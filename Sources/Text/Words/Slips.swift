extension String {
  /// Whether one letter changed, left out, put in, or two neighbours swapped make one of the other; a last
  /// letter alone is an ending more often than a slip.
  public func isOneSlip(from other: String) -> Bool {
    let (left, right) = (Array(utf8), Array(other.utf8))
    let start = zip(left, right).prefix { $0 == $1 }.count
    let end = zip(left.dropFirst(start).reversed(), right.dropFirst(start).reversed())
      .prefix { $0 == $1 }.count
    let (leftRest, rightRest) = (left.count - start - end, right.count - start - end)
    if end == 0, leftRest <= 1, rightRest <= 1, left.count <= 5 { return false }
    if leftRest <= 1, rightRest <= 1 { return true }
    return leftRest == 2 && rightRest == 2 && left[start] == right[start + 1]
      && left[start + 1] == right[start]
  }
}
