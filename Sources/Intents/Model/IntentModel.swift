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
  /// Where everything lies, worked out from the counts in the head.
  private struct Layout {
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

  private static let magic: [UInt8] = Array("deskmate intents 3\n".utf8)
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
    var bytes = Self.magic
    func append(_ value: UInt32) {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
    for count in [
      UInt32(intents.count), slots.sizes[0], slots.sizes[1], slots.sizes[2], space.sizes[0],
      space.sizes[1], space.sizes[2], UInt32(networks), UInt32(hiddenUnits),
      UInt32(knownWords.count),
    ] { append(count) }
    for intent in intents {
      append(UInt32(intent.rawValue.utf8.count))
      bytes += intent.rawValue.utf8
    }
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
      append(value.bitPattern)
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
    append(UInt32(truncatingIfNeeded: sum))
    append(UInt32(truncatingIfNeeded: sum >> 32))
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
    func foreign(_ what: String) -> Fault { Fault(file: nil, "not an intent model: \(what)") }
    guard bytes.starts(with: Self.magic) else { throw foreign("its first line is another") }
    let end = bytes.count - 8
    var offset = Self.magic.count
    func word(_ offset: Int) throws(Fault) -> UInt32 {
      guard offset + 4 <= bytes.count else { throw foreign("it ends too early") }
      var value: UInt32 = 0
      for index in 0..<4 { value |= UInt32(bytes[offset + index]) << UInt32(8 * index) }
      return value
    }
    func next() throws(Fault) -> Int {
      let value = try word(offset)
      offset += 4
      return Int(value)
    }
    let classes = try next()
    let slotSizes = (try next(), try next(), try next())
    let sizes = (try next(), try next(), try next())
    networks = try next()
    hiddenUnits = try next()
    let words = try next()
    guard classes > 0, classes < 1 << 20, max(sizes.0, sizes.1, sizes.2) < 1 << 28,
      max(slotSizes.0, slotSizes.1, slotSizes.2) < 1 << 28, networks < 64,
      hiddenUnits < 1 << 16, words < 1 << 28
    else { throw foreign("its counts make no sense") }
    slots = FeatureSpace(words: slotSizes.0, characters: slotSizes.1, pairs: slotSizes.2)
    space = FeatureSpace(words: sizes.0, characters: sizes.1, pairs: sizes.2)
    var intents: [Intent] = []
    for _ in 0..<classes {
      let length = try next()
      guard length < 1 << 16, offset + length <= end,
        let name = String(validating: bytes[offset..<offset + length], as: UTF8.self)
      else { throw foreign("a name is broken") }
      intents.append(Intent(rawValue: name))
      offset += length
    }
    self.intents = intents
    layout = Layout(
      classes: classes, slots: slots, space: space, networks: networks, hidden: hiddenUnits,
      words: words, namesEnd: offset)
    guard layout.end == end else { throw foreign("it is cut short or too long") }
    let sum = UInt64(try word(end)) | UInt64(try word(end + 4)) << 32
    guard sum == ContentHash.checksum(UnsafeRawBufferPointer(rebasing: bytes[..<end])) else {
      throw foreign("its checksum is wrong")
    }
    var floats: [Float] = []
    while offset < layout.frequencies {
      floats.append(Float(bitPattern: try word(offset)))
      offset += 4
    }
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
    guard Int(greatest) <= space.count else { throw foreign("a row is not there") }
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
