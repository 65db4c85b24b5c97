import Diagnostics

/// Writes comma-separated values (RFC 4180).
public enum CSV {
  /// One record that is safe to open in a spreadsheet, without the line break: a text that would be run as
  /// a formula gets an apostrophe before it, numbers do not; controls are made visible.
  public static func record(_ fields: [String]) -> String {
    fields.map { quoted(safe($0)) }.joined(separator: ",")
  }

  /// One record with its fields as they are, for programs that read them again.
  public static func plain(_ fields: [String]) -> String {
    fields.map(quoted).joined(separator: ",")
  }

  /// Signs that begin a formula, full-width ones too, which some spreadsheets take for the same.
  private static let formula = "=+-@＝＋－＠".unicodeScalars

  private static func safe(_ text: String) -> String {
    let shown = VisibleText.of(text, keepingLines: true)
      .split(omittingEmptySubsequences: false) { $0.isNewline || $0 == "\t" }
      .map { line in
        guard let first = line.unicodeScalars.first(where: { $0 != " " }), formula.contains(first),
          Double(line) == nil
        else { return String(line) }
        return "'" + line
      }
    return shown.joined(separator: " ")
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D })
    else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
