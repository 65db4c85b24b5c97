import Entities
import Shop
import Text

/// Who is asking: gathers what the policy wants shown; `IdentityProof.swift` checks it, `IdentityQuestion.swift` asks for what lacks.
struct IdentityCheck {
  let desk: Desk
  let shop: any ShopStore

  /// Takes from a line what may show who the customer is.
  func gather(_ interpretation: Interpretation, into conversation: inout Conversation) {
    guard conversation.customer == nil else { return }
    if Self.lacksNumber(interpretation, desk) { conversation.lacksNumber = true }
    if let corrected = corrected(interpretation, conversation) {
      conversation.clues = corrected
      return
    }
    var clues = conversation.clues
    let asked =
      conversation.flow?.awaiting == .identity || conversation.colleague.asksWho
      || conversation.flow?.awaiting == .orderNumber
        && (clues.email != nil || conversation.lacksNumber)
    let address = addressRange(interpretation, conversation)
    let numbers = interpretation.entities(.orderNumber).filter {
      address?.overlaps($0.range) != true
    }
    // What a word says is a postcode is one, whatever order numbers look like.
    let announced = numbers.first { Self.isAnnouncedPostcode($0, interpretation) }
    if let announced, case .text(let text) = announced.value { clues.postcode = text }
    if let number = numbers.first(where: { $0 != announced }), case .text(let order) = number.value
    {
      // Five digits after "which postcode?" are a postcode, whatever order numbers look like.
      let isCorrection = interpretation.acts.share(.correct) >= 0.4
      let mayBePostcode =
        clues.orderNumber != nil && clues.orderNumber != order
        || conversation.colleague.asksOnlyWho && clues.postcode == nil
      if asked, mayBePostcode, !isCorrection, !isWrittenAsOrder(interpretation) {
        clues.postcode = order
      } else {
        clues.orderNumber = order
      }
    }
    if let email = interpretation.text(.email) { clues.email = email }
    if let postcode = postcode(interpretation, conversation) { clues.postcode = postcode }
    readSpoken(interpretation, into: &clues)
    if clues.postcode == nil, clues.orderNumber != nil {
      clues.postcode = numberBeside(interpretation, order: clues.orderNumber, besides: address)
    }
    conversation.nameCandidates =
      (NameCandidates.names(in: interpretation) + conversation.nameCandidates).prefix(16)
      .map(\.self)
    if clues.name == nil, let name = interpretation.text(.person) { clues.name = name }
    let isNamed = isNameBesideNumber(interpretation)
    // A number beside an e-mail address is the postcode, where it is no order's.
    let isBesideEmail = !interpretation.entities(.email).isEmpty && address == nil
    if clues.postcode == nil, !Self.offersPhone(interpretation, desk),
      interpretation.entities(.orderNumber).isEmpty, asked || isNamed || isBesideEmail
    {
      clues.postcode = bareNumber(interpretation)
    }
    if asked || isNamed {
      if clues.name == nil, wantsName(clues) {
        clues.name =
          bareName(interpretation)
          ?? (conversation.colleague.asksWho ? NameCandidates.written(in: interpretation) : nil)
      }
    }
    conversation.clues = clues
  }

  /// Keeps the name and the postcode that a line gives before anybody asked.
  func remember(_ line: Interpretation, in conversation: inout Conversation) {
    guard conversation.customer == nil, conversation.flow == nil else { return }
    if let name = line.text(.person), !conversation.nameCandidates.contains(name) {
      conversation.nameCandidates.insert(name, at: 0)
      if conversation.clues.name == nil { conversation.clues.name = name }
    }
    if conversation.clues.postcode == nil, MentionReader(line, desk.spoken).has(.saysPostcode) {
      conversation.clues.postcode = postcode(line, conversation)
    }
    let namesGoods = !line.entities(.product).isEmpty || !line.entities(.category).isEmpty
    if isNameBesideNumber(line), !namesGoods, let name = bareName(line) {
      conversation.clues.name = conversation.clues.name ?? name
      conversation.clues.postcode = conversation.clues.postcode ?? bareNumber(line)
    }
    if Self.lacksNumber(line, desk) { conversation.lacksNumber = true }
  }

  /// Whether a line gives a telephone number for a proof.
  static func offersPhone(_ line: Interpretation, _ desk: Desk) -> Bool {
    MentionReader(line, desk.spoken).has(.phoneProof) || !line.entities(.phone).isEmpty
  }

  /// Whether a line says that the customer has no order number.
  static func lacksNumber(_ line: Interpretation, _ desk: Desk) -> Bool {
    let mentions = MentionReader(line, desk.spoken)
    if !line.entities(.orderNumber).isEmpty { return false }
    if mentions.has(.withoutNumber) { return true }
    // "I lost the number": the two words stand side by side.
    let lost = mentions.ranges(.lost)
    return mentions.ranges(.numberWords).contains { word in
      lost.contains { lost in
        let gap = max(word.lowerBound - lost.upperBound, lost.lowerBound - word.upperBound)
        return gap <= 14
      }
    }
  }

  private func addressRange(
    _ line: Interpretation, _ conversation: Conversation
  ) -> Range<Int>? {
    let takes =
      conversation.flow?.task.takesAddress == true
      || line.intent.flatMap(Task.init)?.takesAddress == true
    return takes ? AddressFinder(places: desk.spoken.places).range(in: line) : nil
  }

  /// “黄晓彤 97228”: a name and a number in no form of an order's.
  private func isNameBesideNumber(_ line: Interpretation) -> Bool {
    guard line.entities(.orderNumber).isEmpty else { return false }
    let tokens = line.utterance.tokens.filter { !isOfEmail($0, line) }
    let words = tokens.filter { $0.kind == .word || $0.kind == .han }
    guard tokens.count(where: { $0.kind == .number }) == 1,
      MentionReader(line, desk.spoken).ranges(.parcel).isEmpty
    else { return false }
    let isHan = words.allSatisfy { $0.kind == .han } && (2...4).contains(words.count)
    let isLatin =
      (2...3).contains(words.count)
      && words.allSatisfy { line.utterance[$0].first?.isUppercase == true }
    return isHan || isLatin || line.text(.person) != nil
  }

  private func isOfEmail(_ token: Token, _ line: Interpretation) -> Bool {
    line.entities(.email).contains { $0.range.overlaps(token.range) }
  }

  /// The clues that fitted nobody with the one number that a line brings in the place of the number it is
  /// most like: "sorry, 19019" after 19091 and a postcode.
  private func corrected(
    _ line: Interpretation, _ conversation: Conversation
  ) -> IdentityClues? {
    // A name says that the account is meant in another way, not that a number was wrong.
    guard var clues = conversation.refused, line.entities(.email).isEmpty,
      line.entities(.person).isEmpty
    else { return nil }
    let numbers = line.utterance.tokens.filter { $0.kind == .number }
      .map { Normalizer.fold(String(line.utterance[$0])) }.filter { $0.count >= 4 }
    guard numbers.count == 1 else { return nil }
    guard let order = clues.orderNumber else {
      // An account is found by no other number.
      guard clues.postcode != nil else { return nil }
      clues.postcode = numbers[0]
      return clues
    }
    let mentions = MentionReader(line, desk.spoken)
    let postcode = clues.postcode ?? ""
    let saysOrder = mentions.has(.saysOrder)
    let saysPostcode = mentions.has(.saysPostcode)
    if saysOrder
      || !saysPostcode
        && Self.differing(numbers[0], order)
          < Self.differing(numbers[0], postcode)
    {
      clues.orderNumber = numbers[0]
    } else {
      clues.postcode = numbers[0]
    }
    return clues
  }

  /// In how many places two numbers differ; all of them where they are not equally long.
  private static func differing(_ one: String, _ other: String) -> Int {
    guard one.count == other.count else { return max(one.count, other.count) }
    return zip(one, other).count { $0 != $1 }
  }

  /// Digits that are read out: an order number first, then a postcode.
  private func readSpoken(_ line: Interpretation, into clues: inout IdentityClues) {
    for digits in SpokenDigits.runs(in: line.utterance.text) {
      if clues.orderNumber == nil, digits.count == desk.policy.orderNumberExample.count {
        clues.orderNumber = digits
      } else if clues.postcode == nil {
        clues.postcode = digits
      }
    }
  }

  /// A number of a postcode's length beside an order number: "cancel 10915, 02140".
  private func numberBeside(
    _ line: Interpretation, order: String?, besides address: Range<Int>?
  ) -> String? {
    let numbers = line.utterance.tokens.filter { token in
      token.kind == .number && address?.overlaps(token.range) != true
    }
    .map { Normalizer.fold(String(line.utterance[$0])) }
    .filter { (5...6).contains($0.count) && $0.allSatisfy(\.isNumber) && $0 != order }
    return numbers.count == 1 ? numbers[0] : nil
  }

  /// Whether a name would help: some method lacks it, and not an order number.
  private func wantsName(_ clues: IdentityClues) -> Bool {
    desk.policy.identification.missing(given: clues.given).contains {
      $0.contains(.name) && !$0.contains(.orderNumber)
    }
  }

  /// The postcode that says who the customer is, not the one of a new address.
  private func postcode(
    _ interpretation: Interpretation, _ conversation: Conversation
  ) -> String? {
    // A first line may bring the new address before the task has begun.
    let address = addressRange(interpretation, conversation)
    for entity in interpretation.entities(.postcode) {
      if let address, address.overlaps(entity.range) { continue }
      if case .text(let text) = entity.value { return text }
    }
    return nil
  }

  /// Whether `zip`, `postcode` or 邮编 stands right before a number.
  static func isAnnouncedPostcode(_ entity: Entity, _ interpretation: Interpretation) -> Bool {
    let head = interpretation.utterance[0..<entity.range.lowerBound].suffix(14)
    // Past another number the word belongs to that one.
    let before = String(head.reversed().prefix { !$0.isNumber }.reversed()).lowercased()
    return ["zip", "postcode", "postal", "邮编", "邮政编码"].contains { before.holds($0) }
  }

  /// Whether the order number stands with a sign or word that says so.
  private func isWrittenAsOrder(_ interpretation: Interpretation) -> Bool {
    guard let entity = interpretation.entities(.orderNumber).first else { return false }
    let text = interpretation.utterance.text.lowercased()
    return interpretation.utterance[entity.range].hasPrefix("#")
      || ["order", "订单", "单号"].contains { text.holds($0) }
  }

  /// A bare number: a postcode when one was asked for.
  private func bareNumber(_ interpretation: Interpretation) -> String? {
    let tokens = interpretation.utterance.tokens.filter { $0.kind == .number }
      .filter { !isOfEmail($0, interpretation) }
    guard tokens.count == 1, let token = tokens.first else { return nil }
    let text = String(interpretation.utterance[token])
    return (4...6).contains(text.count) ? text : nil
  }

  /// A line of nothing but a name: a few words of letters.
  private func bareName(_ interpretation: Interpretation) -> String? {
    // An e-mail address and a postcode may stand beside it, and nothing else.
    let mentions = MentionReader(interpretation, desk.spoken)
    // A line that says what it is about is no name, however few its words.
    let saysMore: [SpokenPhrases.List] = [
      .saysPostcode, .numberWords, .lost, .asks, .wants, .parcel, .own, .agreement,
    ]
    guard !saysMore.contains(where: mentions.has) else { return nil }
    let known = interpretation.entities
    let tokens = interpretation.utterance.tokens.filter { token in
      !known.contains { $0.range.overlaps(token.range) }
    }
    let words = tokens.filter { $0.kind == .word || $0.kind == .han }
    guard (1...5).contains(words.count),
      known.allSatisfy({ [.email, .postcode, .number].contains($0.kind) }),
      tokens.allSatisfy({ token in
        token.kind != .number || (5...6).contains(interpretation.utterance[token].count)
      })
    else { return nil }
    return words.map { String(interpretation.utterance[$0]) }
      .joined(separator: words.allSatisfy { $0.kind == .han } ? "" : " ")
  }
}
