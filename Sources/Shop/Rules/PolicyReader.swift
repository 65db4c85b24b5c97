public import Diagnostics
public import Formats
import Quantities

extension Policy {
  /// Reads the rules that are enforced from `policy.json`; what else stands there is for articles.
  ///
  /// Throws `Faults` with every fault found.
  public static func read(_ node: JSONNode) throws(Faults) -> Policy {
    var reader = PolicyReader(policy: Policy())
    reader.read(node)
    guard reader.faults.isEmpty else { throw Faults(reader.faults) }
    return reader.policy
  }

  /// Reads the rules from the bytes of `policy.json`; `file` is named in faults.
  public static func read(_ bytes: [UInt8], file: String) throws(Faults) -> Policy {
    let node: JSONNode
    do { node = try JSONReader.read(bytes, file: file) } catch { throw Faults([error]) }
    return try read(node)
  }
}

private struct PolicyReader {
  var policy: Policy
  var faults: [Fault] = []

  mutating func read(_ node: JSONNode) {
    let root = RecordReader(node, context)
    faults += root.faults
    section("shop", of: root) { record, policy in
      policy.currency = record.optionalText("currency") ?? policy.currency
    }
    section("identification", of: root) { record, policy in
      let ways = record.list("methods").map { record.words($0, "methods", of: Policy.Clue.self) }
      if !ways.isEmpty { policy.identification.methods = ways }
      policy.identification.attempts =
        record.optionalInteger("attempts", in: 1...100) ?? policy.identification.attempts
      policy.identification.pauseMinutes =
        record.optionalInteger("pause_minutes", in: 1...10_080)
        ?? policy.identification.pauseMinutes
    }
    section("order_numbers", of: root) { record, policy in
      policy.orderNumberPatterns = record.strings("patterns")
      policy.orderNumberExample = record.optionalText("example") ?? ""
    }
    section("returns", of: root) { record, policy in
      policy.returns.statuses = record.statuses(default: policy.returns.statuses)
      policy.returns.windowDays = record.days("window_days")
      policy.returns.refundTo =
        record.words("refund_to", of: Policy.RefundTarget.self) ?? policy.returns.refundTo
      policy.returns.excludedCategories = record.strings("excluded_categories")
      policy.returns.fee = record.optionalMoney("fee")
      policy.returns.sendBackDays = record.days("send_back_days")
      policy.returns.label = record.optionalLocalized("label")
      policy.returns.box = record.optionalLocalized("box")
      policy.returns.checkDays = record.days("check_days")
    }
    section("exchanges", of: root) { record, policy in
      policy.exchanges.statuses = record.statuses(default: policy.exchanges.statuses)
      policy.exchanges.windowDays = record.days("window_days")
      policy.exchanges.fee = record.optionalMoney("fee")
      policy.exchanges.perOrder =
        record.optionalInteger("per_order", in: 1...1000) ?? policy.exchanges.perOrder
      policy.exchanges.sendBackDays = record.days("send_back_days") ?? policy.returns.sendBackDays
    }
    section("cancellation", of: root) { record, policy in
      policy.cancellation.statuses = record.statuses(default: policy.cancellation.statuses)
      policy.cancellation.reasons = record.strings("reasons")
      policy.cancellation.fee = record.optionalMoney("fee")
    }
    section("changes", of: root) { record, policy in
      policy.changes.statuses = record.statuses(default: policy.changes.statuses)
      policy.changes.itemChanges = record.optionalInteger("item_changes", in: 0...1000)
      policy.changes.itemChangeIsFinal = record.flag("item_change_is_final") ?? false
    }
    readMoneyRules(root)
    readServiceRules(root)
  }

  private mutating func readMoneyRules(_ root: RecordReader) {
    section("refunds", of: root) { record, policy in
      guard let days = record.value("days") else { return }
      for member in record.attempt({ () throws(Fault) in try days.object("days") }) ?? [] {
        policy.refundDays[member.key] = record.range(member.value, member.key)
      }
    }
    section("payments", of: root) { record, policy in
      policy.giftCardMustCover = record.flag("gift_card_must_cover") ?? true
    }
    if root.value("payment_methods") != nil {
      var record = root
      policy.paymentMethods = record.list("payment_methods").map { node in
        if case .string(let id) = node.content { return PaymentMethod.Kind(rawValue: id) }
        var method = RecordReader(node, context)
        defer { record.faults += method.faults }
        return PaymentMethod.Kind(rawValue: method.text("id"))
      }
      faults += record.faults
    }
  }

  private mutating func readServiceRules(_ root: RecordReader) {
    section("delivery", of: root) { record, policy in
      policy.deliveryCountries = record.countries()
      policy.delivery.lostAfterDays = record.days("lost_after_days")
      policy.delivery.standardDays = record.part("standard") { $0.dayRange("days") }
      policy.delivery.expressDays = record.part("express") { $0.dayRange("days") }
      policy.delivery.expressPrice = record.part("express") { $0.optionalMoney("price") }
      policy.delivery.internationalDays = record.part("international") { $0.dayRange("days") }
      policy.delivery.internationalCountries =
        record.part("international") { $0.countries() } ?? []
      policy.deliveryCountries += policy.delivery.internationalCountries
    }
    section("damage", of: root) { record, policy in
      policy.damageReportDays = record.days("report_days")
      policy.damageAnswerDays = record.days("answer_days")
    }
    section("warranty", of: root) { record, policy in
      policy.warrantyMonths = record.optionalInteger("months", in: 0...1200)
    }
    section("complaints", of: root) { record, policy in
      policy.complaintAnswerDays = record.days("answer_days")
    }
    section("privacy", of: root) { record, policy in
      policy.keepConversationsDays = record.days("keep_conversations_days")
    }
  }

  private var context: RecordReader.Context {
    RecordReader.Context(currency: policy.currency, today: Day(number: 0))
  }

  private mutating func section(
    _ key: String, of root: RecordReader, _ body: (inout RecordReader, inout Policy) -> Void
  ) {
    guard let node = root.value(key) else { return }
    var record = RecordReader(node, context)
    if record.faults.isEmpty { body(&record, &policy) }
    faults += record.faults
  }
}

extension RecordReader {
  /// A number of days that may be missing.
  fileprivate mutating func days(_ key: String) -> Int? { optionalInteger(key, in: 0...36_500) }

  fileprivate mutating func flag(_ key: String) -> Bool? {
    guard let value = value(key) else { return nil }
    return attempt { () throws(Fault) in try value.bool(key) }
  }

  fileprivate mutating func strings(_ key: String) -> [String] {
    guard let value = value(key) else { return [] }
    return attempt { () throws(Fault) in try value.strings(key) } ?? []
  }

  fileprivate mutating func words<Word: RawRepresentable & CaseIterable>(
    _ node: JSONNode, _ key: String, of type: Word.Type
  ) -> [Word] where Word.RawValue == String {
    guard let texts = attempt({ () throws(Fault) in try node.strings(key) }) else { return [] }
    return texts.compactMap { text in
      if let word = Word(rawValue: text) { return word }
      let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
      faults.append(node.fault("\"\(key)\" knows no \"\(text)\"; known are \(known)"))
      return nil
    }
  }

  fileprivate mutating func words<Word: RawRepresentable & CaseIterable>(
    _ key: String, of type: Word.Type
  ) -> [Word]? where Word.RawValue == String {
    value(key).map { words($0, key, of: type) }
  }

  fileprivate mutating func statuses(default standard: [OrderStatus]) -> [OrderStatus] {
    words("statuses", of: OrderStatus.self) ?? standard
  }

  /// `[5, 7]`: from five to seven.
  fileprivate mutating func range(_ node: JSONNode, _ key: String) -> ClosedRange<Int>? {
    attempt { () throws(Fault) in
      let bounds = try node.array(key)
      guard bounds.count == 2 else {
        throw node.fault("\"\(key)\" must be two whole numbers such as [5, 7]")
      }
      let (from, to) = (try bounds[0].integer(key), try bounds[1].integer(key))
      guard from >= 0, from <= to else {
        throw node.fault("\"\(key)\" must go up: \(from) is more than \(to)")
      }
      return from...to
    }
  }

  /// `"days": [3, 5]`, when it is there.
  fileprivate mutating func dayRange(_ key: String) -> ClosedRange<Int>? {
    value(key).flatMap { range($0, key) }
  }

  fileprivate mutating func optionalLocalized(_ key: String) -> LocalizedText? {
    value(key) == nil ? nil : localized(key)
  }

  /// What is read from an object under a key, when it is there.
  fileprivate mutating func part<Value>(
    _ key: String, _ read: (inout RecordReader) -> Value?
  ) -> Value? {
    guard let value = value(key) else { return nil }
    var record = RecordReader(value, context)
    defer { faults += record.faults }
    return read(&record)
  }

  fileprivate mutating func countries() -> [Policy.Country] {
    list("countries").map { node in
      if case .string(let code) = node.content {
        return Policy.Country(keys: [Key.folded(code)], code: code)
      }
      var country = RecordReader(node, context)
      defer { faults += country.faults }
      let code = country.text("code")
      let name = country.localized("name")
      let bare = [name.english, name.chinese].map { name in
        name.hasPrefix("the ") ? String(name.dropFirst(4)) : name
      }
      let extra = code == "US" ? ["USA", "United States of America"] : []
      return Policy.Country(
        keys: ([code, name.english] + bare + extra).map { Key.folded($0) }, code: code)
    }
  }
}
