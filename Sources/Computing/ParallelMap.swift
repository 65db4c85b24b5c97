import Dispatch
import Glibc
import Synchronization

/// What `body` makes of 0 ..< `count`, in order, made on up to `threads` threads; throws the first fault
/// by place.
///
/// The threads are the call's own, so that two trainings at a time get one for each of their pieces and
/// the system deals out the cores: the longest piece of one never waits behind the other's.
public func parallelMap<Value: Sendable, Failure: Error>(
  _ count: Int, threads: Int, _ body: @escaping @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  var values: [Value] = []
  values.reserveCapacity(max(count, 0))
  if threads <= 1 || count <= 1 {
    for piece in 0..<max(count, 0) { values.append(try body(piece)) }
    return values
  }
  let work = Pieces(count: count, body)
  let others = DispatchGroup()
  for _ in 1..<min(threads, count) {
    DispatchQueue(label: "deskmate.pieces").async(group: others) { work.run() }
  }
  work.run()
  others.wait()
  for result in work.results { values.append(try result.get()) }
  return values
}

/// What `body` makes of 0 ..< `count`, in order, made on all cores; throws the first fault by place.
public func parallelMap<Value: Sendable, Failure: Error>(
  _ count: Int, _ body: @escaping @Sendable (Int) throws(Failure) -> Value
) throws(Failure) -> [Value] {
  try parallelMap(count, threads: coreCount, body)
}

/// Runs `body` on chunks of 0 ..< `count`, on all cores; what it writes must not depend on the chunks.
public func forEachInParallel(
  _ count: Int, chunk: Int = 64, _ body: @escaping @Sendable (Range<Int>) -> Void
) {
  let chunk = max(chunk, 1)
  let chunks = (count + chunk - 1) / chunk
  guard chunks > 1 else { return count > 0 ? body(0..<count) : () }
  DispatchQueue.concurrentPerform(iterations: chunks) { index in
    body((index * chunk)..<min((index + 1) * chunk, count))
  }
}

/// Runs two pieces of work at the same time, each on a core of its own where there are two.
public func parallelPair<First: Sendable, Second: Sendable>(
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

/// How many threads the machine runs at once.
private let coreCount = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

/// Pieces of work that several threads take from, one after the other.
private final class Pieces<Value: Sendable, Failure: Error>: Sendable {
  private let count: Int
  private let body: @Sendable (Int) throws(Failure) -> Value
  private let made: Mutex<[Result<Value, Failure>?]>
  private let next = Atomic<Int>(0)

  init(count: Int, _ body: @escaping @Sendable (Int) throws(Failure) -> Value) {
    self.count = count
    self.body = body
    made = Mutex(Array(repeating: nil, count: count))
  }

  /// The results so far, in the order of the pieces.
  var results: [Result<Value, Failure>] { made.withLock { $0.compactMap(\.self) } }

  func run() {
    while true {
      let piece = next.add(1, ordering: .relaxed).oldValue
      if piece >= count { return }
      let result = Result { () throws(Failure) in try body(piece) }
      made.withLock { $0[piece] = result }
    }
  }
}
