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
    /// How long it took.
    public let seconds: Double

    /// Creates a case.
    public init(group: String, name: String, failure: String?, seconds: Double) {
      self.group = group
      self.name = name
      self.failure = failure
      self.seconds = seconds
    }
  }

  /// The report as XML; of cases with the same name in a group the later ones are numbered.
  public static func xml(suite: String, _ cases: [Case]) -> String {
    let failed = cases.count { $0.failure != nil }
    let all = cases.reduce(0) { $0 + $1.seconds }
    var text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      + "<testsuites>\n<testsuite name=\"\(escape(suite))\" tests=\"\(cases.count)\" "
      + "failures=\"\(failed)\" errors=\"0\" time=\"\(time(all))\">\n"
    var met: [String: Int] = [:]
    for item in cases {
      let key = item.group + "\u{0}" + item.name
      met[key, default: 0] += 1
      let count = met[key] ?? 1
      let name = escape(item.name) + (count > 1 ? " (\(count))" : "")
      let head =
        "<testcase classname=\"\(escape(item.group))\" name=\"\(name)\" time=\"\(time(item.seconds))\""
      if let failure = item.failure {
        text += head + "><failure message=\"\(escape(failure))\"/></testcase>\n"
      } else {
        text += head + "/>\n"
      }
    }
    return text + "</testsuite>\n</testsuites>\n"
  }

  private static func time(_ seconds: Double) -> String { JSON.number(seconds, digits: 6).text }

  /// Markup escaped; controls, which XML cannot hold, become their pictures.
  private static func escape(_ text: String) -> String { Markup.escape(text) }
}
