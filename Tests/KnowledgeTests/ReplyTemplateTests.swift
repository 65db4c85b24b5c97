import Diagnostics
import Testing

import Knowledge

@Suite struct ReplyTemplateTests {
  private let values = ["policy.returns.window_days": "30", "policy.returns.fee": "$0", "n": "$10"]

  @Test(
    "Gaps are filled",
    arguments: [
      ("no gaps", "no gaps"), ("", ""),
      ("within {{policy.returns.window_days}} days", "within 30 days"),
      ("{{ n }}{{n}}", "$10$10"),
      ("costs {{policy.returns.fee|nothing}}", "costs nothing"),
      ("costs {{n|nothing}}", "costs $10"),
      ("运费{{policy.returns.fee|我们出}}", "运费我们出"),
      ("order {{order.number}}", "order …"),
      ("a } b { c", "a } b { c"),
    ])
  func fills(text: String, filled: String) throws {
    #expect(try ReplyTemplate(text).filled(with: values) == filled)
  }

  @Test("Gaps are named in order")
  func namesGaps() throws {
    #expect(try ReplyTemplate("{{b}} {{a.c|none}} {{b}}").placeholders == ["b", "a.c", "b"])
  }

  @Test(
    "What is no gap is refused",
    arguments: [
      "{{", "{{}}", "{{a b}}", "{{A}}", "{{a..b}}", "{{.a}}", "{{a.}}", "{{a-b}}", "{{|x}}",
    ])
  func refuses(text: String) {
    #expect(throws: Fault.self) { try ReplyTemplate(text) }
  }
}
