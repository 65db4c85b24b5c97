import Diagnostics

/// What a model would take in memory, so that what is too large is refused before it starts.
public struct MemoryNeed: Hashable, Sendable {
  private let model: String
  /// The bytes at the peak of training, without the interactions themselves.
  public let bytes: Int
  private let size: String

  /// Four gigabytes.
  public static let usualLimit = 4 << 30

  init(model: String, bytes: Int, of size: String) {
    self.model = model
    self.bytes = bytes
    self.size = size
  }

  /// Throws a `Fault` that names the memory when it is beyond the limit.
  func check(limit: Int) throws(Fault) {
    guard bytes > limit else { return }
    throw Fault(
      file: nil,
      "\(model) of \(size) needs \(Self.written(bytes)) of memory and \(Self.written(limit)) are "
        + "allowed; raise the limit with --memory, or take item neighbours, which need less")
  }

  /// `3.7 GB`, in decimal units.
  static func written(_ bytes: Int) -> String {
    let units = ["bytes", "kB", "MB", "GB", "TB"]
    var value = Double(bytes)
    var unit = 0
    while value >= 1000, unit < units.count - 1 {
      value /= 1000
      unit += 1
    }
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 || unit == 0
      ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}
