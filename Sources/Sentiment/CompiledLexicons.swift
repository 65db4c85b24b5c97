/// The lexicons of a scorer as they stand in memory, so that a start need not read them word by word.
///
/// Columns of numbers as this machine has them, each behind its count: made and read on one machine, never
/// shipped. Whoever keeps the bytes sees to it that they are whole.
extension SentimentScorer {
  /// Changes whenever the same lexicons would give other bytes, or the same bytes other scores: a part of
  /// every cache's key.
  public static let compiledVersion = "3"

  /// The lexicons, the fitted weights of their entries included.
  public var compiledLexicons: [UInt8] {
    var bytes: [UInt8] = []
    analyzer.write(to: &bytes)
    return bytes
  }

  /// Creates a scorer from what `compiledLexicons` gave and the weights it was made with; `nil` when the
  /// bytes are something else.
  public init?(compiledLexicons bytes: [UInt8], weights: [SentimentWeights]) {
    var reader = ColumnReader(bytes: bytes)
    guard let analyzer = SentimentAnalyzer(reading: &reader), reader.isAtEnd else { return nil }
    self.init(analyzer: analyzer, weights: weights)
  }
}

extension SentimentAnalyzer {
  fileprivate func write(to bytes: inout [UInt8]) {
    scanner.pictures.write(to: &bytes)
    words.write(to: &bytes)
  }

  fileprivate init?(reading reader: inout ColumnReader) {
    guard let pictures = SymbolTrie(reading: &reader), let words = SymbolTrie(reading: &reader)
    else { return nil }
    self.init(pictures: pictures, words: words)
  }
}

extension [UInt8] {
  /// Adds numbers behind their count.
  mutating func append<Number: BitwiseCopyable>(column: [Number]) {
    Swift.withUnsafeBytes(of: UInt64(column.count)) { append(contentsOf: $0) }
    column.withUnsafeBytes { append(contentsOf: $0) }
  }
}

/// Takes columns of numbers out of bytes.
struct ColumnReader {
  let bytes: [UInt8]
  private var offset = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { offset == bytes.count }

  /// The next column, or `nil` when the bytes end before it does.
  mutating func next<Number: BitwiseCopyable>(_ type: Number.Type) -> [Number]? {
    let stride = MemoryLayout<Number>.stride
    return bytes.withUnsafeBytes { raw -> [Number]? in
      guard raw.count - offset >= 8 else { return nil }
      let count = raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      guard count <= UInt64((raw.count - offset - 8) / stride) else { return nil }
      let start = offset + 8
      offset = start + Int(count) * stride
      let column = UnsafeRawBufferPointer(rebasing: raw[start..<offset])
      return [Number](unsafeUninitializedCapacity: Int(count)) { buffer, filled in
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: column)
        filled = Int(count)
      }
    }
  }
}
