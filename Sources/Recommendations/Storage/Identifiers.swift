import Computing

/// The ids of customers or products, each with its place; looked up without making strings, and laid
/// out so that a mapped file needs no parsing.
public struct Identifiers: Sendable {
  private let letters: Column<UInt8>
  /// Where each id starts in `letters`, and where the last one ends.
  private let starts: Column<Int64>
  /// Open addressing: a place, or −1; the size is a power of two.
  private let slots: Column<Int32>

  /// Creates the table of some ids; they must differ from each other.
  public init(_ names: [String]) {
    var builder = IdentifierBuilder()
    for name in names { _ = builder.place(of: Array(name.utf8)) }
    self = builder.identifiers
  }

  init(letters: Column<UInt8>, starts: Column<Int64>, slots: Column<Int32>) {
    self.letters = letters
    self.starts = starts
    self.slots = slots
  }
}

extension Identifiers {
  /// How many ids there are.
  public var count: Int { starts.count - 1 }

  /// The id at a place.
  public subscript(place: Int) -> String {
    letters.withUnsafeBufferPointer { letters in
      String(decoding: letters[Int(starts[place])..<Int(starts[place + 1])], as: UTF8.self)
    }
  }

  /// The place of an id, or `nil`.
  public subscript(name: String) -> Int? {
    var name = name
    return name.withUTF8 { wanted in
      var slot = Int(truncatingIfNeeded: hashOfBytes(wanted)) & (slots.count - 1)
      // A damaged file may have no free slot: look at each but once.
      for _ in 0..<slots.count {
        let place = Int(slots[slot])
        guard place >= 0, place < count else { return nil }
        if isEqual(place, wanted) { return place }
        slot = (slot + 1) & (slots.count - 1)
      }
      return nil
    }
  }

  private func isEqual(_ place: Int, _ wanted: UnsafeBufferPointer<UInt8>) -> Bool {
    letters.withUnsafeBufferPointer { letters in
      let start = Int(starts[place])
      let end = Int(starts[place + 1])
      guard end - start == wanted.count, start >= 0, end <= letters.count else { return false }
      for offset in 0..<wanted.count where letters[start + offset] != wanted[offset] {
        return false
      }
      return true
    }
  }

  func write(to file: inout ModelWriter, as name: String) {
    file.add("\(name).letters", letters)
    file.add("\(name).starts", starts)
    file.add("\(name).slots", slots)
  }

  init(from file: ModelReader, as name: String) throws {
    letters = try file.column("\(name).letters")
    starts = try file.column("\(name).starts")
    slots = try file.column("\(name).slots")
    guard starts.count >= 1, slots.count >= 1, slots.count & (slots.count - 1) == 0,
      starts[0] >= 0, Int(starts[starts.count - 1]) <= letters.count, starts.isAscending
    else { throw file.damaged("its ids do not hold together") }
  }
}

/// Gives ids their places in the order they are first seen.
struct IdentifierBuilder {
  private var letters: [UInt8] = []
  private var starts: [Int64] = [0]
  private var slots = [Int32](repeating: -1, count: 64)

  var count: Int { starts.count - 1 }

  /// The place of an id, new or known.
  mutating func place(of name: some RandomAccessCollection<UInt8>) -> Int {
    if let place = name.withContiguousStorageIfAvailable({ find($0) }) { return place }
    return Array(name).withUnsafeBufferPointer { find($0) }
  }

  private mutating func find(_ name: UnsafeBufferPointer<UInt8>) -> Int {
    var slot = Int(truncatingIfNeeded: hashOfBytes(name)) & (slots.count - 1)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      let start = Int(starts[place])
      if Int(starts[place + 1]) - start == name.count,
        (0..<name.count).allSatisfy({ letters[start + $0] == name[$0] })
      {
        return place
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    let place = count
    slots[slot] = Int32(place)
    letters.append(contentsOf: name)
    starts.append(Int64(letters.count))
    if count * 2 > slots.count { grow() }
    return place
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    letters.withUnsafeBufferPointer { letters in
      for place in 0..<count {
        let name = UnsafeBufferPointer(
          rebasing: letters[Int(starts[place])..<Int(starts[place + 1])])
        var slot = Int(truncatingIfNeeded: hashOfBytes(name)) & (slots.count - 1)
        while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = Int32(place)
      }
    }
  }

  /// The places in the order of the ids' bytes.
  var sorted: [Int] {
    letters.withUnsafeBufferPointer { letters in
      (0..<count).sorted { left, right in
        letters[Int(starts[left])..<Int(starts[left + 1])]
          .lexicographicallyPrecedes(letters[Int(starts[right])..<Int(starts[right + 1])])
      }
    }
  }

  /// The table with only some ids, in this order of their places.
  func identifiers(keeping places: [Int]) -> Identifiers {
    var builder = IdentifierBuilder()
    for place in places {
      _ = builder.place(of: letters[Int(starts[place])..<Int(starts[place + 1])])
    }
    return builder.identifiers
  }

  var identifiers: Identifiers {
    Identifiers(letters: Column(letters), starts: Column(starts), slots: Column(slots))
  }
}

/// A stable hash with a last mix, which spreads it over the slots.
private func hashOfBytes(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
  let hash = StableHash(bytes).value
  return (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
}
