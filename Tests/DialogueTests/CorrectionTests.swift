import Dialogue
import Shop
import Testing

/// What could be said once an agent has put right what the desk believes.
@Suite struct CorrectionTests {
  private func texts(
    _ line: String, _ corrections: [Correction], read readings: [Reading], _ desk: FreshDesk
  ) throws -> [String?] {
    try readings.map { reading in
      try desk.agent.suggestion(
        for: line, read: reading, after: corrections, in: desk.known(), today: FreshDesk.today)?
        .reply.text
    }
  }

  @Test(
    "What is forgotten is forgotten by every way to read the line",
    arguments: [
      ("I want to return the stoneware mug of order 10234", "Stoneware Mug", "exchange_item"),
      ("我要退订单 10234 的粗陶马克杯", "粗陶马克杯", "exchange_item"),
    ])
  func forgetsForAll(line: String, item: String, other: String) throws {
    let desk = try FreshDesk()
    let readings: [Reading] = [.asItStands, .intent(other)]
    let before = try texts(line, [], read: readings, desk)
    let after = try texts(line, [.clear(.item)], read: readings, desk)
    for (old, new) in zip(before, after) {
      // Each asks which item now, and offers all of them.
      #expect(old != new && new?.contains(item) == true)
      #expect(new?.contains("Kettle") == true || new?.contains("水壶") == true)
    }
  }

  @Test("Of a task that is not wanted nothing is left; an article stays")
  func letsTasksGo() throws {
    let desk = try FreshDesk()
    let line = "I want to return the stoneware mug of order 10234"
    let found = try texts(
      line, [.clear(.task)],
      read: [.asItStands, .intent("exchange_item"), .article("return-item")], desk)
    #expect(found[0] == nil && found[1] == nil && found[2] != nil)
  }

  @Test("Corrections hold together, the later ones over the earlier") func addUp() throws {
    let desk = try FreshDesk()
    let corrected = try desk.agent.suggestion(
      for: "I want to return something", read: .asItStands,
      after: [.set(.order, "10234"), .set(.item, "mug"), .clear(.item)], in: desk.known(),
      today: FreshDesk.today)
    let beliefs = try desk.agent.beliefs(
      of: try #require(corrected?.after), today: FreshDesk.today)
    #expect(beliefs.contains { $0.slot == .order && $0.value.contains("10234") })
    #expect(!beliefs.contains { $0.slot == .item })
  }

  @Test("A yes that would carry something out is no correction") func doesNothing() throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    _ = try desk.say(
      ["return the stoneware mug of order 10234", "credit card"], in: &conversation)
    let corrected = try desk.agent.suggestion(
      for: "yes", read: .asItStands, after: [.clear(.target)], in: conversation,
      today: FreshDesk.today)
    #expect(corrected == nil)
    #expect(try desk.shop.actions().isEmpty)
  }
}
