/// What an agent's or customer's words say of how a conversation ended: many phrases looked for at once,
/// a step a byte (Aho & Corasick, 1975).
struct OutcomeWords: Sendable {
  /// What was found.
  struct Found: OptionSet, Hashable, Sendable {
    let rawValue: UInt8
    /// The desk handed over to a person.
    static let handover = Found(rawValue: 1)
    /// Something was settled.
    static let solved = Found(rawValue: 2)
  }

  private static let handover = [
    "transfer you", "transferred to a human", "transferring you", "connect you with",
    "connecting you", "to a human agent", "to a colleague", "my supervisor will", "a manager will",
    "转人工", "转接", "转给", "人工客服", "让同事", "主管联系",
  ]
  private static let solved = [
    "has been processed", "has been cancelled", "has been canceled", "has been updated",
    "been exchanged", "been returned", "has been refunded", "is resolved", "been resolved",
    "all set", "that's all", "that is all", "that was all", "solved", "thanks for your help",
    "thank you for your help", "已解决", "已处理", "已退款", "已取消", "已经解决", "已经处理",
    "已经退款", "已为您", "解决了", "谢谢你的帮助", "没有别的",
  ]

  static let standard = OutcomeWords([(.handover, handover), (.solved, solved)])

  /// The class of a byte, capitals aside; 0 for bytes of no phrase.
  private var classes = [UInt8](repeating: 0, count: 256)
  private var classCount = 1
  /// What comes next by state and class: where the next state's row begins, and above it what is
  /// found there.
  private var next: [UInt32] = []
  private static let rowMask: UInt32 = 0xFF_FFFF
  /// A bit for each four bytes that a phrase has in its rarest place, by their hash.
  private var anchors = [UInt64](repeating: 0, count: 1 << 10)
  /// So many places are looked at: one in three, for each phrase has three anchors in a row.
  private static let stride = 3
  private var longest = 0

  private init(_ phrases: [(Found, [String])]) {
    for byte in phrases.flatMap({ $0.1 }).flatMap(\.utf8) where classes[Int(byte)] == 0 {
      classes[Int(byte)] = UInt8(classCount)
      if byte >= 0x61, byte <= 0x7A { classes[Int(byte & 0xDF)] = UInt8(classCount) }
      classCount += 1
    }
    var found: [Found] = []
    addState(&found)
    for (meaning, texts) in phrases {
      for text in texts { insert(text, meaning, &found) }
    }
    for text in phrases.flatMap(\.1) { anchor(Array(text.utf8)) }
    link(&found)
    next = next.map { $0 * UInt32(classCount) | UInt32(found[Int($0)].rawValue) << 24 }
  }

  private mutating func addState(_ found: inout [Found]) {
    next += [UInt32](repeating: 0, count: classCount)
    found.append([])
  }

  private mutating func insert(_ text: String, _ meaning: Found, _ found: inout [Found]) {
    var state = 0
    for byte in text.utf8 {
      let slot = state * classCount + Int(classes[Int(byte)])
      if next[slot] == 0 {
        next[slot] = UInt32(found.count)
        addState(&found)
      }
      state = Int(next[slot])
    }
    found[state].formUnion(meaning)
  }

  /// Notes three times four bytes of a phrase, where the fewest of the most common letters stand.
  private mutating func anchor(_ phrase: [UInt8]) {
    longest = max(longest, phrase.count)
    let length = Self.stride + 3
    precondition(phrase.count >= length, "a phrase shorter than its anchors is never looked for")
    let common = Set(" etaoinsr".utf8)
    let places = (0...phrase.count - length).map { place in
      (place, phrase[place..<place + length].count { common.contains($0) })
    }
    guard let best = places.min(by: { $0.1 < $1.1 })?.0 else { return }
    for place in best..<best + Self.stride {
      let four = (0..<4).reduce(0) { $0 | UInt32(phrase[place + $1]) << UInt32(8 * $1) }
      let bit = Self.anchor(of: four)
      anchors[bit >> 6] |= 1 << UInt64(bit & 63)
    }
  }

  /// The bit of four bytes, capitals aside.
  @inline(__always)
  private static func anchor(of four: UInt32) -> Int {
    Int(truncatingIfNeeded: ((four | 0x2020_2020) &* 0x9E37_79B1) >> 16)
  }

  /// Where a phrase goes on no further, the longest one that may have begun inside it does.
  private mutating func link(_ found: inout [Found]) {
    var fallback = [Int](repeating: 0, count: found.count)
    var queue = (0..<classCount).map { Int(next[$0]) }.filter { $0 != 0 }
    var head = 0
    while head < queue.count {
      let state = queue[head]
      head += 1
      found[state].formUnion(found[fallback[state]])
      for letter in 0..<classCount {
        let slot = state * classCount + letter
        let other = next[fallback[state] * classCount + letter]
        if next[slot] == 0 {
          next[slot] = other
        } else {
          fallback[Int(next[slot])] = Int(other)
          queue.append(Int(next[slot]))
        }
      }
    }
  }

  /// What stands in a range of bytes.
  func find(in bytes: Span<UInt8>, _ range: Range<Int>) -> Found {
    let anchors = anchors.span
    var walk = Walk(end: range.lowerBound)
    var place = range.lowerBound
    while place + 4 <= range.upperBound {
      let four = bytes.bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt32.self)
      let bit = Self.anchor(of: UInt32(littleEndian: four))
      if anchors[bit >> 6] >> UInt64(bit & 63) & 1 == 1 {
        go(
          &walk, bytes,
          max(range.lowerBound, place - longest)..<min(range.upperBound, place + longest))
      }
      place += Self.stride
    }
    return Found(rawValue: UInt8(walk.found >> 24))
  }

  /// How far the phrases were looked for, and what was found.
  private struct Walk {
    var end: Int
    var state: UInt32 = 0
    var found: UInt32 = 0
  }

  /// Looks for the phrases in a range, or in what of it is ahead.
  private func go(_ walk: inout Walk, _ bytes: Span<UInt8>, _ range: Range<Int>) {
    let (classes, next) = (classes.span, next.span)
    var state = walk.end < range.lowerBound ? 0 : walk.state
    var found = walk.found
    for index in max(walk.end, range.lowerBound)..<max(walk.end, range.upperBound) {
      state = next[Int(state & Self.rowMask) + Int(classes[Int(bytes[index])])]
      found |= state
    }
    walk = Walk(end: max(walk.end, range.upperBound), state: state, found: found)
  }
}
