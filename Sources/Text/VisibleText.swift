import Diagnostics

extension StringProtocol {
  /// The text with every control made visible, so that nothing in it can drive a terminal.
  ///
  /// Controls become their pictures (`␛`), what turns the direction of writing or hides becomes
  /// `<U+202E>`; line breaks and tabs stay when `keepingLines` is set.
  public func visible(keepingLines: Bool = false) -> String {
    VisibleText.of(self, keepingLines: keepingLines)
  }
}
