public import Text

/// How a day's conversations felt, ready to be shown; every text in it has been masked.
public struct SentimentReport: Sendable {
  /// A conversation on one of the lists.
  public struct Conversation: Sendable {
    /// Its name, where it begins, who took part and how it ended.
    public var name, place, customer, agent, outcome: String
    /// The customer's scores: −1…1.
    public var mean, start, end, lowest, highest: Double
    /// The customer's scores in order.
    public var points: [Double]
    /// The lowest moment: what was said, where, and what about.
    public var quote, quotePlace, about: String

    /// Creates a conversation.
    public init(
      name: String, place: String, customer: String, agent: String, outcome: String,
      scores: (mean: Double, start: Double, end: Double, lowest: Double, highest: Double),
      points: [Double], quote: String, quotePlace: String, about: String
    ) {
      self.name = name
      self.place = place
      self.customer = customer
      self.agent = agent
      self.outcome = outcome
      (mean, start, end, lowest, highest) = scores
      self.points = points
      self.quote = quote
      self.quotePlace = quotePlace
      self.about = about
    }

    /// Who took part.
    var who: String { [customer, agent].filter { !$0.isEmpty }.joined(separator: " · ") }
  }

  /// A group: an agent, an intent, an hour, with its figures.
  public struct Row: Sendable {
    /// Its name.
    public var name: String
    /// How many; of these, the negative and the positive ones.
    public var count, negative, positive: Int
    /// Their mean: −1…1.
    public var mean: Double
    /// How many of the scores lie in each part of −1…1.
    public var distribution: [Int]

    /// Creates a row.
    public init(
      name: String, count: Int, negative: Int, positive: Int, mean: Double, distribution: [Int]
    ) {
      self.name = name
      self.count = count
      self.negative = negative
      self.positive = positive
      self.mean = mean
      self.distribution = distribution
    }

    /// The share of negative ones, 0…1.
    public var negativeShare: Double { Double(negative) / Double(max(1, count)) }
    /// The share of positive ones, 0…1.
    public var positiveShare: Double { Double(positive) / Double(max(1, count)) }
  }

  /// The language of labels.
  public var language: Language
  /// How many conversations, and the customers' messages.
  public var conversations = 0
  /// The customers' messages.
  public var messages = 0
  /// The customers' mean and the agents'.
  public var mean = 0.0
  /// The agents' mean.
  public var agentMean = 0.0
  /// The customers' messages: negative, neutral, positive.
  public var counts = (negative: 0, neutral: 0, positive: 0)
  /// How many of the customers' scores lie in each part of −1…1.
  public var distribution: [Int] = []
  /// The customers' mean from the start of conversations to their end.
  public var course: [Double] = []
  /// How conversations ended: `solved`, `handed_over`, `open`.
  public var outcomes: [(name: String, count: Int)] = []
  /// By dimension: `agent`, `intent`, …
  public var groups: [(dimension: String, rows: [Row])] = []
  /// `worst`, `improved`, `turned`.
  public var lists: [(name: String, conversations: [Conversation])] = []
  /// Rows that could not be read.
  public var badRows = 0

  /// An empty report.
  public init(language: Language) { self.language = language }

  var labels: SentimentLabels { SentimentLabels(language) }

  /// As many rows of a group as people read.
  func shown(_ rows: [Row], of dimension: String) -> (rows: [Row], hidden: Int) {
    let most = dimension == "day" || dimension == "hour" ? 48 : 15
    return (Array(rows.prefix(most)), max(0, rows.count - most))
  }
}

/// The words of the report.
struct SentimentLabels {
  private let language: Language

  init(_ language: Language) { self.language = language }

  private static let chinese: [String: String] = [
    "How customers felt": "顾客感受报告", "conversations": "会话", "messages": "顾客消息",
    "customers": "顾客均分", "agents": "客服均分", "negative": "负面", "neutral": "中性",
    "positive": "正面", "Distribution": "得分分布", "Course of a conversation": "会话走势",
    "start": "开始", "end": "结束", "worst": "最差的会话", "improved": "好转最多的会话",
    "turned": "恶化最多的会话", "conversation": "会话", "mean": "均分", "lowest": "最低",
    "highest": "最高", "trend": "走势", "ended": "结果", "where": "位置", "quote": "最低点原话",
    "about": "关于", "agent": "客服", "intent": "意图", "product": "商品", "hour": "小时",
    "day": "日期", "count": "数量", "share": "负面占比", "solved": "已解决",
    "who": "双方", "handed_over": "转人工", "open": "未结", "Worst moments": "最差时刻", "shift": "变化",
    "bad rows": "未能读取的行", "By": "按", "No conversations were found.": "没有找到会话。",
    "score": "得分", "spread": "分布 -1…+1", "more": "其余",
  ]

  private static let english: [String: String] = [
    "worst": "Worst conversations", "improved": "Most improved", "turned": "Turned for the worse",
    "handed_over": "handed over", "share": "negative", "customers": "customers' mean",
    "agents": "agents' mean", "messages": "customers' messages", "bad rows": "rows left out",
    "spread": "from -1 to +1", "agent": "agent",
  ]

  subscript(key: String) -> String {
    switch language {
    case .english: Self.english[key] ?? key
    case .chinese: Self.chinese[key] ?? key
    }
  }

  private static let one = [
    "conversations": "conversation", "messages": "customer's message", "bad rows": "row left out",
  ]

  /// The word for so many of something: English has another for one.
  func noun(_ key: String, for count: Int) -> String {
    language == .english && count == 1 ? Self.one[key] ?? self[key] : self[key]
  }

  /// A quote as the language quotes.
  func quoted(_ text: String) -> String {
    language == .chinese ? "「\(text)」" : "“\(text)”"
  }

  /// How many of a table's rows are not shown.
  func more(_ count: Int) -> String {
    language == .chinese ? "……另有 \(count) 项" : "… and \(count) more"
  }

  func grouped(by dimension: String) -> String {
    language == .chinese ? "按\(self[dimension])" : "By \(dimension)"
  }
}

extension Double {
  /// `+0.42`: a sign, two digits.
  var signed: String {
    let hundredths = Int((self * 100).rounded())
    let digits = abs(hundredths) % 100
    let sign = hundredths > 0 ? "+" : hundredths < 0 ? "-" : " "
    return "\(sign)\(abs(hundredths) / 100).\(digits < 10 ? "0" : "")\(digits)"
  }

  /// `12.3 %`.
  var percent: String {
    let tenths = Int((self * 1_000).rounded())
    return "\(tenths / 10).\(tenths % 10) %"
  }
}
