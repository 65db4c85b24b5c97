import Text
import TimeExpressions

/// Whether a sentence plans or reports: which of two days a weekday in it names.
///
/// The cue that stands nearest decides: in English before the day, in Chinese after it.
struct TimeOutlook {
  let text: Reading

  enum Direction { case ahead, behind }

  /// The direction of the words around lexemes, or `nil` when none of them tells.
  func direction(around range: Range<Int>) -> Direction? {
    let before = leading(range)
    let after = trailing(range)
    return text.isHan(range.lowerBound) ? after ?? before : before ?? after
  }

  private func leading(_ range: Range<Int>) -> Direction? {
    var index = range.lowerBound
    // `by Friday` carries its own cue.
    if text.isWord(index), let cue = own(index) { return cue }
    var steps = 0
    while index > 0, steps < 24 {
      index -= 1
      steps += 1
      if isStop(index) { return nil }
      if let cue = cue(at: index) { return cue }
    }
    return nil
  }

  private func trailing(_ range: Range<Int>) -> Direction? {
    var index = range.upperBound
    // 周三的订单: what follows 的 is a thing and no deed.
    if text.has("的", at: index) { index += 1 }
    var steps = 0
    while index < text.count, steps < 16 {
      if isStop(index) { return nil }
      if let cue = cue(at: index) { return cue }
      index += 1
      steps += 1
    }
    return nil
  }

  /// What ends a clause; a comma does where a whole sentence may follow it.
  private func isStop(_ index: Int) -> Bool {
    guard text[index].kind == .symbol else { return false }
    switch text[index].code {
    case 0x2E, 0x21, 0x3B, 0x3002, 0xFF01, 0xFF1B, 0xFF0C: return true
    default: return false
    }
  }

  private func own(_ index: Int) -> Direction? {
    switch text.word(index) {
    case .by, .until: .ahead
    case .since: .behind
    default: nil
    }
  }

  private func cue(at index: Int) -> Direction? {
    switch text[index].kind {
    case .word: return english(index)
    case .han: return chinese(index)
    default: return nil
    }
  }

  private func english(_ index: Int) -> Direction? {
    let hash = text[index].hash
    if let cue = own(index) { return cue }
    if Self.behind.contains(hash) { return .behind }
    // `will`, and the 'll and 'd of `I'd like`.
    if Self.ahead.contains(hash) {
      return text[index].code > 1 || isAfterApostrophe(index) ? .ahead : nil
    }
    guard text[index].code > 3, text.spelling(index).hasSuffix("ed"),
      !Self.notPast.contains(hash)
    else { return nil }
    // `have it delivered`, `get it fixed` plan; `it was delivered`, `I ordered` report.
    let isParticiple = index > 0 && Self.objects.contains(text[index - 1].hash)
    return isParticiple && isWished(before: index - 1) ? .ahead : .behind
  }

  private func isAfterApostrophe(_ index: Int) -> Bool {
    text.has("'", at: index - 1) || text.has("’", at: index - 1)
  }

  /// Whether a wish or a plan stands further left in the sentence.
  private func isWished(before index: Int) -> Bool {
    var at = index - 1
    var steps = 0
    while at >= 0, steps < 8, !isStop(at) {
      if text.isWord(at), Self.ahead.contains(text[at].hash) { return true }
      at -= 1
      steps += 1
    }
    return false
  }

  private func chinese(_ index: Int) -> Direction? {
    if Self.hanBehind.contains(where: { $0.stands(in: text, at: index) }) { return .behind }
    if Self.hanAhead.contains(where: { $0.stands(in: text, at: index) }) { return .ahead }
    return nil
  }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static let ahead = hashes(
    "will ll d gonna deliver arrive arriving come coming get need needs going expect leaving book "
      + "schedule reschedule move change postpone send ship collect pick please can could would "
      + "should shall want wants like plan planning hope may might must due ready open close are is "
      + "be let bring return try order pay start visit meet call tell know deliveries expected "
      + "scheduled booked planned"
  )
  private static let behind = hashes(
    "bought got was were did had came went paid said told sent took saw made broke wrote spoke left "
      + "lost gave found began felt thought heard kept put since didn wasn weren hadn been"
  )
  private static let notPast = hashes(
    "need speed feed indeed exceed proceed succeed united limited")
  private static let objects = hashes("it them this that these those be get order parcel one")
  private static let hanAhead: [ChinesePhrase] = [
    "会", "将", "能", "之前", "以前", "送到", "送来", "送货", "送", "需要", "想", "要", "请", "希望", "改到", "改成",
    "改为", "预约", "约", "安排", "在家", "可以", "帮我", "派送", "配送", "上门", "打算", "准备", "到吗", "取", "换到",
  ]
  private static let hanBehind: [ChinesePhrase] = [
    "了", "过", "买的", "下的", "下单", "收到的", "订的", "付的", "付款", "寄的", "来的", "到的", "打的", "签收",
    "已经", "刚", "发的", "送的", "退的", "换的", "取的",
  ]
}
