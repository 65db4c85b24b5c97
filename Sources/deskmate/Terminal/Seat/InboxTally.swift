import Text

/// What came of an inbox: how many messages were answered, in whose words, and in what time.
struct InboxTally {
  let count: Int
  var skipped = 0
  private var unchanged = 0
  private var changed = 0
  private var own = 0
  private var times: [Duration] = []

  init(count: Int) { self.count = count }

  private var sent: Int { unchanged + changed + own }

  mutating func add(_ origin: SentAnswer.Origin, after time: Duration) {
    switch origin {
    case .suggested: unchanged += 1
    case .changed: changed += 1
    case .own: own += 1
    }
    times.append(time)
  }

  /// The figures in words, a line each for what was done and how.
  func text(_ words: SeatWords, path: String) -> String {
    let left = count - sent - skipped
    var lines = [
      words(
        left == 0 ? .inboxEmpty : .inboxLeft,
        ["sent": "\(sent)", "count": "\(count)", "skipped": "\(skipped)", "left": "\(left)"])
    ]
    if sent > 0 {
      let median = times.sorted()[times.count / 2].components.seconds
      lines.append(
        words(
          .inboxHow,
          [
            "unchanged": "\(unchanged)", "changed": "\(changed)", "own": "\(own)",
            "time": words.time(Int(median)),
          ]))
      lines.append(words(.inboxWritten, ["path": path.visible()]))
    }
    if left + skipped > 0 { lines.append(words(.inboxAgain)) }
    return lines.joined(separator: "\n")
  }
}

extension SeatWords {
  /// How long something took.
  fileprivate func time(_ seconds: Int) -> String {
    let values = ["minutes": "\(seconds / 60)", "seconds": "\(seconds % 60)"]
    return self(seconds < 60 ? .timeSeconds : .timeMinutes, values)
  }
}
