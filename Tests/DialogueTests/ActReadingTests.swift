import Dialogue
import Testing
import Text
import Workspace

@Suite struct ActReadingTests {
  private func acts(
    _ line: String, _ language: Language, after question: String? = nil
  ) throws -> (line: Interpretation, acts: LineActs) {
    let read = try Shipped.workspace.get().interpreter.interpret(
      line, language: language, today: FreshDesk.today, after: question)
    return (read, read.acts)
  }

  @Test(
    "A line is taken apart at its clauses, and each act holds its own words",
    arguments: [
      (Language.english, "go ahead. how long does it take?", "how long does it take?"),
      (.english, "thank you! where is my order", "where is my order"),
      (.chinese, "好的，多久能到账？", "多久能到账？"),
      (.chinese, "谢谢 什么时候发货", "什么时候发货"),
    ])
  func takesApart(language: Language, line: String, question: String) throws {
    let (read, acts) = try acts(line, language, after: "confirmation")
    let last = try #require(acts.acts.last)
    #expect(acts.acts.count >= 2 && last.kind == .ask)
    #expect(String(read.utterance[last.range]) == question)
  }

  @Test(
    "Marks inside numbers take nothing apart, and neighbours of one kind are one act",
    arguments: [
      (Language.english, "the 1.5 L one"), (.english, "yes, yes, go ahead"),
      (.chinese, "好的，可以，办吧"),
    ])
  func staysWhole(language: Language, line: String) throws {
    let (read, acts) = try acts(line, language, after: "confirmation")
    #expect(acts.acts.count == 1)
    #expect(acts.acts.first.map { String(read.utterance[$0.range]) } == line)
  }

  @Test(
    "Agreement explains every word of its line, in as few words as people use",
    arguments: [
      (Language.english, ["yes", "yes please", "ok go ahead", "sure, do it", "Yes! Thanks."]),
      (.chinese, ["好的", "可以", "确认", "好的，谢谢", "嗯嗯"]),
    ])
  func isWholeAgreement(language: Language, lines: [String]) throws {
    for line in lines {
      #expect(try acts(line, language, after: "confirmation").acts.isWholeAssent, "\(line)")
    }
  }

  @Test(
    "A word that nobody agrees with, a number, a doubt or a question mark makes it no agreement",
    arguments: [
      (
        Language.english,
        ["yes?", "yes wgvvb", "yes 2", "ok… hmm", "yes but the card", "sure, if it's free", ""]
      ),
      (.chinese, ["好的？", "好的wgvvb", "好3", "嗯…我再想想", "好贵啊", "可以吗", "确定吗", "好像不对"]),
    ])
  func isNoAgreement(language: Language, lines: [String]) throws {
    for line in lines {
      #expect(try !acts(line, language, after: "confirmation").acts.isWholeAssent, "\(line)")
    }
  }
}
