import Quantities
import Text

/// Finds a yes or a no where one answers: at the beginning of a clause.
struct AnswerRecognizer: EntityRecognizer {
  func entities(in text: Reading, language: Language, today: Day) -> [Entity] {
    guard let index = first(in: text), let (end, value) = Self.table.longest(in: text, at: index),
      isAnswer(text, index, end)
    else { return [] }
    return [Entity(kind: .yesNo, range: text.range(index..<end), value: .bool(value))]
  }

  /// The first lexeme that is neither punctuation nor a filler.
  private func first(in text: Reading) -> Int? {
    for index in 0..<min(text.count, 4) {
      let lexeme = text[index]
      if lexeme.kind == .symbol, Self.table.longest(in: text, at: index) == nil { continue }
      if lexeme.kind == .word, Self.fillers.contains(lexeme.hash) { continue }
      if lexeme.kind == .han, Self.hanFillers.contains(lexeme.code),
        Self.table.longest(in: text, at: index) == nil
      {
        continue
      }
      return index
    }
    return nil
  }

  /// A short Chinese word answers only where the clause ends; `no idea` and `好看` answer nothing.
  private func isAnswer(_ text: Reading, _ index: Int, _ end: Int) -> Bool {
    guard end < text.count else { return true }
    let next = text[end]
    if text.isHan(index) {
      if next.kind == .han {
        return Self.hanFillers.contains(next.code)
          || end - index >= 2 && !Self.continued.contains(next.code)
      }
      return true
    }
    if next.kind == .word, Self.notAfter.contains(next.hash) { return false }
    return true
  }

  private static func hashes(_ text: String) -> Set<UInt64> {
    Set(text.split(separator: " ").map { Lexer.read(String($0))[0].hash })
  }
  private static let fillers = hashes("oh um uh well hmm ah er so hi hello hey")
  private static let hanFillers: Set<UInt32> = Set("啊哇呀的吧了哦嗯呃啦嘛，那".unicodeScalars.map(\.value))
  private static let continued: Set<UInt32> = Set("退用买能想".unicodeScalars.map(\.value))
  private static let notAfter = hashes("idea one longer way matter response reply refund")

  /// Words that answer, in both languages.
  static let table: PhraseTable<Bool> = {
    var table = PhraseTable<Bool>()
    for phrase in yes { table.add(phrase, true) }
    for phrase in no { table.add(phrase, false) }
    return table
  }()

  private static let yes = [
    "yes", "yeah", "yep", "yup", "yea", "ya", "sure", "sure thing", "ok", "okay", "okey", "k",
    "of course", "absolutely", "definitely", "certainly", "correct", "agree", "agreed", "i agree",
    "affirmative", "aye", "go ahead", "please do", "sounds good", "that's right", "that is right",
    "that's correct", "that is correct", "right", "indeed", "exactly", "true", "fine", "y",
    "yes please", "👌", "👍", "✅",
    "是", "是的", "是啊", "对", "对的", "对啊", "好", "好的", "好啊", "好哇", "好呀", "好吧", "行", "行的",
    "行啊", "可以", "可以的", "没问题", "当然", "当然可以", "同意", "我同意", "嗯", "嗯嗯", "中", "确定",
    "确认", "肯定", "要", "要的", "没错", "正确", "成", "ok的",
  ]
  private static let no = [
    "no", "nope", "nah", "no thanks", "no thank you", "no way", "not", "not really", "never",
    "negative", "disagree", "i disagree", "don't", "do not", "of course not", "certainly not",
    "absolutely not", "incorrect", "wrong", "false", "n", "👎", "❌", "✋", "🖐",
    "不", "不是", "不是的", "不对", "不好", "不行", "不可以", "不中", "不用", "不用了", "不要", "不要了",
    "不了", "否", "否定", "没有", "不同意", "不确定", "不需要", "算了", "别", "错", "错了", "不正确", "不成",
  ]
}
