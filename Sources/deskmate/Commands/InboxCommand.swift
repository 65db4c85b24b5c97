import ArgumentParser
import Diagnostics
import Dialogue
import Formats
import Text
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// `deskmate inbox`: waiting messages, one by one, with what could be said to each.
struct InboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inbox", abstract: "Work through waiting messages, the most urgent first.",
    discussion: """
      Files are exports of conversations in any form that `sentiment report` reads; a conversation waits \
      when the customer spoke last. Urgent is what raises an alarm, then what is angry and has waited \
      long. On a terminal each is shown with suggested replies, as in chat --assist; what is sent is \
      added to --sent, and not shown again the next time. Replies are in each customer's language; \
      --language holds that of the screen. On a pipe, and with --json or --list, they are only listed.
      Examples:
        deskmate inbox waiting.jsonl
        deskmate inbox exports/ --sent answers.jsonl
        deskmate inbox exports/ --sent answers.jsonl --anew
        deskmate inbox waiting.csv --json
      """)

  @Argument(help: "Files and folders; - is standard input, which is listed only.")
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Where answers are written; the default is the first file's name with .sent.jsonl.",
      valueName: "file"))
  var sent: String?

  @Flag(
    help:
      "Show what was answered before as well; the file of answers begins anew, and the old one is kept with a number behind its name."
  )
  var anew = false

  @Flag(help: "Take answered conversations as well, by the customer's first message.")
  var all = false

  @Flag(help: "List them, and stop.") var list = false

  @Option(help: "No more than so many.") var limit: Int?

  @OptionGroup var reading: SentimentReading
  @OptionGroup var workspace: WorkspaceOptions
  @OptionGroup var shop: ShopOptions
  @OptionGroup var reply: ReplyOptions

  @MainActor
  func run() async throws {
    let chat = try reply.session(workspace: workspace, shop: shop, assists: true)
    chat.followsCustomers = true
    let log = try SentFile(
      path: sent ?? Self.name(beside: files.first ?? "inbox"), isAnew: anew)
    let reader = InboxReader(
      chat: chat, reading: reading, takesAnswered: all, now: Program.secondsNow)
    let waiting = try reader.items(in: files)
    var items = waiting.compactMap(log.rest)
    let answered = waiting.count - items.count
    if let limit { items = Array(items.prefix(max(0, limit))) }
    let isListed =
      reply.json || list || isatty(STDIN_FILENO) != 1 || isatty(STDOUT_FILENO) != 1
    if isListed, answered > 0 {
      Console.error(
        "deskmate: left out, because \(log.path) answers them: \(answered); --anew shows them")
    }
    if reply.json { return try Self.json(items, chat) }
    if isListed {
      var table = InboxTable(chat.words)
      for (place, item) in items.enumerated() { table.add(item, number: place + 1, state: "") }
      return Console.line(
        table.text(width: isatty(STDOUT_FILENO) == 1 ? TerminalSize.columns : 160))
    }
    if let shop = chat.desk.shop {
      chat.store = ConversationStore(shop: shop, policy: chat.workspace.policy, today: chat.today)
    }
    chat.inbox = InboxQueue(items: items, log: log, answered: answered)
    try TerminalChat(chat: chat).run()
  }

  private static func name(beside path: String) -> String {
    (path.hasSuffix("/") ? String(path.dropLast()) : path) + ".sent.jsonl"
  }

  /// Each message with what could be said to it, an object a line.
  @MainActor
  private static func json(_ items: [InboxItem], _ chat: ChatSession) throws {
    for item in items {
      try chat.begin(with: item)
      let table = try SuggestionMaker(chat: chat).table(for: [item.text])
      let row: JSON = [
        "conversation": .string(item.name), "text": .string(item.text),
        "waiting": item.waiting.map { .integer($0) } ?? .null,
        "mood": .number(item.mood, digits: 2), "alarm": .optional(item.alarm?.rawValue),
        "suggestions": .array(
          table.suggestions.map { ["text": .string($0.text), "source": .string($0.source)] }),
      ]
      Console.line(row.text)
    }
  }
}
