import Diagnostics
import Formats

/// What a command was given to read whole.
enum InputText {
  /// The text of a file's bytes as UTF-8; a guess of how it was encoded goes to stderr.
  static func decoded(_ bytes: [UInt8], of path: String) -> [UInt8] {
    let (text, detection) = TextEncoding.decoded(bytes)
    if let note = detection.note {
      let name = path == "-" ? "standard input" : path
      Console.error("deskmate: \(Fault(file: name, note))")
    }
    return text
  }
}
