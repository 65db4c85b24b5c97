import Synchronization

/// A value made when it is first asked for, and kept: most conversations need a part of what a workspace
/// holds, and none should wait for the rest.
public final class Deferred<Value: Sendable>: Sendable {
  private let value: Mutex<Value?>
  private let make: @Sendable () -> Value

  /// A value to be made by `make`, once.
  public init(_ make: @escaping @Sendable () -> Value) {
    value = Mutex(nil)
    self.make = make
  }

  /// The value.
  public func callAsFunction() -> Value {
    value.withLock { value in
      let made = value ?? make()
      value = made
      return made
    }
  }
}
