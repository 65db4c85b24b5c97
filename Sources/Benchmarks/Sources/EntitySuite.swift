import Computing
import Diagnostics
import Entities
import Formats
import Foundation
import Quantities
import Text

/// A recognizer suite's cases: what should be found in a text, where, and what it means.
struct EntitySuite {
  let folder: String
  /// One half of the cases, `a` or `b`, cut by a seed; `nil` for all of them.
  var half: String?

  /// The half that a case belongs to, by its text and whatever file it stands in.
  private static func half(of input: String) -> String {
    var generator = SeededGenerator(
      seed: input.utf8.reduce(17) { ($0 &* 1_099_511_628_211) ^ UInt64($1) })
    return generator.below(2) == 0 ? "a" : "b"
  }

  private static let platforms = ["dotnet", "java", "javascript", "python"]

  /// One line of figures for a model, or `nil` when the suite has no such file.
  func score(_ model: RecognizerModel, language: String, showFailures: Bool) throws -> JSON? {
    let file = "\(folder)/\(language)/\(model.rawValue).json"
    guard let data = FileManager.default.contents(atPath: file) else { return nil }
    let cases = try JSONReader.read(Array(data), file: file).array()
    var passed = 0
    var claimed = 0
    var passedOfAll = 0
    var count = 0
    for node in cases {
      if let half, try Self.half(of: node.required("Input").string()) != half { continue }
      count += 1
      let isLeftOut = Self.isLeftOut(node)
      let (passes, found) = try check(node, model, language)
      if passes { passedOfAll += 1 }
      if isLeftOut { continue }
      claimed += 1
      if passes {
        passed += 1
      } else if showFailures {
        let input = try node.required("Input").string()
        var lines = "FAIL \(model.rawValue) \(language): \(input)\n"
        for result in try node.required("Results").array() {
          lines += "  wanted \(Self.describe(result))\n"
        }
        for result in found { lines += "  found  \(result)\n" }
        FileHandle.standardError.write(Data(lines.utf8))
      }
    }
    return [
      "benchmark": "entities", "model": .string(model.rawValue), "language": .string(language),
      "cases": .integer(claimed), "passed": .integer(passed),
      "left_out": .integer(count - claimed),
      "share": .number(claimed == 0 ? 0 : Double(passed) / Double(claimed), digits: 4),
      "of_all": .number(count == 0 ? 0 : Double(passedOfAll) / Double(count), digits: 4),
      "half": half.map(JSON.string) ?? .null,
    ]
  }

  /// The texts of all cases, at most so many of each file.
  func inputs(_ limit: Int) -> [String] {
    var texts: [String] = []
    for language in ["english", "chinese"] {
      for model in RecognizerModel.allCases {
        let file = "\(folder)/\(language)/\(model.rawValue).json"
        guard let data = FileManager.default.contents(atPath: file),
          let nodes = try? JSONReader.read(Array(data), file: file).array()
        else { continue }
        texts += nodes.prefix(limit).compactMap { Self.string($0["Input"]) }
      }
    }
    return texts
  }

  /// A case that no platform of the suite claims to pass.
  private static func isLeftOut(_ node: JSONNode) -> Bool {
    var platforms: Set<String> = []
    for key in ["NotSupported", "NotSupportedByDesign"] {
      guard case .string(let text)? = node[key]?.content else { continue }
      for name in text.split(separator: ",") {
        platforms.insert(name.trimmingCharacters(in: .whitespaces).lowercased())
      }
    }
    return Self.platforms.allSatisfy(platforms.contains)
  }

  private func check(
    _ node: JSONNode, _ model: RecognizerModel, _ language: String
  ) throws -> (passes: Bool, found: [String]) {
    let input = try node.required("Input").string()
    var reference = (day: Day(number: 0), second: 0)
    if case .string(let text)? = node["Context"]?["ReferenceDateTime"]?.content {
      reference = Self.moment(text)
    }
    let results = model.results(
      in: input, language: language == "english" ? .english : .chinese, reference: reference)
    let utf8 = Array(input.utf8)
    var found: [Finding] = results.map { result in
      // The suite counts UTF-16, as its reference does.
      let before = String(decoding: utf8[..<result.range.lowerBound], as: UTF8.self).utf16.count
      let text = String(decoding: utf8[result.range], as: UTF8.self)
      return Finding(
        text: Self.folded(text), start: before, end: before + text.utf16.count - 1,
        kind: result.kind, values: result.values)
    }
    let shown = found.map(\.description)
    let wanted = try node.required("Results").array()
    guard wanted.count == found.count else { return (false, shown) }
    for result in wanted {
      guard let place = found.firstIndex(where: { Self.agrees(result, $0, model) }) else {
        return (false, shown)
      }
      found.remove(at: place)
    }
    return (true, shown)
  }

  private struct Finding: CustomStringConvertible {
    let text: String
    let start: Int
    let end: Int
    let kind: String
    let values: [[String: String]]

    var description: String {
      "\(text) \(start)...\(end) \(kind) "
        + values.map {
          $0.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
        }
        .joined(separator: " | ")
    }
  }

  /// Without case, and with full-width forms read like ASCII.
  private static func folded(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.lowercased().unicodeScalars {
      let value = scalar.value
      if (0xFF01...0xFF5E).contains(value), let folded = Unicode.Scalar(value - 0xFEE0) {
        result.append(folded)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func moment(_ text: String) -> (day: Day, second: Int) {
    let day = Day(iso: String(text.prefix(10))) ?? Day(number: 0)
    let parts = text.dropFirst(11).prefix(8).split(separator: ":").compactMap { Int($0) }
    return (day, parts.reduce(0) { $0 * 60 + $1 })
  }

  private static func string(_ node: JSONNode?) -> String? {
    switch node?.content {
    case .string(let text): text
    case .number(let text): text
    case .bool(let value): value ? "true" : "false"
    case .null: "null"
    default: nil
    }
  }

  private static func agrees(_ wanted: JSONNode, _ found: Finding, _ model: RecognizerModel) -> Bool
  {
    guard let text = string(wanted["Text"]), folded(text).lowercased() == found.text.lowercased()
    else { return false }
    if let start = string(wanted["Start"]).flatMap({ Int($0) }), start != found.start {
      return false
    }
    if let end = string(wanted["End"]).flatMap({ Int($0) }), end != found.end { return false }
    guard let resolution = wanted["Resolution"], let first = found.values.first else { return true }
    switch model {
    case .dateTime:
      guard string(wanted["TypeName"]) == found.kind else { return false }
      guard case .array(let list)? = resolution["values"]?.content, list.count == found.values.count
      else { return false }
      var rest = found.values
      for value in list {
        guard
          let place = rest.firstIndex(where: { other in
            ["timex", "value", "start", "end"].allSatisfy { string(value[$0]) == other[$0] }
          })
        else { return false }
        rest.remove(at: place)
      }
      return true
    case .currency, .dimension:
      guard same(string(resolution["value"]), first["value"]) else { return false }
      if let code = string(resolution["isoCurrency"]), code == first["isoCurrency"] { return true }
      return string(resolution["unit"]) == first["unit"]
    case .phone, .url, .email:
      return folded(string(resolution["value"]) ?? "") == folded(first["value"] ?? "")
    case .number, .ordinal, .percent, .boolean:
      return same(string(resolution["value"]), first["value"])
    }
  }

  /// Numbers to the fifteen digits that the suite writes; other values as they are.
  private static func same(_ wanted: String?, _ found: String?) -> Bool {
    guard let wanted, let found else { return wanted == found }
    if wanted == found { return true }
    let tail: (String) -> String = { $0.hasSuffix("%") ? String($0.dropLast()) : $0 }
    guard wanted.hasSuffix("%") == found.hasSuffix("%"), let left = Double(tail(wanted)),
      let right = Double(tail(found))
    else { return false }
    return abs(left - right) <= 1e-12 * max(abs(left), abs(right), 1e-3)
  }

  private static func describe(_ node: JSONNode) -> String {
    let text = string(node["Text"]) ?? ""
    let place = "\(string(node["Start"]) ?? "?")...\(string(node["End"]) ?? "?")"
    let kind = string(node["TypeName"]) ?? ""
    var values: [String] = []
    if case .array(let list)? = node["Resolution"]?["values"]?.content {
      values = list.map { value in
        ["timex", "value", "start", "end"].compactMap { key in
          string(value[key]).map { "\(key)=\($0)" }
        }
        .joined(separator: " ")
      }
    } else if case .object(let members)? = node["Resolution"]?.content {
      values = [members.map { "\($0.key)=\(string($0.value) ?? "")" }.joined(separator: " ")]
    }
    return "\(text) \(place) \(kind) \(values.joined(separator: " | "))"
  }
}
