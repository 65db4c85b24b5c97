/// What the columns of a table and the members of a record are called, in any case, with blanks,
/// underscores or hyphens between words, in English and Chinese.
public enum ColumnNames {
  /// What a column holds.
  public enum Meaning: String, Hashable, Sendable, CaseIterable {
    /// What was said.
    case text
    /// What the customer said, in a table of questions and answers.
    case customerText
    /// What the agent said there.
    case agentText
    /// A whole dialogue.
    case dialogue
    /// Who said it, by name.
    case speaker
    /// Which side said it: a word such as `customer`, `admin`.
    case role
    /// Which side, as the way the message went: `inbound`, `out`.
    case direction
    /// Whether the customer said it.
    case isCustomer
    /// Whether the agent said it.
    case isAgent
    /// When.
    case time
    /// Which conversation.
    case conversation
    /// An id that may be the conversation's or the message's.
    case identifier
    /// What was wanted.
    case intent
  }

  /// The name without capitals, blanks, hyphens, underscores, quotes and marks of the encoding.
  public static func plain(_ name: some StringProtocol) -> String {
    if let plain = plainLetters(name) { return plain }
    var plain = String.UnicodeScalarView()
    for scalar in name.lowercased().unicodeScalars {
      switch scalar {
      case "_", "-", " ", "\t", "\r", "\"", "'", ".", "*", "\u{A0}", "\u{FEFF}", "\u{200E}":
        continue
      default: plain.append(scalar)
      }
    }
    return String(plain)
  }

  /// The same for a name of ASCII, which most are; `nil` for others.
  private static func plainLetters(_ name: some StringProtocol) -> String? {
    var plain: [UInt8] = []
    plain.reserveCapacity(name.utf8.count)
    for byte in name.utf8 {
      switch byte {
      case 0x80...: return nil
      case 0x5F, 0x2D, 0x20, 0x09, 0x0D, 0x22, 0x27, 0x2E, 0x2A: continue
      case 0x41...0x5A: plain.append(byte | 0x20)
      default: plain.append(byte)
      }
    }
    return String(decoding: plain, as: UTF8.self)
  }

  /// What a name means, and how specific it is: 0 says most.
  public static func meaning(of name: some StringProtocol) -> (meaning: Meaning, rank: Int)? {
    known[plain(name)]
  }

  /// What the words of a longer name suggest: `msgTime`, `Sent By`, `chat session`, `说话者`; `nil` when
  /// nothing or when the name is known as it stands.
  public static func likely(_ name: some StringProtocol) -> Meaning? {
    guard name.utf8.count <= 40, meaning(of: name) == nil else { return nil }
    let words = words(of: name)
    guard words.count <= 4, let last = words.last else { return nil }
    if name.utf8.contains(where: { $0 >= 0xE4 }) {
      return chinese.first { _, endings in endings.contains { name.hasSuffix($0) } }?.0
    }
    let isNumbered = ["id", "no", "number", "key", "nr", "num", "name"].contains(last)
    if !Set(words).isDisjoint(with: conversationWords), isNumbered || words.count <= 2,
      isNumbered || conversationWords.contains(last)
    {
      return .conversation
    }
    // `Intent Display Name`
    if words.contains("intent"), last == "name" || last == "label" { return .intent }
    return endings.first { $0.1.contains(last) }?.0
  }

  /// The words of `msgTime`, `msg_time` and `Msg Time`, in lower case.
  private static func words(of name: some StringProtocol) -> [String] {
    var words: [String] = []
    var wasSmall = false
    var isOpen = false
    for character in name {
      guard character.isLetter || character.isNumber else {
        isOpen = false
        continue
      }
      if !isOpen || wasSmall && character.isUppercase { words.append("") }
      words[words.count - 1] += character.lowercased()
      isOpen = true
      wasSmall = character.isLowercase
    }
    return words
  }

  private static let conversationWords: Set<String> = [
    "conversation", "conv", "convo", "session", "dialog", "dialogue", "thread", "ticket", "chat",
    "call", "case", "room", "gespräch", "conversación", "conversacion",
  ]

  /// The last words of names by meaning.
  private static let endings: [(Meaning, Set<String>)] = [
    (
      .time,
      [
        "time", "date", "at", "timestamp", "datetime", "when", "on", "fecha", "hora", "datum",
        "zeit", "uhrzeit", "heure", "horodatage",
      ]
    ),
    (
      .speaker,
      [
        "from", "by", "sender", "author", "speaker", "who", "participant", "remitente", "autor",
        "absender", "auteur", "expéditeur", "speakers", "nick",
      ]
    ),
    (.role, ["role", "side"]),
    (
      .text,
      [
        "text", "message", "msg", "content", "body", "utterance", "phrase", "sentence", "query",
        "what", "mensaje", "texto", "nachricht", "texte", "contenu",
      ]
    ),
    (.intent, ["intent", "label", "category", "tag", "absicht", "intención"]),
  ]

  private static let chinese: [(Meaning, [String])] = [
    (.time, ["时间", "日期"]), (.intent, ["意图", "标签", "类别", "分类"]),
    (.text, ["内容", "文本", "消息", "话语", "原文", "句子", "问法", "相似问", "语料", "问题", "问句"]),
    (.conversation, ["会话", "对话", "工单", "通话", "会话ID", "会话id", "编号", "单号"]),
    (.role, ["角色", "身份"]), (.speaker, ["者", "人", "方", "昵称"]),
  ]

  /// The first column of a meaning; among several names that fit the most specific wins, and a name whose
  /// words suggest it where none is known.
  public static func columnLike(_ meaning: Meaning, in header: [String]) -> Int? {
    column(meaning, in: header) ?? header.firstIndex { likely($0) == meaning }
  }

  /// The first column of a meaning; among several names that fit the most specific wins.
  public static func column(_ meaning: Meaning, in header: [String]) -> Int? {
    let fitting = header.enumerated().compactMap { index, name in
      Self.meaning(of: name).flatMap { $0.meaning == meaning ? (rank: $0.rank, index: index) : nil }
    }
    return fitting.min { ($0.rank, $0.index) < ($1.rank, $1.index) }?.index
  }

  /// The one column whose name holds a word for what was said, where none is known as such.
  public static func columnLikeText(in header: [String]) -> Int? {
    var words = ["text", "message", "content", "body", "utterance", "comment", "内容", "消息", "文本"]
    // In a table of tickets or complaints the description is what the customer wrote.
    if header.contains(where: {
      likely($0) == .conversation || meaning(of: $0)?.meaning == .conversation
    })
      || header.contains(where: { plain($0).contains("complaint") })
    {
      words += ["description", "narrative", "描述", "诉求"]
    }
    let fitting = header.indices.filter { index in
      let name = plain(header[index])
      return meaning(of: name) == nil && !name.hasSuffix("id") && !name.hasSuffix("type")
        && !name.hasSuffix("count") && words.contains { name.contains($0) }
    }
    return fitting.count == 1 ? fitting[0] : header.firstIndex { likely($0) == .text }
  }

  private static let known: [String: (meaning: Meaning, rank: Int)] = {
    var known: [String: (meaning: Meaning, rank: Int)] = [:]
    for (meaning, names) in table {
      for (rank, name) in names.split(separator: " ").enumerated() {
        known[String(name)] = (meaning, rank)
      }
    }
    return known
  }()

  /// The names by meaning, the most specific first.
  private static let table: [(Meaning, String)] = [
    (
      .text,
      "messagetext messagebody messagecontent answernormalised text utterance utt message content body msg sentence "
        + "plaintext bodytext textbody comment chatmessage chattext messages said say line phrase "
        + "value caption review reviewtext feedback 消息内容 聊天内容 对话内容 发送内容 会话内容 消息 内容 文本 "
        + "正文 语句 话术 留言 留言内容 评论 评论内容"
    ),
    (
      .customerText,
      "usermessage customermessage customertext usertext userutterance customerutterance usersay "
        + "usersays userinput userquery customerquery userquestion customerquestion visitormessage "
        + "question query prompt request instruction inputtext input 用户问题 客户问题 用户消息 客户消息 "
        + "用户提问 提问 问题 问"
    ),
    (
      .agentText,
      "botmessage agentmessage agenttext bottext botresponse agentresponse agentreply botreply "
        + "systemresponse assistantresponse assistantmessage response answer reply completion output "
        + "客服回复 客服消息 机器人回复 回复 回答 答案 答"
    ),
    (
      .dialogue,
      "transcript transcription calltranscript dialogue dialog conversationtext fulltext chattranscript "
        + "chatlog chathistory chat 对话 会话记录 聊天记录 通话记录 对话记录 通话文本"
    ),
    (
      .role,
      "participantrole participantpurpose speakerrole senderrole authorrole messagerole authortype sendertype speakertype "
        + "usertype membertype actortype participanttype fromtype role party side actor channelrole "
        + "发送方类型 发送者类型 消息来源 角色 身份 说话角色"
    ),
    (
      .speaker,
      "speaker speakername speakerlabel name sendername authorname fromname displayname nickname username "
        + "sender author from participant participantname participantid name agentname who by user "
        + "userid fromuser senderid authorid speakertag channeltag speakerid 发言人 说话人 发送人 发送者 发送方 发信人 昵称 姓名 用户名 名称"
    ),
    (.direction, "direction messagedirection msgdirection calldirection 方向 消息方向 收发"),
    (
      .isCustomer,
      "inbound isinbound incoming isincoming iscustomer fromcustomer isuser fromuserflag"
    ),
    (
      .isAgent,
      "isagent isbot isstaff isadmin fromme isfromme outbound isoutbound outgoing isoutgoing "
        + "waitersend fromagent 是否客服"
    ),
    (
      .time,
      "timestamp messagetime senttime sendtime sentat createdat createtime datetime msgtime time "
        + "date starttime begintime posttime postedat createddate created ts begin start "
        + "beginoffsetmillis timestampms 发送时间 消息时间 聊天时间 创建时间 时间 日期 时刻"
    ),
    (
      .conversation,
      "conversationid conversation conversationname conversationno convid convoid dialogueid dialogid "
        + "chatid sessionid session threadid thread ticketid ticketno ticketnumber ticket callid caseid "
        + "casenumber case roomid channelid groupid chatno callsid contactid interactionid requestid "
        + "会话id 会话编号 会话号 对话id 对话编号 会话 工单id 工单编号 工单号 工单 通话id 案例号 咨询编号"
    ),
    (.identifier, "id no number 编号 序号"),
    (
      .intent,
      "intent intentname intentlabel labeltext labelname label labels category class tag target expectedintent "
        + "topintent topic intents 意图 意图名称 标签 类别 分类 意图标签"
    ),
  ]
}
