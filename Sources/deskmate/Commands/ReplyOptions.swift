import Formats
import ArgumentParser
import Dialogue
import FoundationEssentials
import Text
import Workspace

#if canImport(Glibc)
  import Glibc
#endif

/// Where the shop's book lies.
struct ShopOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The shop's database, a file or postgresql://…; the default is $DESKMATE_SHOP, else the workspace's own, in the state folder.",
      valueName: "file"))
  var shop: String?

  /// What `--shop` or `$DESKMATE_SHOP` names.
  var named: String? {
    let inherited = ProcessInfo.processInfo.environment["DESKMATE_SHOP"]
    return shop ?? (inherited?.isEmpty == false ? inherited : nil)
  }

  /// The path, the workspace's own unless another was named.
  func path(for folder: WorkspaceFolder) -> String {
    named ?? StatePaths(environment: ProcessInfo.processInfo.environment).shop(of: folder)
  }
}

/// The language of the replies.
enum LanguageChoice: String, ExpressibleByArgument, CaseIterable {
  case en, zh, auto
}

/// How replies are given.
struct ReplyOptions: ParsableArguments {
  @Option(help: "The language of replies; auto follows the customer.")
  var language: LanguageChoice = .auto

  @Flag(help: "One JSON object a turn.")
  var json = false

  @Option(help: "When to colour.")
  var color: ColorChoice = .auto

  /// A conversation at the desk.
  @MainActor
  func session(
    workspace: WorkspaceOptions, shop: ShopOptions, assists: Bool = false
  ) throws -> ChatSession {
    let path = try shop.path(for: workspace.folder())
    let loaded = try workspace.load().serving(bookAt: path)
    let today = Program.today
    let desk = try DeskOpening(workspace: loaded, path: path, today: today)
    if let fault = desk.fault { Console.error("deskmate: " + fault) }
    let chat = ChatSession(
      workspace: loaded, desk: desk, today: today, style: Style(color), assists: assists,
      reload: { try workspace.load().serving(bookAt: path) })
    if assists || isatty(STDIN_FILENO) == 1 {
      chat.seat = try Seat(
        in: loaded.folder, environment: ProcessInfo.processInfo.environment)
    }
    if assists, let store = desk.shop {
      chat.foresight = SeatForesight(
        ForeseeSource(workspace: workspace, shop: shop, language: .en), store: store)
    }
    chat.showsJSON = json
    switch language {
    case .en: chat.fixedLanguage = .english
    case .zh: chat.fixedLanguage = .chinese
    case .auto: break
    }
    if let language = chat.fixedLanguage { chat.conversation = Conversation(language: language) }
    return chat
  }
}
