import Entities
import Quantities
import Text

/// Dates, times, ranges and durations: every way of writing them, seen from a fixed day.
extension EntityForm {
  private static func form(
    _ language: Language, _ name: String, _ kind: String,
    make: @escaping @Sendable (inout SeededGenerator) -> (String, [String: String])
  ) -> EntityForm {
    EntityForm(language, name) { generator in
      let (text, fields) = make(&generator)
      return Mention(text: text, meaning: .fields(.dateTime, kind: "datetimeV2." + kind, fields))
    }
  }
  private static func day(
    _ language: Language, _ name: String, make: @escaping @Sendable (inout SeededGenerator) -> (String, Day)
  ) -> EntityForm {
    form(language, name, "date") { generator in
      let (text, day) = make(&generator)
      return (text, ["value": day.iso])
    }
  }

  private static let today = EntityFormRun.now.day
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// A day of a year: its parts and itself.
  private static func date(
    _ generator: inout SeededGenerator, from: Int = 1995, to: Int = 2032, day low: Int = 1
  ) -> (year: Int, month: Int, day: Int, it: Day) {
    let year = generator.from(from, to)
    let month = generator.from(1, 12)
    let day = generator.from(low, 28)
    let iso = "\(year)-" + EntityNumberWords.two(month) + "-" + EntityNumberWords.two(day)
    return (year, month, day, Day(iso: iso) ?? today)
  }
  private static func short(_ month: Int) -> String { String(months[month - 1].prefix(3)) }
  private static func shifted(_ days: Int) -> Day { Day(number: today.number + days) }
  private static func clock(_ hour: Int, _ minute: Int) -> String {
    EntityNumberWords.two(hour) + ":" + EntityNumberWords.two(minute) + ":00"
  }

  static var englishDates: [EntityForm] {
    [
    day(.english, "date.day-month-year") {
      let d = date(&$0)
      return ("\(d.day) " + ($0.flip() ? months[d.month - 1] : short(d.month)) + " \(d.year)", d.it)
    },
    day(.english, "date.month-day-year") {
      let d = date(&$0)
      return (
        ($0.flip() ? months[d.month - 1] : short(d.month)) + " \(d.day)" + $0.pick([", ", " ", ","])
          + "\(d.year)", d.it
      )
    },
    day(.english, "date.ordinal-month-year") {
      let d = date(&$0)
      return (
        EntityNumberWords.suffixed(d.day) + $0.pick([" ", " of "]) + months[d.month - 1]
          + $0.pick([" ", ", "]) + "\(d.year)", d.it
      )
    },
    day(.english, "date.month-ordinal-year") {
      let d = date(&$0)
      return (
        months[d.month - 1] + $0.pick([" ", " the "]) + EntityNumberWords.suffixed(d.day) + ", \(d.year)",
        d.it
      )
    },
    day(.english, "date.iso") { let d = date(&$0); return (d.it.iso, d.it) },
    day(.english, "date.slashes.year-first") {
      let d = date(&$0)
      return ("\(d.year)/" + EntityNumberWords.two(d.month) + "/" + EntityNumberWords.two(d.day), d.it)
    },
    day(.english, "date.slashes.month-first") {
      let d = date(&$0, day: 13)
      return ("\(d.month)/\(d.day)/\(d.year)", d.it)
    },
    day(.english, "date.slashes.day-first") {
      let d = date(&$0, day: 13)
      return ("\(d.day)/\(d.month)/\(d.year)", d.it)
    },
    day(.english, "date.dots") {
      let d = date(&$0)
      return $0.flip()
        ? ("\(d.day).\(d.month).\(d.year)", d.it)
        : (EntityNumberWords.two(d.day) + "." + EntityNumberWords.two(d.month) + ".\(d.year)", d.it)
    },
    day(.english, "date.dashes.month-name") {
      let d = date(&$0)
      return ("\(d.day)-" + short(d.month) + "-\(d.year)", d.it)
    },
    day(.english, "date.glued") {
      let d = date(&$0, from: 2005, to: 2029)
      let year = $0.flip() ? "\(d.year)" : String("\(d.year)".suffix(2))
      return (EntityNumberWords.two(d.day) + short(d.month) + year, d.it)
    },
    day(.english, "date.short-dot") {
      let d = date(&$0)
      let name = short(d.month) + (d.month == 5 ? "" : ".")
      return ($0.flip() ? name + " \(d.day), \(d.year)" : "\(d.day) " + name + " \(d.year)", d.it)
    },
    day(.english, "date.weekday-full") {
      let d = date(&$0)
      let name = weekdays[(d.it.number - Day(iso: "2026-11-23")!.number % 7 + 70_000) % 7]
      return (name + $0.pick([", ", " "]) + months[d.month - 1] + " \(d.day), \(d.year)", d.it)
    },
    day(.english, "date.no-year") {
      let d = date(&$0, from: 2027, to: 2027)
      let at = d.it.number - 365 > today.number ? Day(number: d.it.number - 365) : d.it
      let text = $0.pick([
        months[d.month - 1] + " \(d.day)", short(d.month) + " \(d.day)", "\(d.day) " + months[d.month - 1],
        EntityNumberWords.suffixed(d.day) + " of " + months[d.month - 1],
        months[d.month - 1] + " " + EntityNumberWords.suffixed(d.day),
        "the " + EntityNumberWords.suffixed(d.day) + " of " + months[d.month - 1],
      ])
      return (text, at)
    },
    day(.english, "date.spoken-ordinal") {
      let d = date(&$0, from: 2027, to: 2027)
      let at = d.it.number - 365 > today.number ? Day(number: d.it.number - 365) : d.it
      return (
        $0.flip()
          ? months[d.month - 1] + " " + EntityNumberWords.ordinal(d.day)
          : EntityNumberWords.ordinal(d.day) + " of " + months[d.month - 1], at
      )
    },
    day(.english, "date.relative") {
      let (text, days) = $0.pick([
        ("today", 0), ("tomorrow", 1), ("yesterday", -1), ("the day after tomorrow", 2),
        ("the day before yesterday", -2), ("day after tomorrow", 2),
      ])
      return (text, shifted(days))
    },
    day(.english, "date.counted.future") {
      let n = $0.from(2, 40)
      let (text, days) = $0.pick([
        ("in \(n) days", n), ("\(n) days from now", n), ("in \(n) weeks", 7 * n),
        ("\(n) weeks from now", 7 * n), ("in " + EntityNumberWords.english(n) + " days", n),
        ("\(n) days from today", n),
      ])
      return (text, shifted(days))
    },
    day(.english, "date.counted.past") {
      let n = $0.from(2, 40)
      let (text, days) = $0.pick([
        ("\(n) days ago", n), ("\(n) weeks ago", 7 * n), (EntityNumberWords.english(n) + " days ago", n),
        ("a week ago", 7), ("a day ago", 1), ("a fortnight ago", 14),
      ])
      return (text, shifted(-days))
    },
    day(.english, "date.weekday") {
      let place = $0.from(0, 6)
      let next = $0.flip()
      // The reference is a Wednesday, so a weekday's week begins two days before it.
      return ((next ? "next " : "last ") + weekdays[place], shifted(place - 2 + (next ? 7 : -7)))
    },
    day(.english, "date.this-weekday") {
      let place = $0.from(0, 6)
      return ("this " + weekdays[place], shifted(place - 2))
    },
    day(.english, "date.from-named") {
      $0.pick([("two days after tomorrow", shifted(3)), ("a week from tomorrow", shifted(8)),
        ("a week from today", shifted(7)), ("two weeks from tomorrow", shifted(15)),
        ("three days before yesterday", shifted(-4))])
    },
    form(.english, "time.meridian", "time") {
      let h = $0.from(1, 12), pm = $0.flip()
      let mark = pm ? $0.pick(["pm", " pm", "PM", " p.m.", "p.m."]) : $0.pick(["am", " am", "AM", " a.m."])
      return ("\(h)" + mark, ["value": clock(h % 12 + (pm ? 12 : 0), 0)])
    },
    form(.english, "time.meridian.minutes", "time") {
      let h = $0.from(1, 12), m = $0.from(0, 59), pm = $0.flip()
      return (
        "\(h)" + $0.pick([":", ":", "."]) + EntityNumberWords.two(m) + (pm ? $0.pick(["pm", " pm"]) : $0.pick(["am", " am"])),
        ["value": clock(h % 12 + (pm ? 12 : 0), m)]
      )
    },
    form(.english, "time.clock24", "time") {
      let h = $0.from(13, 23), m = $0.from(0, 59)
      return ("\(h):" + EntityNumberWords.two(m), ["value": clock(h, m)])
    },
    form(.english, "time.past-to", "time") {
      let h = $0.from(1, 11), hour = EntityNumberWords.english(h)
      return $0.pick([
        ("half past " + hour, ["value": clock(h, 30)]), ("quarter past " + hour, ["value": clock(h, 15)]),
        ("a quarter past \(h)", ["value": clock(h, 15)]),
        ("quarter to " + EntityNumberWords.english(h + 1), ["value": clock(h, 45)]),
        ("ten past " + hour, ["value": clock(h, 10)]), ("five to \(h + 1)", ["value": clock(h, 55)]),
        ("twenty to " + EntityNumberWords.english(h + 1), ["value": clock(h, 40)]),
      ])
    },
    form(.english, "time.past-to.minutes", "time") {
      let h = $0.from(1, 11), m = $0.from(11, 29)
      return $0.flip()
        ? (EntityNumberWords.english(m) + " minutes past " + EntityNumberWords.english(h), ["value": clock(h, m)])
        : (EntityNumberWords.english(m) + " minutes to \(h + 1)", ["value": clock(h, 60 - m)])
    },
    form(.english, "time.oclock", "time") {
      let h = $0.from(1, 12)
      return ($0.flip() ? "\(h) o'clock" : EntityNumberWords.english(h) + " o’clock", ["value": clock(h, 0)])
    },
    form(.english, "time.spoken", "time") {
      let h = $0.from(1, 11), m = $0.from(10, 59), pm = $0.flip()
      return (
        EntityNumberWords.english(h) + " " + EntityNumberWords.english(m, hyphen: $0.flip()) + (pm ? " pm" : " am"),
        ["value": clock(h + (pm ? 12 : 0), m)]
      )
    },
    form(.english, "time.named", "time") {
      $0.pick([("noon", ["value": "12:00:00"]), ("midnight", ["value": "00:00:00"]),
        ("midday", ["value": "12:00:00"])])
    },
    form(.english, "datetime.relative", "datetime") {
      let h = $0.from(1, 11), pm = $0.flip()
      let (text, days) = $0.pick([("tomorrow", 1), ("today", 0), ("yesterday", -1)])
      let clock = clock(h + (pm ? 12 : 0), 0)
      return (text + " at \(h)" + (pm ? "pm" : " am"), ["value": shifted(days).iso + " " + clock])
    },
    form(.english, "datetime.absolute", "datetime") {
      let d = date(&$0), h = $0.from(13, 23), m = $0.from(0, 59)
      let time = "\(h):" + EntityNumberWords.two(m)
      return (
        months[d.month - 1] + " \(d.day), \(d.year)" + $0.pick([" at ", " "]) + time,
        ["value": d.it.iso + " " + clock(h, m)]
      )
    },
    form(.english, "datetime.iso", "datetime") {
      let d = date(&$0), h = $0.from(0, 23), m = $0.from(0, 59)
      return (d.it.iso + $0.pick([" ", "T"]) + EntityNumberWords.two(h) + ":" + EntityNumberWords.two(m) + ":00",
        ["value": d.it.iso + " " + clock(h, m)])
    },
    form(.english, "datetime.time-first", "datetime") {
      let h = $0.from(1, 11)
      return ("\(h)pm " + $0.pick(["tomorrow", "on tomorrow"]).replacing("on ", with: ""),
        ["value": shifted(1).iso + " " + clock(h + 12, 0)])
    },
    form(.english, "range.days-of-month", "daterange") {
      let d = date(&$0, from: 2024, to: 2028), n = $0.from(d.day + 1, 29)
      let month = months[d.month - 1], end = Day(number: d.it.number + n - d.day)
      return (
        $0.pick([
          "from \(d.day) to \(n) \(month) \(d.year)", "between \(month) \(d.day) and \(month) \(n), \(d.year)",
          "from \(month) \(d.day) to \(month) \(n), \(d.year)", "\(month) \(d.day)-\(n), \(d.year)",
          "\(d.day)-\(n) \(month) \(d.year)", "\(month) \(d.day) to \(n), \(d.year)",
        ]).replacing(" 29", with: " 29"), ["start": d.it.iso, "end": end.iso]
      )
    },
    form(.english, "range.iso", "daterange") {
      let d = date(&$0), e = Day(number: d.it.number + $0.from(1, 200))
      return ($0.pick(["from \(d.it.iso) to \(e.iso)", "between \(d.it.iso) and \(e.iso)", "\(d.it.iso) - \(e.iso)"]),
        ["start": d.it.iso, "end": e.iso])
    },
    form(.english, "range.month-year", "daterange") {
      let y = $0.from(1995, 2030), m = $0.from(1, 12)
      let end = m == 12 ? "\(y + 1)-01-01" : "\(y)-" + EntityNumberWords.two(m + 1) + "-01"
      return ($0.pick([months[m - 1] + " \(y)", short(m) + " \(y)", months[m - 1] + " of \(y)", months[m - 1] + ", \(y)"]),
        ["start": "\(y)-" + EntityNumberWords.two(m) + "-01", "end": end])
    },
    form(.english, "range.months", "daterange") {
      let y = $0.from(1995, 2030), m = $0.from(1, 10), n = $0.from(m + 1, 12)
      return ($0.pick(["from \(months[m - 1]) to \(months[n - 1]) \(y)", "between \(months[m - 1]) and \(months[n - 1]) \(y)"]),
        ["start": "\(y)-" + EntityNumberWords.two(m) + "-01", "end": "\(y)-" + EntityNumberWords.two(n) + "-01"])
    },
    form(.english, "range.years", "daterange") {
      let y = $0.from(1960, 2020), z = y + $0.from(1, 9)
      return ($0.pick(["from \(y) to \(z)", "between \(y) and \(z)"]), ["start": "\(y)-01-01", "end": "\(z)-01-01"])
    },
    form(.english, "range.week", "daterange") {
      $0.pick([("this week", ["start": "2026-11-23", "end": "2026-11-30"]),
        ("next week", ["start": "2026-11-30", "end": "2026-12-07"]),
        ("last week", ["start": "2026-11-16", "end": "2026-11-23"]),
        ("next month", ["start": "2026-12-01", "end": "2027-01-01"]),
        ("last month", ["start": "2026-10-01", "end": "2026-11-01"]),
        ("last year", ["start": "2025-01-01", "end": "2026-01-01"]),
        ("next year", ["start": "2027-01-01", "end": "2028-01-01"]),
        ("this weekend", ["start": "2026-11-28", "end": "2026-11-30"]),
        ("next weekend", ["start": "2026-12-05", "end": "2026-12-07"])])
    },
    form(.english, "range.counted", "daterange") {
      let n = $0.from(2, 30)
      return $0.pick([("last \(n) days", ["start": shifted(-n).iso, "end": today.iso]),
        ("past \(n) days", ["start": shifted(-n).iso, "end": today.iso]),
        ("next \(n) days", ["start": shifted(1).iso, "end": shifted(n + 1).iso]),
        ("last \(n) weeks", ["start": shifted(-7 * n).iso, "end": today.iso])])
    },
    form(.english, "range.quarter", "daterange") {
      let y = $0.from(1995, 2030), q = $0.from(1, 4)
      let starts = ["01", "04", "07", "10"]
      let end = q == 4 ? "\(y + 1)-01-01" : "\(y)-\(starts[q])-01"
      return ($0.pick(["Q\(q) \(y)", "the \(EntityNumberWords.ordinal(q)) quarter of \(y)"]),
        ["start": "\(y)-\(starts[q - 1])-01", "end": end])
    },
    form(.english, "timerange", "timerange") {
      let h = $0.from(1, 6), e = $0.from(h + 1, 11)
      return ($0.pick(["from \(h) to \(e)pm", "between \(h)pm and \(e)pm", "\(h)pm-\(e)pm", "from \(h)pm to \(e)pm", "\(h)pm to \(e)pm"]),
        ["start": clock(h + 12, 0), "end": clock(e + 12, 0)])
    },
    form(.english, "timerange.clock", "timerange") {
      let h = $0.from(6, 12), e = $0.from(h + 1, 23), m = $0.from(0, 59)
      let from = EntityNumberWords.two(h) + ":" + EntityNumberWords.two(m)
      return ($0.pick(["from \(from) to \(e):30", "between \(from) and \(e):30", "\(from)-\(e):30", "\(from) - \(e):30"]),
        ["start": clock(h, m), "end": clock(e, 30)])
    },
    form(.english, "duration.units", "duration") {
      let n = $0.from(2, 60)
      let (unit, size) = $0.pick([("days", 86400), ("weeks", 604_800), ("hours", 3600), ("minutes", 60), ("seconds", 1),
        ("months", 2_592_000), ("years", 31_536_000)])
      return ($0.flip() ? "\(n) " + unit : EntityNumberWords.english(n) + " " + unit, ["value": "\(n * size)"])
    },
    form(.english, "duration.short", "duration") {
      let n = $0.from(2, 60)
      let (unit, size) = $0.pick([("hrs", 3600), ("mins", 60), ("hr", 3600), ("min", 60), ("secs", 1), ("h", 3600), ("yrs", 31_536_000)])
      return ("\(n) " + unit, ["value": "\(n * size)"])
    },
    form(.english, "duration.one", "duration") {
      $0.pick([("a week", ["value": "604800"]), ("an hour", ["value": "3600"]), ("one month", ["value": "2592000"]),
        ("a day", ["value": "86400"]), ("half an hour", ["value": "1800"]), ("half a day", ["value": "43200"]),
        ("an hour and a half", ["value": "5400"]), ("one and a half hours", ["value": "5400"]), ("two and a half years", ["value": "78840000"]),
        ("a quarter of an hour", ["value": "900"]), ("a fortnight", ["value": "1209600"])])
    },
    form(.english, "duration.compound", "duration") {
      let h = $0.from(2, 9), m = $0.from(2, 59)
      return ($0.pick(["\(h) hours \(m) minutes", "\(h) hours and \(m) minutes", "\(h) hrs \(m) mins", "\(h) hours, \(m) minutes"]),
        ["value": "\(h * 3600 + m * 60)"])
    },
    form(.english, "duration.decimal", "duration") {
      let h = $0.from(1, 9)
      return $0.pick([("\(h).5 hours", ["value": "\(h * 3600 + 1800)"]), ("\(h) 1/2 hours", ["value": "\(h * 3600 + 1800)"])])
    },
    form(.english, "duration.hyphen", "duration") {
      let n = $0.from(2, 30)
      return ("\(n)-day", ["value": "\(n * 86400)"])
    },
    EntityForm(.english, "duration.business", carriers: ["_", "it took _", "about _ please", "wait _"]) {
      let n = $0.from(2, 20)
      let text = $0.pick(["\(n) business days", "\(n) working days", EntityNumberWords.english(n) + " business days"])
      // Five working days are a week of seven.
      return Mention(text: text, meaning: .entity(.duration, "\"P\(n / 5 * 7 + n % 5)D\""))
    },
    EntityForm(.english, "date.none", carriers: ["_", "it says _", "see _ please"]) {
      let a = $0.from(1, 12), b = $0.from(1, 28), c = $0.from(10, 25)
      let text = $0.pick(["version \(a).\(b).\(c)", "firmware \(a).\(b).\(c)", "v\(a).\(b).\(c)", "\(a).\(b).\(c).1",
        "10.\(b).\(c).\(a)", "a ratio of \(a):\(b)", "scale \(a):\(b + 60)", "\(a)/\(b) stars", "iOS \(a).\(b).\(c)",
        "release \(a).\(b).\(c)", "step \(a)/\(b)", "SKU \(a)-\(b)-\(c)"])
      return Mention(text: text, meaning: .none([.date, .dateRange, .time]))
    },
    EntityForm(.english, "date.request", carriers: []) {
      let place = $0.from(0, 6)
      let ahead = (place - 2 + 7) % 7
      let day = shifted(ahead == 0 ? 7 : ahead)
      let name = weekdays[place]
      let text = $0.pick(["book me in on \(name)", "please deliver it on \(name)", "change delivery to \(name)",
        "can you come \(name)?", "I need it by \(name)", "could I get it on \(name)", "reschedule to \(name)",
        "I will be home on \(name)", "send it \(name)", "is it arriving \(name)?", "I'd like it delivered \(name)",
        "will it be here by \(name)", "move my appointment to \(name) please", "it should arrive on \(name)"])
      let span = $0.pick([name])
      return Mention(text: text, meaning: .entity(.date, "\"\(day.iso)\""), span: span)
    },
    EntityForm(.english, "date.report", carriers: []) {
      let place = $0.from(0, 6)
      let back = (2 - place + 7) % 7
      let day = shifted(-(back == 0 ? 7 : back))
      let name = weekdays[place]
      let text = $0.pick(["I ordered it on \(name)", "it arrived \(name)", "it was delivered on \(name)", "I called you \(name)",
        "the parcel came on \(name)", "I returned it \(name)", "I have been waiting since \(name)", "you promised it for \(name) and nothing came",
        "I bought it on \(name)", "it stopped working on \(name)"].filter { !$0.contains("since") && !$0.contains("promised") })
      return Mention(text: text, meaning: .entity(.date, "\"\(day.iso)\""), span: name)
    },
    EntityForm(.english, "date.request.month", carriers: []) {
      let d = date(&$0, from: 2027, to: 2027)
      let at = d.it.number - 365 > today.number ? Day(number: d.it.number - 365) : d.it
      let span = months[d.month - 1] + " \(d.day)"
      let text = $0.pick(["please deliver it on \(span)", "I need it by \(span)", "can it arrive on \(span)?", "book me in for \(span)"])
      return Mention(text: text, meaning: .entity(.date, "\"\(at.iso)\""), span: span)
    },
    EntityForm(.english, "date.report.month", carriers: []) {
      let d = date(&$0, from: 2026, to: 2026)
      let at = d.it.number >= today.number ? Day(number: d.it.number - 365) : d.it
      let span = months[d.month - 1] + " \(d.day)"
      let text = $0.pick(["I ordered it on \(span)", "it was delivered on \(span)", "I bought it \(span)", "it arrived on \(span)"])
      return Mention(text: text, meaning: .entity(.date, "\"\(at.iso)\""), span: span)
    },
    EntityForm(.english, "range.weekdays", carriers: []) {
      let a = $0.from(0, 6), length = $0.from(1, 6)
      let text = $0.pick(["from \(weekdays[a]) to \(weekdays[(a + length) % 7])", "between \(weekdays[a]) and \(weekdays[(a + length) % 7])"])
      // The week that has begun or the one to come: only that the end follows the beginning is certain.
      let start = today.number + (a - 2 + 7) % 7
      return Mention(text: "we are away " + text, meaning: .entity(.dateRange,
        "{\"from\":\"\(Day(number: start).iso)\",\"to\":\"\(Day(number: start + length).iso)\"}"), span: text)
    },
    ]
  }
}
