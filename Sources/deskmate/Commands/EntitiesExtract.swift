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
      Unicode scalars, end is exclusive.

      Example:
        echo 'the blue ketle I got last Tuesday, paid 39,90' | deskmate entities extract
      """)

  @OptionGroup var options: EntitiesOptions

  func run() async throws {
    let extractor = try options.extractor()
    let tokenizer = Tokenizer()
    try LongLines.texts(options.files) { text in
      let utterance = tokenizer.utterance(text)
      let found = extractor.entities(in: utterance, today: Program.today)
      let json: JSON = [
        "text": .string(text), "entities": .array(Entity.json(of: found, in: utterance.text)),
      ]
      Console.line(json.text)
    }
  }
}
