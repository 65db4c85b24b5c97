import Diagnostics
import Quantities
import Shop
import ShopSQL
import Testing

/// Flags in the log of actions, whatever database holds it.
@Suite struct FlagNoteTests {
  @Test("What became of flags is read back in order", arguments: StoreKind.here)
  func logs(kind: StoreKind) throws {
    try withFolder { folder in
      let store = try TestStore(kind, in: folder).filled()
      let order = try #require(try store.orders(limit: 1).first)
      let day = Day(number: 20_000)
      let notes = [
        FlagNote(order: order.number, isReturn: false, answer: .shown, day: day),
        FlagNote(order: order.number, isReturn: false, answer: .watch, day: day),
        FlagNote(order: order.number, isReturn: true, answer: .fine, day: day + 1),
        FlagNote(order: order.number, isReturn: false, answer: .fine, day: day + 1),
      ]
      for note in notes { try store.log(note) }
      #expect(try store.flagNotes() == notes)
      #expect(notes.answers(isReturn: false) == [order.number: .fine])
      #expect(notes.answers(isReturn: true) == [order.number: .fine])
      #expect(try store.actions().first?.kind == "flag_order_fine")
      // A flag changes nothing, so there is nothing to take back.
      #expect(try store.lastReversibleAction(of: order.customer) == nil)
    }
  }

  @Test("A flag on an order that is not there is refused", arguments: StoreKind.here)
  func refuses(kind: StoreKind) throws {
    try withFolder { folder in
      let store = try TestStore(kind, in: folder).filled()
      #expect(throws: Fault.self) {
        try store.log(FlagNote(order: "0", isReturn: false, answer: .fine, day: Day(number: 1)))
      }
      #expect(try store.flagNotes().isEmpty)
    }
  }
}
