import Synchronization

/// An index made when it is first asked: most conversations never search, and none should wait for it.
final class LazyIndex: Sendable {
  private let index = Mutex<ArticleIndex?>(nil)
  private let make: @Sendable () -> ArticleIndex

  init(_ make: @escaping @Sendable () -> ArticleIndex) { self.make = make }

  /// The index, made once.
  func callAsFunction() -> ArticleIndex {
    index.withLock { index in
      let made = index ?? make()
      index = made
      return made
    }
  }
}
