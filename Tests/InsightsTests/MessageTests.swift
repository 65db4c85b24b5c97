import Insights
import Testing

@Suite struct MessageTests {
  @Test("A message keeps its words") func keeps() {
    #expect(Message(speaker: "Ann", text: "hi").text == "hi")
  }
}
