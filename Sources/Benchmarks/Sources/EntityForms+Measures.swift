import Computing
import Entities
import Quantities
import Text

/// Measures: every unit with every way of writing its number.
extension EntityForm {
  private static let measures: [(String, [String])] = [
    ("Kilometer", ["km", "kilometers", "kilometres"]), ("Meter", ["m", "meters", "metres"]),
    ("Centimeter", ["cm", "centimeters", "centimetres"]), ("Millimeter", ["mm", "millimeters"]),
    ("Mile", ["miles"]), ("Yard", ["yards", "yd"]), ("Foot", ["feet", "ft"]),
    ("Inch", ["inches", "in."]),
    ("Kilogram", ["kg", "kilograms", "kilos"]), ("Gram", ["g", "grams"]),
    ("Milligram", ["mg", "milligrams"]),
    ("Pound", ["lbs", "lb"]), ("Ounce", ["oz", "ounces"]), ("Ton", ["tons"]),
    ("Metric ton", ["metric tons"]),
    ("Stone", ["stone"]), ("Liter", ["l", "liters", "litres"]),
    ("Milliliter", ["ml", "milliliters", "millilitres"]),
    ("Centiliter", ["cl"]), ("Gallon", ["gallons"]), ("Pint", ["pints"]), ("Quart", ["quarts"]),
    ("Cup", ["cups"]), ("Teaspoon", ["teaspoons"]), ("Tablespoon", ["tablespoons"]),
    ("Fluid ounce", ["fluid ounces", "fl oz"]),
    ("Square meter", ["square meters", "sq m", "m2", "m²"]),
    ("Square foot", ["square feet", "sq ft"]),
    ("Square kilometer", ["square kilometers", "km2", "km²"]), ("Square mile", ["square miles"]),
    ("Acre", ["acres"]), ("Hectare", ["hectares"]),
    ("Cubic meter", ["cubic meters", "m3", "m³"]),
    ("Cubic centimeter", ["cubic centimeters", "cm3"]), ("Cubic foot", ["cubic feet"]),
    ("Kilometer per hour", ["km/h", "kilometers per hour", "kph"]),
    ("Mile per hour", ["mph", "miles per hour"]),
    ("Meter per second", ["m/s", "meters per second"]), ("Knot", ["knots"]),
    ("Foot per second", ["feet per second"]),
    ("Byte", ["bytes"]), ("Kilobyte", ["KB", "kilobytes"]), ("Megabyte", ["MB", "megabytes"]),
    ("Gigabyte", ["GB", "gigabytes"]),
    ("Terabyte", ["TB", "terabytes"]), ("Megabit", ["megabits"]), ("Bit", ["bits"]),
    ("Light year", ["light years"]),
    ("Micrometer", ["micrometers"]), ("Decimeter", ["dm", "decimeters"]), ("Barrel", ["barrels"]),
  ]

  private static func measure(
    _ language: Language, _ name: String,
    make: @escaping @Sendable (inout SeededGenerator) -> (String, Double, String)
  ) -> EntityForm {
    EntityForm(language, name) { generator in
      let (text, value, unit) = make(&generator)
      return Mention(text: text, meaning: .measure(value, unit: unit))
    }
  }

  static var englishMeasures: [EntityForm] {
    [
      measure(.english, "dimension.digits") {
        let (unit, words) = $0.pick(measures), n = $0.from(2, 9999)
        return ("\(n) " + $0.pick(words), Double(n), unit)
      },
      measure(.english, "dimension.glued") {
        let (unit, words) = $0.pick(measures.filter { $0.1[0].count <= 2 }), n = $0.from(2, 999)
        return ("\(n)" + words[0], Double(n), unit)
      },
      measure(.english, "dimension.decimal") {
        let (unit, words) = $0.pick(measures), n = $0.from(0, 99), d = $0.from(1, 9)
        return ("\(n).\(d) " + $0.pick(words), Double("\(n).\(d)") ?? 0, unit)
      },
      measure(.english, "dimension.grouped") {
        let (unit, words) = $0.pick(measures), n = $0.from(1000, 99_999)
        return (EntityNumberWords.grouped(n, by: ",") + " " + $0.pick(words), Double(n), unit)
      },
      measure(.english, "dimension.words") {
        let (unit, words) = $0.pick(measures), n = $0.from(2, 120)
        return (
          EntityNumberWords.english(n) + " " + ($0.flip() ? words[0] : words[words.count - 1]),
          Double(n), unit
        )
      },
      measure(.english, "dimension.hyphen") {
        let (unit, word) = $0.pick([
          ("Mile", "mile"), ("Meter", "meter"), ("Foot", "foot"), ("Inch", "inch"),
          ("Kilogram", "kg"),
          ("Liter", "liter"), ("Gallon", "gallon"), ("Milliliter", "ml"), ("Pound", "pound"),
          ("Ounce", "ounce"),
        ])
        let n = $0.from(2, 99)
        return ("\(n)-" + word, Double(n), unit)
      },
      measure(.english, "dimension.fraction") {
        let (unit, words) = $0.pick(measures)
        let (text, value) = $0.pick([
          ("two and a half", 2.5), ("1/2", 0.5), ("3/4", 0.75), ("1 1/2", 1.5),
          ("three quarters of a", 0.75),
        ])
        let isOf = text.hasSuffix("a")
        return isOf ? ("2 1/2 " + words[0], 2.5, unit) : (text + " " + words[0], value, unit)
      },
      measure(.english, "dimension.multiplier") {
        let (unit, words) = $0.pick(measures), n = $0.from(2, 99)
        let (word, size) = $0.pick([("thousand", 1e3), ("million", 1e6), ("hundred", 100)])
        return ("\(n) " + word + " " + words[words.count > 1 ? 1 : 0], Double(n) * size, unit)
      },
      measure(.english, "dimension.one") {
        $0.pick([
          ("one mile", 1, "Mile"), ("one meter", 1, "Meter"), ("1 foot", 1, "Foot"),
          ("1 kilo", 1, "Kilogram"),
          ("one inch", 1, "Inch"), ("1 ounce", 1, "Ounce"), ("one gallon", 1, "Gallon"),
          ("1 litre", 1, "Liter"), ("one cup", 1, "Cup"),
        ])
      },
    ]
  }

  private static let hanMeasures: [(String, [String])] = [
    ("Kilometer", ["公里", "千米", "km"]), ("Meter", ["米", "公尺", "m"]),
    ("Centimeter", ["厘米", "公分", "cm"]), ("Millimeter", ["毫米", "mm"]),
    ("Li", ["里"]), ("Zhang", ["丈"]), ("Chi", ["尺"]), ("Inch", ["英寸", "寸"]), ("Foot", ["英尺"]),
    ("Mile", ["英里"]), ("Yard", ["码"]),
    ("Kilogram", ["公斤", "千克", "kg"]), ("Gram", ["克", "g"]), ("Milligram", ["毫克"]),
    ("Metric ton", ["吨"]), ("Jin", ["斤"]), ("Liang", ["两"]),
    ("Pound", ["磅"]), ("Ounce", ["盎司"]), ("Liter", ["升", "公升"]), ("Milliliter", ["毫升", "ml"]),
    ("Gallon", ["加仑"]),
    ("Square meter", ["平方米", "平米"]), ("Square kilometer", ["平方公里"]), ("Mu", ["亩"]),
    ("Hectare", ["公顷"]),
    ("Cubic meter", ["立方米"]), ("Kilometer per hour", ["公里/小时", "千米每小时"]),
    ("Meter per second", ["米/秒", "米每秒"]),
    ("Megabyte", ["MB", "兆字节"]), ("Gigabyte", ["GB", "吉字节"]), ("Kilobyte", ["KB", "千字节"]),
    ("Byte", ["字节"]),
  ]

  static var chineseMeasures: [EntityForm] {
    [
      measure(.chinese, "zh.dimension.digits") {
        let (unit, words) = $0.pick(hanMeasures), n = $0.from(2, 9999)
        return ("\(n)" + $0.pick(words), Double(n), unit)
      },
      measure(.chinese, "zh.dimension.decimal") {
        let (unit, words) = $0.pick(hanMeasures), n = $0.from(0, 99), d = $0.from(1, 9)
        return ("\(n).\(d)" + words[0], Double("\(n).\(d)") ?? 0, unit)
      },
      measure(.chinese, "zh.dimension.words") {
        let (unit, words) = $0.pick(hanMeasures), n = $0.pick([3, 5, 10, 15, 30, 45, 100, 250])
        return (EntityNumberWords.chinese(n) + words[0], Double(n), unit)
      },
      measure(.chinese, "zh.dimension.wan") {
        let (unit, words) = $0.pick(hanMeasures), n = $0.from(2, 99)
        return ("\(n)万" + words[0], Double(n) * 1e4, unit)
      },
      measure(.chinese, "zh.dimension.liang") {
        $0.pick([
          ("三两", 3, "Liang"), ("二两", 2, "Liang"), ("半斤", 0.5, "Jin"), ("两斤", 2, "Jin"),
          ("两米", 2, "Meter"),
          ("五两", 5, "Liang"), ("八两", 8, "Liang"), ("两公斤", 2, "Kilogram"), ("两升", 2, "Liter"),
          ("两吨", 2, "Metric ton"),
        ])
      },
    ]
  }
}
