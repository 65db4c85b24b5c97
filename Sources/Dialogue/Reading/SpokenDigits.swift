import Text

/// Digits as people read them out: “一零四八九”, "one oh four one two".
enum SpokenDigits {
  /// The runs of four digits or more that a text spells in Han numerals, in order.
  static func runs(in text: String) -> [String] {
    var runs: [String] = []
    var run = ""
    for character in text {
      if let digit = digits[character] {
        run.append(digit)
      } else {
        if run.count >= 4 { runs.append(run) }
        run = ""
      }
    }
    if run.count >= 4 { runs.append(run) }
    return runs
  }

  private static let digits: [Character: Character] = [
    "零": "0", "〇": "0", "一": "1", "幺": "1", "二": "2", "两": "2", "三": "3", "四": "4", "五": "5",
    "六": "6", "七": "7", "八": "8", "九": "9",
  ]
}
