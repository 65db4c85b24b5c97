/// A report for continuous integration, in the form JUnit made common.
public enum JUnit {
  /// One checked line.
  public struct Case: Sendable {
    /// What it belongs to, such as an intent.
    public let group: String
    /// Its name.
    public let name: String
    /// Why it failed, or `nil`.
    public let failure: String?

    /// Creates a case.
    public init(group: String, name: String, failure: String?) {
      self.group = group
      self.name = name
      self.failure = failure
    }
  }

  /// The report as XML.
  public static func xml(suite: String, _ cases: [Case]) -> String {
    let failed = cases.count { $0.failure != nil }
    var text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites>\n<testsuite name=\"\(escape(suite))\" tests=\"\(cases.count)\" "
      + "failures=\"\(failed)\">\n"
    for item in cases {
      let head = "<testcase classname=\"\(escape(item.group))\" name=\"\(escape(item.name))\""
      if let failure = item.failure {
        text += head + "><failure message=\"\(escape(failure))\"/></testcase>\n"
      } else {
        text += head + "/>\n"
      }
    }
    return text + "</testsuite>\n</testsuites>\n"
  }

  /// Markup escaped; controls, which XML cannot hold, become their pictures.
  private static func escape(_ text: String) -> String {
    var clean = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0..<0x20: clean.append(Unicode.Scalar(0x2400 + scalar.value) ?? "?")
      case 0xFFFE, 0xFFFF: clean.append("\u{FFFD}")
      default: clean.append(scalar)
      }
    }
    return Markup.escape(String(clean))
  }
}
