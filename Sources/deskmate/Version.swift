/// The program's version; `CHANGELOG.md` says what each brought.
enum Version {
  /// Semantic: the second number grows with what the program can do.
  static let current = "0.1.0"
}
