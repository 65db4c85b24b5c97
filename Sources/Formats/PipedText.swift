/// The text of a pipe as UTF-8, as it arrives: how it is encoded shows with the first bytes beyond ASCII, which
/// may come long after the first line was answered.
public struct PipedText: ~Copyable {
  /// What was guessed about the encoding, in one sentence; known once it showed.
  public private(set) var note: String?
  private var decoder: TextDecoder?
  private var isBegun = false

  /// Begins a pipe.
  public init() {}

  /// The next bytes as UTF-8, without the mark at the beginning.
  public mutating func decode(_ bytes: [UInt8]) -> [UInt8] {
    defer { isBegun = isBegun || !bytes.isEmpty }
    if decoder != nil { return decoder?.decode(bytes[...]) ?? [] }
    guard bytes.contains(where: { $0 >= 0x80 || $0 == 0 }) else { return bytes }
    let detection = TextEncoding.detect(bytes[...])
    note = detection.note
    decoder = TextDecoder(detection.encoding)
    return decoder?.decode(bytes[(isBegun ? 0 : detection.mark)...]) ?? []
  }
}
