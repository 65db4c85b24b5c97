import ArgumentParser
import Dialogue
import Text
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// `deskmate chat`: the conversation, on a terminal or a pipe.
struct ChatCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "chat", abstract: "Talk to the desk; this is what deskmate alone does.",
    discussion: """
      On a terminal, /help lists the commands. On a pipe, every line is answered by one line.
      Examples:
        deskmate
        printf '如何退货\\nwhere is order 10234\\n' | deskmate --json
        deskmate chat --assist --customer c0001
        deskmate chat --resume
      """)

  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var shop: ShopOptions
  @OptionGroup var reply: ReplyOptions

  @Flag(help: "Sit here as an agent: each line shows what was understood and a suggested reply.")
  var assist = false

  @Option(help: ArgumentHelp("The customer, by id; needs --assist.", valueName: "id"))
  var customer: String?

  @Flag(
    help: """
      Go on with the last conversation kept, of --customer where one is named, masked as it is; \
      without --assist whoever it is shows again who they are.
      """
  )
  var resume = false

  @Option(
    help: ArgumentHelp("Write the conversation here, personal data masked.", valueName: "file"))
  var transcript: String?

  func validate() throws {
    if customer != nil, !assist {
      throw ValidationError("--customer shows a customer's data, so it needs --assist.")
    }
  }

  @MainActor
  func run() async throws {
    let chat = try reply.session(workspace: workspace, shop: shop, assists: assist)
    if let shop = chat.desk.shop {
      chat.store = ConversationStore(shop: shop, policy: chat.workspace.policy, today: chat.today)
    }
    if let customer, try chat.desk.name(ofCustomer: customer) == nil {
      throw ValidationError("There is no customer \"\(customer.visible())\".")
    }
    let isResumed = try resume && chat.resume(customer: customer)
    if resume, !isResumed { Console.error("deskmate: no conversation is kept; a new one begins") }
    if let customer { chat.identify(as: customer) }
    chat.log = try transcript.map { try TranscriptFile(path: $0) }
    if isatty(STDIN_FILENO) == 1 {
      try TerminalChat(chat: chat).run(isResumed: isResumed)
    } else {
      PipeChat(chat: chat).run()
    }
  }
}
