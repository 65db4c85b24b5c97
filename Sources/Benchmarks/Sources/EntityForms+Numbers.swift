import Computing
import Entities
import Quantities
import Text

extension SeededGenerator {
  mutating func from(_ low: Int, _ high: Int) -> Int { low + below(high - low + 1) }
  mutating func flip() -> Bool { below(2) == 0 }
}

/// Numbers, ordinals and percentages: the ways of writing them, and what each is worth.
extension EntityForm {
  static func number(
    _ language: Language, _ name: String, _ model: RecognizerModel = .number,
    make: @escaping @Sendable (inout SeededGenerator) -> (String, Double)
  ) -> EntityForm {
    EntityForm(language, name) { generator in
      let (text, value) = make(&generator)
      return Mention(text: text, meaning: .number(model, value))
    }
  }

  /// Numbers of any size: as many digits as chance gives.
  static func anySize(_ generator: inout SeededGenerator, digits: Int = 9) -> Int {
    var bound = 1
    for _ in 0..<generator.from(1, digits) { bound *= 10 }
    return 1 + generator.below(bound - 1)
  }

  static var englishNumbers: [EntityForm] {
    [
      number(.english, "number.digits") {
        let n = anySize(&$0); return ("\(n)", Double(n))
      },
      number(.english, "number.commas") {
        let n = $0.from(1000, 99_999_999)
        return (EntityNumberWords.grouped(n, by: ","), Double(n))
      },
      number(.english, "number.commas.decimal") {
        let n = $0.from(1000, 9_999_999), c = $0.from(1, 99)
        return (
          EntityNumberWords.grouped(n, by: ",") + "." + EntityNumberWords.two(c),
          Double(n) + Double(c) / 100
        )
      },
      number(.english, "number.indian") {
        let n = $0.from(100_000, 99_999_999)
        return (EntityNumberWords.indian(n), Double(n))
      },
      number(.english, "number.blanks") {
        let n = $0.from(1000, 99_999_999)
        return (EntityNumberWords.grouped(n, by: $0.pick([" ", "\u{A0}", "\u{202F}"])), Double(n))
      },
      number(.english, "number.apostrophes") {
        let n = $0.from(1000, 99_999_999)
        return (EntityNumberWords.grouped(n, by: $0.pick(["'", "’"])), Double(n))
      },
      number(.english, "number.decimal") {
        let n = $0.from(0, 9999), c = $0.from(1, 999)
        return ("\(n).\(c)", Double("\(n).\(c)") ?? 0)
      },
      number(.english, "number.leading-point") {
        let c = $0.from(1, 999)
        return (".\(c)", Double("0.\(c)") ?? 0)
      },
      number(.english, "number.continental") {
        let n = $0.from(1000, 9_999_999), c = $0.from(1, 99)
        return (
          EntityNumberWords.grouped(n, by: ".") + "," + EntityNumberWords.two(c),
          Double(n) + Double(c) / 100
        )
      },
      number(.english, "number.decimal-comma") {
        let n = $0.from(0, 9999), c = $0.from(1, 99)
        return ("\(n)," + EntityNumberWords.two(c), Double(n) + Double(c) / 100)
      },
      number(.english, "number.negative") {
        let n = $0.from(1, 9999)
        return ($0.pick(["-", "−"]) + "\(n)", -Double(n))
      },
      number(.english, "number.words.and") {
        let n = anySize(&$0)
        return (EntityNumberWords.english(n), Double(n))
      },
      number(.english, "number.words.plain") {
        let n = anySize(&$0)
        return (EntityNumberWords.english(n, and: false, hyphen: false), Double(n))
      },
      number(.english, "number.words.capitals") {
        let n = anySize(&$0, digits: 6)
        let text = EntityNumberWords.english(n, and: $0.flip(), hyphen: $0.flip())
        return (
          $0.flip() ? text.uppercased() : text.prefix(1).uppercased() + text.dropFirst(), Double(n)
        )
      },
      number(.english, "number.words.negative") {
        let n = anySize(&$0, digits: 4)
        return ($0.pick(["minus ", "negative "]) + EntityNumberWords.english(n), -Double(n))
      },
      number(.english, "number.words.a-hundred") {
        let (text, value) = $0.pick([
          ("a hundred", 100), ("a thousand", 1000), ("a million", 1e6),
          ("a billion", 1e9), ("a hundred thousand", 1e5), ("a hundred million", 1e8),
        ])
        return (text, value)
      },
      number(.english, "number.words.a-hundred-and") {
        let n = $0.from(1, 99)
        return ("a hundred and " + EntityNumberWords.english(n), 100 + Double(n))
      },
      number(.english, "number.words.hundreds-teen") {
        let n = $0.pick([11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 25, 35, 99])
        return (EntityNumberWords.english(n) + " hundred", Double(n) * 100)
      },
      number(.english, "number.words.point") {
        let n = $0.from(0, 120), d = $0.from(1, 999)
        let tail = String(d).compactMap(\.wholeNumberValue).map { EntityNumberWords.english($0) }
        return (
          EntityNumberWords.english(n) + " point " + tail.joined(separator: " "),
          Double("\(n).\(d)") ?? 0
        )
      },
      number(.english, "number.digits.multiplier") {
        let (word, size) = $0.pick([
          ("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9),
        ])
        let n = $0.from(1, 99)
        return ("\(n) " + word, Double(n) * size)
      },
      number(.english, "number.decimal.multiplier") {
        let (word, size) = $0.pick([
          ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12),
        ])
        let n = $0.from(1, 99), d = $0.from(1, 9)
        return ("\(n).\(d) " + word, (Double(n) * 10 + Double(d)) / 10 * size)
      },
      number(.english, "number.suffix-k") {
        let n = $0.from(1, 999)
        return ("\(n)" + $0.pick(["k", "K"]), Double(n) * 1000)
      },
      number(.english, "number.ratio") {
        let a = $0.from(1, 9), b = $0.from(2, 16)
        return ("\(a)/\(b)", Double(a) / Double(b))
      },
      number(.english, "number.mixed") {
        let w = $0.from(1, 40), a = $0.from(1, 3), b = $0.from(4, 9)
        return ("\(w) \(a)/\(b)", Double(w) + Double(a) / Double(b))
      },
      number(.english, "number.fraction.words") {
        let a = $0.from(2, 9), b = $0.pick([3, 5, 6, 7, 8, 9, 10, 12, 20])
        return (
          EntityNumberWords.english(a) + $0.pick([" ", "-"]) + EntityNumberWords.ordinal(b) + "s",
          Double(a) / Double(b)
        )
      },
      number(.english, "number.fraction.one") {
        let b = $0.pick([3, 5, 6, 7, 8, 9, 10, 12, 20, 100])
        return (
          $0.pick(["a ", "one "]) + EntityNumberWords.ordinal(b).replacing("one ", with: ""),
          1 / Double(b)
        )
      },
      number(.english, "number.fraction.quarters") {
        $0.pick([
          ("three quarters", 0.75), ("a half", 0.5), ("one half", 0.5), ("a quarter", 0.25),
          ("one quarter", 0.25), ("three-quarters", 0.75),
        ])
      },
      number(.english, "number.fraction.mixed-words") {
        let w = $0.from(1, 30)
        let (text, value) = $0.pick([
          ("a half", 0.5), ("a quarter", 0.25), ("three quarters", 0.75),
          ("two thirds", 2.0 / 3), ("a third", 1.0 / 3), ("one fifth", 0.2),
        ])
        return (
          $0.flip() ? "\(w) and " + text : EntityNumberWords.english(w) + " and " + text,
          Double(w) + value
        )
      },
      number(.english, "number.vulgar") {
        let w = $0.from(1, 30)
        let (text, value) = $0.pick([("½", 0.5), ("¼", 0.25), ("¾", 0.75), ("⅓", 1.0 / 3)])
        return $0.flip() ? (text, value) : ("\(w)" + text, Double(w) + value)
      },
      number(.english, "number.dozen") {
        let n = $0.from(2, 12)
        return $0.pick([
          ("\(n) dozen", Double(n) * 12), ("a dozen", 12), ("half a dozen", 6),
          (EntityNumberWords.english(n) + " dozen", Double(n) * 12),
        ])
      },
      number(.english, "number.exponent") {
        let n = $0.from(1, 9), d = $0.from(1, 9), e = $0.from(2, 9)
        return ("\(n).\(d)e\(e)", Double("\(n).\(d)e\(e)") ?? 0)
      },
      number(.english, "number.over") {
        let a = $0.from(1, 9), b = $0.from(2, 90)
        return (
          EntityNumberWords.english(a) + " over " + EntityNumberWords.english(b),
          Double(a) / Double(b)
        )
      },
      number(.english, "number.half-million") {
        $0.pick([
          ("half a million", 5e5), ("half a billion", 5e8), ("a quarter of a million", 2.5e5),
          ("three quarters of a million", 7.5e5), ("one and a half million", 1.5e6),
          ("two and a half thousand", 2500), ("half a thousand", 500),
        ])
      },
      number(.english, "ordinal.digits", .ordinal) {
        let n = $0.from(1, 1200)
        return (EntityNumberWords.suffixed(n), Double(n))
      },
      number(.english, "ordinal.words", .ordinal) {
        let n = $0.pick([$0.from(1, 31), $0.from(1, 120), anySize(&$0, digits: 5)])
        return (EntityNumberWords.ordinal(n), Double(n))
      },
      number(.english, "ordinal.words.plain", .ordinal) {
        let n = $0.from(1, 999)
        return (EntityNumberWords.ordinal(n, and: false, hyphen: false), Double(n))
      },
      number(.english, "percent.sign", .percent) {
        let n = $0.from(1, 400)
        return ("\(n)" + $0.pick(["%", " %"]), Double(n))
      },
      number(.english, "percent.decimal", .percent) {
        let n = $0.from(0, 99), d = $0.from(1, 99)
        return ("\(n).\(d)" + $0.pick(["%", " %", " percent"]), Double("\(n).\(d)") ?? 0)
      },
      number(.english, "percent.word", .percent) {
        let n = $0.from(1, 100)
        return (
          "\(n) " + $0.pick(["percent", "per cent", "percents", "percentage points", "pct"]),
          Double(n)
        )
      },
      number(.english, "percent.spelled", .percent) {
        let n = $0.from(1, 100)
        return (EntityNumberWords.english(n) + $0.pick([" percent", " per cent"]), Double(n))
      },
      number(.english, "percent.negative", .percent) {
        let n = $0.from(1, 100)
        return $0.flip() ? ("-\(n)%", -Double(n)) : ("minus \(n) percent", -Double(n))
      },
      number(.english, "percent.grouped", .percent) {
        let n = $0.from(1000, 9999)
        return (EntityNumberWords.grouped(n, by: ",") + "%", Double(n))
      },
      number(.english, "percent.half", .percent) {
        $0.pick([
          ("half a percent", 0.5), ("two and a half percent", 2.5), ("a hundred percent", 100),
          ("one hundred per cent", 100), ("a quarter of a percent", 0.25),
        ])
      },
    ]
  }
}
