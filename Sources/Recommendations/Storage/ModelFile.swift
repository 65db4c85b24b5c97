public import Computing
import Diagnostics

/// Writes a model as named columns, each at a multiple of 64 bytes, so that it can be mapped.
///
/// The form: `DMRECOM1`, the number of columns, then for each its name (48 bytes, padded with zeros),
/// offset, byte count and the size of one element; all numbers are 64-bit, little-endian.
public struct ModelWriter: Sendable {
  static let magic = Array("DMRECOM1".utf8)
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
    try head.withUnsafeBytes(sink)
    var written = head.count
    for entry in entries {
      try [UInt8](repeating: 0, count: rounded(written) - written).withUnsafeBytes(sink)
      try entry.read(sink)
      written = rounded(written) + entry.byteCount
    }
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
    guard bytes.count >= 16, bytes.prefix(8).elementsEqual(ModelWriter.magic) else {
      throw Fault(
        file: file, "not a model of recommendations; make one with `deskmate recommend train`")
    }
    let count = number(8)
    guard count >= 0, count < 10_000, 16 + count * ModelWriter.entryBytes <= bytes.count else {
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
