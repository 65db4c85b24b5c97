/// Small pictures in text.
public enum Bars {
  private static let eighths = Array(" ▁▂▃▄▅▆▇█")
  private static let partial = Array(" ▏▎▍▌▋▊▉█")

  /// A sparkline: one block a value, the lowest block for `range`'s lower end.
  public static func sparkline(_ values: [Double], in range: ClosedRange<Double>) -> String {
    let size = range.upperBound - range.lowerBound
    return String(
      values.map { value in
        guard value.isFinite, size > 0 else { return eighths[0] }
        let share = (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound) / size
        return eighths[1 + Int((share * 7).rounded())]
      })
  }

  /// A horizontal bar of at most `width` columns for a share of 0…1, exact to an eighth.
  public static func bar(_ share: Double, width: Int) -> String {
    guard share.isFinite, share > 0, width > 0 else { return "" }
    let units = Int((min(share, 1) * Double(width) * 8).rounded())
    let full = String(repeating: partial[8], count: units / 8)
    return units % 8 == 0 ? full : full + String(partial[units % 8])
  }
}
