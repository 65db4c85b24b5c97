/// A number found in a reading.
package struct NumberMatch: Sendable {
  package enum Form: UInt8, Sendable { case integer, decimal, fraction, power }

  /// The lexemes it covers.
  package let range: Range<Int>
  package let value: Double
  package let form: Form
  /// Whether a sign stands before it.
  package var isSigned = false
  /// Whether it is digits alone, without words or suffixes.
  package var isPlainDigits = false

  package init(
    range: Range<Int>, value: Double, form: Form, isSigned: Bool = false,
    isPlainDigits: Bool = false
  ) {
    self.range = range
    self.value = value
    self.form = form
    self.isSigned = isSigned
    self.isPlainDigits = isPlainDigits
  }
}
