import Dialogue
import Testing

@Suite struct ConversationTests {
  @Test("A new conversation has no turns") func begins() { #expect(Conversation().turn == 0) }
}
