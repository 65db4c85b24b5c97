/// The English words the grammars know, by their meaning: `sept` and `september` are one.
package enum Word: UInt16, CaseIterable, Sendable {
  case none
  // Cardinals, in the order of their values.
  case zero, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen
  case fourteen, fifteen, sixteen, seventeen, eighteen, nineteen
  case twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety
  case hundred, thousand, million, billion, trillion, lakh, crore
  case dozen, half, quarter, point, minus, over, out, couple, few
  // Ordinals, in the order of their values.
  case zeroth, first, second, third, fourth, fifth, sixth, seventh, eighth, ninth, tenth, eleventh
  case twelfth, thirteenth, fourteenth, fifteenth, sixteenth, seventeenth, eighteenth, nineteenth
  case twentieth, thirtieth, fortieth, fiftieth, sixtieth, seventieth, eightieth, ninetieth
  case hundredth, thousandth, millionth, billionth, trillionth
  // Months and weekdays, in their order.
  case january, february, march, april, may, june, july, august, september, october, november
  case december
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  // Units of time, the shortest first.
  case minute, hour, day, week, month, year
  case weekend, fortnight, decade, century, night, businessDay
  // Parts of the day and of the year.
  case morning, afternoon, evening, noon, midnight, midday, tonight, daytime, nighttime
  case midmorning, midafternoon, twenties, thirties, forties, fifties, sixties, seventies, eighties
  case nineties
  case lunch, lunchtime, dinner, dinnertime, breakfast, spring, summer, autumn, winter, season
  // Days by their place.
  case today, tomorrow, yesterday, now, eve, eod, eom, eoy, otd
  // Function words.
  case a, an, the, of, `in`, on, at, by, to, from, `for`, and, or, between, before, after, since
  case until, through, during, within, ago, later, earlier, early, late, than, asWord, no, not, more
  case less, least, most, every, each, any, all, other, this, that, next, last, previous, past
  case current, coming, upcoming, following, same, mid, middle, beginning, end, start, starting
  case rest, remaining, around, about, circa, back, hence, right, present, asap, date
  case am, pm, oclock, per, percent, ordinalSuffix, school, fiscal, calendar, working, business
  case daily, weekly, monthly, yearly, quarterly, biweekly, semi, bi, everyday, weekday, recently
  case penultimate, antepenultimate, it, isWord, with, off, whole, entire, only, just, prior
  case cents, my, name, call, zip, x, ext, tel, account, card, old, time, dates, were, sales, ish
  case exactly, times, sometime, christmas, easter, halloween
  case thanksgiving, black, independence, labor, labour, memorial, father, mother, valentine
  case patrick, earth, president, veteran, columbus, mlk, juneteenth, eid, ramadan, new
  case s, p, cy, fy, sy, q, h, w, wc, th, order, number, pieces, exceeding
}

extension Word {
  /// The value of a cardinal word, such as 21's `twenty` and `one`; -1 when it is none.
  package var cardinal: Double { Self.cardinals[Int(rawValue)] }
  /// The value of an ordinal word; -1 when it is none.
  package var ordinal: Double { Self.ordinals[Int(rawValue)] }
  /// 1 for January to 12; 0 when it is no month.
  package var month: Int {
    let place = Int(rawValue) - Int(Word.january.rawValue)
    return (0..<12).contains(place) ? place + 1 : 0
  }
  /// 1 for Monday to 7 for Sunday; 0 when it is no weekday.
  package var weekday: Int {
    let place = Int(rawValue) - Int(Word.monday.rawValue)
    return (0..<7).contains(place) ? place + 1 : 0
  }
  /// Whether it multiplies what stands before it: `thousand`.
  package var isMultiplier: Bool {
    rawValue >= Word.thousand.rawValue && rawValue <= Word.crore.rawValue
  }

  private static let cardinals = values(
    from: .zero,
    Array(0...20).map(Double.init) + [30, 40, 50, 60, 70, 80, 90]
      + [1e2, 1e3, 1e6, 1e9, 1e12, 1e5, 1e7])
  private static let ordinals = values(
    from: .zeroth,
    Array(0...20).map(Double.init) + [30, 40, 50, 60, 70, 80, 90] + [1e2, 1e3, 1e6, 1e9, 1e12])

  private static func values(from word: Word, _ values: [Double]) -> [Double] {
    var table = [Double](repeating: -1, count: allCases.count)
    for (place, value) in values.enumerated() { table[Int(word.rawValue) + place] = value }
    return table
  }
}
