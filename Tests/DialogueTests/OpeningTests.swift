import Dialogue
import Foundation
import Quantities
import Shop
import Text
import Testing
import Workspace

@Suite struct OpeningTests {
  @Test("Where it speaks it is right for four of five of the contacts held out") func isRight()
    throws
  {
    let text = try String(
      contentsOfFile: Shipped.root + "/knowledge-base/shop/contacts.csv", encoding: .utf8)
    let rows = text.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let contacts = rows.compactMap { fields in
      OrderMoment(fields: Array(fields[3..<10])).map {
        ContactFit.Contact(moment: $0, intent: fields[10])
      }
    }
    #expect(contacts.count == rows.count && contacts.count > 1_000)
    let held = contacts.enumerated().filter { $0.offset % 5 == 4 }.map(\.element)
    let model = try #require(try Shipped.workspace.get().contacts)
    let figures = ContactFit.figures(of: model, on: held)
    #expect(figures.right >= 0.8 && figures.speaks >= 0.4)
  }

  @Test(
    "A known customer is met with what probably brings them, in their language",
    arguments: [(Language.english, "Hello Mia"), (.chinese, "Mia Hartwell，您好")])
  func opens(language: Language, greeting: String) throws {
    let desk = try FreshDesk()
    var conversation = desk.known()
    conversation.prefer(language)
    let opening = try #require(
      try desk.agent.opening(in: &conversation, today: FreshDesk.today))
    #expect(opening.text.hasPrefix(greeting) && opening.isSure)
    let order = try #require(opening.order)
    #expect(try desk.shop.order(order)?.customer == "c0001" && opening.text.contains(order))
    let reasons = try #require(opening.guess?.reasons)
    #expect(reasons.count >= 3 && reasons.allSatisfy { $0.weight != 0 })
  }

  @Test("Without anything open it only greets, and nobody known is met with silence")
  func staysSilent() throws {
    let desk = try FreshDesk()
    var nobody = Conversation()
    #expect(try desk.agent.opening(in: &nobody, today: FreshDesk.today) == nil)
    let unsure = try desk.shop.customers(limit: 120).compactMap { customer -> Opening? in
      var conversation = Conversation()
      conversation.identify(as: customer.id)
      return try desk.agent.opening(in: &conversation, today: FreshDesk.today)
    }.filter { !$0.isSure }
    #expect(!unsure.isEmpty && unsure.allSatisfy { $0.order == nil })
  }
}
