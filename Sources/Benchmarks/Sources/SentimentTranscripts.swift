import Computing
import Entities
import Foundation
import Quantities

/// Transcripts of a shop's day from a seed, as many bytes as wanted: what customers ask in their own
/// words, how they feel about it, and what agents answer; hardly a line is said twice.
struct SentimentTranscripts {
  private var generator: SeededGenerator
  private let questions: [(text: String, isEnglish: Bool)]

  init(seed: UInt64, catalogue sold: [CatalogueEntry]) {
    generator = SeededGenerator(seed: seed)
    var mentions = EntityMentions(seed: seed)
    questions = (mentions.mentions(of: sold, count: 10_000) + mentions.others(count: 10_000)).map {
      ($0.text, $0.text.utf8.filter { $0 < 0x80 }.count * 2 > $0.text.utf8.count)
    }
  }

  private mutating func pick<Element>(_ list: [Element]) -> Element {
    list[generator.below(list.count)]
  }

  /// Writes conversations until the file holds `size` bytes.
  mutating func write(to path: String, size: Int) throws {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    var written = 0
    while written < size {
      var block = ""
      while block.utf8.count < 1 << 20 { appendConversation(to: &block) }
      try file.write(contentsOf: Data(block.utf8))
      written += block.utf8.count
    }
    try file.close()
  }

  private mutating func appendConversation(to text: inout String) {
    let agent = "Agent \(pick(Self.names))"
    let customer = pick(Self.customers)
    for _ in 0..<3 + generator.below(6) {
      let (question, isEnglish) = pick(questions)
      let feeling = pick(isEnglish ? Self.englishFeelings : Self.chineseFeelings)
      text += "\(customer): \(question)\(isEnglish ? " " : "，")\(feeling)\n"
      text += "\(agent): \(pick(isEnglish ? Self.englishAnswers : Self.chineseAnswers))\n"
    }
    text += "\n"
  }

  private static let customers = ["Customer", "Customer", "Customer", "Mia", "Tom", "顾客"]
  private static let names = [
    "Ada", "Ben", "Chen", "Dana", "Eli", "Fay", "Gus", "Hana", "Ivo", "Jo", "Kai", "Lin",
  ]
  private static let englishFeelings = [
    "", "", "", "I am so disappointed.", "This is the third time I write!", "Thank you so much!",
    "You have been very helpful.", "It's been two weeks and nobody answers.", "No rush at all.",
    "I am really fed up with waiting.", "Great service as always.", "It is lovely, by the way.",
    "Honestly, what a mess.", "I just want to know.", "That would be perfect.",
    "It looked fine in the pictures but feels cheap.", "I am not happy about this.",
    "My kids love it :)", "I need it before Friday.", "Nothing works and nobody cares.",
    "I appreciate your patience.", "This is ridiculous and I want my money back!!",
  ]
  private static let chineseFeelings = [
    "谢谢", "麻烦了", "都三天了还没人理我", "太让人失望了", "客服态度很好，点赞", "质量真的很差", "不着急",
    "非常满意", "再也不买了", "希望尽快解决", "包装很用心", "等得我都没脾气了", "还不错", "气死我了",
  ]
  private static let englishAnswers = [
    "I'm so sorry to hear that, let me look at your order.",
    "I have sent a replacement, it will arrive on Friday.",
    "Is there anything else I can help you with today?",
    "Could you please give me the order number or the e-mail address on it?",
    "Your refund has been processed and will be with you within five days.",
    "Unfortunately that item is out of stock, but a new delivery is on its way.",
    "Thank you for your patience, I am checking this with the warehouse.",
    "I understand how frustrating this must be, and I will put it right.",
    "Yes, you can return it within 30 days; the label comes by e-mail.",
    "Let me transfer you to a colleague who knows more about this.",
  ]
  private static let chineseAnswers = [
    "抱歉给您带来不便，我马上为您查询。", "好的，已为您登记，三个工作日内会有同事联系您。",
    "请提供一下订单号，谢谢。", "已经退款，五天内到账。", "您可以在三十天内退货，运费由我们承担。", "还有什么可以帮您的吗？",
  ]
}
