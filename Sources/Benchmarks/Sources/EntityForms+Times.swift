import Entities
import Quantities
import Text

/// Times, ranges and durations, seen from a fixed day.
extension EntityForm {
  static var englishDates: [EntityForm] { englishDays + englishTimes + englishOutlooks }

  static var englishTimes: [EntityForm] {
    [
      form(.english, "time.meridian", "time") {
        let h = $0.from(1, 12), pm = $0.flip()
        let mark =
          pm
          ? $0.pick(["pm", " pm", "PM", " p.m.", "p.m."]) : $0.pick(["am", " am", "AM", " a.m."])
        return ("\(h)" + mark, ["value": clock(h % 12 + (pm ? 12 : 0), 0)])
      },
      form(.english, "time.meridian.minutes", "time") {
        let h = $0.from(1, 12), m = $0.from(0, 59), pm = $0.flip()
        return (
          "\(h)" + $0.pick([":", ":", "."]) + EntityNumberWords.two(m)
            + (pm ? $0.pick(["pm", " pm"]) : $0.pick(["am", " am"])),
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
          ("half past " + hour, ["value": clock(h, 30)]),
          ("quarter past " + hour, ["value": clock(h, 15)]),
          ("a quarter past \(h)", ["value": clock(h, 15)]),
          ("quarter to " + EntityNumberWords.english(h + 1), ["value": clock(h, 45)]),
          ("ten past " + hour, ["value": clock(h, 10)]),
          ("five to \(h + 1)", ["value": clock(h, 55)]),
          ("twenty to " + EntityNumberWords.english(h + 1), ["value": clock(h, 40)]),
        ])
      },
      form(.english, "time.past-to.minutes", "time") {
        let h = $0.from(1, 11), m = $0.from(11, 29)
        return $0.flip()
          ? (
            EntityNumberWords.english(m) + " minutes past " + EntityNumberWords.english(h),
            ["value": clock(h, m)]
          )
          : (EntityNumberWords.english(m) + " minutes to \(h + 1)", ["value": clock(h, 60 - m)])
      },
      form(.english, "time.oclock", "time") {
        let h = $0.from(1, 12)
        return (
          $0.flip() ? "\(h) o'clock" : EntityNumberWords.english(h) + " o’clock",
          ["value": clock(h, 0)]
        )
      },
      form(.english, "time.spoken", "time") {
        let h = $0.from(1, 11), m = $0.from(10, 59), pm = $0.flip()
        return (
          EntityNumberWords.english(h) + " " + EntityNumberWords.english(m, hyphen: $0.flip())
            + (pm ? " pm" : " am"),
          ["value": clock(h + (pm ? 12 : 0), m)]
        )
      },
      form(.english, "time.named", "time") {
        $0.pick([
          ("noon", ["value": "12:00:00"]), ("midnight", ["value": "00:00:00"]),
          ("midday", ["value": "12:00:00"]),
        ])
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
        return (
          d.it.iso + $0.pick([" ", "T"]) + EntityNumberWords.two(h) + ":" + EntityNumberWords.two(m)
            + ":00",
          ["value": d.it.iso + " " + clock(h, m)]
        )
      },
      form(.english, "datetime.time-first", "datetime") {
        let h = $0.from(1, 11)
        return (
          "\(h)pm " + $0.pick(["tomorrow", "on tomorrow"]).replacing("on ", with: ""),
          ["value": shifted(1).iso + " " + clock(h + 12, 0)]
        )
      },
      form(.english, "range.days-of-month", "daterange") {
        let d = date(&$0, from: 2024, to: 2028), n = $0.from(d.day + 1, 29)
        let month = months[d.month - 1], end = Day(number: d.it.number + n - d.day)
        return (
          $0.pick([
            "from \(d.day) to \(n) \(month) \(d.year)",
            "between \(month) \(d.day) and \(month) \(n), \(d.year)",
            "from \(month) \(d.day) to \(month) \(n), \(d.year)",
            "\(month) \(d.day)-\(n), \(d.year)",
            "\(d.day)-\(n) \(month) \(d.year)", "\(month) \(d.day) to \(n), \(d.year)",
          ]).replacing(" 29", with: " 29"), ["start": d.it.iso, "end": end.iso]
        )
      },
      form(.english, "range.iso", "daterange") {
        let d = date(&$0), e = Day(number: d.it.number + $0.from(1, 200))
        return (
          $0.pick([
            "from \(d.it.iso) to \(e.iso)", "between \(d.it.iso) and \(e.iso)",
            "\(d.it.iso) - \(e.iso)",
          ]),
          ["start": d.it.iso, "end": e.iso]
        )
      },
      form(.english, "range.month-year", "daterange") {
        let y = $0.from(1995, 2030), m = $0.from(1, 12)
        let end = m == 12 ? "\(y + 1)-01-01" : "\(y)-" + EntityNumberWords.two(m + 1) + "-01"
        return (
          $0.pick([
            months[m - 1] + " \(y)", short(m) + " \(y)", months[m - 1] + " of \(y)",
            months[m - 1] + ", \(y)",
          ]),
          ["start": "\(y)-" + EntityNumberWords.two(m) + "-01", "end": end]
        )
      },
      form(.english, "range.months", "daterange") {
        let y = $0.from(1995, 2030), m = $0.from(1, 10), n = $0.from(m + 1, 12)
        return (
          $0.pick([
            "from \(months[m - 1]) to \(months[n - 1]) \(y)",
            "between \(months[m - 1]) and \(months[n - 1]) \(y)",
          ]),
          [
            "start": "\(y)-" + EntityNumberWords.two(m) + "-01",
            "end": "\(y)-" + EntityNumberWords.two(n) + "-01",
          ]
        )
      },
      form(.english, "range.years", "daterange") {
        let y = $0.from(1960, 2020), z = y + $0.from(1, 9)
        return (
          $0.pick(["from \(y) to \(z)", "between \(y) and \(z)"]),
          ["start": "\(y)-01-01", "end": "\(z)-01-01"]
        )
      },
      form(.english, "range.week", "daterange") {
        $0.pick([
          ("this week", ["start": "2026-11-23", "end": "2026-11-30"]),
          ("next week", ["start": "2026-11-30", "end": "2026-12-07"]),
          ("last week", ["start": "2026-11-16", "end": "2026-11-23"]),
          ("next month", ["start": "2026-12-01", "end": "2027-01-01"]),
          ("last month", ["start": "2026-10-01", "end": "2026-11-01"]),
          ("last year", ["start": "2025-01-01", "end": "2026-01-01"]),
          ("next year", ["start": "2027-01-01", "end": "2028-01-01"]),
          ("this weekend", ["start": "2026-11-28", "end": "2026-11-30"]),
          ("next weekend", ["start": "2026-12-05", "end": "2026-12-07"]),
        ])
      },
      form(.english, "range.counted", "daterange") {
        let n = $0.from(2, 30)
        return $0.pick([
          ("last \(n) days", ["start": shifted(-n).iso, "end": today.iso]),
          ("past \(n) days", ["start": shifted(-n).iso, "end": today.iso]),
          ("next \(n) days", ["start": shifted(1).iso, "end": shifted(n + 1).iso]),
          ("last \(n) weeks", ["start": shifted(-7 * n).iso, "end": today.iso]),
        ])
      },
      form(.english, "range.quarter", "daterange") {
        let y = $0.from(1995, 2030), q = $0.from(1, 4)
        let starts = ["01", "04", "07", "10"]
        let end = q == 4 ? "\(y + 1)-01-01" : "\(y)-\(starts[q])-01"
        return (
          $0.pick(["Q\(q) \(y)", "the \(EntityNumberWords.ordinal(q)) quarter of \(y)"]),
          ["start": "\(y)-\(starts[q - 1])-01", "end": end]
        )
      },
      form(.english, "timerange", "timerange") {
        let h = $0.from(1, 6), e = $0.from(h + 1, 11)
        return (
          $0.pick([
            "from \(h) to \(e)pm", "between \(h)pm and \(e)pm", "\(h)pm-\(e)pm",
            "from \(h)pm to \(e)pm", "\(h)pm to \(e)pm",
          ]),
          ["start": clock(h + 12, 0), "end": clock(e + 12, 0)]
        )
      },
      form(.english, "timerange.clock", "timerange") {
        let h = $0.from(6, 12), e = $0.from(h + 1, 23), m = $0.from(0, 59)
        let from = EntityNumberWords.two(h) + ":" + EntityNumberWords.two(m)
        return (
          $0.pick([
            "from \(from) to \(e):30", "between \(from) and \(e):30", "\(from)-\(e):30",
            "\(from) - \(e):30",
          ]),
          ["start": clock(h, m), "end": clock(e, 30)]
        )
      },
      form(.english, "duration.units", "duration") {
        let n = $0.from(2, 60)
        let (unit, size) = $0.pick([
          ("days", 86400), ("weeks", 604_800), ("hours", 3600), ("minutes", 60), ("seconds", 1),
          ("months", 2_592_000), ("years", 31_536_000),
        ])
        return (
          $0.flip() ? "\(n) " + unit : EntityNumberWords.english(n) + " " + unit,
          ["value": "\(n * size)"]
        )
      },
      form(.english, "duration.short", "duration") {
        let n = $0.from(2, 60)
        let (unit, size) = $0.pick([
          ("hrs", 3600), ("mins", 60), ("hr", 3600), ("min", 60), ("secs", 1), ("h", 3600),
          ("yrs", 31_536_000),
        ])
        return ("\(n) " + unit, ["value": "\(n * size)"])
      },
      form(.english, "duration.one", "duration") {
        $0.pick([
          ("a week", ["value": "604800"]), ("an hour", ["value": "3600"]),
          ("one month", ["value": "2592000"]),
          ("a day", ["value": "86400"]), ("half an hour", ["value": "1800"]),
          ("half a day", ["value": "43200"]),
          ("an hour and a half", ["value": "5400"]), ("one and a half hours", ["value": "5400"]),
          ("two and a half years", ["value": "78840000"]),
          ("a quarter of an hour", ["value": "900"]), ("a fortnight", ["value": "1209600"]),
        ])
      },
      form(.english, "duration.compound", "duration") {
        let h = $0.from(2, 9), m = $0.from(2, 59)
        return (
          $0.pick([
            "\(h) hours \(m) minutes", "\(h) hours and \(m) minutes", "\(h) hrs \(m) mins",
            "\(h) hours, \(m) minutes",
          ]),
          ["value": "\(h * 3600 + m * 60)"]
        )
      },
      form(.english, "duration.decimal", "duration") {
        let h = $0.from(1, 9)
        return $0.pick([
          ("\(h).5 hours", ["value": "\(h * 3600 + 1800)"]),
          ("\(h) 1/2 hours", ["value": "\(h * 3600 + 1800)"]),
        ])
      },
      form(.english, "duration.hyphen", "duration") {
        let n = $0.from(2, 30)
        return ("\(n)-day", ["value": "\(n * 86400)"])
      },
      EntityForm(
        .english, "duration.business", carriers: ["_", "it took _", "about _ please", "wait _"]
      ) {
        let n = $0.from(2, 20)
        let text = $0.pick([
          "\(n) business days", "\(n) working days",
          EntityNumberWords.english(n) + " business days",
        ])
        // Five working days are a week of seven.
        return Mention(text: text, meaning: .entity(.duration, "\"P\(n / 5 * 7 + n % 5)D\""))
      },
    ]
  }
}
