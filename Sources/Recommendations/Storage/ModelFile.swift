public import Computing
import Diagnostics

/// Writes a model as named columns, each at a multiple of 64 bytes, so that it can be mapped.
///
/// The form: `DMRECOM2`, the number of columns, then for each its name (48 bytes, padded with zeros),
/// offset, byte count and the size of one element; behind all columns, at a multiple of 64 bytes, a
/// checksum of everything before. All numbers are 64-bit, little-endian.
public struct ModelWriter: Sendable {
  static let magic = Array("DMRECOM2".utf8)
  static let nameBytes = 48
  static let entryBytes = nameBytes + 24

  private struct Entry: Sendable {
    let name: String
    let byteCount: Int
    let stride: Int
    let read: @Sendable ((UnsafeRawBufferPointer) throws -> Void) throws -> Void
  }

  private var entries: [Entry] = []

  /// Creates an empty file.
  public init() {}

  /// Adds a column, which is kept as it is: no copy is made before it is written.
  mutating func add<Element>(_ name: String, _ column: Column<Element>) {
    precondition(name.utf8.count < Self.nameBytes, "a column's name is too long")
    entries.append(
      Entry(
        name: name, byteCount: column.bytes.count, stride: MemoryLayout<Element>.stride
      ) { body in
        try column.withUnsafeBufferPointer { try body(UnsafeRawBufferPointer($0)) }
      })
  }

  mutating func add(_ name: String, text: String) { add(name, Column(Array(text.utf8))) }

  /// The size of all columns.
  var byteCount: Int { entries.reduce(0) { $0 + $1.byteCount } }

  /// The file, piece by piece.
  func write(to sink: (UnsafeRawBufferPointer) throws -> Void) throws {
    func rounded(_ count: Int) -> Int { (count + 63) / 64 * 64 }
    func little(_ number: Int) -> [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
    }
    var head = Self.magic + little(entries.count)
    var offset = rounded(16 + entries.count * Self.entryBytes)
    for entry in entries {
      let name = Array(entry.name.utf8)
      head += name + [UInt8](repeating: 0, count: Self.nameBytes - name.count)
      head += little(offset) + little(entry.byteCount) + little(entry.stride)
      offset = rounded(offset + entry.byteCount)
    }
    var checksum = Checksum()
    func put(_ bytes: UnsafeRawBufferPointer) throws {
      checksum.add(bytes)
      try sink(bytes)
    }
    try head.withUnsafeBytes(put)
    var written = head.count
    for entry in entries {
      try [UInt8](repeating: 0, count: rounded(written) - written).withUnsafeBytes(put)
      try entry.read(put)
      written = rounded(written) + entry.byteCount
    }
    try [UInt8](repeating: 0, count: rounded(written) - written).withUnsafeBytes(put)
    try little(Int(truncatingIfNeeded: checksum.value)).withUnsafeBytes(sink)
  }
}

/// A sum over bytes that any change of a byte changes: eight at a time, however they are handed in.
struct Checksum {
  private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15
  private var pending: [UInt8] = []

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var start = 0
    while !pending.isEmpty, pending.count < 8, start < bytes.count {
      pending.append(bytes[start])
      start += 1
    }
    if pending.count == 8 {
      pending.withUnsafeBytes { mix($0.loadUnaligned(as: UInt64.self)) }
      pending.removeAll(keepingCapacity: true)
    }
    var sum = value
    while start + 8 <= bytes.count {
      let word = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
      sum = (sum ^ word) &* 0x9FB2_1C65_1E98_DF25
      sum ^= sum >> 32
      start += 8
    }
    value = sum
    if start < bytes.count { pending += Array(bytes[start...]) }
  }

  private mutating func mix(_ word: UInt64) {
    value = (value ^ word.littleEndian) &* 0x9FB2_1C65_1E98_DF25
    value ^= value >> 32
  }
}

/// Reads a model file where it lies: only the table of columns is looked at.
public struct ModelReader: Sendable {
  private let memory: ModelMemory
  private let file: String?
  private var columns: [String: (offset: Int, byteCount: Int, stride: Int)] = [:]

  /// Opens a model; throws a `Fault` when the bytes are not one.
  public init(_ memory: ModelMemory, file: String? = nil) throws {
    self.memory = memory
    self.file = file
    let bytes = UnsafeRawBufferPointer(start: memory.start, count: memory.byteCount)
    func number(_ offset: Int) -> Int {
      Int(
        truncatingIfNeeded: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
          .littleEndian)
    }
    guard bytes.count >= 24, bytes.prefix(7).elementsEqual(ModelWriter.magic.prefix(7)) else {
      throw Fault(
        file: file, "not a model of recommendations; make one with `deskmate recommend train`")
    }
    guard bytes[7] == ModelWriter.magic[7] else { throw damaged("another version made it") }
    var checksum = Checksum()
    guard bytes.count % 8 == 0 else { throw damaged("it is cut off") }
    checksum.add(UnsafeRawBufferPointer(rebasing: bytes[..<(bytes.count - 8)]))
    guard checksum.value == UInt64(bitPattern: Int64(number(bytes.count - 8))) else {
      throw damaged("its checksum is wrong, so it was changed or cut off")
    }
    let count = number(8)
    guard count >= 0, count < 10_000, 24 + count * ModelWriter.entryBytes <= bytes.count else {
      throw damaged("its table of columns is cut off")
    }
    for entry in 0..<count {
      let start = 16 + entry * ModelWriter.entryBytes
      let name = bytes[start..<(start + ModelWriter.nameBytes)].prefix { $0 != 0 }
      let offset = number(start + ModelWriter.nameBytes)
      let byteCount = number(start + ModelWriter.nameBytes + 8)
      guard offset >= 0, byteCount >= 0, offset % 64 == 0, offset <= bytes.count,
        byteCount <= bytes.count - offset
      else { throw damaged("it is cut off") }
      columns[String(decoding: name, as: UTF8.self)] = (
        offset, byteCount, number(start + ModelWriter.nameBytes + 16)
      )
    }
  }

  func column<Element>(_ name: String) throws -> Column<Element> {
    guard let entry = columns[name] else { throw damaged("\"\(name)\" is missing") }
    let stride = MemoryLayout<Element>.stride
    guard entry.stride == stride, entry.byteCount % stride == 0 else {
      throw damaged("\"\(name)\" has numbers of another size")
    }
    return Column(in: memory, offset: entry.offset, count: entry.byteCount / stride)
  }

  func text(_ name: String) throws -> String {
    let column: Column<UInt8> = try column(name)
    return String(decoding: column, as: UTF8.self)
  }

  func contains(_ name: String) -> Bool { columns[name] != nil }

  func damaged(_ why: String) -> Fault {
    Fault(file: file, "this model cannot be used: \(why); train it again")
  }
}
