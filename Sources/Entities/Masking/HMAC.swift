/// SHA-256 (FIPS 180-4), for pseudonyms; not built for speed over megabytes.
struct SHA256 {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB,
    0x5BE0_CD19,
  ]

  /// The 32 bytes of a message's digest.
  static func digest(_ message: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    var padded = message
    padded.append(0x80)
    while padded.count % 64 != 56 { padded.append(0) }
    let bits = UInt64(message.count) * 8
    for shift in stride(from: 56, through: 0, by: -8) {
      padded.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    for start in stride(from: 0, to: padded.count, by: 64) {
      hash.compress(padded[start..<start + 64])
    }
    return hash.state.flatMap { word in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  private mutating func compress(_ block: ArraySlice<UInt8>) {
    var words = [UInt32](repeating: 0, count: 64)
    for place in 0..<16 {
      let start = block.startIndex + place * 4
      words[place] = block[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
      value >> count | value << (32 - count)
    }
    for place in 16..<64 {
      let (early, late) = (words[place - 15], words[place - 2])
      let first = rotated(early, 7) ^ rotated(early, 18) ^ early >> 3
      let second = rotated(late, 17) ^ rotated(late, 19) ^ late >> 10
      words[place] = words[place - 16] &+ first &+ words[place - 7] &+ second
    }
    var work = state
    for place in 0..<64 {
      let sum = rotated(work[4], 6) ^ rotated(work[4], 11) ^ rotated(work[4], 25)
      let choice = work[4] & work[5] ^ ~work[4] & work[6]
      let first = work[7] &+ sum &+ choice &+ Self.constants[place] &+ words[place]
      let other = rotated(work[0], 2) ^ rotated(work[0], 13) ^ rotated(work[0], 22)
      let majority = work[0] & work[1] ^ work[0] & work[2] ^ work[1] & work[2]
      work = [first &+ other &+ majority] + work[0..<3] + [work[3] &+ first] + work[4..<7]
    }
    for place in state.indices { state[place] = state[place] &+ work[place] }
  }

  /// The first 32 bits of the fractions of the cube roots of the first 64 primes, found by bisection.
  private static let constants: [UInt32] = {
    var constants: [UInt32] = []
    var candidate: UInt64 = 2
    while constants.count < 64 {
      if !(2..<candidate).contains(where: { candidate % $0 == 0 }) {
        // The root times 2^32, by comparing cubes in 128 bits; roots are below 8.
        var low: UInt64 = 0
        var high: UInt64 = 8 << 32
        while high - low > 1 {
          let middle = (low + high) / 2
          let cube = UInt128(middle) * UInt128(middle) * UInt128(middle)
          if cube <= UInt128(candidate) << 96 { low = middle } else { high = middle }
        }
        constants.append(UInt32(truncatingIfNeeded: low))
      }
      candidate += 1
    }
    return constants
  }()
}

/// A keyed hash (RFC 2104): who lacks the key can neither name nor compare what was hashed.
package struct HMAC {
  private let inner: [UInt8]
  private let outer: [UInt8]

  package init(key: [UInt8]) {
    var block = key.count > 64 ? SHA256.digest(key) : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    inner = block.map { $0 ^ 0x36 }
    outer = block.map { $0 ^ 0x5C }
  }

  package func code(_ message: [UInt8]) -> [UInt8] {
    SHA256.digest(outer + SHA256.digest(inner + message))
  }
}
