public import Computing
import Foundation
public import Diagnostics
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// Reading files, with faults that name them.
public enum Files {
  /// The bytes of a file. Throws a `Fault` that says why not.
  public static func bytes(_ path: String) throws(Fault) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(file: path, reason()) }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0 else { throw Fault(file: path, reason()) }
    if information.st_mode & S_IFMT == S_IFDIR {
      throw Fault(file: path, "is a folder, not a file")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(information.st_size) + 1)
    while true {
      // Files may grow or be pipes: read until nothing comes, whatever the size said.
      let wanted = max(Int(information.st_size) - bytes.count + 1, 1 << 16)
      var count = 0
      var failure: Int32 = 0
      let chunk = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
        count = read(descriptor, buffer.baseAddress, wanted)
        failure = errno
        filled = max(0, count)
      }
      if count < 0 {
        if failure == EINTR { continue }
        throw Fault(file: path, reason(failure))
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk)
    }
  }

  /// The bytes of a file, mapped: its pages are read when they are used, or `ahead` all at once. Throws a
  /// `Fault` that says why not, also for an empty file.
  public static func map(_ path: String, ahead: Bool = false) throws(Fault) -> ModelMemory {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault(file: path, reason()) }
    defer { close(descriptor) }
    var information = stat()
    guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG,
      information.st_size > 0
    else { throw Fault(file: path, "holds no model") }
    let count = Int(information.st_size)
    let flags = MAP_PRIVATE | (ahead ? Int32(MAP_POPULATE) : 0)
    guard let start = mmap(nil, count, PROT_READ, flags, descriptor, 0), start != MAP_FAILED
    else { throw Fault(file: path, reason(doing: "mapped")) }
    return ModelMemory(mapped: UnsafeRawBufferPointer(start: start, count: count)) {
      munmap($0, count)
    }
  }

  /// Adds bytes to a file, which is made, readable by its owner only, where it is missing. Throws a
  /// `Fault` that says why not.
  public static func append(_ bytes: [UInt8], to path: String) throws(Fault) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Fault(file: path, reason(doing: "written")) }
    defer { close(descriptor) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Fault(file: path, reason(doing: "written"))
      }
      rest = rest.dropFirst(count)
    }
  }

  /// The paths of a folder's files with an ending, sorted; empty when there is no such folder.
  public static func list(_ folder: String, ending: String) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      return []
    }
    return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted()
      .map { folder + "/" + $0 }
  }

  /// The paths of all files below a folder with an ending, sorted; empty when it is no folder.
  public static func listAll(_ folder: String, ending: String) -> [String] {
    guard let names = FileManager.default.enumerator(atPath: folder) else { return [] }
    return names.compactMap { $0 as? String }.filter { $0.hasSuffix(ending) }.sorted()
      .map { folder + "/" + $0 }
  }

  /// Whether something stands at a path.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes a folder and those above it, readable by their owner only.
  public static func makeFolder(_ path: String) throws(Fault) {
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Fault(file: path, "this folder " + reason(doing: "made"))
    }
  }

  /// Why the last call failed, in the system's words.
  private static func reason(_ number: Int32 = errno, doing what: String = "read") -> String {
    guard let text = strerror(number) else { return "cannot be \(what)" }
    return "cannot be \(what): " + String(cString: text)
  }
}
