import Entities
import Quantities
import Text

/// Numbers, ordinals and percentages in Chinese, and what each is worth.
extension EntityForm {
  static var chineseNumbers: [EntityForm] {
    [
      number(.chinese, "zh.number.digits") {
        let n = anySize(&$0); return ("\(n)", Double(n))
      },
      number(.chinese, "zh.number.commas") {
        let n = $0.from(1000, 99_999_999)
        return (EntityNumberWords.grouped(n, by: $0.pick([",", ","])), Double(n))
      },
      number(.chinese, "zh.number.decimal") {
        let n = $0.from(0, 9999), c = $0.from(1, 999)
        return ("\(n).\(c)", Double("\(n).\(c)") ?? 0)
      },
      number(.chinese, "zh.number.words") {
        let n = anySize(&$0)
        return (EntityNumberWords.chinese(n), Double(n))
      },
      number(.chinese, "zh.number.formal") {
        let n = $0.from(10, 99_999)
        return (EntityNumberWords.chinese(n, formal: true), Double(n))
      },
      number(.chinese, "zh.number.liang") {
        let d = $0.from(1, 9)
        return $0.pick([
          ("两百", 200), ("两千", 2000), ("两万", 20_000), ("两亿", 2e8),
          ("两千\(EntityNumberWords.chinese(d * 100))", 2000 + Double(d) * 100),
        ])
      },
      number(.chinese, "zh.number.short-tail") {
        let a = $0.from(1, 9), b = $0.from(1, 9)
        let (unit, size) = $0.pick([("百", 100.0), ("千", 1000), ("万", 10_000)])
        return (
          EntityNumberWords.chinese(a) + unit + EntityNumberWords.chinese(b),
          Double(a) * size + Double(b) * size / 10
        )
      },
      number(.chinese, "zh.number.digits.unit") {
        let n = $0.from(1, 999)
        let (unit, size) = $0.pick([("万", 1e4), ("亿", 1e8), ("千", 1e3), ("百万", 1e6), ("千万", 1e7)])
        return ("\(n)" + unit, Double(n) * size)
      },
      number(.chinese, "zh.number.decimal.unit") {
        let n = $0.from(1, 99), d = $0.from(1, 9)
        let (unit, size) = $0.pick([("万", 1e4), ("亿", 1e8), ("万亿", 1e12)])
        return ("\(n).\(d)" + unit, (Double("\(n).\(d)") ?? 0) * size)
      },
      number(.chinese, "zh.number.point") {
        let n = $0.from(0, 99), d = $0.from(1, 99)
        return (
          EntityNumberWords.chinese(n) + "点" + EntityNumberWords.read(d), Double("\(n).\(d)") ?? 0
        )
      },
      number(.chinese, "zh.number.negative") {
        let n = $0.from(1, 9999)
        return $0.flip() ? ("负" + EntityNumberWords.chinese(n), -Double(n)) : ("-\(n)", -Double(n))
      },
      number(.chinese, "zh.number.fraction") {
        let b = $0.from(2, 20), a = $0.from(1, 9)
        return (
          EntityNumberWords.chinese(b) + "分之" + EntityNumberWords.chinese(a), Double(a) / Double(b)
        )
      },
      number(.chinese, "zh.number.mixed") {
        let w = $0.from(1, 30), b = $0.from(2, 9), a = $0.from(1, b - 1)
        return (
          EntityNumberWords.chinese(w) + "又" + EntityNumberWords.chinese(b) + "分之"
            + EntityNumberWords.chinese(a), Double(w) + Double(a) / Double(b)
        )
      },
      number(.chinese, "zh.number.read") {
        let n = $0.from(1000, 99_999)
        return (EntityNumberWords.read(n, zero: $0.pick(["零", "〇"])), Double(n))
      },
      number(.chinese, "zh.number.dozen") {
        let n = $0.from(2, 9)
        return $0.pick([
          ("一打", 12), ("半打", 6), (EntityNumberWords.chinese(n) + "打", Double(n) * 12),
        ])
      },
      number(.chinese, "zh.number.fullwidth") {
        let n = $0.from(1, 99_999)
        let wide = String(n).unicodeScalars.map { String(Unicode.Scalar($0.value + 0xFEE0) ?? $0) }
        return (wide.joined(), Double(n))
      },
      number(.chinese, "zh.number.traditional") {
        let n = $0.from(10_000, 9_999_999)
        return (EntityNumberWords.chinese(n).replacing("万", with: "萬"), Double(n))
      },
      number(.chinese, "zh.ordinal", .ordinal) {
        let n = $0.from(1, 999)
        return $0.flip() ? ("第" + EntityNumberWords.chinese(n), Double(n)) : ("第\(n)", Double(n))
      },
      number(.chinese, "zh.percent.of", .percent) {
        let n = $0.from(1, 99)
        return ("百分之" + ($0.flip() ? EntityNumberWords.chinese(n) : "\(n)"), Double(n))
      },
      number(.chinese, "zh.percent.of.point", .percent) {
        let n = $0.from(0, 99), d = $0.from(1, 9)
        return (
          "百分之" + EntityNumberWords.chinese(n) + "点" + EntityNumberWords.chinese(d),
          Double("\(n).\(d)") ?? 0
        )
      },
      number(.chinese, "zh.percent.sign", .percent) {
        let n = $0.from(1, 400)
        return ("\(n)" + $0.pick(["%", "％", " %"]), Double(n))
      },
      number(.chinese, "zh.percent.points", .percent) {
        let n = $0.from(1, 99)
        return ($0.flip() ? "\(n)个百分点" : EntityNumberWords.chinese(n) + "个百分点", Double(n))
      },
      number(.chinese, "zh.percent.cheng", .percent) {
        let n = $0.from(1, 9), d = $0.from(1, 9)
        return $0.pick([
          (EntityNumberWords.chinese(n) + "成", Double(n) * 10), ("\(n)成", Double(n) * 10),
          (
            EntityNumberWords.chinese(n) + "成" + EntityNumberWords.chinese(d),
            Double(n) * 10 + Double(d)
          ),
          (EntityNumberWords.chinese(n) + "成半", Double(n) * 10 + 5),
        ])
      },
      number(.chinese, "zh.percent.zhe", .percent) {
        let n = $0.from(1, 9), d = $0.from(1, 9)
        return $0.pick([
          (EntityNumberWords.chinese(n) + "折", Double(n) * 10), ("\(n)折", Double(n) * 10),
          (
            EntityNumberWords.chinese(n) + EntityNumberWords.chinese(d) + "折",
            Double(n) * 10 + Double(d)
          ),
          ("\(n).\(d)折", Double(n) * 10 + Double(d)),
        ])
      },
      number(.chinese, "zh.percent.permille", .percent) {
        let n = $0.from(1, 9)
        return $0.pick([
          ("千分之" + EntityNumberWords.chinese(n), Double(n) / 10),
          ("万分之" + EntityNumberWords.chinese(n), Double(n) / 100),
        ])
      },
      number(.chinese, "zh.percent.negative", .percent) {
        let n = $0.from(1, 99)
        return $0.flip()
          ? ("-\(n)%", -Double(n)) : ("负百分之" + EntityNumberWords.chinese(n), -Double(n))
      },
    ]
  }
}
