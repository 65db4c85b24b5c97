extension StringProtocol {
  /// Whether another text stands in this one, byte for byte; the empty one always does.
  ///
  /// The standard library's `contains` compares characters, all ways of writing each included: twenty
  /// times as slow, and texts of the desk are looked through for hundreds of words a turn.
  public func holds(_ part: some StringProtocol) -> Bool {
    let found = utf8.withContiguousStorageIfAvailable { text in
      part.utf8.withContiguousStorageIfAvailable { ByteSearch.holds(text, $0) }
    }
    if let found = found.flatMap(\.self) { return found }
    return Array(utf8).withUnsafeBufferPointer { text in
      Array(part.utf8).withUnsafeBufferPointer { ByteSearch.holds(text, $0) }
    }
  }
}

/// Looks for bytes in bytes.
enum ByteSearch {
  static func holds(_ text: UnsafeBufferPointer<UInt8>, _ part: UnsafeBufferPointer<UInt8>) -> Bool
  {
    guard let first = part.first else { return true }
    guard part.count <= text.count else { return false }
    for start in 0...text.count - part.count where text[start] == first {
      var length = 1
      while length < part.count, text[start + length] == part[length] { length += 1 }
      if length == part.count { return true }
    }
    return false
  }
}
