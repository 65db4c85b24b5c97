import Text

/// Chinese places in an order: 第三, 第二百五十.
package struct HanOrdinals {
  private let numbers: HanNumbers

  package init(_ numbers: HanNumbers) { self.numbers = numbers }

  package func match(at index: Int) -> NumberMatch? {
    guard numbers.reading.has("第", at: index), let inner = numbers.mixed(at: index + 1) else {
      return nil
    }
    return NumberMatch(range: index..<inner.range.upperBound, value: inner.value, form: .integer)
  }
}
