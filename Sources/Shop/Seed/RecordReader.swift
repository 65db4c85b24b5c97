import Diagnostics
import Formats
import Quantities

/// Reads the fields of one JSON object and collects every fault in it instead of stopping at the first.
///
/// A field that is missing or wrong leaves its fault in `faults` and gives an empty value, which nobody
/// sees: `checked` answers `nil` as soon as there is one fault.
struct RecordReader {
  let node: JSONNode
  let context: Context
  var faults: [Fault] = []

  /// What the fields are read against.
  struct Context {
    /// The currency of amounts.
    let currency: String
    /// The day that relative days count from.
    let today: Day
    /// More than this many characters is no name or address.
    var longest = 2000
  }

  init(_ node: JSONNode, _ context: Context) {
    self.node = node
    self.context = context
    if case .object = node.content { return }
    faults.append(node.fault("must be an object, found \(node.found)"))
  }

  /// The value if no fault was found.
  func checked<Value>(_ value: Value) -> Value? { faults.isEmpty ? value : nil }

  mutating func attempt<Value>(_ body: () throws(Fault) -> Value) -> Value? {
    do { return try body() } catch {
      faults.append(error)
      return nil
    }
  }
}

extension RecordReader {
  /// The value under a key, or `nil` when it is missing or null.
  func value(_ key: String) -> JSONNode? {
    guard let value = node[key], value.content != .null else { return nil }
    return value
  }

  private mutating func missing(_ key: String) {
    guard case .object = node.content else { return }
    faults.append(node.fault("\"\(key)\" is missing"))
  }

  /// A text that may be missing; a number is read as its digits, so that codes need no quotes.
  mutating func optionalText(_ key: String) -> String? {
    guard let value = value(key) else { return nil }
    let text: String
    if case .number(let digits) = value.content {
      text = digits
    } else {
      guard let string = attempt({ () throws(Fault) in try value.string(key) }) else { return nil }
      text = string
    }
    if text.utf8.count > context.longest {
      faults.append(value.fault("\"\(key)\" has more than \(context.longest) bytes"))
    } else if text.utf8.contains(0) {
      faults.append(value.fault("\"\(key)\" holds a NUL byte"))
    }
    return text
  }

  /// A text that must be there and not be blank.
  mutating func text(_ key: String) -> String {
    guard let value = value(key) else {
      missing(key)
      return ""
    }
    let text = optionalText(key) ?? ""
    // A first letter that is no blank settles it for nearly every text.
    let isBlank = !(0x21..<0x7F).contains(text.utf8.first ?? 0) && text.allSatisfy(\.isWhitespace)
    if isBlank, case .string = value.content {
      faults.append(value.fault("\"\(key)\" must not be empty"))
    }
    return text
  }

  /// An amount, written `"39.90"` or as a number; not negative.
  mutating func optionalMoney(_ key: String) -> Money? {
    guard let value = value(key) else { return nil }
    let written: String? =
      switch value.content {
      case .string(let text), .number(let text): text
      default: nil
      }
    guard let written, let money = Money(amount: written, currency: context.currency),
      money.hundredths >= 0, money.hundredths < 1_000_000_000_00
    else {
      faults.append(
        value.fault("\"\(key)\" must be an amount such as \"39.90\", found \(value.found)"))
      return nil
    }
    return money
  }

  /// An amount that must be there.
  mutating func money(_ key: String) -> Money {
    if value(key) == nil { missing(key) }
    return optionalMoney(key) ?? Money(hundredths: 0, currency: context.currency)
  }

  /// A day, ISO or relative to the day of seeding: `2026-11-21`, `-12d`, `+3d`.
  mutating func optionalDay(_ key: String) -> Day? {
    guard let value = value(key) else { return nil }
    if case .string(let text) = value.content,
      let day = Self.relativeDay(text, to: context.today) ?? Day(iso: text)
    {
      return day
    }
    faults.append(
      value.fault(
        "\"\(key)\" must be a day such as \"2026-11-21\" or \"-12d\", found \(value.found)")
    )
    return nil
  }

  /// A whole number that may be missing.
  mutating func optionalInteger(_ key: String, in range: ClosedRange<Int>) -> Int? {
    guard let value = value(key) else { return nil }
    guard let number = attempt({ () throws(Fault) in try value.integer(key) }) else { return nil }
    guard range.contains(number) else {
      faults.append(
        value.fault(
          "\"\(key)\" must be from \(range.lowerBound) to \(range.upperBound), found \(number)"))
      return nil
    }
    return number
  }

  /// One of a few words.
  mutating func choice<Choice: RawRepresentable & CaseIterable>(
    _ key: String, of type: Choice.Type, default standard: Choice
  ) -> Choice where Choice.RawValue == String {
    guard let value = value(key) else { return standard }
    guard let text = attempt({ () throws(Fault) in try value.string(key) }) else { return standard }
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      faults.append(value.fault("\"\(key)\" must be one of \(known), found \"\(text)\""))
      return standard
    }
    return choice
  }

  /// The elements of a list; none when it may be missing and is.
  mutating func list(_ key: String, required: Bool = false) -> [JSONNode] {
    guard let value = value(key) else {
      if required { missing(key) }
      return []
    }
    return attempt { () throws(Fault) in try value.array(key) } ?? []
  }

  /// A text in both languages, or one for both.
  mutating func localized(_ key: String, required: Bool = false) -> LocalizedText {
    guard let value = value(key) else {
      if required { missing(key) }
      return LocalizedText(english: "", chinese: "")
    }
    if case .string(let text) = value.content {
      return LocalizedText(english: text, chinese: text)
    }
    var texts = RecordReader(value, context)
    let text = LocalizedText(
      english: texts.optionalText("en") ?? "", chinese: texts.optionalText("zh") ?? "")
    if texts.faults.isEmpty, text.english.isEmpty {
      texts.faults.append(value.fault("\"\(key)\" needs a text under \"en\" or \"zh\""))
    }
    faults += texts.faults
    return text
  }

  /// `-12d`: twelve days before; `0d` is the day itself.
  static func relativeDay(_ text: String, to today: Day) -> Day? {
    guard text.utf8.last == UInt8(ascii: "d"), let days = Int(text.dropLast()), abs(days) < 40_000
    else {
      return nil
    }
    return today + days
  }
}
