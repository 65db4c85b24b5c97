import Quantities
import Text

/// Holidays, of this year or of the one that is named.
extension EnglishDates {
  func holiday(at index: Int) -> (end: Int, day: SpokenDay)? {
    var at = index
    var offset: Int?
    switch word(at) {
    case .next, .following, .coming, .upcoming: (at, offset) = (at + 1, 1)
    case .last, .previous, .past: (at, offset) = (at + 1, -1)
    case .this: (at, offset) = (at + 1, 0)
    default: break
    }
    guard let (end, holiday) = Holiday.names.longest(in: reading, at: at),
      let spoken = holiday.spoken(calendar)
    else { return nil }
    if let offset {
      let day: Day?
      switch offset {
      case 0: day = holiday.day(in: calendar.year, calendar)
      case 1:
        day =
          word(index) == .following
            || (holiday.day(in: calendar.year, calendar) ?? calendar.today) < calendar.today
          ? holiday.day(in: calendar.year + 1, calendar) : spoken.future
      default: day = spoken.past
      }
      return day.map { (end, SpokenDay($0)) }
    }
    if let (stop, year) = trailingYear(end), let day = holiday.day(in: year, calendar) {
      return (stop, SpokenDay(day))
    }
    if word(end) == .of || word(end) == .this || word(end) == .next || word(end) == .last {
      let place = word(end) == .of ? end + 1 : end
      if word(place + 1) == .year {
        let offsets: [Word: Int] = [.this: 0, .next: 1, .last: -1]
        if let shift = offsets[word(place)],
          let day = holiday.day(in: calendar.year + shift, calendar)
        {
          return (place + 2, SpokenDay(day))
        }
      }
    }
    return (end, spoken)
  }
}
