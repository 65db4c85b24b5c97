import ArgumentParser
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// When to colour.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// Colours for a terminal, or none.
struct Style {
  /// Whether colours are on.
  let colored: Bool

  /// Decides for a descriptor: `--color`, then `NO_COLOR`, then `CLICOLOR_FORCE`, then `TERM=dumb`.
  init(_ choice: ColorChoice = .auto, descriptor: Int32 = STDOUT_FILENO) {
    func value(_ name: String) -> String? {
      ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    if choice != .auto {
      colored = choice == .always
    } else if value("NO_COLOR") != nil {
      colored = false
    } else if let forced = value("CLICOLOR_FORCE"), forced != "0" {
      colored = true
    } else {
      colored = value("TERM") != "dumb" && isatty(descriptor) == 1
    }
  }

  private func paint(_ text: String, _ code: String) -> String {
    colored && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  /// What stands back: hints, notes.
  func dim(_ text: String) -> String { paint(text, "2") }
  /// What stands out.
  func bold(_ text: String) -> String { paint(text, "1") }
  /// The desk's own voice.
  func accent(_ text: String) -> String { paint(text, "36") }
  /// Good news.
  func good(_ text: String) -> String { paint(text, "32") }
  /// Bad news.
  func bad(_ text: String) -> String { paint(text, "31") }

  /// A prompt whose colours readline leaves out when it counts columns.
  func prompt(_ text: String) -> String {
    colored ? "\u{1}\u{1B}[1;36m\u{2}\(text)\u{1}\u{1B}[0m\u{2}" : text
  }
}
