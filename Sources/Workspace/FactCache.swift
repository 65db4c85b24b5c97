import Computing
import Diagnostics
import Knowledge
import Text

/// The compiled facts under `$XDG_CACHE_HOME/deskmate`, each language's named by the content of what it was
/// made from.
struct FactCache {
  let folder: String?
  /// What the facts are for, as their folder is called.
  let kind: String

  /// The index kept for a language's files, opened when it is first asked for, or one made now and kept.
  /// Throws `Faults` of files that no index was made from yet.
  func index(
    _ files: [(name: String, bytes: [UInt8])], synonyms: (name: String, bytes: [UInt8])?,
    language: Language, report: (LoadedWorkspace.Event) -> Void
  ) throws -> FactIndex {
    let content = (files + [synonyms].compactMap(\.self)).flatMap { file in
      [Array(file.name.utf8), file.bytes]
    }
    let file = CompiledFile(
      folder: folder, kind: "\(kind)-\(language.rawValue)", version: FactIndex.version,
      content: content)
    let make: @Sendable () throws -> [UInt8] = {
      let facts = try files.flatMap { file in
        try FactFile.read(file.bytes, file: file.name, language: language)
      }
      let lists = try synonyms.map { try Synonyms.read($0.bytes, file: $0.name) } ?? .none
      return FactIndex.compile(facts, synonyms: lists[language])
    }
    if let path = file?.path, Files.exists(path) {
      // What was made once without a fault is made again without one, should the file be damaged.
      return FactIndex(
        kept: { try? Files.map(path, ahead: true) }, otherwise: { (try? make()) ?? [] })
    }
    let bytes = try make()
    do {
      if let path = file?.path { try CompiledFile.keep(bytes, at: path) }
    } catch {
      report(.note("the compiled facts are not kept: \(error)"))
    }
    return FactIndex(kept: { ModelMemory(copying: bytes) }, otherwise: { bytes })
  }
}
