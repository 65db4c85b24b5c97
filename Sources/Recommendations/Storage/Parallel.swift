import Dispatch

/// Runs `body` on chunks of 0 ..< `count`, on all cores; what it writes must not depend on the chunks.
func inParallel(_ count: Int, chunk: Int = 64, _ body: @Sendable (Range<Int>) -> Void) {
  let chunks = (count + chunk - 1) / max(chunk, 1)
  guard chunks > 1 else { return count > 0 ? body(0..<count) : () }
  DispatchQueue.concurrentPerform(iterations: chunks) { index in
    body((index * chunk)..<min((index + 1) * chunk, count))
  }
}

/// What `body` makes of 0 ..< `count`, in order, made on all cores; throws the first fault.
func mapInParallel<Value: Sendable>(
  _ count: Int, _ body: @Sendable (Int) throws -> Value
) throws -> [Value] {
  var made = [Result<Value, any Error>?](repeating: nil, count: count)
  made.withUnsafeMutableBufferPointer { made in
    guard let base = made.baseAddress else { return }
    let shared = SharedBuffer(base)
    inParallel(count, chunk: 1) { range in
      for index in range { shared.base[index] = Result { try body(index) } }
    }
  }
  return try made.compactMap { try $0?.get() }
}

/// Memory that several threads write at different places.
struct SharedBuffer<Element>: @unchecked Sendable {
  // Unchecked: every writer has places of its own.
  let base: UnsafeMutablePointer<Element>

  init(_ base: UnsafeMutablePointer<Element>) { self.base = base }
}
