import ArgumentParser
import Diagnostics
import Entities
import Formats
import Text

/// `deskmate entities extract`: lines in, JSON Lines out.
struct EntitiesExtract: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Print what each line names, as JSON Lines.",
    discussion: """
      Each line gives {"text","entities":[{"kind","text","value","start","end"}]}; offsets count \
      Unicode scalars, end is exclusive. A step for pipes: each line gives one, in order, as soon as it \
      has come.

      Example:
        echo 'the blue ketle I got last Tuesday, paid 39,90' | deskmate entities extract
      """)

  @OptionGroup var options: EntitiesOptions
  @OptionGroup var pipe: PipeOptions

  func run() async throws {
    let extractor = try options.extractor()
    let today = Program.today
    try pipe.pipe.run(LineBlocks(options.files, of: .beginnings)) { block in
      let tokenizer = Tokenizer()
      var bytes: [UInt8] = []
      for line in block {
        let text = line.text
        let utterance = tokenizer.utterance(text)
        let found = extractor.entities(in: utterance, today: today)
        let json: JSON = [
          "text": .string(text), "entities": .array(Entity.json(of: found, in: utterance.text)),
        ]
        json.append(to: &bytes)
        bytes.append(0x0A)
      }
      return bytes
    } write: {
      Console.text(String(decoding: $0, as: UTF8.self))
    }
  }
}
