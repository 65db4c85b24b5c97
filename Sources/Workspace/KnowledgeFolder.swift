public import Diagnostics
import Formats
public import Knowledge
import Text

extension WorkspaceFolder {
  /// The files behind the articles, names relative to this folder. Throws a `Fault` when one cannot be
  /// read.
  public func knowledgeFiles() throws(Fault) -> KnowledgeFiles {
    var articles: [Language: [KnowledgeFiles.File]] = [:]
    for language in Language.allCases {
      articles[language] = try files("knowledge-base/" + language.rawValue)
    }
    return KnowledgeFiles(
      articles: articles, synonyms: try optionalFile("knowledge-base/synonyms.json"),
      policy: try optionalFile("knowledge-base/shop/policy.json"))
  }

  /// The names of the intents that the intent files hold, sorted. Throws a `Fault`.
  public func intentNames() throws(Fault) -> [String] {
    var names: Set<String> = []
    for language in Language.allCases {
      for file in try files("intents/" + language.rawValue) {
        let node = try JSONReader.read(file.bytes, file: file.name)
        for entry in try node.required("data").array("data") {
          names.insert(try entry.required("intent").string("intent"))
        }
      }
    }
    return names.sorted()
  }

  private func files(_ relative: String) throws(Fault) -> [KnowledgeFiles.File] {
    var found: [KnowledgeFiles.File] = []
    for path in Files.list(self.path(relative), ending: ".json") {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      found.append(try file(relative + "/" + name))
    }
    return found
  }

  private func optionalFile(_ relative: String) throws(Fault) -> KnowledgeFiles.File? {
    Files.exists(path(relative)) ? try file(relative) : nil
  }

  private func file(_ relative: String) throws(Fault) -> KnowledgeFiles.File {
    do throws(Fault) {
      return KnowledgeFiles.File(name: relative, bytes: try Files.bytes(path(relative)))
    } catch {
      throw Fault(file: relative, place: error.place, error.message)
    }
  }
}
