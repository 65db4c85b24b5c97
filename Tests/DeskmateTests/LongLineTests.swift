import Foundation
import Testing

@Suite struct LongLineTests {
  @Test(
    "A line of 16,000 words is answered by its beginning and its end, and that is said",
    arguments: ["one of ", "10234 ", "水壶", "二十一"])
  func shortens(unit: String) throws {
    let long = String(repeating: unit, count: 16_000)
    let chat = "where is order 10234\n97205\nreturn the mug\n\(long)\nthanks\n"
    let output = try Program.run([], input: Data(chat.utf8))
    #expect(output.status == 0 && output.lines.count == 5)
    #expect(output.errors.contains("read by its first and its last"))
  }

  @Test("A copy that is masked loses nothing of a line of megabytes") func masks() throws {
    let long = String(repeating: "call me at ann@example.com ", count: 60_000)
    let output = try Program.run(["entities", "mask"], input: Data((long + "\nbye\n").utf8))
    #expect(output.lines.count == 2 && output.lines.last == "bye")
    #expect(output.lines.first?.contains("ann@") == false)
    #expect(output.lines.first?.hasSuffix("call me at [EMAIL] ") == true)
  }
}
