import Text

/// Places told from an end or from here: `last`, `next to last`, `the one before the last one`.
struct RelativeOrdinals {
  let reading: Reading

  /// Where it ends, and `end-1`, `current+1`.
  func match(at index: Int) -> (end: Int, value: String)? {
    if let found = beforeLast(at: index) { return found }
    let value: String
    switch reading.word(index) {
    case .penultimate: return (index + 1, "end-1")
    case .antepenultimate: return (index + 1, "end-2")
    case .next where reading.word(index + 1) == .to && reading.word(index + 2) == .last:
      return (index + 3, "end-1")
    case .last: value = "end+0"
    case .next, .following: value = "current+1"
    case .previous: value = "current-1"
    case .current where reading.spelling(index) == "current": value = "current+0"
    default: return nil
    }
    // `the next one` takes `one` with it, unless it counts: `the last one books`.
    if reading.word(index + 1) == .one,
      !reading.isWord(index + 2) || reading.word(index + 2) != .none
    {
      return (index + 2, value)
    }
    return (index + 1, value)
  }

  /// `the one before the last one`, `the one before last`.
  private func beforeLast(at index: Int) -> (Int, String)? {
    var at = index
    guard reading.word(at) == .the, reading.word(at + 1) == .one || reading.isWord(at + 1),
      reading.word(at + 2) == .before || reading.word(at + 2) == .after
    else { return nil }
    let sign = reading.word(at + 2) == .before ? "-1" : "+1"
    guard reading.word(at + 1) == .one else { return nil }
    at += 3
    if reading.word(at) == .the { at += 1 }
    let anchor: String
    switch reading.word(at) {
    case .last: anchor = "end"
    case .current, .this: anchor = "current"
    default: return nil
    }
    at += 1
    if reading.word(at) == .one { at += 1 }
    return (at, anchor + sign)
  }
}
