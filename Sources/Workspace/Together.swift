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
