import Diagnostics
import ArgumentParser
import Dialogue
import Formats
import Text

/// `deskmate ask`: one line, one reply.
struct AskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask", abstract: "Answer one line.",
    discussion: """
      Examples:
        deskmate ask where is my order
        deskmate ask --json 如何退货
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var shop: ShopOptions
  @OptionGroup var reply: ReplyOptions

  @Argument(help: "What the customer says; several words are one line, - reads stdin.")
  var text: [String]

  @MainActor
  func run() async throws {
    let line = text == ["-"] ? LineReader.all() : text.joined(separator: " ")
    let chat = try reply.session(workspace: workspace, shop: shop)
    let turn = try chat.answer(line)
    Console.line(reply.json ? turn.json.text : turn.reply.text.visible(keepingLines: true))
  }
}
