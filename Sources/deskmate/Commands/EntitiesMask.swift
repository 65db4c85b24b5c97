import ArgumentParser
import Entities
import Formats
import Foundation
import Workspace

/// `deskmate entities mask`: a copy of the text with personal data masked.
struct EntitiesMask: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mask", abstract: "Copy text with personal data masked.",
    discussion: """
      Names, e-mail and postal addresses, phones, cards, accounts, national numbers, passwords, \
      IP addresses, order and tracking numbers become [EMAIL] and so on. A line that is JSON stays \
      JSON: only its values change. The columns of a table are masked by its header; who speaks a \
      line becomes [NAME-1], the same throughout.

      With --pseudonyms each value gets a name of its own, [EMAIL-4f1c09ab], that is the same \
      wherever the value comes again under one $DESKMATE_SECRET.

      A step for pipes: each line gives one, in order, as soon as it has come.

      Examples:
        deskmate entities mask chats.jsonl > masked.jsonl
        DESKMATE_SECRET=… deskmate entities mask --pseudonyms --keep order_number chats.txt
      """)

  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "A kind to leave alone, such as order_number; may be repeated.", valueName: "kind"))
  var keep: [String] = []

  @Flag(help: "Write pseudonyms, keyed by $DESKMATE_SECRET.")
  var pseudonyms = false

  @OptionGroup var options: EntitiesOptions
  @OptionGroup var pipe: PipeOptions

  func validate() throws {
    for kind in keep where !Masker.personal.contains(Entity.Kind(rawValue: kind)) {
      let known = Masker.personal.map(\.rawValue).sorted().joined(separator: ", ")
      throw ValidationError("nothing of the kind \"\(kind)\" is masked; known are \(known)")
    }
    if pseudonyms, secret.isEmpty {
      throw ValidationError("--pseudonyms needs a key: set DESKMATE_SECRET to a long random text")
    }
  }

  private var secret: String { ProcessInfo.processInfo.environment["DESKMATE_SECRET"] ?? "" }

  func run() async throws {
    let masker = Masker(
      keeping: Set(keep.map { Entity.Kind(rawValue: $0) }),
      pseudonymKey: pseudonyms ? Array(secret.utf8) : nil)
    var text = TextMasker(
      extractor: try options.extractor(), masker: masker, today: Program.today)
    var blocks = LineBlocks(options.files, of: .pieces)
    // The first line may say what stands in the columns of all that follow.
    guard let beginning = try blocks.next() else { return }
    write(beginning.map { (bytes: text.mask(line: Array($0.bytes)), isWhole: $0.isWhole) })
    let looking = text
    try pipe.pipe.run(blocks) { block in
      block.map { (line: $0, findings: looking.findings(in: Array($0.bytes))) }
    } write: { lines in
      write(
        lines.map { found in
          (
            bytes: text.mask(line: Array(found.line.bytes), with: found.findings),
            isWhole: found.line.isWhole
          )
        })
    }
  }

  private func write(_ lines: [(bytes: [UInt8], isWhole: Bool)]) {
    var bytes: [UInt8] = []
    for line in lines {
      bytes += line.bytes
      if line.isWhole { bytes.append(0x0A) }
    }
    Console.text(String(decoding: bytes, as: UTF8.self))
  }
}
