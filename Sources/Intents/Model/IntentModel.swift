import Computing
import Diagnostics

/// What training leaves behind, as one run of bytes: weights of 8 bits, one row a bucket, in which the
/// linear model's intents and the networks' hidden units lie side by side.
struct IntentModel: Sendable {
  let intents: [Intent]
  /// What features are hashed into; each slot that was taught has a row.
  let slots: FeatureSpace
  /// The rows of each block of features.
  let space: FeatureSpace
  /// The length each block is brought to, against the others.
  let blockWeights: SIMD4<Float>
  /// What a feature that was never seen counts in the length of its block.
  let unseenStep: UInt8
  /// Whether the ends of a text are features.
  let marksEnds: Bool
  let networks: Int
  let hiddenUnits: Int
  private(set) var calibration: Calibration
  /// The whole model, in memory or mapped from a file; everything below is a place in it. Its calibration
  /// is the one it was written with.
  private let memory: ModelMemory
  private let layout: Layout
  /// What a step of each column is worth, then each column's bias.
  let columnScales: [SIMD16<Float>]
  let biases: [SIMD16<Float>]
  /// The networks' second layers as numbers: for each network a row of intents for every hidden unit
  /// and one of biases.
  let outputs: [SIMD16<Float>]

  /// Columns of a row: intents, then hidden units; a multiple of 32.
  var columns: Int { layout.columns }
  /// Intents, filled to a multiple of 16.
  var classColumns: Int { layout.classColumns }
  /// The bytes of bucket weights, one a bucket.
  var frequencies: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory.bytes[layout.frequencies..<layout.places])
  }
  /// The row of each slot, one added, in two bytes each; 0 where there is none.
  var places: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory.bytes[layout.places..<layout.outputs])
  }
  /// The row of a slot, if it has one.
  func row(ofSlot slot: UInt32) -> UInt32? {
    let place = UInt16(
      littleEndian: places.loadUnaligned(fromByteOffset: Int(slot) * 2, as: UInt16.self))
    return place == 0 ? nil : UInt32(place) - 1
  }
  /// The words that were taught.
  var knownWords: KnownWords {
    KnownWords(UnsafeRawBufferPointer(rebasing: memory.bytes[layout.words..<layout.wordsEnd]))
  }
  /// The rows, one behind the other.
  var rows: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory.bytes[layout.rows..<layout.end])
  }
}

extension IntentModel {
  /// Added to the step of what was never seen, which is a byte, where the ends of a text are no features.
  private static let noEnds: Float = 256

  /// Writes a model from its parts.
  init(
    intents: [Intent], table: FeatureTable, networks: Int, hiddenUnits: Int,
    frequencies: BucketWeights, knownWords: [UInt8], quantized: QuantizedWeights,
    calibration: Calibration
  ) {
    let (slots, space) = (table.slots, table.rows)
    let blockWeights = frequencies.blockWeights
    var bytes = Head(
      intents: intents, slots: slots, space: space, networks: networks, hiddenUnits: hiddenUnits,
      words: knownWords.count
    ).bytes
    let layout = Layout(
      classes: intents.count, slots: slots, space: space, networks: networks, hidden: hiddenUnits,
      words: knownWords.count, namesEnd: bytes.count)
    let lengths = [
      blockWeights[0], blockWeights[1], blockWeights[2],
      Float(frequencies.unseenStep) + (table.places.isEmpty ? Self.noEnds : 0),
    ]
    for value in lengths + quantized.columnScales + quantized.biases + quantized.outputScales
      + quantized.outputBiases + calibration.values
    {
      bytes.append(word: value.bitPattern)
    }
    bytes += frequencies.steps
    for place in table.allPlaces {
      bytes.append(UInt8(truncatingIfNeeded: place))
      bytes.append(UInt8(truncatingIfNeeded: place >> 8))
    }
    bytes += quantized.outputs.map { UInt8(bitPattern: $0) }
    bytes += knownWords
    bytes += Array(repeating: 0, count: layout.rows - bytes.count)
    bytes += quantized.rows.map { UInt8(bitPattern: $0) }
    let sum = bytes.withUnsafeBytes(ContentHash.checksum)
    bytes.append(word: UInt32(truncatingIfNeeded: sum))
    bytes.append(word: UInt32(truncatingIfNeeded: sum >> 32))
    self.intents = intents
    self.slots = slots
    self.space = space
    self.blockWeights = blockWeights
    unseenStep = frequencies.unseenStep
    marksEnds = !table.places.isEmpty
    self.networks = networks
    self.hiddenUnits = hiddenUnits
    self.calibration = calibration
    memory = ModelMemory(copying: bytes)
    self.layout = layout
    columnScales = Self.vectors(quantized.columnScales)
    biases = Self.vectors(quantized.biases)
    outputs = Self.outputs(
      quantized.outputs[...], scales: quantized.outputScales, biases: quantized.outputBiases,
      units: hiddenUnits, width: layout.classColumns)
  }

  /// The same weights with other decisions.
  func with(_ calibration: Calibration) -> IntentModel {
    var changed = self
    changed.calibration = calibration
    return changed
  }

  /// The model as it is kept in a file.
  var bytes: [UInt8] {
    var bytes = Array(memory.bytes)
    func write(_ value: UInt32, at offset: Int) {
      for index in 0..<4 {
        bytes[offset + index] = UInt8(truncatingIfNeeded: value >> UInt32(8 * index))
      }
    }
    let start = layout.frequencies - 4 * Calibration.floats
    for (index, value) in calibration.values.enumerated() {
      write(value.bitPattern, at: start + 4 * index)
    }
    let sum = bytes.withUnsafeBytes {
      ContentHash.checksum(UnsafeRawBufferPointer(rebasing: $0[..<layout.end]))
    }
    write(UInt32(truncatingIfNeeded: sum), at: layout.end)
    write(UInt32(truncatingIfNeeded: sum >> 32), at: layout.end + 4)
    return bytes
  }

  /// How many of the intents are in scope; `out_of_scope` is the last, where it was learned.
  var scopeCount: Int { intents.last == .outOfScope ? intents.count - 1 : intents.count }

  /// Opens a model's bytes; throws a `Fault` for anything that is not whole.
  init(_ memory: ModelMemory) throws(Fault) {
    let bytes = memory.bytes
    let end = bytes.count - 8
    var reader = ModelWords(bytes)
    let head = try Head(&reader)
    (intents, slots, space) = (head.intents, head.slots, head.space)
    (networks, hiddenUnits) = (head.networks, head.hiddenUnits)
    layout = Layout(
      classes: intents.count, slots: slots, space: space, networks: networks, hidden: hiddenUnits,
      words: head.words, namesEnd: reader.offset)
    guard layout.end == end else { throw ModelWords.foreign("it is cut short or too long") }
    let sum = UInt64(try reader.word(at: end)) | UInt64(try reader.word(at: end + 4)) << 32
    guard sum == ContentHash.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<end])) else {
      throw ModelWords.foreign("its checksum is wrong")
    }
    var floats: [Float] = []
    while reader.offset < layout.frequencies { floats.append(try reader.float()) }
    var rest = floats[...]
    func take(_ count: Int) -> [Float] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    let lengths = take(4)
    blockWeights = [lengths[0], lengths[1], lengths[2], 0]
    marksEnds = lengths[3] < Self.noEnds
    unseenStep = UInt8(exactly: lengths[3] - (marksEnds ? 0 : Self.noEnds)) ?? 0
    columnScales = Self.vectors(take(layout.columns))
    biases = Self.vectors(take(layout.columns))
    let scales = take(networks)
    outputs = Self.outputs(
      bytes[layout.outputs..<layout.outputs + networks * hiddenUnits * layout.classColumns]
        .map { Int8(bitPattern: $0) }[...],
      scales: scales, biases: take(networks * layout.classColumns), units: hiddenUnits,
      width: layout.classColumns)
    calibration = Calibration(values: take(Calibration.floats))
    self.memory = memory
    let places = places
    var greatest: UInt16 = 0
    for slot in 0..<slots.count {
      let place = places.loadUnaligned(fromByteOffset: slot &* 2, as: UInt16.self)
      greatest = max(greatest, UInt16(littleEndian: place))
    }
    guard Int(greatest) <= space.count else { throw ModelWords.foreign("a row is not there") }
  }

  private static func vectors(_ values: [Float]) -> [SIMD16<Float>] {
    stride(from: 0, to: values.count, by: 16).map { start in
      SIMD16((0..<16).map { start + $0 < values.count ? values[start + $0] : 0 })
    }
  }

  /// Steps of 8 bits as the numbers they stand for, each network's biases behind its last unit.
  private static func outputs(
    _ steps: ArraySlice<Int8>, scales: [Float], biases: [Float], units: Int, width: Int
  ) -> [SIMD16<Float>] {
    scales.indices.flatMap { network in
      vectors(
        steps.dropFirst(network * units * width).prefix(units * width)
          .map { Float($0) * scales[network] } + biases[network * width..<(network + 1) * width])
    }
  }
}
