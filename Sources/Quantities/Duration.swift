/// A length of time as people say it: months and days stay months and days (ISO 8601).
public struct CalendarDuration: Hashable, Sendable {
  /// Whole months; a year is twelve.
  public let months: Int
  /// Whole days; a week is seven.
  public let days: Int
  /// Seconds, for hours and minutes.
  public let seconds: Int

  /// Creates a duration.
  public init(months: Int = 0, days: Int = 0, seconds: Int = 0) {
    self.months = months
    self.days = days
    self.seconds = seconds
  }

  /// `P2M`, `P14D`, `PT36H`, `P1Y`; nothing at all is `P0D`.
  public var iso: String {
    var date = ""
    if months / 12 > 0 { date += "\(months / 12)Y" }
    if months % 12 > 0 { date += "\(months % 12)M" }
    if days > 0 { date += "\(days)D" }
    var time = ""
    if seconds / 3600 > 0 { time += "\(seconds / 3600)H" }
    if seconds % 3600 / 60 > 0 { time += "\(seconds % 3600 / 60)M" }
    if seconds % 60 > 0 { time += "\(seconds % 60)S" }
    if date.isEmpty, time.isEmpty { return "P0D" }
    return "P" + date + (time.isEmpty ? "" : "T" + time)
  }
}
