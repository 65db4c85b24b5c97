import Quantities
import Text

/// A length of time, part by part.
extension EnglishDurations {
  /// A length with its parts by unit.
  struct Length {
    enum Unit: String {
      case year = "Y", month = "M", week = "W", day = "D", hour = "H", minute = "m"
      case second = "S", weekend = "WE", businessDay = "BD", quarter = "Q", decade = "E"
      case century = "C"
    }
    var parts: [(count: Double, unit: Unit)]

    var isClock: Bool { parts.contains { [.hour, .minute, .second].contains($0.unit) } }
    var isCalendar: Bool { parts.contains { ![.hour, .minute, .second].contains($0.unit) } }

    var timex: String {
      var date = ""
      var time = ""
      for part in parts {
        switch part.unit {
        case .hour: time += Timex.number(part.count) + "H"
        case .minute: time += Timex.number(part.count) + "M"
        case .second: time += Timex.number(part.count) + "S"
        case .quarter: date += Timex.number(part.count * 3) + "M"
        case .decade: date += Timex.number(part.count * 10) + "Y"
        case .century: date += Timex.number(part.count * 100) + "Y"
        default: date += Timex.number(part.count) + part.unit.rawValue
        }
      }
      return "P" + date + (time.isEmpty ? "" : "T" + time)
    }

    var seconds: Double {
      parts.reduce(0) { $0 + $1.count * Self.size($1.unit) }
    }

    static func size(_ unit: Unit) -> Double {
      switch unit {
      case .year: 31_536_000
      case .month: 2_592_000
      case .week: 604_800
      case .day, .businessDay: 86_400
      case .hour: 3600
      case .minute: 60
      case .second: 1
      case .weekend: 172_800
      case .quarter: 7_776_000
      case .decade: 315_360_000
      case .century: 3_153_600_000
      }
    }

    /// The moment a length away, either way.
    /// Whether it leads to a day: whole counts, and halves of years and months.
    var isWhole: Bool {
      parts.allSatisfy {
        $0.count == $0.count.rounded()
          || ($0.unit == .year || $0.unit == .month) && $0.count * 2 == ($0.count * 2).rounded()
      }
    }

    func added(to moment: Moment, sign: Int) -> Moment {
      var result = moment
      for part in parts {
        let count = Int(part.count) * sign
        switch part.unit {
        case .year:
          result.day = result.day.adding(months: Int((part.count * 12).rounded()) * sign)
        case .decade: result.day = result.day.adding(months: count * 120)
        case .century: result.day = result.day.adding(months: count * 1_200)
        case .quarter: result.day = result.day.adding(months: count * 3)
        case .month:
          let rest = Int(((part.count - part.count.rounded(.down)) * 30).rounded())
          result.day = result.day.adding(months: count) + rest * sign
        case .week: result.day = result.day + count * 7
        case .day, .weekend: result.day = result.day + count
        case .businessDay:
          var left = abs(count)
          while left > 0 {
            result.day = result.day + sign
            if result.day.weekday <= 5 { left -= 1 }
          }
        case .hour, .minute, .second:
          result.second += Int(part.count * Self.size(part.unit)) * sign
        }
      }
      return result.normal
    }
  }
}
