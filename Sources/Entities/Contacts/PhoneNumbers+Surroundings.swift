import Text

/// What stands around a run of digits: what it would be a piece of, what announces it.
extension PhoneNumbers {
  /// Nothing that belongs to a code, a formula or a longer number stands at either end.
  func isFree(_ run: Run) -> Bool { isFreeBefore(run) && isFreeAfter(run) }

  private func isFreeBefore(_ run: Run) -> Bool {
    let before = run.start - 1
    if before >= 0, reading.isAttached(run.start) {
      let lexeme = reading[before]
      switch lexeme.kind {
      case .digits: return false
      case .word: return false
      case .han: break
      case .symbol:
        switch lexeme.code {
        case 0x2D:
          let isWord =
            before > 0 && reading.isAttached(before)
            && (reading.isWord(before - 1) && reading[before - 1].code > 1
              || reading.has("#", at: before - 1))
          guard isWord, run.hasParens || run.groups.count > 1 else { return false }
        case 0x2E, 0x2F, 0x2A, 0x3D, 0x25, 0x24, 0x23, 0x5F, 0x2B, 0x26: return false
        case 0x29:
          if before > 0, reading.isDigits(before - 1) || reading.has(")", at: before - 1),
            reading.bytes[lexeme.start] == 0x29,
            !reading.isDigits(before - 1) || run.groups.count > 1
          {
            return false
          }
        case 0x28:
          if run.hasParens, !reading.has(")", at: run.end) { return false }
        case 0x2C:
          if before > 0, reading.isDigits(before - 1), reading.isAttached(before),
            run.groups.count == 1, run.digits <= 3
          {
            return false
          }
        default: break
        }
      }
    }
    if before >= 0, !reading.isAttached(run.start) {
      // Arithmetic, and the tail of a number in many groups.
      switch reading[before].kind == .symbol ? reading[before].code : 0 {
      case 0x3D, 0x2A, 0xD7: return false
      default: break
      }
    }
    return true
  }

  private func isFreeAfter(_ run: Run) -> Bool {
    let after = run.end
    // Hexadecimal bytes: `00 10 D9`.
    if run.groups.count > 3, reading.isWord(after), reading[after].code == 1,
      reading.isDigits(after + 1),
      reading.isAttached(after + 1)
    {
      return false
    }
    guard reading.isAttached(after) else { return true }
    let lexeme = reading[after]
    switch lexeme.kind {
    case .word, .digits: return false
    case .han: return true
    case .symbol:
      switch lexeme.code {
      case 0x2D, 0x2F, 0x5F:
        return
          !(reading.isAttached(after + 1)
          && (reading.isDigits(after + 1) || reading.isWord(after + 1) && lexeme.code != 0x2D))
      case 0x2C:
        return
          !(reading.isAttached(after + 1) && reading.isDigits(after + 1)
          && (run.digits <= 3 || run.hasPlus))
      case 0x2E: return !(reading.isAttached(after + 1) && reading.isDigits(after + 1))
      case 0x2A, 0x3D, 0x25, 0x2B, 0x40, 0xD7: return false
      default: return true
      }
    }
  }

  /// What carries a number that reaches nobody.
  private static let numbered = Set(
    [
      "id", "batch", "part", "serial", "model", "sku", "lot", "item", "ref", "reference", "article",
      "invoice", "ticket", "barcode", "isbn", "ean", "upc", "version", "case",
    ].map { Lexer.read($0)[0].hash })

  func isAccount(_ run: Run) -> Bool {
    var at = run.start - 1
    if reading.has(":", at: at) || reading.has("#", at: at) { at -= 1 }
    if reading.word(at) == .isWord || reading.has("是", at: at) { at -= 1 }
    while at >= 0, reading[at].kind == .symbol, reading[at].code == 0x2A { at -= 1 }
    if reading.has(":", at: at) { at -= 1 }
    if reading.word(at) == .number { at -= 1 }
    if reading.isWord(at), Self.numbered.contains(reading[at].hash) { return true }
    if reading.word(at) == .account || reading.word(at) == .card || reading.word(at) == .order {
      return true
    }
    if reading.has(".", at: at), reading.word(at - 1) == .no { return true }
    return false
  }

  func isAnnounced(_ run: Run) -> Bool {
    var at = run.start - 1
    var steps = 0
    while at >= 0, steps < 6 {
      switch reading.word(at) {
      case .tel, .call: return true
      case .number where reading.word(at - 1) == .my: return true
      default:
        if reading.isWord(at), Self.announcing.contains(reading[at].hash) { return true }
      }
      if reading.has("电", at: at) && reading.has("话", at: at + 1)
        || reading.has("手", at: at) && reading.has("机", at: at + 1)
        || reading.has("传", at: at) && reading.has("真", at: at + 1)
      {
        return true
      }
      at -= 1
      steps += 1
    }
    return false
  }

  private static let announcing = Set(
    ["ring", "text", "whatsapp", "sms", "reach", "tel", "mob"].map { Lexer.read($0)[0].hash })
}
