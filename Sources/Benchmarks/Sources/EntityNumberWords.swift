/// Numbers as people spell and group them, for forms whose value is known beforehand.
enum EntityNumberWords {
  private static let ones = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
  ]
  private static let tens = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
  private static let multipliers = [
    (1_000_000_000, "billion"), (1_000_000, "million"), (1000, "thousand"),
  ]

  /// `one hundred and twenty-one`; the British `and` and the hyphen may be left out.
  static func english(_ number: Int, and: Bool = true, hyphen: Bool = true) -> String {
    if number < 20 { return ones[number] }
    if number < 100 {
      let head = tens[number / 10]
      return number % 10 == 0 ? head : head + (hyphen ? "-" : " ") + ones[number % 10]
    }
    if number < 1000 {
      let head = ones[number / 100] + " hundred"
      if number % 100 == 0 { return head }
      return head + (and ? " and " : " ") + english(number % 100, and: and, hyphen: hyphen)
    }
    for (size, name) in multipliers where number >= size {
      let head = english(number / size, and: and, hyphen: hyphen) + " " + name
      let rest = number % size
      if rest == 0 { return head }
      let joint = and && rest < 100 ? " and " : " "
      return head + joint + english(rest, and: and, hyphen: hyphen)
    }
    return ""
  }

  private static let irregular = [
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth",
    "nine": "ninth", "twelve": "twelfth",
  ]

  /// `one hundred and twenty-first`.
  static func ordinal(_ number: Int, and: Bool = true, hyphen: Bool = true) -> String {
    let text = english(number, and: and, hyphen: hyphen)
    let cut = text.lastIndex { $0 == " " || $0 == "-" }
    let head = cut.map { String(text[...$0]) } ?? ""
    let last = cut.map { String(text[text.index(after: $0)...]) } ?? text
    if let form = irregular[last] { return head + form }
    return head + (last.hasSuffix("y") ? last.dropLast() + "ieth" : last + "th")
  }

  /// `21st`.
  static func suffixed(_ number: Int) -> String {
    if (11...13).contains(number % 100) { return "\(number)th" }
    return "\(number)" + (["th", "st", "nd", "rd"][min(number % 10, 4) % 4])
  }

  private static let digits = Array("零一二三四五六七八九").map(String.init)
  private static let formal = Array("零壹贰叁肆伍陆柒捌玖").map(String.init)

  /// `一千零五十`, or in the formal characters of cheques.
  static func chinese(_ number: Int, formal isFormal: Bool = false) -> String {
    let digits = isFormal ? formal : digits
    let units = isFormal ? ["", "拾", "佰", "仟"] : ["", "十", "百", "千"]
    if number == 0 { return digits[0] }
    for (size, name) in [(100_000_000, "亿"), (10_000, isFormal ? "萬" : "万")] where number >= size {
      let rest = number % size
      let joint = rest > 0 && rest < size / 10 ? digits[0] : ""
      return chinese(number / size, formal: isFormal) + name + joint
        + (rest == 0 ? "" : chinese(rest, formal: isFormal, isTail: true))
    }
    return chinese(number, formal: isFormal, isTail: false, digits, units)
  }

  private static func chinese(_ number: Int, formal: Bool, isTail: Bool) -> String {
    let text = chinese(number, formal: formal)
    return isTail && (10..<20).contains(number) && !formal ? "一" + text : text
  }

  private static func chinese(
    _ number: Int, formal: Bool, isTail: Bool, _ digits: [String], _ units: [String]
  ) -> String {
    var text = ""
    var zero = false
    for (place, unit) in units.enumerated().reversed() {
      var size = 1
      for _ in 0..<place { size *= 10 }
      let digit = number / size % 10
      if digit == 0 {
        zero = !text.isEmpty
        continue
      }
      if zero { text += digits[0] }
      zero = false
      let isBareTen = place == 1 && digit == 1 && text.isEmpty && !formal
      text += (isBareTen ? "" : digits[digit]) + unit
    }
    return text
  }

  /// Each digit for itself: 二零二五.
  static func read(_ number: Int, zero: String = "零") -> String {
    String(number).compactMap(\.wholeNumberValue).map { $0 == 0 ? zero : digits[$0] }.joined()
  }

  /// `1,234,567` with any mark between groups of three.
  static func grouped(_ number: Int, by mark: String) -> String {
    var digits = Array(String(number))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    groups.insert(String(digits), at: 0)
    return groups.joined(separator: mark)
  }

  /// `12,34,567`, as India groups.
  static func indian(_ number: Int) -> String {
    var digits = Array(String(number))
    guard digits.count > 3 else { return String(digits) }
    var groups = [String(digits.suffix(3))]
    digits.removeLast(3)
    while digits.count > 2 {
      groups.insert(String(digits.suffix(2)), at: 0)
      digits.removeLast(2)
    }
    groups.insert(String(digits), at: 0)
    return groups.joined(separator: ",")
  }

  /// `07` for 7.
  static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
