import Dispatch
import Synchronization

/// Runs `count` pieces of work on up to `threads` threads; results in the order of the pieces.
func concurrently<Value: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable @escaping (Int) -> Value
) -> [Value] {
  if threads <= 1 || count <= 1 { return (0..<count).map(body) }
  let results = Mutex<[Value?]>(Array(repeating: nil, count: count))
  let next = Atomic<Int>(0)
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      if piece >= count { return }
      let value = body(piece)
      results.withLock { $0[piece] = value }
    }
  }
  return results.withLock { $0.compactMap(\.self) }
}
