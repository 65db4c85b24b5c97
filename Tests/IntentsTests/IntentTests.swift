import Intents
import Testing

@Suite struct IntentTests {
  @Test("Intents order by name") func orders() {
    #expect(
      [Intent(rawValue: "thank"), Intent(rawValue: "greet")].sorted().first?.rawValue == "greet")
  }
}
