public import Quantities
public import Text
import TimeExpressions

/// The recognizers as a public recognizer suite asks them: one model at a time, every occurrence,
/// with the values the suite writes. `EntityExtractor` is what a conversation uses.
public enum RecognizerModel: String, CaseIterable, Sendable {
  case number = "NumberModel"
  case ordinal = "OrdinalModel"
  case percent = "PercentModel"
  case currency = "CurrencyModel"
  case dimension = "DimensionModel"
  case dateTime = "DateTimeModel"
  case phone = "PhoneNumberModel"
  case url = "URLModel"
  case email = "EmailModel"
  case boolean = "BooleanModel"

  /// One occurrence.
  public struct Result: Sendable {
    /// UTF-8 offsets in the text.
    public let range: Range<Int>
    /// The kind, as the suite spells it.
    public let kind: String
    /// The resolution's fields; several for several ways to take it.
    public let values: [[String: String]]
  }

  /// Every occurrence in a text; `reference` is the day and the second that "now" is.
  public func results(
    in text: String, language: Language, reference: (day: Day, second: Int)
  ) -> [Result] {
    let reading = Reading(text)
    let answers = SuiteAnswers(
      reading: reading, language: language, now: Moment(reference.day, reference.second))
    return switch self {
    case .number: answers.numbers()
    case .ordinal: answers.ordinals()
    case .percent: answers.percents()
    case .currency: answers.currencies()
    case .dimension: answers.dimensions()
    case .dateTime: answers.dates()
    case .phone: answers.spans(PhoneNumbers(reading: reading).matches(strict: false), "phonenumber")
    case .url: answers.urls()
    case .email: answers.emails()
    case .boolean: answers.boolean()
    }
  }
}
