import Formats
import Diagnostics
import Entities
import Foundation
import Quantities
import Text

/// Figures over generated forms and made lines of personal data.
struct EntityFormFigures {
  let extractor: EntityExtractor
  let showFailures: Bool

  private func report(_ line: String) {
    guard showFailures else { return }
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// One line a family, language and half: of sixty mentions of each form how many are read right.
  func forms(half: String?) -> [JSON] {
    let run = EntityFormRun(extractor: extractor)
    var tallies: [String: (right: Int, all: Int)] = [:]
    for form in EntityForm.all where half == nil || form.half == half {
      let (right, failures) = run.run(form, count: 60, seed: 11)
      for failure in failures.prefix(5) {
        report(
          "FORM \(failure.form): \(failure.text)\n  wanted \(failure.wanted)\n  found  \(failure.found)"
        )
      }
      let family = form.name.replacing("zh.", with: "").split(separator: ".").first ?? ""
      let key = "\(family)\t\(form.language.rawValue)\t\(form.half)"
      tallies[key, default: (0, 0)].right += right
      tallies[key, default: (0, 0)].all += 60
    }
    return tallies.sorted { $0.key < $1.key }.map { key, tally in
      let parts = key.split(separator: "\t").map(String.init)
      return [
        "benchmark": "entities", "part": "forms", "family": .string(parts[0]),
        "language": .string(parts[1]), "half": .string(parts[2]), "mentions": .integer(tally.all),
        "right": .integer(tally.right),
        "share": .number(Double(tally.right) / Double(tally.all), digits: 4),
      ]
    }
  }

  /// Recall on lines with personal data, and how many harmless lines are touched.
  func masking(today: Day) -> [JSON] {
    let sets: [(String, [EntityPersonalData.Line])] = [
      ("personal", EntityPersonalData.lines(EntityPersonalData.personal, count: 500, seed: 1)),
      ("harmless", EntityPersonalData.lines(EntityPersonalData.harmless, count: 500, seed: 1)),
      ("personal_written", EntityPersonalLines.personal),
      ("harmless_written", EntityPersonalLines.harmless),
    ]
    return sets.map { name, lines in
      var wrong = 0
      for line in lines {
        var masker = TextMasker(extractor: extractor, masker: Masker(), today: today)
        let masked = masker.mask(text: line.text)
        let isWrong =
          line.secrets.isEmpty
          ? masked != line.text : line.secrets.contains { masked.contains($0) }
        guard isWrong else { continue }
        wrong += 1
        report("MASK \(line.form): \(line.text)\n  => \(masked)")
      }
      let isPersonal = name.hasPrefix("personal")
      let count = isPersonal ? lines.count - wrong : wrong
      return [
        "benchmark": "entities", "part": "masking", "lines": .string(name),
        "count": .integer(lines.count), (isPersonal ? "found" : "hit"): .integer(count),
        "share": .number(Double(count) / Double(max(1, lines.count)), digits: 4),
      ]
    }
  }
}
