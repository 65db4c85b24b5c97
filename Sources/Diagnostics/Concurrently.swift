import Dispatch
import Synchronization

/// Runs `count` pieces of work on up to `threads` threads; results in the order of the pieces.
///
/// Queues of their own, so that two trainings at a time get a thread for each of their pieces and the
/// system deals out the cores: the longest piece of one is never left waiting behind the other's.
public func concurrently<Value: Sendable>(
  _ count: Int, threads: Int, _ body: @Sendable @escaping (Int) -> Value
) -> [Value] {
  if threads <= 1 || count <= 1 { return (0..<count).map(body) }
  let work = Pieces(count: count, body)
  let others = DispatchGroup()
  for _ in 1..<min(threads, count) {
    DispatchQueue(label: "deskmate.pieces").async(group: others) { work.run() }
  }
  work.run()
  others.wait()
  return work.values
}

/// Pieces of work that several threads take from, one after the other.
private final class Pieces<Value: Sendable>: Sendable {
  private let count: Int
  private let body: @Sendable (Int) -> Value
  private let results: Mutex<[Value?]>
  private let next = Atomic<Int>(0)

  init(count: Int, _ body: @Sendable @escaping (Int) -> Value) {
    self.count = count
    self.body = body
    results = Mutex(Array(repeating: nil, count: count))
  }

  /// The results so far, in the order of the pieces.
  var values: [Value] { results.withLock { $0.compactMap(\.self) } }

  func run() {
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      if piece >= count { return }
      let value = body(piece)
      results.withLock { $0[piece] = value }
    }
  }
}
