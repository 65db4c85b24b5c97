import ArgumentParser
import Diagnostics
import Formats
import Text
import Workspace

/// `benchmarks tokenizer`: Unicode word boundaries, and how fast they are found.
struct TokenizerBenchmark: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokenizer",
    abstract: "Unicode word boundary cases passed; tokens and megabytes a second on one core.")

  @Option(help: "The folder with the layout of the shared data.")
  var data: String

  func run() async throws {
    let path = data + "/tokenization/WordBreakTest.txt"
    if Files.exists(path) {
      let cases = WordBreakCases.read(try Files.bytes(path))
      let passed = cases.count { Tokenizer().boundaries($0.bytes) == $0.boundaries }
      print(
        JSON.object([
          ("benchmark", "tokenizer"), ("set", "WordBreakTest"), ("cases", .integer(cases.count)),
          ("passed", .integer(passed)),
        ]).text)
    }
    for (name, file) in [("english", "en-ewt-dev.conllu"), ("chinese", "zh-gsdsimp-dev.conllu")] {
      let path = data + "/tokenization/" + file
      if Files.exists(path) { measure(name, Self.sentences(try Files.bytes(path))) }
    }
  }

  /// The sentences of a treebank, one a line.
  private static func sentences(_ bytes: [UInt8]) -> [UInt8] {
    let head = Array("# text = ".utf8)
    return bytes.split(separator: 0x0A).filter { $0.starts(with: head) }.flatMap {
      Array($0.dropFirst(head.count)) + [0x0A]
    }
  }

  private func measure(_ name: String, _ text: [UInt8]) {
    // Some twenty megabytes, cut at lines.
    let bytes = Array(repeatElement(text, count: max(1, 20_000_000 / max(1, text.count))).joined())
    let tokenizer = Tokenizer()
    let clock = ContinuousClock()
    var best = Double.infinity
    var tokens = 0
    for _ in 0..<5 {
      let start = clock.now
      tokens = tokenizer.tokens(bytes).count
      let (seconds, attoseconds) = (clock.now - start).components
      best = min(best, Double(seconds) + Double(attoseconds) * 1e-18)
    }
    print(
      JSON.object([
        ("benchmark", "tokenizer"), ("set", .string(name)), ("bytes", .integer(bytes.count)),
        ("tokens", .integer(tokens)),
        ("megabytes_per_second", .number(Double(bytes.count) / best / 1e6, digits: 1)),
      ]).text)
  }
}

/// The cases of Unicode's `WordBreakTest.txt`.
enum WordBreakCases {
  static func read(_ bytes: [UInt8]) -> [(bytes: [UInt8], boundaries: [Int])] {
    String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap { line in
      let rule = line.prefix { $0 != "#" }
      if !rule.contains("÷") { return nil }
      var text = ""
      var boundaries: [Int] = []
      for field in rule.split(whereSeparator: \.isWhitespace) {
        if field == "÷" { boundaries.append(text.utf8.count) }
        if let value = UInt32(field, radix: 16), let scalar = Unicode.Scalar(value) {
          text.unicodeScalars.append(scalar)
        }
      }
      return (Array(text.utf8), boundaries)
    }
  }
}
