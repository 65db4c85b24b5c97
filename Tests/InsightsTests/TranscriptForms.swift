import Formats
import Testing

/// A small invented example of every form of transcript, and what is read of it.
enum TranscriptForms {
  /// A file and its messages as `side speaker: text`.
  struct Form: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    let messages: [String]
    var testDescription: String { name }
  }

  static let all: [Form] = lines + chats + captions + tables + documents
}

extension TranscriptForms {
  private static let usual = ["customer Mia: my pot leaks", "agent Support Bo: so sorry"]

  private static let lines: [Form] = [
    Form(
      name: "speaker lines with a title and empty lines",
      text:
        "Transcript of call 3\nAgent: Hello\n\nCustomer: my pot leaks\nand drips\n\nAgent: so sorry\n",
      messages: [
        "agent Agent: Hello", "customer Customer: my pot leaks and drips", "agent Agent: so sorry",
      ]),
    Form(
      name: "a word before a colon is no name among agents and customers",
      text: "Agent: Hello\nFirst: the lid\nCustomer: my pot leaks\n",
      messages: ["agent Agent: Hello First: the lid", "customer Customer: my pot leaks"]),
    Form(
      name: "times in brackets, month first",
      text: "[01/21/24 11:25] Mia: my pot leaks\n[01/21/24 11:26] Support Bo: so sorry\n",
      messages: usual),
    Form(
      name: "times behind the name",
      text: "Mia (10:00): my pot leaks\nSupport Bo (10:01): so sorry\n", messages: usual),
    Form(
      name: "Markdown", text: "# Chat\n\n**Mia:** my pot leaks\n\n**Support Bo:** so sorry\n",
      messages: usual),
    Form(
      name: "Markdown headings",
      text: "### Customer\n\nmy pot leaks\n\n### Agent\n\nso sorry\n",
      messages: ["customer Customer: my pot leaks", "agent Agent: so sorry"]),
    Form(
      name: "a line of name and time above the text",
      text: "Mia  0:05\nmy pot leaks\n\nSupport Bo  0:12\nso sorry\n", messages: usual),
    Form(
      name: "QQ",
      text: "消息对象:茶叶控\n\n2024-01-05 10:00:00 茶叶控(12345)\n水壶漏水了\n\n2024-01-05 10:01:00 客服小美\n非常抱歉\n",
      messages: ["customer 茶叶控: 水壶漏水了", "agent 客服小美: 非常抱歉"]),
    Form(
      name: "QianNiu", text: "茶叶控(2024-01-05 10:00:00):\n水壶漏水了\n客服小美(2024-01-05 10:01:00):\n非常抱歉\n",
      messages: ["customer 茶叶控: 水壶漏水了", "agent 客服小美: 非常抱歉"]),
    Form(
      name: "bare lines", text: "my pot leaks, truly\nI love it\n",
      messages: ["customer : my pot leaks, truly", "customer : I love it"]),
  ]

  private static let chats: [Form] = [
    Form(
      name: "WhatsApp on Android",
      text:
        "12/31/23, 10:15 PM - Messages and calls are end-to-end encrypted.\n12/31/23, 10:16 PM - +44 7700 900123: my pot leaks\n12/31/23, 10:17 PM - Tea Store: so sorry\n",
      messages: ["customer +44 7700 900123: my pot leaks", "agent Tea Store: so sorry"]),
    Form(
      name: "WhatsApp on iOS",
      text:
        "[31.12.2023, 22:15:02] Mia: my pot leaks\nand drips\n\u{200E}[31.12.2023, 22:16:40] Support Bo: so sorry\n",
      messages: ["customer Mia: my pot leaks and drips", "agent Support Bo: so sorry"]),
    Form(
      name: "WhatsApp in Chinese",
      text: "2024/1/5 下午3:15 - 王小明: 水壶漏水了\n2024/1/5 下午3:16 - 客服小美: 非常抱歉\n",
      messages: ["customer 王小明: 水壶漏水了", "agent 客服小美: 非常抱歉"]),
    Form(
      name: "Zoom", text: "00:01:02\tMia:\tmy pot leaks\n00:01:20\tSupport Bo:\tso sorry\n",
      messages: usual),
    Form(
      name: "Zoom with receivers",
      text:
        "10:15:02 From Mia to Everyone:\n\tmy pot leaks\n10:15:40 From Support Bo to Everyone:\n\tso sorry\n",
      messages: usual),
    Form(
      name: "IRC",
      text: "[10:05] <Mia> my pot leaks\n[10:06] <Support Bo> so sorry\n[10:07] * Eve joins\n",
      messages: usual),
  ]

  private static let captions: [Form] = [
    Form(
      name: "WebVTT with voices, notes and tags",
      text:
        "WEBVTT\n\nNOTE take two\n\ncue 1\n00:01.000 --> 00:03.000 align:start\n<v Mia>my <i>pot</i>\nleaks &amp; drips</v>\n\n00:03.000 --> 00:04.000\n<v.loud Support Bo>so sorry</v>\n",
      messages: ["customer Mia: my pot leaks & drips", "agent Support Bo: so sorry"]),
    Form(
      name: "WebVTT with dashes",
      text: "WEBVTT\n\n00:01.000 --> 00:03.000\n- my pot leaks\n- how can I help\n",
      messages: ["customer Speaker 1: my pot leaks", "agent Speaker 2: how can I help"]),
    Form(
      name: "captions that roll",
      text:
        "WEBVTT\n\n00:00.000 --> 00:02.000\n \nmy<00:01.000><c> pot</c>\n\n00:02.000 --> 00:02.010\nmy pot\n \n\n00:02.010 --> 00:04.000\nmy pot\nleaks\n",
      messages: ["customer : my pot", "customer : leaks"]),
    Form(
      name: "SRT",
      text:
        "1\n00:00:01,000 --> 00:00:04,000\nMia: my pot leaks\n\n2\n00:00:04,500 --> 00:00:09,000\nSupport Bo: so sorry\n",
      messages: usual),
    Form(
      name: "SBV",
      text:
        "0:00:01.000,0:00:04.000\nMia: my pot leaks\n\n0:00:05.000,0:00:06.000\nSupport Bo: so sorry\n",
      messages: usual),
  ]

  private static let tables: [Form] = [
    Form(
      name: "CSV with sep= and semicolons",
      text: "sep=;\nconversation;speaker;text\n1; Mia; my pot leaks\n1; Support Bo; so sorry\n",
      messages: usual),
    Form(
      name: "help-desk names",
      text:
        "Ticket ID,Created At,Author Type,Message Body\n12,2024-01-05,end-user,my pot leaks\n12,2024-01-05,admin,so sorry\n",
      messages: ["customer end-user: my pot leaks", "agent admin: so sorry"]),
    Form(
      name: "directions",
      text: "direction|sent at|content\ninbound|10:00|my pot leaks\noutbound|10:02|so sorry\n",
      messages: ["customer customer: my pot leaks", "agent agent: so sorry"]),
    Form(
      name: "Chinese names",
      text: "会话ID,发送时间,发送人,消息内容\n1,2024-01-05 10:00:00,买家,水壶漏水了\n1,2024-01-05 10:01:00,客服小美,非常抱歉\n",
      messages: ["customer 买家: 水壶漏水了", "agent 客服小美: 非常抱歉"]),
    Form(
      name: "both sides in a row",
      text: "user_message,bot_message\nmy pot leaks,\"so sorry, truly\"\n",
      messages: ["customer customer: my pot leaks", "agent agent: so sorry, truly"]),
    Form(
      name: "a call a row",
      text:
        "call_id,transcript\n1,\"Mia: my pot leaks\nSupport Bo: so sorry\"\n2,\"Agent: Hi\nCustomer: thanks\"\n",
      messages: usual + ["agent Agent: Hi", "customer Customer: thanks"]),
    Form(
      name: "no header, sides by number", text: "水壶漏水了\t0\n非常抱歉\t1\n",
      messages: ["customer 0: 水壶漏水了", "agent 1: 非常抱歉"]),
    Form(
      name: "no header, sides by word",
      text: "customer,my pot leaks and drips\nagent,so sorry about that\n",
      messages: ["customer customer: my pot leaks and drips", "agent agent: so sorry about that"]),
  ]

  private static let documents: [Form] = [
    Form(
      name: "JSON Lines with author types",
      text:
        "{\"id\":1,\"ticket_id\":12,\"author_type\":\"user\",\"text\":\"my pot leaks\"}\n{\"id\":2,\"ticket_id\":12,\"author_type\":\"admin\",\"text\":\"so sorry\"}\n",
      messages: ["customer user: my pot leaks", "agent admin: so sorry"]),
    Form(
      name: "OpenAI",
      text:
        "{\"messages\":[{\"role\":\"user\",\"content\":\"my pot leaks\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\"so sorry\"}]}]}\n",
      messages: ["customer user: my pot leaks", "agent assistant: so sorry"]),
    Form(
      name: "Slack",
      text:
        "[\n{\"type\":\"message\",\"user\":\"U1\",\"text\":\"my pot leaks\",\"ts\":\"1700000000.1\",\"user_profile\":{\"real_name\":\"Mia\"}},\n{\"type\":\"message\",\"subtype\":\"channel_join\",\"text\":\"joined\"},\n{\"type\":\"message\",\"user\":\"U2\",\"text\":\"so sorry\",\"ts\":\"1700000002.1\",\"user_profile\":{\"real_name\":\"Support Bo\"}}]\n",
      messages: usual),
    Form(
      name: "Telegram",
      text:
        "{\"name\":\"Mia\",\"type\":\"personal_chat\",\"id\":42,\"messages\":[\n{\"type\":\"service\",\"text\":\"pinned\"},\n{\"type\":\"message\",\"date\":\"2024-01-05T10:00:00\",\"from\":\"Mia\",\"text\":[\"my \",{\"type\":\"bold\",\"text\":\"pot\"},\" leaks\"]},\n{\"type\":\"message\",\"date\":\"2024-01-05T10:01:00\",\"from\":\"Support Bo\",\"text\":\"so sorry\"}]}\n",
      messages: usual),
    Form(
      name: "Instagram, newest first",
      text:
        "{\"messages\":[\n{\"sender_name\":\"Support Bo\",\"timestamp_ms\":1704448860000,\"content\":\"so sorry\"},\n{\"sender_name\":\"Mia\",\"timestamp_ms\":1704448800000,\"content\":\"my caf\\u00c3\\u00a9 pot\"}]}\n",
      messages: ["customer Mia: my café pot", "agent Support Bo: so sorry"]),
    Form(
      name: "Intercom",
      text:
        "{\"type\":\"conversation\",\"id\":\"7\",\"source\":{\"body\":\"<p>my pot leaks</p>\",\"author\":{\"type\":\"user\",\"name\":\"Mia\"}},\"conversation_parts\":{\"conversation_parts\":[{\"body\":\"<p>so sorry</p>\",\"author\":{\"type\":\"admin\",\"name\":\"Bo\"}}]}}\n",
      messages: ["customer Mia: my pot leaks", "agent Bo: so sorry"]),
    Form(
      name: "Zendesk",
      text:
        "{\"ticket\":{\"id\":3,\"requester_id\":20},\"comments\":[{\"author_id\":20,\"body\":\"my pot leaks\"},{\"author_id\":33,\"body\":\"so sorry\"}]}\n",
      messages: ["customer 20: my pot leaks", "agent 33: so sorry"]),
    Form(
      name: "Contact Lens",
      text:
        "{\"Transcript\":[{\"ParticipantId\":\"c\",\"ParticipantRole\":\"CUSTOMER\",\"Content\":\"my pot leaks\"},{\"ParticipantId\":\"a\",\"ParticipantRole\":\"AGENT\",\"Content\":\"so sorry\"}]}\n",
      messages: ["customer c: my pot leaks", "agent a: so sorry"]),
    Form(
      name: "AWS Transcribe",
      text:
        "{\"results\":{\"items\":[{\"start_time\":\"0.0\",\"speaker_label\":\"customer\",\"alternatives\":[{\"content\":\"leaks\"}],\"type\":\"pronunciation\"},{\"alternatives\":[{\"content\":\".\"}],\"type\":\"punctuation\"},{\"start_time\":\"1.0\",\"speaker_label\":\"agent\",\"alternatives\":[{\"content\":\"sorry\"}],\"type\":\"pronunciation\"}]}}\n",
      messages: ["customer customer: leaks.", "agent agent: sorry"]),
  ]
}
