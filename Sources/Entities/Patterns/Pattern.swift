/// A pattern ready to match: a non-deterministic automaton (Thompson, CACM 1968), made
/// deterministic at once where that stays small, simulated set by set where not.
///
/// A match costs one step a character, at most 256 of them: the time is linear in the text,
/// whatever the pattern. Letters match without case, full-width forms like ASCII.
struct Pattern: Sendable {
  /// The longest match, in characters.
  static let longest = 256

  private struct State: Sendable {
    /// The class of characters that leads on, or -1 for a state that only branches.
    var set = -1
    var next = -1
    var branches: [Int] = []
  }

  private var states: [State] = []
  private var sets: [[ClosedRange<UInt32>]] = []
  private var start = 0
  private var accept = 0
  /// The boundaries of the classes of characters that no set tells apart.
  private var boundaries: [UInt32] = []
  /// `table[state * classes + class]`, -1 for no way on; empty when the automaton grew too large.
  private var table: [Int32] = []
  private var accepting: [Bool] = []
  private var members: [[Bool]] = []

  init(_ pattern: String) throws(PatternFault) {
    let node = try PatternParser.parse(pattern)
    let first = new()
    start = first
    accept = try build(node, from: first)
    if closure([start]).contains(accept) {
      throw PatternFault(offset: 0, message: "this pattern matches the empty text")
    }
    classify()
    determine()
  }

  private mutating func new() -> Int {
    states.append(State())
    return states.count - 1
  }

  private mutating func build(_ node: PatternNode, from: Int) throws(PatternFault) -> Int {
    if states.count > 20_000 {
      throw PatternFault(offset: 0, message: "this pattern is too large; use smaller counts")
    }
    switch node {
    case .set(let ranges):
      let end = new()
      states[from].set = sets.count
      states[from].next = end
      sets.append(Self.withoutCase(ranges))
      return end
    case .sequence(let parts):
      var at = from
      for part in parts {
        let next = new()
        states[at].branches.append(next)
        at = try build(part, from: next)
      }
      return at
    case .alternatives(let choices):
      var ends: [Int] = []
      for choice in choices {
        let entry = new()
        states[from].branches.append(entry)
        ends.append(try build(choice, from: entry))
      }
      let end = new()
      for place in ends { states[place].branches.append(end) }
      return end
    case .repeated(let inner, let least, let most):
      var at = from
      for _ in 0..<least {
        let entry = new()
        states[at].branches.append(entry)
        at = try build(inner, from: entry)
      }
      let end = new()
      if let most {
        for _ in least..<max(least, most) {
          states[at].branches.append(end)
          let entry = new()
          states[at].branches.append(entry)
          at = try build(inner, from: entry)
        }
        states[at].branches.append(end)
      } else {
        let loop = new()
        states[at].branches.append(loop)
        states[loop].branches.append(end)
        let entry = new()
        states[loop].branches.append(entry)
        let last = try build(inner, from: entry)
        states[last].branches.append(loop)
      }
      return end
    }
  }

  /// Letters of both cases, for ASCII.
  private static func withoutCase(_ ranges: [ClosedRange<UInt32>]) -> [ClosedRange<UInt32>] {
    var all = ranges
    for range in ranges {
      let upper = range.clamped(to: 0x41...0x5A)
      if range.overlaps(0x41...0x5A) { all.append(upper.lowerBound + 32...upper.upperBound + 32) }
      let lower = range.clamped(to: 0x61...0x7A)
      if range.overlaps(0x61...0x7A) { all.append(lower.lowerBound - 32...lower.upperBound - 32) }
    }
    return all
  }

  private mutating func classify() {
    var edges: Set<UInt32> = [0]
    for set in sets {
      for range in set {
        edges.insert(range.lowerBound)
        edges.insert(range.upperBound + 1)
      }
    }
    boundaries = edges.sorted()
    members = sets.map { set in
      boundaries.map { edge in set.contains { $0.contains(edge) } }
    }
  }

  private func characterClass(_ scalar: UInt32) -> Int {
    var low = 0
    var high = boundaries.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if boundaries[middle] <= scalar { low = middle } else { high = middle }
    }
    return low
  }

  private func closure(_ from: [Int]) -> [Int] {
    var seen = Set(from)
    var stack = from
    while let state = stack.popLast() {
      for next in states[state].branches where seen.insert(next).inserted { stack.append(next) }
    }
    return seen.sorted()
  }

  private func step(_ from: [Int], _ characterClass: Int) -> [Int] {
    var next: [Int] = []
    for state in from where states[state].set >= 0 && members[states[state].set][characterClass] {
      next.append(states[state].next)
    }
    return next.isEmpty ? [] : closure(next)
  }

  private mutating func determine() {
    let first = closure([start])
    var numbers: [[Int]: Int32] = [first: 0]
    var queue = [first]
    var table: [Int32] = []
    var accepting: [Bool] = []
    var place = 0
    while place < queue.count {
      let current = queue[place]
      accepting.append(current.contains(accept))
      for characterClass in boundaries.indices {
        let next = step(current, characterClass)
        if next.isEmpty {
          table.append(-1)
        } else if let number = numbers[next] {
          table.append(number)
        } else {
          guard queue.count < 2000 else { return }
          numbers[next] = Int32(queue.count)
          table.append(Int32(queue.count))
          queue.append(next)
        }
      }
      place += 1
    }
    self.table = table
    self.accepting = accepting
  }

  /// Where the longest match that begins at an offset of the scalars ends, or `nil`.
  func match(_ scalars: [UInt32], at offset: Int) -> Int? {
    var end: Int?
    let limit = min(scalars.count, offset + Self.longest)
    if table.isEmpty {
      var current = closure([start])
      var at = offset
      while at < limit {
        current = step(current, characterClass(scalars[at]))
        if current.isEmpty { break }
        at += 1
        if current.contains(accept) { end = at }
      }
      return end
    }
    let width = boundaries.count
    var state = 0
    var at = offset
    while at < limit {
      let next = table[state * width + characterClass(scalars[at])]
      if next < 0 { break }
      state = Int(next)
      at += 1
      if accepting[state] { end = at }
    }
    return end
  }

  /// Whether a match can begin with a scalar.
  func canBegin(with scalar: UInt32) -> Bool {
    table.isEmpty || table[characterClass(scalar)] >= 0
  }
}
