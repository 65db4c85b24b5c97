import ArgumentParser
import Testing

@testable import deskmate

@Suite struct CommandTests {
  @Test("The help names every command") func helps() {
    let help = Deskmate.helpMessage()
    for name in ["intents", "entities", "sentiment", "recommend", "knowledge", "shop"] {
      #expect(help.contains(name))
    }
  }
}
