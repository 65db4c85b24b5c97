import Entities
import Testing

@Suite struct EntityTests {
  @Test("Kinds are spelled as in placeholders") func spellsKinds() {
    #expect(Entity.Kind.orderNumber.rawValue == "order_number")
    #expect(Entity.Kind(rawValue: "money") == .money)
  }
}
