import Foundation

/// The memory of this process, as Linux counts it.
enum ProcessMemory {
  /// The most it has held.
  static var peakMegabytes: Int { Int(kilobytes("VmHWM:")) / 1024 }

  /// One figure of `/proc/self/status`.
  static func kilobytes(_ name: String) -> Double {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
      let number = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
    else { return 0 }
    return Double(number) ?? 0
  }
}
