import Computing
import Entities
import Quantities
import Text

/// Dates, times, ranges and durations in Chinese, seen from a fixed day.
extension EntityForm {
  private static func han(
    _ name: String, _ kind: String,
    make: @escaping @Sendable (inout SeededGenerator) -> (String, [String: String])
  ) -> EntityForm {
    EntityForm(.chinese, name) { generator in
      let (text, fields) = make(&generator)
      return Mention(text: text, meaning: .fields(.dateTime, kind: "datetimeV2." + kind, fields))
    }
  }
  private static func iso(_ y: Int, _ m: Int, _ d: Int) -> String {
    "\(y)-" + EntityNumberWords.two(m) + "-" + EntityNumberWords.two(d)
  }
  private static let week = ["一", "二", "三", "四", "五", "六", "日"]

  static var chineseDates: [EntityForm] {
    [
      han("zh.date.full", "date") {
        let y = $0.from(1995, 2032), m = $0.from(1, 12), d = $0.from(1, 28)
        let mark = $0.pick(["日", "号"])
        return (
          $0.pick(["\(y)年\(m)月\(d)\(mark)", "\(y) 年 \(m) 月 \(d) \(mark)"]), ["value": iso(y, m, d)]
        )
      },
      han("zh.date.han", "date") {
        let y = $0.from(1995, 2032), m = $0.from(1, 12), d = $0.from(1, 28)
        return (
          EntityNumberWords.read(y, zero: $0.pick(["零", "〇"])) + "年" + EntityNumberWords.chinese(m)
            + "月" + EntityNumberWords.chinese(d) + $0.pick(["日", "号"]),
          ["value": iso(y, m, d)]
        )
      },
      han("zh.date.numeric", "date") {
        let y = $0.from(1995, 2032), m = $0.from(1, 12), d = $0.from(1, 28)
        return (
          $0.pick([iso(y, m, d), "\(y)/\(m)/\(d)", "\(y).\(m).\(d)"]), ["value": iso(y, m, d)]
        )
      },
      han("zh.date.two-digit-year", "date") {
        let y = $0.from(2010, 2029), m = $0.from(1, 12), d = $0.from(1, 28)
        return ("\(y % 100)年\(m)月\(d)日", ["value": iso(y, m, d)])
      },
      han("zh.date.no-year", "date") {
        let m = $0.from(1, 12), d = $0.from(1, 28)
        let y = (m, d) >= (11, 26) ? 2026 : 2027
        if (m, d) == (11, 25) { return ("11月26日", ["value": iso(2026, 11, 26)]) }
        return (
          $0.flip()
            ? "\(m)月\(d)" + $0.pick(["日", "号"])
            : EntityNumberWords.chinese(m) + "月" + EntityNumberWords.chinese(d) + "号",
          ["value": iso(y, m, d)]
        )
      },
      han("zh.date.relative-year", "date") {
        let m = $0.from(1, 12), d = $0.from(1, 28)
        let (word, y) = $0.pick([("今年", 2026), ("明年", 2027), ("去年", 2025), ("前年", 2024)])
        return (word + "\(m)月\(d)日", ["value": iso(y, m, d)])
      },
      han("zh.date.relative-month", "date") {
        let d = $0.from(1, 28)
        let (word, m) = $0.pick([
          ("下个月", 12), ("上个月", 10), ("本月", 11), ("这个月", 11), ("上月", 10), ("下月", 12),
        ])
        return (word + "\(d)" + $0.pick(["号", "日"]), ["value": iso(2026, m, d)])
      },
      han("zh.date.relative", "date") {
        let (word, days) = $0.pick([
          ("今天", 0), ("明天", 1), ("昨天", -1), ("后天", 2), ("前天", -2), ("大后天", 3), ("大前天", -3),
          ("今日", 0), ("明日", 1), ("昨日", -1),
        ])
        return (word, ["value": shifted(days).iso])
      },
      han("zh.date.counted", "date") {
        let n = $0.from(2, 40)
        let (text, days) = $0.pick([
          ("\(n)天前", -n), ("\(n)天后", n), ("\(n)天之后", n), ("\(n)天以前", -n),
          (EntityNumberWords.chinese(n) + "天前", -n),
          ("\(n)周前", -7 * n), ("\(n)周后", 7 * n), ("\(n)个星期前", -7 * n), ("两周后", 14), ("两天后", 2),
          ("三个星期后", 21),
        ])
        return (text, ["value": shifted(days).iso])
      },
      han("zh.date.weekday", "date") {
        let place = $0.from(0, 6)
        let (word, shift) = $0.pick([("下", 7), ("上", -7), ("这", 0), ("本", 0)])
        return (
          word + $0.pick(["周", "星期", "礼拜", "个星期"]).replacing(word == "本" ? "个" : "@", with: "")
            + week[place], ["value": shifted(place - 2 + shift).iso]
        )
      },
      han("zh.date.weekday.bare", "date") {
        let place = $0.from(0, 6)
        let ahead = (place - 2 + 7) % 7
        return ($0.pick(["周", "星期", "礼拜"]) + week[place], ["value": shifted(ahead).iso])
      },
      han("zh.date.day-only", "date") {
        // A small number may be a house's.
        let d = $0.from(13, 31)
        let text = "\(d)" + $0.pick(["号", "日"])
        // The reference is 25 November; November has no 31st.
        if d == 31 { return (text, ["value": "2026-12-31"]) }
        return (text, ["value": d > 25 ? iso(2026, 11, d) : iso(2026, 12, d)])
      },
      han("zh.time.dian", "time") {
        let h = $0.from(1, 12)
        return (
          $0.flip() ? "\(h)点" : EntityNumberWords.chinese(h) + "点" + $0.pick(["", "钟", "整"]),
          ["value": clock(h, 0)]
        )
      },
      han("zh.time.part", "time") {
        let h = $0.from(1, 11)
        let (word, shift) = $0.pick([("下午", 12), ("上午", 0), ("早上", 0), ("晚上", 12)])
        let hour = word == "晚上" ? 6 + h % 6 : word == "上午" || word == "早上" ? 6 + h % 6 : h
        return (
          word + ($0.flip() ? "\(hour)" : EntityNumberWords.chinese(hour)) + "点"
            + $0.pick(["", "钟"]), ["value": clock(hour + shift, 0)]
        )
      },
      han("zh.time.half", "time") {
        let h = $0.from(1, 11)
        return $0.pick([
          ("下午" + EntityNumberWords.chinese(h) + "点半", ["value": clock(h + 12, 30)]),
          ("下午\(h)点半", ["value": clock(h + 12, 30)]), ("下午\(h)点一刻", ["value": clock(h + 12, 15)]),
          ("下午\(h)点三刻", ["value": clock(h + 12, 45)]),
        ])
      },
      han("zh.time.minutes", "time") {
        let h = $0.from(1, 11), m = $0.from(1, 59)
        return (
          $0.pick([
            "下午\(h)点\(m)分",
            "下午" + EntityNumberWords.chinese(h) + "点" + (m < 10 ? "零" : "")
              + EntityNumberWords.chinese(m) + "分",
            "下午\(h)时\(m)分",
          ]), ["value": clock(h + 12, m)]
        )
      },
      han("zh.time.clock", "time") {
        let h = $0.from(13, 23), m = $0.from(0, 59)
        return (
          $0.pick(["\(h):" + EntityNumberWords.two(m), "\(h)：" + EntityNumberWords.two(m)]),
          ["value": clock(h, m)]
        )
      },
      han("zh.time.part.clock", "time") {
        let h = $0.from(1, 11), m = $0.from(0, 59)
        return ("下午\(h):" + EntityNumberWords.two(m), ["value": clock(h + 12, m)])
      },
      han("zh.datetime.relative", "datetime") {
        let h = $0.from(1, 11)
        let (word, days) = $0.pick([("明天", 1), ("今天", 0), ("昨天", -1), ("后天", 2)])
        return (
          word + "下午" + $0.pick(["\(h)点", EntityNumberWords.chinese(h) + "点"]),
          ["value": shifted(days).iso + " " + clock(h + 12, 0)]
        )
      },
      han("zh.datetime.full", "datetime") {
        let y = $0.from(1995, 2032), m = $0.from(1, 12), d = $0.from(1, 28), h = $0.from(13, 23),
          n = $0.from(0, 59)
        return (
          $0.pick([
            "\(y)年\(m)月\(d)日\(h)点\(n)分", iso(y, m, d) + " \(h):" + EntityNumberWords.two(n),
            "\(y)年\(m)月\(d)日\(h):" + EntityNumberWords.two(n),
          ]),
          ["value": iso(y, m, d) + " " + clock(h, n)]
        )
      },
      han("zh.datetime.weekday", "datetime") {
        let place = $0.from(0, 6), h = $0.from(1, 11)
        return (
          "下周" + week[place] + "下午\(h)点", ["value": shifted(place + 5).iso + " " + clock(h + 12, 0)]
        )
      },
      han("zh.range.days", "daterange") {
        let y = $0.from(2010, 2030), m = $0.from(1, 12), d = $0.from(1, 20), e = $0.from(d + 1, 28)
        return (
          $0.pick([
            "\(y)年\(m)月\(d)日到\(m)月\(e)日", "从\(y)年\(m)月\(d)日到\(y)年\(m)月\(e)日",
            "\(y)年\(m)月\(d)日至\(e)日",
            iso(y, m, d) + "到" + iso(y, m, e),
          ]), ["start": iso(y, m, d), "end": iso(y, m, e)]
        )
      },
      han("zh.range.period", "daterange") {
        $0.pick([
          ("这周", ["start": "2026-11-23", "end": "2026-11-30"]),
          ("本周", ["start": "2026-11-23", "end": "2026-11-30"]),
          ("下周", ["start": "2026-11-30", "end": "2026-12-07"]),
          ("上周", ["start": "2026-11-16", "end": "2026-11-23"]),
          ("下个月", ["start": "2026-12-01", "end": "2027-01-01"]),
          ("上个月", ["start": "2026-10-01", "end": "2026-11-01"]),
          ("去年", ["start": "2025-01-01", "end": "2026-01-01"]),
          ("明年", ["start": "2027-01-01", "end": "2028-01-01"]),
          ("上个星期", ["start": "2026-11-16", "end": "2026-11-23"]),
          ("这个周末", ["start": "2026-11-28", "end": "2026-11-30"]),
          ("下周末", ["start": "2026-12-05", "end": "2026-12-07"]),
        ])
      },
      han("zh.range.month", "daterange") {
        let y = $0.from(1995, 2030), m = $0.from(1, 12)
        let end = m == 12 ? iso(y + 1, 1, 1) : iso(y, m + 1, 1)
        return (
          $0.pick([
            "\(y)年\(m)月", EntityNumberWords.read(y) + "年" + EntityNumberWords.chinese(m) + "月",
            "\(y)年\(m)月份",
          ]), ["start": iso(y, m, 1), "end": end]
        )
      },
      han("zh.range.year", "daterange") {
        let y = $0.from(1995, 2030)
        return (
          $0.pick(["\(y)年", EntityNumberWords.read(y) + "年"]),
          ["start": iso(y, 1, 1), "end": iso(y + 1, 1, 1)]
        )
      },
      han("zh.range.counted", "daterange") {
        let n = $0.from(2, 30)
        return $0.pick([
          ("过去\(n)天", ["start": shifted(-n).iso, "end": today.iso]),
          ("未来\(n)天", ["start": shifted(1).iso, "end": shifted(n + 1).iso]),
          ("最近\(n)天", ["start": shifted(-n).iso, "end": today.iso]),
        ])
      },
      han("zh.timerange", "timerange") {
        let h = $0.from(1, 6), e = $0.from(h + 1, 11)
        return (
          $0.pick(["下午\(h)点到\(e)点", "从下午\(h)点到\(e)点", "下午\(h)点至\(e)点", "下午\(h)点到下午\(e)点"]),
          ["start": clock(h + 12, 0), "end": clock(e + 12, 0)]
        )
      },
      han("zh.duration", "duration") {
        let n = $0.from(2, 60)
        let (unit, size) = $0.pick([
          ("天", 86400), ("周", 604_800), ("小时", 3600), ("个小时", 3600), ("分钟", 60), ("秒", 1),
          ("个月", 2_592_000), ("个星期", 604_800),
        ])
        return (
          ($0.flip()
            ? "\(n)" : EntityNumberWords.chinese(n).replacing("二", with: n == 2 ? "两" : "二"))
            + unit, ["value": "\(n * size)"]
        )
      },
      han("zh.duration.half", "duration") {
        $0.pick([
          ("半小时", ["value": "1800"]), ("半个小时", ["value": "1800"]), ("一个半小时", ["value": "5400"]),
          ("半年", ["value": "15768000"]),
          ("两个半小时", ["value": "9000"]), ("三天半", ["value": "302400"]),
          ("两年半", ["value": "78840000"]), ("半天", ["value": "43200"]), ("一刻钟", ["value": "900"]),
        ])
      },
      han("zh.duration.compound", "duration") {
        let h = $0.from(2, 9), m = $0.from(2, 59)
        return (
          $0.pick([
            "\(h)小时\(m)分钟", "\(h)个小时\(m)分钟",
            EntityNumberWords.chinese(h).replacing("二", with: "两") + "小时"
              + EntityNumberWords.chinese(m) + "分钟",
          ]), ["value": "\(h * 3600 + m * 60)"]
        )
      },
      EntityForm(.chinese, "zh.duration.business", carriers: ["_", "等了_", "需要_吗"]) {
        let n = $0.from(2, 20)
        return Mention(
          text: $0.flip()
            ? "\(n)个工作日"
            : EntityNumberWords.chinese(n).replacing("二", with: n == 2 ? "两" : "二") + "个工作日",
          meaning: .entity(.duration, "\"P\(n / 5 * 7 + n % 5)D\""))
      },
      EntityForm(.chinese, "zh.date.none", carriers: ["_", "我看到_"]) {
        let a = $0.from(1, 12), b = $0.from(1, 28), c = $0.from(10, 25)
        return Mention(
          text: $0.pick([
            "版本\(a).\(b).\(c)", "固件\(a).\(b).\(c)", "v\(a).\(b).\(c)", "10.\(b).\(c).\(a)",
            "比例\(a):\(b)", "\(b)号店", "\(a)号线", "第\(a)号", "\(b)点五公斤",
          ]),
          meaning: .none([.date, .dateRange, .time]))
      },
      EntityForm(.chinese, "zh.date.request", carriers: []) {
        let place = $0.from(0, 6)
        let ahead = (place - 2 + 7) % 7
        let span = $0.pick(["周", "星期"]) + week[place]
        let text = $0.pick([
          "\(span)送来", "请\(span)送货", "能\(span)到吗", "改到\(span)", "我想约\(span)", "\(span)能送到吗",
          "帮我安排在\(span)", "我\(span)在家", "希望\(span)收到",
        ])
        return Mention(
          text: text, meaning: .entity(.date, "\"\(shifted(ahead == 0 ? 7 : ahead).iso)\""),
          span: span)
      },
      EntityForm(.chinese, "zh.date.report", carriers: []) {
        let place = $0.from(0, 6)
        let back = (2 - place + 7) % 7
        let span = $0.pick(["周", "星期"]) + week[place]
        let text = $0.pick([
          "我\(span)下的单", "\(span)收到的", "\(span)就签收了", "是\(span)买的", "\(span)坏了", "我\(span)打过电话",
          "\(span)已经寄回去了", "\(span)付的款",
        ])
        return Mention(
          text: text, meaning: .entity(.date, "\"\(shifted(-(back == 0 ? 7 : back)).iso)\""),
          span: span)
      },
    ]
  }
}
