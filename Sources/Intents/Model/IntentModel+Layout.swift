import Diagnostics

/// How a model lies in its bytes: counts and names in front, then each part at its place.
extension IntentModel {
  /// Where everything lies, worked out from the counts in the head.
  struct Layout {
    let classColumns: Int
    let columns: Int
    let frequencies: Int
    let floats: Int
    let places: Int
    let outputs: Int
    let words: Int
    let wordsEnd: Int
    let rows: Int
    let end: Int

    init(
      classes: Int, slots: FeatureSpace, space: FeatureSpace, networks: Int, hidden: Int,
      words count: Int, namesEnd: Int
    ) {
      classColumns = (classes + 15) / 16 * 16
      columns = (classColumns + networks * hidden + 31) / 32 * 32
      floats = namesEnd
      frequencies =
        floats + 4 * (4 + 2 * columns + networks + networks * classColumns + Calibration.floats)
      places = frequencies + space.count
      outputs = places + 2 * slots.count
      words = outputs + networks * hidden * classColumns
      wordsEnd = words + count
      // Rows begin on a line of the cache, if the whole does.
      rows = (wordsEnd + 63) / 64 * 64
      end = rows + space.count * columns
    }
  }

  /// The counts and the names that a model's bytes begin with.
  struct Head {
    let intents: [Intent]
    let slots: FeatureSpace
    let space: FeatureSpace
    let networks: Int
    let hiddenUnits: Int
    let words: Int
  }
}

extension IntentModel.Head {
  private static let magic: [UInt8] = Array("deskmate intents 3\n".utf8)

  /// The head as it is written.
  var bytes: [UInt8] {
    var bytes = Self.magic
    for count in [
      UInt32(intents.count), slots.sizes[0], slots.sizes[1], slots.sizes[2], space.sizes[0],
      space.sizes[1], space.sizes[2], UInt32(networks), UInt32(hiddenUnits), UInt32(words),
    ] { bytes.append(word: count) }
    for intent in intents {
      bytes.append(word: UInt32(intent.rawValue.utf8.count))
      bytes += intent.rawValue.utf8
    }
    return bytes
  }

  /// Reads a head; throws a `Fault` for one that makes no sense.
  init(_ reader: inout ModelWords) throws(Fault) {
    try reader.skip(Self.magic)
    let classes = try reader.count()
    let slotSizes = (try reader.count(), try reader.count(), try reader.count())
    let sizes = (try reader.count(), try reader.count(), try reader.count())
    networks = try reader.count()
    hiddenUnits = try reader.count()
    words = try reader.count()
    guard classes > 0, classes < 1 << 20, max(sizes.0, sizes.1, sizes.2) < 1 << 28,
      max(slotSizes.0, slotSizes.1, slotSizes.2) < 1 << 28, networks < 64,
      hiddenUnits < 1 << 16, words < 1 << 28
    else { throw ModelWords.foreign("its counts make no sense") }
    slots = FeatureSpace(words: slotSizes.0, characters: slotSizes.1, pairs: slotSizes.2)
    space = FeatureSpace(words: sizes.0, characters: sizes.1, pairs: sizes.2)
    var intents: [Intent] = []
    for _ in 0..<classes { intents.append(Intent(rawValue: try reader.name())) }
    self.intents = intents
  }
}

/// Reads the words of 32 bits that a model's bytes are made of, the lowest byte first.
struct ModelWords {
  private let bytes: UnsafeRawBufferPointer
  /// Where the next word begins.
  private(set) var offset = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  static func foreign(_ what: String) -> Fault { Fault(file: nil, "not an intent model: \(what)") }

  mutating func skip(_ start: [UInt8]) throws(Fault) {
    guard bytes.starts(with: start) else { throw Self.foreign("its first line is another") }
    offset = start.count
  }

  func word(at offset: Int) throws(Fault) -> UInt32 {
    guard offset + 4 <= bytes.count else { throw Self.foreign("it ends too early") }
    var value: UInt32 = 0
    for index in 0..<4 { value |= UInt32(bytes[offset + index]) << UInt32(8 * index) }
    return value
  }

  mutating func count() throws(Fault) -> Int {
    let value = try word(at: offset)
    offset += 4
    return Int(value)
  }

  mutating func float() throws(Fault) -> Float {
    let value = try word(at: offset)
    offset += 4
    return Float(bitPattern: value)
  }

  /// A name, its length before it; the checksum at the end of the bytes is no part of it.
  mutating func name() throws(Fault) -> String {
    let length = try count()
    guard length < 1 << 16, offset + length <= bytes.count - 8,
      let name = String(validating: bytes[offset..<offset + length], as: UTF8.self)
    else { throw Self.foreign("a name is broken") }
    offset += length
    return name
  }
}

extension [UInt8] {
  /// Appends a word of 32 bits, the lowest byte first.
  mutating func append(word: UInt32) {
    for shift in stride(from: UInt32(0), to: 32, by: 8) {
      append(UInt8(truncatingIfNeeded: word >> shift))
    }
  }
}
