/// A trie over symbols (words by their hash, Han characters by their code point, bytes of pictures),
/// in one open-addressing table: a step is one look-up.
struct SymbolTrie: Sendable {
  /// What ends at a node.
  struct Payload: Sendable {
    enum Role: UInt8, Sendable {
      case none, valence, negation, booster, contrast
      case trailing, degree, comparative, topping, answer, opener, process, routine, slip, own,
        other
    }
    var role = Role.none
    var value: Float = 0
    /// The entry's words as an n-gram, by which fitted weights are kept.
    var hash: UInt64 = 0
    /// What was fitted for the entry beside its value.
    var fitted: Float = 0
  }

  private var keys: [UInt64] = Array(repeating: 0, count: 1024)
  private var targets: [UInt32] = Array(repeating: 0, count: 1024)
  private var payloads = [Payload()]
  /// For each node the symbols that go on from it, a bit for each by its hash: most that follow in a text do
  /// not, and then there is nothing to look up.
  private var nexts: [UInt64] = [0]

  /// The node every path begins at.
  static let root: UInt32 = 0

  /// What ends at a node.
  func payload(_ node: UInt32) -> Payload { payloads[Int(node)] }

  /// The symbols that may go on from a node, a bit for each.
  func nexts(_ node: UInt32) -> UInt64 { nexts[Int(node)] }

  /// The bit of a symbol among those that may go on.
  @inline(__always)
  static func bit(of symbol: UInt64) -> UInt64 {
    1 << ((symbol &* 0x9E37_79B9_7F4A_7C15) >> 58)
  }

  /// The node after `symbol`, or 0 when no path goes there.
  @inline(__always)
  func step(_ node: UInt32, _ symbol: UInt64) -> UInt32 {
    let key = Self.key(node, symbol)
    var slot = Int(truncatingIfNeeded: key >> 20) & (keys.count - 1)
    while true {
      let found = keys[slot]
      if found == key { return targets[slot] }
      if found == 0 { return 0 }
      slot = (slot + 1) & (keys.count - 1)
    }
  }

  /// Adds a path; the last addition of the same path wins.
  mutating func insert(_ path: [UInt64], _ payload: Payload) {
    var node = Self.root
    for symbol in path {
      let next = step(node, symbol)
      if next != 0 {
        node = next
      } else {
        let created = UInt32(payloads.count)
        payloads.append(Payload())
        nexts.append(0)
        nexts[Int(node)] |= Self.bit(of: symbol)
        if payloads.count * 2 > keys.count { grow() }
        put(Self.key(node, symbol), created)
        node = created
      }
    }
    if node != Self.root { payloads[Int(node)] = payload }
  }

  private static func key(_ node: UInt32, _ symbol: UInt64) -> UInt64 {
    var key = (symbol ^ (UInt64(node) &* 0x9E37_79B9_7F4A_7C15)) &* 0xD6E8_FEB8_6659_FD93
    key ^= key >> 32
    return key | 1
  }

  private mutating func put(_ key: UInt64, _ target: UInt32) {
    var slot = Int(truncatingIfNeeded: key >> 20) & (keys.count - 1)
    while keys[slot] != 0 { slot = (slot + 1) & (keys.count - 1) }
    keys[slot] = key
    targets[slot] = target
  }

  /// Adds the trie to a compiled file.
  func write(to bytes: inout [UInt8]) {
    bytes.append(column: keys)
    bytes.append(column: targets)
    bytes.append(column: payloads.map(\.role.rawValue))
    bytes.append(column: payloads.map(\.value))
    bytes.append(column: payloads.map(\.hash))
    bytes.append(column: payloads.map(\.fitted))
    bytes.append(column: nexts)
  }

  /// A trie without paths.
  init() {}

  /// Takes a trie out of a compiled file, or `nil` when none stands there.
  init?(reading bytes: inout ColumnReader) {
    guard let keys = bytes.next(UInt64.self), let targets = bytes.next(UInt32.self),
      let roles = bytes.next(UInt8.self), let values = bytes.next(Float.self),
      let hashes = bytes.next(UInt64.self), let fitted = bytes.next(Float.self),
      let nexts = bytes.next(UInt64.self),
      // A table without a free slot would be searched for ever.
      keys.count.nonzeroBitCount == 1, keys.contains(0), targets.count == keys.count,
      values.count == roles.count, hashes.count == roles.count, fitted.count == roles.count,
      nexts.count == roles.count,
      targets.allSatisfy({ $0 < roles.count })
    else { return nil }
    payloads.removeAll()
    payloads.reserveCapacity(roles.count)
    for index in roles.indices {
      guard let role = Payload.Role(rawValue: roles[index]) else { return nil }
      payloads.append(
        Payload(role: role, value: values[index], hash: hashes[index], fitted: fitted[index]))
    }
    self.keys = keys
    self.targets = targets
    self.nexts = nexts
  }

  private mutating func grow() {
    let old = zip(keys, targets).filter { $0.0 != 0 }
    keys = Array(repeating: 0, count: keys.count * 2)
    targets = Array(repeating: 0, count: targets.count * 2)
    for (key, target) in old { put(key, target) }
  }
}
