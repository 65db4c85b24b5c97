/// A written time, cut into numbers, words and marks.
extension WrittenTime {
  enum Token: Hashable {
    case number(Int, digits: Int)
    case word(String)
    case sign(Character)
  }

  private static let korean: [Unicode.Scalar: Character] = [
    "년": "年", "월": "月", "일": "日", "시": "时", "분": "分", "초": "秒", "전": "上", "후": "下",
  ]

  /// Numbers, words and signs; `nil` for what stands in no time.
  static func tokens(_ text: some StringProtocol) -> [Token]? {
    var tokens: [Token] = []
    var number = 0
    var digits = 0
    var word = ""
    func flush(_ tokens: inout [Token]) {
      if digits > 0 { tokens.append(.number(number, digits: digits)) }
      if !word.isEmpty { tokens.append(.word(word)) }
      number = 0
      digits = 0
      word = ""
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "0"..."9":
        if !word.isEmpty { flush(&tokens) }
        guard digits < 18 else { return nil }
        number = number * 10 + Int(scalar.value - 48)
        digits += 1
      case "a"..."z", "A"..."Z":
        if digits > 0 { flush(&tokens) }
        word.unicodeScalars.append(scalar)
      case "年", "月", "日", "号", "时", "点", "分", "秒", "上", "下", "午", "晚", "凌", "晨", "早", "中":
        flush(&tokens)
        tokens.append(.sign(Character(scalar)))
      case "년", "월", "일", "시", "분", "초", "오", "전", "후":
        flush(&tokens)
        // Of the two halves of a Korean day only the second needs a sign.
        if let sign = Self.korean[scalar] { tokens.append(.sign(sign)) }
      case "à": flush(&tokens)
      case " ", ",", "\u{A0}", "\u{202F}", "\u{200E}", "\t", "[", "]", "(", ")", "，": flush(&tokens)
      case "-", "/", ".", ":", "+", "：", "−":
        flush(&tokens)
        tokens.append(.sign(scalar == "：" ? ":" : scalar == "−" ? "-" : Character(scalar)))
      default: return nil
      }
    }
    flush(&tokens)
    return tokens.map { if case .word(let word) = $0 { .word(word.lowercased()) } else { $0 } }
  }
}
