import Shop

/// Short lists in one column: a line each, as no name holds a line break.
enum Lines {
  static func joined(_ texts: [String]?) -> String { (texts ?? []).joined(separator: "\n") }

  static func split(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
  }

  static func written(_ options: [Variant.Option]) -> String {
    options.map { "\($0.name)\t\($0.value)" }.joined(separator: "\n")
  }

  static func options(_ text: String) -> [Variant.Option] {
    text.split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      return Variant.Option(name: String(parts[0]), value: String(parts[1]))
    }
  }
}
