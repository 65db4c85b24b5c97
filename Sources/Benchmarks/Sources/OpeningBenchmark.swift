import Diagnostics
import Dialogue
import Formats
import Foundation
import Shop
import Workspace

/// Why customers wrote, as `contacts.csv` has it: four fifths are fitted on, the last is held out.
struct ContactRows {
  let kept: [ContactFit.Contact]
  let held: [ContactFit.Contact]

  /// Reads the rows of a shop's folder.
  init(shop: String) throws {
    let text = try String(contentsOfFile: shop + "/contacts.csv", encoding: .utf8)
    let contacts = text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      return fields.count == 11
        ? OrderMoment(fields: Array(fields[3..<10])).map {
          ContactFit.Contact(moment: $0, intent: fields[10])
        } : nil
    }
    kept = contacts.enumerated().filter { $0.offset % 5 != 4 }.map(\.element)
    held = contacts.enumerated().filter { $0.offset % 5 == 4 }.map(\.element)
  }

  /// How often a model speaks on the held-out fifth, and how often it is right then.
  func figures(of model: ContactModel) -> JSON {
    let figures = ContactFit.figures(of: model, on: held)
    return [
      "benchmark": "openings", "rows": .integer(kept.count + held.count),
      "held_out": .integer(held.count), "threshold": .number(model.threshold, digits: 2),
      "speaks": .number(figures.speaks, digits: 4), "right": .number(figures.right, digits: 4),
    ]
  }
}
