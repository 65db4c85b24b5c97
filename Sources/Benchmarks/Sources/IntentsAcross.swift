import Computing
import Diagnostics
import Formats
import Foundation
import Intents
import Text
import Workspace

/// `benchmarks intents --protocol across`: every set, whole and with few rows an intent, against the best
/// linear peer on the same rows. Settings are chosen here, over many sets at once.
struct IntentsAcross {
  /// The sets by the part that is learned from and the part that judges.
  struct Samples {
    let set: String
    /// Rows an intent; `nil` for all.
    let size: Int?
    let seed: UInt64
    let train: [IntentExample]
    let held: [IntentExample]

    /// As the peers' file names it.
    var name: String { "\(set)/\(size.map(String.init) ?? "whole")-\(seed)" }
  }

  let data: String
  let workspace: String
  var sizes: [Int?]
  var seeds: Int
  /// Judge on test rows, for the final figure only.
  var isFinal: Bool
  /// Sets whose names begin so; empty for all.
  var only: [String]

  /// Writes the samples where the peers read them: DIR/intents/SET/SIZE-SEED/{train,test}.jsonl.
  func write(to folder: String) throws {
    for sample in try samples() {
      let path = "\(folder)/intents/\(sample.name)"
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
      for (name, rows) in [("train", sample.train), ("test", sample.held)] {
        let lines = rows.map { row in
          JSON.object([
            ("text", .string(row.text)), ("intent", .string(row.intent.rawValue)),
          ]).text
        }
        try Data((lines.joined(separator: "\n") + "\n").utf8)
          .write(to: URL(filePath: "\(path)/\(name).jsonl"))
      }
    }
  }

  /// Trains and judges; `peers` is the file that the peers' script printed.
  func run(peers: String?) throws {
    let best = try peers.map(bestPeers) ?? [:]
    var gains: [String: [Double]] = [:]
    var ranks: [Double] = []
    for sample in try samples() {
      let classifier = try IntentClassifier.train(sample.train, seed: sample.seed)
      let evaluation = classifier.evaluate(sample.held)
      let nonsense = classifier.rank(RandomStrings(seed: 5).strings(1000))
      let decided = nonsense.count { $0.decision != .outOfScope }
      let accuracy = evaluation.accuracy * 100
      var members: [(key: String, value: JSON)] = [
        ("benchmark", "intents across"), ("set", .string(sample.set)),
        ("rows_an_intent", sample.size.map { .integer($0) } ?? "whole"),
        ("seed", .integer(Int(sample.seed))), ("rows", .integer(sample.train.count)),
        ("held", .integer(sample.held.count)), ("accuracy", .number(accuracy, digits: 2)),
        ("calibration_error", .number(evaluation.calibrationError)),
        ("nonsense_decided", .number(Double(decided) / 1000)),
        ("model_bytes", .integer(classifier.bytes.count)),
      ]
      if let rivals = best[sample.name] {
        let gain = accuracy - (rivals.max() ?? 0)
        members.append(("best_peer", .number(rivals.max() ?? 0, digits: 2)))
        members.append(("gain", .number(gain, digits: 2)))
        gains[sample.size == nil ? "whole" : "few", default: []].append(gain)
        ranks.append(1 + Double(rivals.count { $0 > accuracy }))
      }
      print(JSON.object(members).text)
    }
    for (kind, values) in gains.sorted(by: { $0.key < $1.key }) {
      print(
        JSON.object([
          ("benchmark", "intents across"), ("rows_an_intent", .string(kind)),
          ("samples", .integer(values.count)),
          ("mean_gain", .number(values.reduce(0, +) / Double(values.count), digits: 2)),
          ("behind", .integer(values.count { $0 < 0 })),
        ]).text)
    }
    if !ranks.isEmpty {
      let mean = ranks.reduce(0, +) / Double(ranks.count)
      print(
        JSON.object([("benchmark", "intents across"), ("mean_rank", .number(mean, digits: 2))]).text
      )
    }
  }

  /// The accuracies of each sample's peers.
  private func bestPeers(_ file: String) throws -> [String: [Double]] {
    var found: [String: [Double]] = [:]
    for line in try Files.bytes(file).split(separator: 0x0A) {
      let node = try JSONReader.read(Array(line), file: file)
      let name = try node.required("set").string("set")
      found[name, default: []].append(try node.required("accuracy").number("accuracy"))
    }
    return found
  }
}

extension IntentsAcross {
  private func samples() throws -> [Samples] {
    var samples: [Samples] = []
    for (name, train, held) in try sets()
    where only.isEmpty || only.contains(where: name.hasPrefix) {
      for size in sizes {
        for seed in 1...UInt64(seeds) where size != nil || seed == 1 {
          let rows = size.map { Self.few(train, $0, seed) } ?? train
          // A size that takes everything says what the whole says.
          if size != nil, rows.count == train.count { continue }
          samples.append(
            Samples(set: name, size: size, seed: seed, train: rows, held: held))
        }
      }
    }
    return samples
  }

  /// Every set's rows in scope. Without validation rows of its own a fifth of the training rows judges.
  private func sets() throws -> [(name: String, train: [IntentExample], held: [IntentExample])] {
    var sets: [(name: String, train: [IntentExample], held: [IntentExample])] = []
    func add(_ name: String, _ rows: IntentsDataSet.Rows) {
      func inside(_ rows: [IntentExample]) -> [IntentExample] {
        rows.filter { $0.intent != .outOfScope }
      }
      let (train, validation) = (inside(rows.train), inside(rows.validation))
      if isFinal {
        sets.append((name, train, inside(rows.test)))
      } else if !validation.isEmpty {
        sets.append((name, train, validation))
      } else {
        let isHeld = { (row: IntentExample) in
          (StableHash(Array(row.text.utf8)).value >> 9) % 5 == 0
        }
        sets.append((name, train.filter { !isHeld($0) }, train.filter(isHeld)))
      }
    }
    for set in IntentsDataSet.all(below: data + "/intents") { add(set.name, try set.read()) }
    let folder = IntentFolder(WorkspaceFolder(path: workspace))
    for language in Language.allCases {
      let files = folder.files[language] ?? []
      add(
        "shipped-" + language.rawValue,
        IntentsDataSet.Rows(
          train: files.flatMap(\.examples), validation: [], test: files.flatMap(\.tests)))
    }
    return sets
  }

  /// So many rows of each intent, drawn by the seed.
  private static func few(_ rows: [IntentExample], _ size: Int, _ seed: UInt64) -> [IntentExample] {
    var generator = SeededGenerator(seed: seed)
    var counts: [Intent: Int] = [:]
    return rows.shuffled(using: &generator).filter { row in
      counts[row.intent, default: 0] += 1
      return counts[row.intent, default: 0] <= size
    }
  }
}
