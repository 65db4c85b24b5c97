public import Diagnostics
import Formats
import Quantities
public import Intents
public import Text

/// The intent files of a workspace, as the workbench reads them: file by file, faults and all.
public struct IntentFolder: Sendable {
  /// The files of each language, by name.
  public let files: [Language: [IntentFile]]
  /// What cannot be read at all, and the rows left out.
  public let faults: [Fault]

  /// Reads `intents/<language>/*.json`; a file that cannot be read is told in `faults`.
  public init(_ folder: WorkspaceFolder) {
    var files: [Language: [IntentFile]] = [:]
    var faults: [Fault] = []
    for language in Language.allCases {
      let relative = "intents/" + language.rawValue
      for path in Files.list(folder.path(relative), ending: ".json") {
        let name = relative + "/" + (path.split(separator: "/").last.map(String.init) ?? path)
        do {
          let file = try IntentFile.read(Files.bytes(path), file: name, language: language)
          faults += file.faults
          files[language, default: []].append(file)
        } catch let fault as Fault {
          faults.append(fault)
        } catch let several as Faults {
          faults += several.all
        } catch {
          faults.append(Fault(file: name, "\(error)"))
        }
      }
    }
    self.files = files
    self.faults = faults
  }
}

extension WorkspaceFolder {
  /// What finds entities in this shop's examples; `nil` where the shop's files are missing or wrong,
  /// which other commands say.
  public func intentAnnotator() -> IntentClassifier.Annotator? {
    IntentCache.annotator(try? EntitySources(folder: self).extractor())
  }
}

extension WorkspaceFolder {
  /// The kinds that the shop's own `entities.json` adds. Throws a `Fault` when it cannot be read.
  public func entityKinds() throws(Fault) -> [String] {
    let name = path("knowledge-base/entities.json")
    guard Files.exists(name) else { return [] }
    let root = try JSONReader.read(try Files.bytes(name), file: "knowledge-base/entities.json")
    let list: [JSONNode]
    if case .array(let elements) = (root["entities"] ?? root["kinds"] ?? root).content {
      list = elements
    } else {
      return try (root["kinds"] ?? root).object().map(\.key)
    }
    return list.compactMap { node in try? (node["kind"] ?? node["name"])?.string() }
  }
}
