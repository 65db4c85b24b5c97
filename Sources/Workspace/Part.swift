import Diagnostics

/// A part of a work, or the faults that kept it from being done.
struct Part<Value: Sendable>: Sendable {
  let value: Value?
  let faults: [Fault]

  init(_ read: () throws -> Value) {
    do {
      value = try read()
      faults = []
    } catch {
      value = nil
      faults =
        (error as? Faults)?.all ?? [error as? Fault ?? Fault(file: nil, "\(error)")]
    }
  }
}

/// Keeps the faults of parts.
struct FaultCollector {
  /// The faults so far, in order.
  var all: [Fault] = []

  /// A part's value, or `nil` with its faults kept.
  mutating func take<Value>(_ part: Part<Value>) -> Value? {
    all += part.faults
    return part.value
  }
}
