import Text
import TimeExpressions

/// The currency at a place, and the words that only look like one.
extension MoneyGrammar {
  /// The unit at a place; a thousandfold `M` may lead a code: `MEUR`.
  func unit(at index: Int) -> (end: Int, unit: CurrencyUnit)? {
    guard let (end, unit) = Currencies.table.longest(in: reading, at: index),
      !isOtherWord(index, end, unit)
    else { return nil }
    // `p.` and other words ended inside a longer one never match: lexemes are whole words.
    if unit.isSign, reading.isWord(index),
      unit.name == "Franc" || unit.name == "Hungarian forint"
        || unit.iso == nil && reading[index].code < 2
    {
      return unit.name == "Franc" ? (end, unit) : nil
    }
    return (end, unit)
  }

  /// `s $`, `won`, `mad`, 五角大楼: what only looks like money.
  private func isOtherWord(_ index: Int, _ end: Int, _ unit: CurrencyUnit) -> Bool {
    if reading.isHan(index) {
      // 马克杯, 马克笔
      if end == index + 2, reading.has("马", at: index), reading.has("克", at: index + 1) {
        return reading.has("杯", at: end) || reading.has("笔", at: end)
      }
      guard end == index + 1, reading.isHan(end) else { return false }
      return Self.hanWords[reading[index].code]?.contains(reading[end].code) ?? false
    }
    guard reading.isWord(index) else { return false }
    if end == index + 2, reading[index].code == 1, reading[index + 1].hasBlankBefore {
      return unit.usual != "CAD"
    }
    guard end == index + 1 else { return false }
    if Self.codes.contains(reading[index].hash) { return !isCapitals(index) }
    guard Self.words.contains(reading[index].hash) else { return false }
    return !isCapitals(index) && !reading.isDigits(index - 1)
      && !(reading.word(index - 1).isMultiplier || reading.word(index - 1) == .hundred)
  }

  private func isCapitals(_ index: Int) -> Bool {
    reading.bytes[reading[index].start..<reading[index].end].allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
  }

  static func hashes(_ words: String) -> Set<UInt64> {
    Set(words.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }

  /// Codes that are everyday words too: written in capitals, or none.
  private static let codes = hashes(
    "mad pen cup mop try all sos top cop gel bam lak rub php mur nad")
  private static let words = hashes("won lei real sol lev pound mark rand dong buck")

  private static let hanWords: [UInt32: Set<UInt32>] = {
    var table: [UInt32: Set<UInt32>] = [:]
    for (head, tails) in [
      ("角", "大度色落形"), ("毛", "巾衣毯绒线病"), ("元", "素旦宵月"),
      ("块", "头儿地桌布表毛香肥抹蛋巧面肉豆砖板木石玻电手地糖饼牌布"), ("欧", "洲美式"),
      ("刀", "具叉片子"), ("分", "之钟店别"), ("圆", "形桌"),
    ] {
      for scalar in head.unicodeScalars {
        table[scalar.value] = Set(tails.unicodeScalars.map(\.value))
      }
    }
    return table
  }()

  func millions(at index: Int) -> (end: Int, unit: CurrencyUnit)? {
    guard reading.isWord(index), reading[index].code == 4 else { return nil }
    let spelling = reading.spelling(index)
    guard spelling.first == "m" else { return nil }
    let code = Lexer.read(String(spelling.dropFirst()))
    guard let (_, unit) = Currencies.table.longest(in: code, at: 0), unit.iso != nil, unit.isSign
    else { return nil }
    return (index + 1, unit)
  }
}
