/// How a size with a unit is said besides its own name: `1.5 L` is 1.5 litres and 一升半, too.
enum SizeNames {
  /// The names of a size, its own first; of a size without a known unit its own alone.
  static func all(_ size: String) -> [String] {
    let parts = size.split(separator: " ")
    guard parts.count == 2, let unit = units.first(where: { $0.sign == parts[1].lowercased() })
    else { return [size] }
    let number = String(parts[0])
    let words = numberWords(number)
    let english = unit.english.split(separator: " ")
    let chinese = unit.chinese.split(separator: " ")
    var names = [size]
    for numeral in [number] + words.english {
      names += english.map { "\(numeral) \($0)" }
    }
    for numeral in [number] + words.chinese {
      names += chinese.map { "\(numeral)\($0)" }
    }
    return names + chinese.flatMap { unit in words.halves.map { "\($0)\(unit)半" } }
  }

  /// The words of a whole number up to ten, and of such a number with a half.
  private static func numberWords(_ number: String) -> (
    english: [String], chinese: [String], halves: [String]
  ) {
    if let whole = Int(number), (1...10).contains(whole) {
      return ([english[whole - 1]], chinese[whole - 1], [])
    }
    guard number.hasSuffix(".5"), let whole = Int(number.dropLast(2)) else { return ([], [], []) }
    if whole == 0 { return (["half a"], ["半"], []) }
    guard whole <= 10 else { return ([], [], []) }
    return (["\(english[whole - 1]) and a half"], [], chinese[whole - 1])
  }

  private static let english = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
  ]
  private static let chinese = [
    ["一"], ["两", "二"], ["三"], ["四"], ["五"], ["六"], ["七"], ["八"], ["九"], ["十"],
  ]
  private static let units: [(sign: String, english: String, chinese: String)] = [
    ("l", "litre liter", "升 公升"), ("ml", "millilitre milliliter", "毫升"),
    ("kg", "kilo kilogram kilogramme kgs", "公斤 千克"), ("g", "gram gramme gm", "克"),
    ("m", "metre meter", "米"), ("cm", "centimetre centimeter", "厘米 公分"),
    ("mm", "millimetre millimeter", "毫米"), ("inch", "inches", "英寸 寸"),
  ]
}
