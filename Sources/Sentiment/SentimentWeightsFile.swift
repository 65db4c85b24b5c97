public import Diagnostics
import Text

extension SentimentWeights {
  private static let signature: [UInt8] = Array("deskmate sentiment weights 1\n".utf8)

  /// The file's bytes: the signature, then little-endian numbers.
  public var bytes: [UInt8] {
    var writer = ByteWriter(bytes: Self.signature)
    writer.append(language == .chinese ? 1 : 0)
    writer.append(UInt32(findings.count))
    for value in findings + [smoothing, neutral.lowerBound, neutral.upperBound] {
      writer.append(value.bitPattern)
    }
    writer.append(weightUnit.bitPattern)
    writer.append(rarityUnit.bitPattern)
    writer.append(UInt32(entryKeys.count))
    for (key, weight) in zip(entryKeys, entryWeights) {
      writer.append(UInt32(truncatingIfNeeded: key))
      writer.append(UInt32(truncatingIfNeeded: key >> 32))
      writer.append(weight.bitPattern)
    }
    writer.append(UInt32(slots.count))
    for slot in slots { writer.append(slot) }
    return writer.bytes
  }

  /// Reads the file's bytes. Throws a `Fault` that says how to make the file anew.
  public static func read(_ bytes: [UInt8], file: String) throws(Fault) -> SentimentWeights {
    let fault = Fault(
      file: file,
      "not a file of sentiment weights, or cut short; `benchmarks make sentiment` makes it anew")
    guard bytes.starts(with: signature) else { throw fault }
    var reader = ByteReader(bytes: bytes, offset: signature.count)
    guard let language = reader.next(), let findings = reader.floats(),
      findings.count == SentimentFindings.count, let smoothing = reader.float(),
      let lower = reader.float(), let upper = reader.float(), lower <= upper,
      let weightUnit = reader.float(), let rarityUnit = reader.float(),
      let count = reader.next(), count <= bytes.count / 12
    else { throw fault }
    var keys: [UInt64] = []
    var weights: [Float] = []
    for _ in 0..<count {
      guard let low = reader.next(), let high = reader.next(), let weight = reader.float() else {
        throw fault
      }
      keys.append(UInt64(high) << 32 | UInt64(low))
      weights.append(weight)
    }
    // A table without a free slot would be searched for ever.
    guard let slots = reader.words(), slots.contains(0), reader.isAtEnd else { throw fault }
    return SentimentWeights(
      language: language == 1 ? .chinese : .english, findings: findings, smoothing: smoothing,
      neutral: lower...upper, weightUnit: weightUnit, rarityUnit: rarityUnit, entryKeys: keys,
      entryWeights: weights, slots: slots)
  }
}

private struct ByteWriter {
  var bytes: [UInt8]

  mutating func append(_ value: UInt32) {
    for shift in [0, 8, 16, 24] as [UInt32] {
      bytes.append(UInt8(truncatingIfNeeded: value >> shift))
    }
  }
}

private struct ByteReader {
  let bytes: [UInt8]
  var offset: Int

  var isAtEnd: Bool { offset == bytes.count }

  mutating func next() -> UInt32? {
    guard offset + 4 <= bytes.count else { return nil }
    defer { offset += 4 }
    return UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8
      | UInt32(bytes[offset + 2]) << 16 | UInt32(bytes[offset + 3]) << 24
  }

  mutating func float() -> Float? {
    guard let value = next().map(Float.init(bitPattern:)), value.isFinite else { return nil }
    return value
  }

  mutating func words() -> [UInt32]? {
    guard let count = next().map(Int.init), count <= (bytes.count - offset) / 4 else { return nil }
    let start = offset
    offset += count * 4
    return bytes.withUnsafeBytes { raw in
      [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
        for index in 0..<count {
          buffer[index] = UInt32(
            littleEndian: raw.loadUnaligned(fromByteOffset: start + index * 4, as: UInt32.self))
        }
        filled = count
      }
    }
  }

  mutating func floats() -> [Float]? {
    guard let words = words() else { return nil }
    let floats = words.map(Float.init(bitPattern:))
    return floats.allSatisfy(\.isFinite) ? floats : nil
  }
}
