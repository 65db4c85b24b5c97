import Quantities
import Text

/// What a word gives away: passwords, security codes, expiry dates, accounts, names in messengers.
struct AnnouncedSecrets {
  let reading: Reading

  struct Match {
    let range: Range<Int>
    let kind: Entity.Kind
  }

  /// All secrets from left to right.
  func matches() -> [Match] {
    var found: [Match] = []
    var index = 0
    while index < reading.count {
      if let (end, form) = Self.leads.longest(in: reading, at: index), !isPart(index, end),
        let range = value(after: end, form)
      {
        found.append(Match(range: range, kind: form.kind))
        index = range.upperBound
      } else {
        index += 1
      }
    }
    return found
  }

  /// `passwords`, and Latin letters within a longer word, are no leads.
  private func isPart(_ start: Int, _ end: Int) -> Bool {
    reading.isWord(start) && reading.isAttached(start)
      && (reading.isWord(start - 1) || reading.has("_", at: start - 1))
  }

  private func value(after index: Int, _ form: Form) -> Range<Int>? {
    var at = index
    var isPointed = false
    var steps = 0
    while at < reading.count, steps < 5 {
      if [":", "：", "="].contains(where: { reading.has($0, at: at) }) {
        isPointed = true
      } else if reading.has("@", at: at), form.shape == .handle {
        isPointed = true
        at += 1
        break
      } else if reading.has("是", at: at) || reading.has("为", at: at) || reading.word(at) == .isWord
      {
        isPointed = isPointed || !reading.isWord(at)
      } else if !(reading.isWord(at) && Self.fillers.contains(reading[at].hash)
        || ["号", "码", "到", "至", "我", "的", "帐", "账", "#"].contains { reading.has($0, at: at) })
      {
        break
      }
      at += 1
      steps += 1
    }
    guard at < reading.count else { return nil }
    switch form.shape {
    case .digits(let sizes): return digits(at, sizes)
    case .monthYear: return monthYear(at)
    case .token: return token(at, isPointed: isPointed, wantsMix: true)
    case .handle: return token(at, isPointed: isPointed, wantsMix: false)
    }
  }

  /// So many digits, in groups perhaps, and no more.
  private func digits(_ index: Int, _ sizes: ClosedRange<Int>) -> Range<Int>? {
    var end = index
    var count = 0
    while reading.isDigits(end) {
      count += Int(reading[end].code)
      end += 1
      if reading.has("-", at: end), reading.isDigits(end + 1) { end += 1 }
      if reading.isDigits(end), count >= sizes.upperBound { break }
    }
    guard sizes.contains(count),
      !(reading.isAttached(end)
        && (reading.isWord(end) || reading.has("%", at: end)
          || reading.has(".", at: end) && reading.isDigits(end + 1)))
    else { return nil }
    return index..<end
  }

  /// `04/29`, `04/2029`.
  private func monthYear(_ index: Int) -> Range<Int>? {
    guard reading.isDigits(index), reading[index].code <= 2,
      (1...12).contains(reading[index].value),
      reading.has("/", at: index + 1) || reading.has("-", at: index + 1),
      reading.isDigits(index + 2), reading[index + 2].code == 2 || reading[index + 2].code == 4,
      !(reading.has("/", at: index + 3) && reading.isDigits(index + 4))
    else { return nil }
    return index..<index + 3
  }

  /// What stands up to the next blank: letters with digits or marks among them.
  private func token(_ index: Int, isPointed: Bool, wantsMix: Bool) -> Range<Int>? {
    var end = index
    var letters = 0
    var digits = 0
    var marks = 0
    var capitals = 0
    while end < reading.count, end == index || reading.isAttached(end) {
      let lexeme = reading[end]
      switch lexeme.kind {
      case .han: break
      case .word:
        letters += Int(lexeme.code)
        if lexeme.isCapital { capitals += 1 }
      case .digits: digits += Int(lexeme.code)
      case .symbol: if lexeme.code < 0x80 { marks += 1 }
      }
      if lexeme.kind == .han || lexeme.kind == .symbol && lexeme.code >= 0x80 { break }
      end += 1
    }
    // What closes the sentence is no part of it.
    while end > index, reading[end - 1].kind == .symbol,
      [0x2E, 0x2C, 0x3F, 0x22, 0x29, 0x3B, 0x3A, 0x27].contains(reading[end - 1].code)
    {
      end -= 1
      marks -= 1
    }
    guard end > index, letters + digits >= 4 else { return nil }
    if digits > 0 || marks > 0 && letters > 0 { return index..<end }
    if wantsMix { return isPointed && (capitals > 0 || reading.isWord(index)) ? index..<end : nil }
    return isPointed && letters >= 4 ? index..<end : nil
  }

  // MARK: Forms.

  private enum Shape: Sendable {
    case digits(ClosedRange<Int>)
    case monthYear, token, handle

    static func == (left: Shape, right: Shape) -> Bool {
      switch (left, right) {
      case (.handle, .handle), (.token, .token), (.monthYear, .monthYear): true
      default: false
      }
    }
  }

  private struct Form: Sendable {
    let kind: Entity.Kind
    let shape: Shape
  }

  private static let fillers = Set(
    [
      "is", "was", "number", "no", "nr", "id", "name", "the", "code", "date", "my", "handle", "on",
      "thru", "until", "till", "account", "it", "s", "username", "user", "back", "of", "card",
      "here",
    ].map { Lexer.read($0)[0].hash })

  private static let leads: PhraseTable<Form> = {
    var table = PhraseTable<Form>()
    func add(_ kind: Entity.Kind, _ shape: Shape, _ phrases: [String]) {
      for phrase in phrases { table.add(phrase, Form(kind: kind, shape: shape)) }
    }
    add(
      .password, .token,
      ["password", "passcode", "passphrase", "pw", "pwd", "passwd", "passwort", "密码", "密碼", "口令"])
    add(.password, .digits(4...8), ["pin", "pin code", "otp", "verification code", "验证码", "驗證碼"])
    add(
      .cardCode, .digits(3...4),
      [
        "cvv", "cvc", "cvv2", "cvc2", "csc", "cid", "security code", "security number", "card code",
        "安全码", "安全碼", "卡背", "三位数",
      ])
    add(.nationalNumber, .digits(14...17), ["imei", "imei码", "串号"])
    add(
      .cardCode, .monthYear,
      ["exp", "exp.", "expires", "expiry", "expiration", "valid thru", "valid until", "有效期"])
    add(
      .bankAccount, .digits(6...20),
      [
        "account number", "bank account", "account no", "acc no", "acct no", "acct", "acc", "a/c",
        "sort code", "routing number",
        "account", "银行账号", "银行帐号", "账号", "帐号", "银行卡", "卡号", "储蓄卡", "银行账户",
      ])
    add(
      .messenger, .handle,
      [
        "wechat", "whatsapp", "telegram", "skype", "discord", "instagram", "insta", "snapchat",
        "signal",
        "line id", "viber", "twitter", "facebook", "tiktok", "username", "user name", "login", "微信",
        "微信号", "qq", "qq号", "支付宝", "支付宝账号", "旺旺", "抖音", "微博", "小红书", "用户名", "昵称", "账户名",
      ])
    return table
  }()
}

extension Entity.Kind {
  /// A password, a code for one time, a PIN.
  public static let password = Entity.Kind(rawValue: "password")
  /// The security code of a payment card, or until when it is valid.
  public static let cardCode = Entity.Kind(rawValue: "card_code")
  /// A bank account's number that is no IBAN.
  public static let bankAccount = Entity.Kind(rawValue: "bank_account")
  /// A name or number in a messenger or on a site.
  public static let messenger = Entity.Kind(rawValue: "messenger")
  /// A postal address.
  public static let address = Entity.Kind(rawValue: "address")
  /// A day of birth.
  public static let birthDate = Entity.Kind(rawValue: "birth_date")
}
