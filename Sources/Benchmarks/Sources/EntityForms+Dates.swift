import Computing
import Entities
import Quantities
import Text

/// Dates, times, ranges and durations: every way of writing them, seen from a fixed day.
extension EntityForm {
  static func form(
    _ language: Language, _ name: String, _ kind: String,
    make: @escaping @Sendable (inout SeededGenerator) -> (String, [String: String])
  ) -> EntityForm {
    EntityForm(language, name) { generator in
      let (text, fields) = make(&generator)
      return Mention(text: text, meaning: .fields(.dateTime, kind: "datetimeV2." + kind, fields))
    }
  }
  static func day(
    _ language: Language, _ name: String,
    make: @escaping @Sendable (inout SeededGenerator) -> (String, Day)
  ) -> EntityForm {
    form(language, name, "date") { generator in
      let (text, day) = make(&generator)
      return (text, ["value": day.iso])
    }
  }

  static let today = EntityFormRun.now.day
  static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
  static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  /// A day of a year: its parts and itself.
  static func date(
    _ generator: inout SeededGenerator, from: Int = 1995, to: Int = 2032, day low: Int = 1
  ) -> (year: Int, month: Int, day: Int, it: Day) {
    let year = generator.from(from, to)
    let month = generator.from(1, 12)
    let day = generator.from(low, 28)
    let iso = "\(year)-" + EntityNumberWords.two(month) + "-" + EntityNumberWords.two(day)
    return (year, month, day, Day(iso: iso) ?? today)
  }
  static func short(_ month: Int) -> String { String(months[month - 1].prefix(3)) }
  static func shifted(_ days: Int) -> Day { Day(number: today.number + days) }
  static func clock(_ hour: Int, _ minute: Int) -> String {
    EntityNumberWords.two(hour) + ":" + EntityNumberWords.two(minute) + ":00"
  }

  static var englishDays: [EntityForm] {
    [
      day(.english, "date.day-month-year") {
        let d = date(&$0)
        return (
          "\(d.day) " + ($0.flip() ? months[d.month - 1] : short(d.month)) + " \(d.year)", d.it
        )
      },
      day(.english, "date.month-day-year") {
        let d = date(&$0)
        return (
          ($0.flip() ? months[d.month - 1] : short(d.month)) + " \(d.day)"
            + $0.pick([", ", " ", ","])
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
          months[d.month - 1] + $0.pick([" ", " the "]) + EntityNumberWords.suffixed(d.day)
            + ", \(d.year)",
          d.it
        )
      },
      day(.english, "date.iso") {
        let d = date(&$0); return (d.it.iso, d.it)
      },
      day(.english, "date.slashes.year-first") {
        let d = date(&$0)
        return (
          "\(d.year)/" + EntityNumberWords.two(d.month) + "/" + EntityNumberWords.two(d.day), d.it
        )
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
          : (
            EntityNumberWords.two(d.day) + "." + EntityNumberWords.two(d.month) + ".\(d.year)", d.it
          )
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
        let name = weekdays[d.it.weekday - 1]
        return (name + $0.pick([", ", " "]) + months[d.month - 1] + " \(d.day), \(d.year)", d.it)
      },
      day(.english, "date.no-year") {
        let d = date(&$0, from: 2027, to: 2027)
        let at = d.it.number - 365 > today.number ? Day(number: d.it.number - 365) : d.it
        let text = $0.pick([
          months[d.month - 1] + " \(d.day)", short(d.month) + " \(d.day)",
          "\(d.day) " + months[d.month - 1],
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
          ("\(n) days ago", n), ("\(n) weeks ago", 7 * n),
          (EntityNumberWords.english(n) + " days ago", n),
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
        $0.pick([
          ("two days after tomorrow", shifted(3)), ("a week from tomorrow", shifted(8)),
          ("a week from today", shifted(7)), ("two weeks from tomorrow", shifted(15)),
          ("three days before yesterday", shifted(-4)),
        ])
      },
    ]
  }

  /// What plans and reports, and what is no date.
  static var englishOutlooks: [EntityForm] {
    [
      EntityForm(.english, "date.none", carriers: ["_", "it says _", "see _ please"]) {
        let a = $0.from(1, 12), b = $0.from(1, 28), c = $0.from(10, 25)
        let text = $0.pick([
          "version \(a).\(b).\(c)", "firmware \(a).\(b).\(c)", "v\(a).\(b).\(c)",
          "\(a).\(b).\(c).1",
          "10.\(b).\(c).\(a)", "a ratio of \(a):\(b)", "scale \(a):\(b + 60)", "\(a)/\(b) stars",
          "iOS \(a).\(b).\(c)",
          "release \(a).\(b).\(c)", "step \(a)/\(b)", "SKU \(a)-\(b)-\(c)",
        ])
        return Mention(text: text, meaning: .none([.date, .dateRange, .time]))
      },
      EntityForm(.english, "date.request", carriers: []) {
        let place = $0.from(0, 6)
        let ahead = (place - 2 + 7) % 7
        let day = shifted(ahead == 0 ? 7 : ahead)
        let name = weekdays[place]
        let text = $0.pick([
          "book me in on \(name)", "please deliver it on \(name)", "change delivery to \(name)",
          "can you come \(name)?", "I need it by \(name)", "could I get it on \(name)",
          "reschedule to \(name)",
          "I will be home on \(name)", "send it \(name)", "is it arriving \(name)?",
          "I'd like it delivered \(name)",
          "will it be here by \(name)", "move my appointment to \(name) please",
          "it should arrive on \(name)",
        ])
        let span = $0.pick([name])
        return Mention(text: text, meaning: .entity(.date, "\"\(day.iso)\""), span: span)
      },
      EntityForm(.english, "date.report", carriers: []) {
        let place = $0.from(0, 6)
        let back = (2 - place + 7) % 7
        let day = shifted(-(back == 0 ? 7 : back))
        let name = weekdays[place]
        let text = $0.pick(
          [
            "I ordered it on \(name)", "it arrived \(name)", "it was delivered on \(name)",
            "I called you \(name)",
            "the parcel came on \(name)", "I returned it \(name)",
            "I have been waiting since \(name)", "you promised it for \(name) and nothing came",
            "I bought it on \(name)", "it stopped working on \(name)",
          ].filter { !$0.contains("since") && !$0.contains("promised") })
        return Mention(text: text, meaning: .entity(.date, "\"\(day.iso)\""), span: name)
      },
      EntityForm(.english, "date.request.month", carriers: []) {
        let d = date(&$0, from: 2027, to: 2027)
        let at = d.it.number - 365 > today.number ? Day(number: d.it.number - 365) : d.it
        let span = months[d.month - 1] + " \(d.day)"
        let text = $0.pick([
          "please deliver it on \(span)", "I need it by \(span)", "can it arrive on \(span)?",
          "book me in for \(span)",
        ])
        return Mention(text: text, meaning: .entity(.date, "\"\(at.iso)\""), span: span)
      },
      EntityForm(.english, "date.report.month", carriers: []) {
        let d = date(&$0, from: 2026, to: 2026)
        let at = d.it.number >= today.number ? Day(number: d.it.number - 365) : d.it
        let span = months[d.month - 1] + " \(d.day)"
        let text = $0.pick([
          "I ordered it on \(span)", "it was delivered on \(span)", "I bought it \(span)",
          "it arrived on \(span)",
        ])
        return Mention(text: text, meaning: .entity(.date, "\"\(at.iso)\""), span: span)
      },
      EntityForm(.english, "range.weekdays", carriers: []) {
        let a = $0.from(0, 6), length = $0.from(1, 6)
        let text = $0.pick([
          "from \(weekdays[a]) to \(weekdays[(a + length) % 7])",
          "between \(weekdays[a]) and \(weekdays[(a + length) % 7])",
        ])
        // The week that has begun or the one to come: only that the end follows the beginning is certain.
        let start = today.number + (a - 2 + 7) % 7
        return Mention(
          text: "we are away " + text,
          meaning: .entity(
            .dateRange,
            "{\"from\":\"\(Day(number: start).iso)\",\"to\":\"\(Day(number: start + length).iso)\"}"
          ), span: text)
      },
    ]
  }
}
