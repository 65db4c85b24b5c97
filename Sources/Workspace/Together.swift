import Dispatch
import Synchronization

/// Runs two pieces of work at the same time, each on a core of its own where there are two.
func together<First: Sendable, Second: Sendable>(
  _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  let results = Mutex<(First?, Second?)>((nil, nil))
  DispatchQueue.concurrentPerform(iterations: 2) { piece in
    if piece == 0 {
      let value = first()
      results.withLock { $0.0 = value }
    } else {
      let value = second()
      results.withLock { $0.1 = value }
    }
  }
  let (one, other) = results.withLock { $0 }
  // Both have run; asking again is for the compiler, which cannot know.
  return (one ?? first(), other ?? second())
}

/// Runs pieces of work at the same time, as many as there are cores; results in their order.
func inParallel<Value: Sendable>(
  _ count: Int, _ body: @Sendable (Int) -> Value
) -> [Value] {
  let results = Mutex<[Value?]>(Array(repeating: nil, count: count))
  DispatchQueue.concurrentPerform(iterations: count) { piece in
    let value = body(piece)
    results.withLock { $0[piece] = value }
  }
  return results.withLock { $0.compactMap(\.self) }
}
