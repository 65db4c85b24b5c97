import Quantities
import Text

/// Holidays and the days they fall on.
enum Holiday: Sendable {
  /// A day of a month, every year.
  case fixed(month: Int, day: Int)
  /// The n-th weekday of a month; -1 for the last; days to add after it.
  case nth(Int, weekday: Int, month: Int, plus: Int)
  /// Days after Easter Sunday.
  case easter(Int)
  /// A holiday of the lunar calendar, by tables that cover the years a shop talks about.
  case table([Int: (Int, Int)])

  /// The day it falls on in a year.
  func day(in year: Int, _ calendar: Calendar) -> Day? {
    switch self {
    case .fixed(let month, let day): return Day(year: year, month: month, day: day)
    case .nth(let place, let weekday, let month, let plus):
      return calendar.nth(place, weekday: weekday, year: year, month: month).map { $0 + plus }
    case .easter(let plus): return Self.easter(year).map { $0 + plus }
    case .table(let days): return days[year].flatMap { Day(year: year, month: $0.0, day: $0.1) }
    }
  }

  /// The day as it was said, without a year.
  func spoken(_ calendar: Calendar) -> SpokenDay? {
    let year = calendar.year
    var past: Day?
    var future: Day?
    for distance in 0...3 {
      if past == nil, let day = day(in: year - distance, calendar), Moment(day) < calendar.now {
        past = day
      }
      if future == nil, let day = day(in: year + distance, calendar), !(Moment(day) < calendar.now)
      {
        future = day
      }
    }
    guard let past, let future else { return nil }
    let timex: String
    switch self {
    case .fixed(let month, let day): timex = Timex.day(nil, month, day)
    case .nth(let place, let weekday, let month, let plus) where weekday + plus <= 7:
      timex = "XXXX-\(Timex.two(month))-WXX-\(weekday + plus)-\(place < 0 ? 4 : place)"
    default:
      let day = self.day(in: year, calendar) ?? future
      timex = "XXXX" + day.iso.dropFirst(4)
    }
    return SpokenDay(timex: timex, past: past, future: future)
  }

  /// Easter Sunday of the Gregorian calendar (the anonymous algorithm, as J. Meeus gives it).
  static func easter(_ year: Int) -> Day? {
    let golden = year % 19
    let (century, rest) = (year / 100, year % 100)
    let moon =
      (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15) % 30
    let shift = (32 + 2 * (century % 4) + 2 * (rest / 4) - moon - rest % 4) % 7
    let fix = (golden + 11 * moon + 22 * shift) / 451
    let total = moon + shift - 7 * fix + 114
    return Day(year: year, month: total / 31, day: total % 31 + 1)
  }

  /// Holidays by their names in both languages.
  static let names: PhraseTable<Holiday> = {
    var table = PhraseTable<Holiday>()
    for (holiday, names) in list {
      for name in names.split(separator: ",") { table.add(String(name), holiday) }
    }
    return table
  }()

  private static let eid: [Int: (Int, Int)] = [
    2015: (7, 17), 2016: (7, 6), 2017: (6, 25), 2018: (6, 15), 2019: (6, 4), 2020: (5, 24),
    2021: (5, 13), 2022: (5, 2), 2023: (4, 21), 2024: (4, 10), 2025: (3, 30), 2026: (3, 20),
    2027: (3, 9), 2028: (2, 26),
  ]
  private static let springFestival: [Int: (Int, Int)] = [
    2014: (1, 31), 2015: (2, 19), 2016: (2, 8), 2017: (1, 28), 2018: (2, 16), 2019: (2, 5),
    2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22), 2024: (2, 10), 2025: (1, 29),
    2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
  ]

  private static let dragonBoat: [Int: (Int, Int)] = [
    2014: (6, 2), 2015: (6, 20), 2016: (6, 9), 2017: (5, 30), 2018: (6, 18), 2019: (6, 7),
    2020: (6, 25), 2021: (6, 14), 2022: (6, 3), 2023: (6, 22), 2024: (6, 10), 2025: (5, 31),
    2026: (6, 19), 2027: (6, 9), 2028: (5, 28), 2029: (6, 16), 2030: (6, 5),
  ]
  private static let seventhEvening: [Int: (Int, Int)] = [
    2014: (8, 2), 2015: (8, 20), 2016: (8, 9), 2017: (8, 28), 2018: (8, 17), 2019: (8, 7),
    2020: (8, 25), 2021: (8, 14), 2022: (8, 4), 2023: (8, 22), 2024: (8, 10), 2025: (8, 29),
    2026: (8, 19), 2027: (8, 8), 2028: (8, 26), 2029: (8, 16), 2030: (8, 5),
  ]
  private static let midAutumn: [Int: (Int, Int)] = [
    2014: (9, 8), 2015: (9, 27), 2016: (9, 15), 2017: (10, 4), 2018: (9, 24), 2019: (9, 13),
    2020: (10, 1), 2021: (9, 21), 2022: (9, 10), 2023: (9, 29), 2024: (9, 17), 2025: (10, 6),
    2026: (9, 25), 2027: (9, 15), 2028: (10, 3), 2029: (9, 22), 2030: (9, 12),
  ]
  private static let doubleNinth: [Int: (Int, Int)] = [
    2014: (10, 2), 2015: (10, 21), 2016: (10, 9), 2017: (10, 28), 2018: (10, 17), 2019: (10, 7),
    2020: (10, 25), 2021: (10, 14), 2022: (10, 4), 2023: (10, 23), 2024: (10, 11), 2025: (10, 29),
    2026: (10, 18), 2027: (10, 8), 2028: (10, 26), 2029: (10, 16), 2030: (10, 5),
  ]
  /// The solar term of early April.
  private static let qingming: [Int: (Int, Int)] = Dictionary(
    uniqueKeysWithValues: (2014...2030).map { ($0, (4, [0, 1].contains($0 % 4) ? 4 : 5)) })

  private static func shifted(_ days: [Int: (Int, Int)], by count: Int) -> [Int: (Int, Int)] {
    Dictionary(
      uniqueKeysWithValues: days.compactMap { year, date in
        Day(year: year, month: date.0, day: date.1).map {
          let day = ($0 + count).components
          return (year, (day.month, day.day))
        }
      })
  }

  private static let list: [(Holiday, String)] = [
    (.fixed(month: 12, day: 25), "christmas,christmas day,xmas,圣诞节,圣诞"),
    (.fixed(month: 12, day: 24), "christmas eve,xmas eve,平安夜,圣诞夜,圣诞前夜"),
    (
      .fixed(month: 1, day: 1),
      "new year,new years,new year's,new year's day,new years day,yuandan,元旦,元旦节,新年"
    ),
    (.fixed(month: 12, day: 31), "new year's eve,new years eve,new year eve,跨年夜"),
    (.fixed(month: 2, day: 14), "valentine's day,valentines day,valentine day,valentines,情人节"),
    (
      .fixed(month: 3, day: 17),
      "st patrick's day,st patrick day,st. patrick's day,saint patrick's day"
    ),
    (
      .fixed(month: 4, day: 1),
      "april fools,april fools day,april fool day,april fool's day,april fools' day,愚人节"
    ),
    (
      .fixed(month: 5, day: 1),
      "international workers' day,international workers day,may day,workers' day,labour day,五一,劳动节,五一劳动节"
    ),
    (.fixed(month: 7, day: 4), "independence day,us independence day,美国独立日"),
    (.fixed(month: 10, day: 31), "halloween,halloween day,all hallows' eve,万圣节,万圣夜"),
    (
      .fixed(month: 11, day: 1),
      "all saints' day,all saints day,all hallows' day,all hallows day,all hallow day"
    ),
    (
      .fixed(month: 11, day: 11),
      "veterans day,veteran's day,veterans' day,singles' day,singles day,双十一,光棍节"
    ),
    (.fixed(month: 6, day: 19), "juneteenth,juneteenth day"),
    (.fixed(month: 4, day: 22), "earth day,世界地球日"), (.fixed(month: 2, day: 2), "groundhog day"),
    (
      .fixed(month: 3, day: 8),
      "international women's day,international womens day,women's day,womens day,female day,妇女节,三八妇女节"
    ),
    (.fixed(month: 6, day: 1), "children's day,childrens day,儿童节,六一,六一儿童节"),
    (.fixed(month: 9, day: 10), "teachers' day,teacher's day,teacher day,teachers day,教师节"),
    (.fixed(month: 10, day: 1), "国庆节,国庆,十一国庆节"), (.fixed(month: 5, day: 4), "youth day,青年节,五四青年节"),
    (.fixed(month: 8, day: 1), "建军节"),
    (.fixed(month: 3, day: 12), "tree planting day,tree plant day,植树节"),
    (.fixed(month: 12, day: 26), "boxing day,st stephen's day,st. stephen's day,节礼日"),
    (.fixed(month: 11, day: 2), "all souls' day,all souls day"),
    (.fixed(month: 11, day: 5), "guy fawkes day,guy fawkes night,bonfire night"),
    (.fixed(month: 5, day: 5), "cinco de mayo"), (.fixed(month: 7, day: 14), "bastille day"),
    (.fixed(month: 7, day: 1), "canada day"), (.fixed(month: 1, day: 26), "australia day"),
    (.fixed(month: 4, day: 25), "anzac day"),
    (.fixed(month: 4, day: 23), "st george's day,st. george's day,saint george's day"),
    (.fixed(month: 6, day: 24), "st john's day,baptiste day,st jean baptiste day"),
    (.fixed(month: 1, day: 20), "inauguration day"),
    (.fixed(month: 3, day: 7), "girls day,girls' day"),
    (.fixed(month: 3, day: 14), "white day,白色情人节"),
    (.fixed(month: 12, day: 8), "immaculate conception"),
    (
      .nth(4, weekday: 4, month: 11, plus: 0),
      "thanksgiving,thanksgiving day,thanks giving,thanks giving day,感恩节"
    ),
    (.nth(4, weekday: 4, month: 11, plus: 1), "black friday,黑色星期五"),
    (.nth(4, weekday: 4, month: 11, plus: 4), "cyber monday"),
    (.nth(1, weekday: 1, month: 9, plus: 0), "labor day,us labor day"),
    (.nth(-1, weekday: 1, month: 5, plus: 0), "memorial day"),
    (.nth(2, weekday: 1, month: 10, plus: 0), "columbus day,indigenous peoples' day"),
    (
      .nth(3, weekday: 1, month: 1, plus: 0),
      "martin luther king day,mlk day,martin luther king jr day"
    ),
    (
      .nth(3, weekday: 1, month: 2, plus: 0),
      "presidents' day,president's day,presidents day,washington's birthday"
    ),
    (.nth(2, weekday: 7, month: 5, plus: 0), "mother's day,mothers day,mothers' day,母亲节"),
    (.nth(3, weekday: 7, month: 6, plus: 0), "father's day,fathers day,fathers' day,父亲节"),
    (.easter(0), "easter,easter day,easter sunday,复活节"), (.easter(-2), "good friday"),
    (.easter(1), "easter monday"), (.easter(-46), "ash wednesday"), (.easter(-7), "palm sunday"),
    (.easter(39), "ascension day"), (.easter(49), "pentecost,whit sunday"),
    (.easter(-3), "maundy thursday"),
    (.easter(50), "whit monday"), (.easter(-47), "mardi gras"),
    (.table(eid), "eid al fitr,eid al-fitr,eid ul fitr,开斋节"),
    (.table(shifted(springFestival, by: -1)), "除夕,除夕夜,大年三十,年三十"),
    (.table(shifted(springFestival, by: 14)), "lantern festival,元宵节,元宵,正月十五"),
    (.table(dragonBoat), "dragon boat festival,端午节,端午"),
    (.table(seventhEvening), "七夕节,七夕"),
    (.table(midAutumn), "mid-autumn festival,mid autumn festival,moon festival,中秋节,中秋"),
    (.table(doubleNinth), "重阳节,重阳"), (.table(qingming), "qingming,qingming festival,清明节,清明"),
    (.table(springFestival), "chinese new year,lunar new year,spring festival,春节,大年初一"),
  ]
}
