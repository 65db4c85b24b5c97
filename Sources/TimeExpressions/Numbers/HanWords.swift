import Text

/// Words in which a numeral counts nothing: `一切`, `四川`, `队伍`.
enum HanWords {
  /// Whether the numeral at a place belongs to an ordinary word.
  static func isWord(_ reading: Reading, _ range: Range<Int>) -> Bool {
    guard range.count == 1 else {
      return range.count == 2 && reading.hasHan(pairs[0], at: range.lowerBound)
    }
    let code = reading[range.lowerBound].code
    let next = range.upperBound < reading.count ? reading[range.upperBound].code : 0
    let previous = range.lowerBound > 0 ? reading[range.lowerBound - 1].code : 0
    if let followers = after[code], followers.contains(next) { return true }
    if let leaders = before[code], leaders.contains(previous) { return true }
    return false
  }

  /// A formal numeral is a word's part more often than a number.
  static func isFormalWord(_ reading: Reading, _ index: Int) -> Bool {
    isWord(reading, index..<index + 1)
  }

  private static let pairs: [[UInt32]] = [scalars("两两")]

  private static func scalars(_ text: String) -> [UInt32] { text.unicodeScalars.map(\.value) }

  private static let after = table([
    "一": "切些样直起共定般旦边致律向贯时度再下看会点方面同味心生旁番路概流身",
    "二": "手维话胡", "三": "亚星明角包藏峡国", "四": "川周季处肢",
    "五": "角金官香谷", "六": "安神", "七": "夕匹", "八": "卦", "九": "江寨龙",
    "十": "足分堰字", "百": "姓货科合", "千": "万", "肆": "无意虐", "伍": "员",
    "陆": "地军续空", "拾": "起取掇", "两": "两", "零": "食钱售件部头",
  ])

  private static let before = table([
    "一": "统唯万之第如同星期周专单", "五": "", "伍": "队退入", "肆": "放酒书",
    "陆": "登大海内着", "拾": "收", "十": "美", "两": "银斤两", "零": "归",
  ])

  private static func table(_ words: [String: String]) -> [UInt32: Set<UInt32>] {
    var table: [UInt32: Set<UInt32>] = [:]
    for (key, others) in words {
      for scalar in key.unicodeScalars { table[scalar.value] = Set(scalars(others)) }
    }
    return table
  }
}
