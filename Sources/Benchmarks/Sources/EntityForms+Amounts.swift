import Formats
import Computing
import Diagnostics
import Entities
import Quantities
import Text

/// Amounts of money: every currency with every way of writing its number.
extension EntityForm {
  private static func money(
    _ language: Language, _ name: String,
    make: @escaping @Sendable (inout SeededGenerator) -> (String, Double, String)
  ) -> EntityForm {
    EntityForm(language, name) { generator in
      let (text, value, currency) = make(&generator)
      return Mention(text: text, meaning: .money(value, currency: currency))
    }
  }

  private static let signs = [
    ("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("¥", "CNY"), ("₹", "INR"), ("US$", "USD"),
    ("HK$", "HKD"), ("A$", "AUD"), ("C$", "CAD"), ("NZ$", "NZD"), ("₩", "KRW"), ("₽", "RUB"),
    ("₺", "TRY"), ("₱", "PHP"), ("₫", "VND"), ("₪", "ILS"), ("R$", "BRL"),
  ]
  private static let codes = [
    "USD", "EUR", "GBP", "CNY", "JPY", "INR", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "AUD",
    "CAD",
    "HKD", "SGD", "NZD", "ZAR", "BRL", "MXN", "KRW", "TWD", "THB", "AED", "TRY", "RUB",
  ]
  private static let names = [
    ("dollars", "USD"), ("US dollars", "USD"), ("euros", "EUR"), ("euro", "EUR"), ("pounds", "GBP"),
    ("British pounds", "GBP"), ("yuan", "CNY"), ("yen", "JPY"), ("rupees", "INR"),
    ("Swiss francs", "CHF"), ("Swedish kronor", "SEK"), ("Australian dollars", "AUD"),
    ("Canadian dollars", "CAD"), ("Hong Kong dollars", "HKD"), ("Singapore dollars", "SGD"),
    ("bucks", "USD"), ("quid", "GBP"), ("Mexican pesos", "MXN"), ("zloty", "PLN"), ("baht", "THB"),
    ("shekels", "ILS"), ("ringgit", "MYR"), ("South African rand", "ZAR"), ("dirhams", "AED"),
  ]

  private static func amount(_ hundredths: Int, _ currency: String) -> Meaning {
    let money = Money(hundredths: hundredths, currency: currency)
    return .entity(.money, Entity.Value.money(money).json.text)
  }

  private static func cents(_ generator: inout SeededGenerator) -> (Int, Int) {
    (generator.from(1, 999), generator.from(1, 99))
  }

  static var englishMoney: [EntityForm] {
    [
      money(.english, "money.sign") {
        let (sign, code) = $0.pick(signs), n = $0.from(1, 99_999)
        return (sign + $0.pick(["", " "]) + "\(n)", Double(n), code)
      },
      money(.english, "money.sign.decimal") {
        let (sign, code) = $0.pick(signs), (n, c) = cents(&$0)
        return (sign + "\(n)." + EntityNumberWords.two(c), Double(n) + Double(c) / 100, code)
      },
      money(.english, "money.sign.grouped") {
        let (sign, code) = $0.pick(signs), n = $0.from(1000, 9_999_999)
        return (sign + EntityNumberWords.grouped(n, by: ","), Double(n), code)
      },
      money(.english, "money.sign.negative") {
        let (sign, code) = $0.pick(Array(signs.prefix(5))), (n, c) = cents(&$0)
        let number = "\(n)." + EntityNumberWords.two(c)
        return (
          $0.flip() ? "-" + sign + number : sign + "-" + number, -(Double(n) + Double(c) / 100),
          code
        )
      },
      money(.english, "money.sign.after") {
        let (sign, code) = $0.pick([
          ("€", "EUR"), ("£", "GBP"), ("$", "USD"), ("zł", "PLN"), ("₽", "RUB"),
        ])
        let n = $0.from(1, 9999)
        return ("\(n)" + $0.pick(["", " "]) + sign, Double(n), code)
      },
      money(.english, "money.sign.after.comma") {
        let (n, c) = cents(&$0)
        return (
          "\(n)," + EntityNumberWords.two(c) + $0.pick(["€", " €"]), Double(n) + Double(c) / 100,
          "EUR"
        )
      },
      money(.english, "money.sign.continental") {
        let n = $0.from(1000, 99_999), c = $0.from(1, 99)
        let text = EntityNumberWords.grouped(n, by: ".") + "," + EntityNumberWords.two(c)
        return ($0.flip() ? "€" + text : text + " €", Double(n) + Double(c) / 100, "EUR")
      },
      money(.english, "money.code.after") {
        let code = $0.pick(codes), n = $0.from(1, 9999)
        // `try` in small letters is a word.
        let shown = $0.flip() || code == "TRY" ? code : code.lowercased()
        return ("\(n) " + shown, Double(n), code)
      },
      money(.english, "money.code.before") {
        let code = $0.pick(codes), n = $0.from(1, 9999)
        return (code + " \(n)", Double(n), code)
      },
      money(.english, "money.code.glued") {
        let code = $0.pick(codes), n = $0.from(1, 9999)
        return ($0.flip() ? "\(n)" + code : code + "\(n)", Double(n), code)
      },
      money(.english, "money.code.swiss") {
        let n = $0.from(1000, 999_999), c = $0.from(10, 99)
        return (
          EntityNumberWords.grouped(n, by: $0.pick(["'", "’"])) + ".\(c) CHF",
          Double(n) + Double(c) / 100, "CHF"
        )
      },
      money(.english, "money.indian") {
        let n = $0.from(100_000, 99_999_999)
        let text = EntityNumberWords.indian(n)
        return $0.pick([
          (text + " rupees", Double(n), "INR"), ("₹" + text, Double(n), "INR"),
          ("Rs. " + text, Double(n), "INR"), ("INR " + text, Double(n), "INR"),
        ])
      },
      money(.english, "money.blanks") {
        let n = $0.from(1000, 999_999)
        return $0.pick([
          (EntityNumberWords.grouped(n, by: " ") + " euros", Double(n), "EUR"),
          (EntityNumberWords.grouped(n, by: " ") + " kr", Double(n), "SEK"),
          (EntityNumberWords.grouped(n, by: " ") + " €", Double(n), "EUR"),
        ])
      },
      money(.english, "money.name.digits") {
        let (name, code) = $0.pick(names), n = $0.from(2, 9999)
        return ("\(n) " + name, Double(n), code)
      },
      money(.english, "money.name.words") {
        let (name, code) = $0.pick(names), n = $0.from(2, 999)
        return (EntityNumberWords.english(n) + " " + name, Double(n), code)
      },
      EntityForm(.english, "money.name.one") {
        let (text, cents, code) = $0.pick([
          ("one euro", 100, "EUR"), ("1 dollar", 100, "USD"),
          ("one buck", 100, "USD"), ("half a dollar", 50, "USD"), ("one pound", 100, "GBP"),
        ])
        return Mention(text: text, meaning: amount(cents, code))
      },
      money(.english, "money.multiplier.sign") {
        let (sign, code) = $0.pick(Array(signs.prefix(4))), n = $0.from(1, 99), d = $0.from(1, 9)
        let (word, size) = $0.pick([
          ("k", 1e3), ("K", 1e3), ("m", 1e6), (" million", 1e6), (" billion", 1e9), ("bn", 1e9),
          ("M", 1e6),
        ])
        return (sign + "\(n).\(d)" + word, (Double(n) * 10 + Double(d)) / 10 * size, code)
      },
      money(.english, "money.multiplier.name") {
        let (name, code) = $0.pick(names), n = $0.from(2, 99)
        let (word, size) = $0.pick([
          ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("hundred", 100),
        ])
        return ("\(n) " + word + " " + name, Double(n) * size, code)
      },
      money(.english, "money.multiplier.bare") {
        let (name, code) = $0.pick(names)
        let (word, size) = $0.pick([("thousand", 1e3), ("million", 1e6), ("hundred", 100)])
        return ($0.pick(["", "a "]) + word + " " + name, size, code)
      },
      money(.english, "money.couple") {
        let (name, code) = $0.pick(names)
        let (word, size) = $0.pick([
          ("a couple hundred", 200.0), ("a couple of hundred", 200), ("a couple thousand", 2000),
          ("a couple of thousand", 2000), ("a couple of", 2),
        ])
        return (word + " " + name, size, code)
      },
      money(.english, "money.half-million") {
        let (name, code) = $0.pick(names)
        let (word, size) = $0.pick([
          ("half a million", 5e5), ("one and a half million", 1.5e6),
          ("two and a half thousand", 2500),
        ])
        return (word + " " + name, size, code)
      },
      money(.english, "money.parts.words") {
        let (n, c) = cents(&$0)
        return $0.pick([
          ("\(n) dollars and \(c) cents", Double(n) + Double(c) / 100, "USD"),
          ("\(n) dollars \(c) cents", Double(n) + Double(c) / 100, "USD"),
          ("\(n) euros and \(c) cents", Double(n) + Double(c) / 100, "EUR"),
          ("\(n) pounds and \(c) pence", Double(n) + Double(c) / 100, "GBP"),
          ("\(n) rupees and \(c) paise", Double(n) + Double(c) / 100, "INR"),
        ])
      },
      money(.english, "money.parts.spoken") {
        let n = $0.from(1, 99), c = $0.from(10, 99)
        return (
          EntityNumberWords.english(n) + " dollars and " + EntityNumberWords.english(c) + " cents",
          Double(n) + Double(c) / 100, "USD"
        )
      },
      EntityForm(.english, "money.cents") {
        let c = $0.from(1, 99)
        let (text, code) = $0.pick([("\(c) cents", "USD"), ("\(c)¢", "USD"), ("\(c) pence", "GBP")])
        return Mention(text: text, meaning: amount(c, code))
      },
      EntityForm(.english, "money.harmless") {
        let n = $0.from(2, 12)
        let text = $0.pick([
          "a \(n) cup teapot", "give it \(n) try", "\(n) pen set", "\(n) mad people",
          "\(n) top sellers", "\(n) all over", "\(n) sos calls", "a pack of \(n) pen",
          "\(n) mop heads",
          "\(n) bam boxes", "\(n) gel pens",
        ])
        return Mention(text: text, meaning: .none([.money]))
      },
      EntityForm(.english, "money.dash", carriers: ["_"]) {
        let a = $0.from(10, 50), b = $0.from(51, 90)
        let (text, span) = $0.pick([
          ("\(a) -\(b) usd", "\(b) usd"), ("\(a) - \(b) usd", "\(b) usd"),
          ("$\(a) - $\(b)", "$\(b)"),
          ("\(a) – \(b) usd", "\(b) usd"), ("$\(a) -$\(b)", "$\(b)"),
        ])
        let value = Entity.Value.money(Money(hundredths: b * 100, currency: "USD")).json.text
        return Mention(text: text, meaning: .entity(.money, value), span: span)
      },
    ]
  }

  private static let hanMoney = [
    ("元", "CNY"), ("块", "CNY"), ("块钱", "CNY"), ("元人民币", "CNY"), ("美元", "USD"), ("欧元", "EUR"),
    ("英镑", "GBP"), ("日元", "JPY"), ("港币", "HKD"), ("港元", "HKD"), ("新台币", "TWD"), ("澳元", "AUD"),
    ("加元", "CAD"), ("韩元", "KRW"), ("卢布", "RUB"), ("泰铢", "THB"), ("瑞士法郎", "CHF"), ("美金", "USD"),
    ("新加坡元", "SGD"), ("人民币", "CNY"),
  ]

  static var chineseMoney: [EntityForm] {
    [
      money(.chinese, "zh.money.digits") {
        let (name, code) = $0.pick(hanMoney), n = $0.from(1, 99_999)
        return ("\(n)" + name, Double(n), code)
      },
      money(.chinese, "zh.money.decimal") {
        let (name, code) = $0.pick(hanMoney), (n, c) = cents(&$0)
        return ("\(n)." + EntityNumberWords.two(c) + name, Double(n) + Double(c) / 100, code)
      },
      money(.chinese, "zh.money.words") {
        let (name, code) = $0.pick(hanMoney), n = anySize(&$0, digits: 5)
        return (EntityNumberWords.chinese(n) + name, Double(n), code)
      },
      money(.chinese, "zh.money.wan") {
        let (name, code) = $0.pick(hanMoney), n = $0.from(1, 99)
        let (unit, size) = $0.pick([("万", 1e4), ("亿", 1e8)])
        return ("\(n)" + unit + name, Double(n) * size, code)
      },
      money(.chinese, "zh.money.sign") {
        let (sign, code) = $0.pick([
          ("¥", "CNY"), ("￥", "CNY"), ("$", "USD"), ("€", "EUR"), ("HK$", "HKD"), ("NT$", "TWD"),
        ])
        let (n, c) = cents(&$0)
        return $0.flip()
          ? (sign + "\(n)", Double(n), code)
          : (sign + "\(n)." + EntityNumberWords.two(c), Double(n) + Double(c) / 100, code)
      },
      money(.chinese, "zh.money.grouped") {
        let n = $0.from(1000, 9_999_999)
        return (EntityNumberWords.grouped(n, by: ",") + "元", Double(n), "CNY")
      },
      money(.chinese, "zh.money.rmb") {
        let n = $0.from(1, 9999)
        return $0.pick([
          ("人民币\(n)元", Double(n), "CNY"), ("人民币\(n)", Double(n), "CNY"),
          ("RMB\(n)", Double(n), "CNY"),
          ("\(n)RMB", Double(n), "CNY"), ("CNY \(n)", Double(n), "CNY"),
        ])
      },
      money(.chinese, "zh.money.parts") {
        let n = $0.from(1, 99), j = $0.from(1, 9), f = $0.from(1, 9)
        return $0.pick([
          ("\(n)元\(j)角", Double(n) + Double(j) / 10, "CNY"),
          ("\(n)块\(j)毛", Double(n) + Double(j) / 10, "CNY"),
          ("\(n)元\(j)角\(f)分", Double(n) + Double(j) / 10 + Double(f) / 100, "CNY"),
          (
            EntityNumberWords.chinese(n) + "元" + EntityNumberWords.chinese(j) + "角"
              + EntityNumberWords.chinese(f) + "分",
            Double(n) + Double(j) / 10 + Double(f) / 100, "CNY"
          ),
          (
            EntityNumberWords.chinese(n) + "块" + EntityNumberWords.chinese(j),
            Double(n) + Double(j) / 10, "CNY"
          ),
          (EntityNumberWords.chinese(n) + "块半", Double(n) + 0.5, "CNY"),
        ])
      },
      money(.chinese, "zh.money.ban") {
        $0.pick([
          ("一块半", 1.5, "CNY"), ("两块五", 2.5, "CNY"), ("五块钱", 5, "CNY"), ("一百块", 100, "CNY"),
          ("两百五十块钱", 250, "CNY"),
        ])
      },
      money(.chinese, "zh.money.ge") {
        let n = $0.from(2, 99)
        return ("\(n)多元".replacing("多", with: ""), Double(n), "CNY")
      },
      EntityForm(.chinese, "zh.money.harmless", carriers: ["_", "我买了_"]) {
        let n = EntityNumberWords.chinese($0.from(3, 9))
        let text = $0.pick([
          n + "块毛巾", n + "角形桌子", n + "个马克杯", n + "块桌布", n + "分钟", n + "块手表", n + "两茶叶", n + "元素",
        ])
        return Mention(text: text, meaning: .none([.money]))
      },
    ]
  }
}
