public import Computing
import Foundation
public import Diagnostics
import Formats
import FoundationEssentials

#if canImport(Glibc)
  import Glibc
#endif

/// Reading files, with faults that name them.
public enum Files {
  /// A file that is read whole holds no longer line: what a person wrote never does.
  private static let longestLine = 32 << 20

  /// The bytes of a file that a person gave, unpacked when it is gzip; `-` is standard input. Throws a `Fault`
  /// that says why not, also for a gzip that is cut short and for a line that is too long to be held.
  public static func unpacked(_ path: String) throws(Fault) -> [UInt8] {
    var stream = try ByteStream(path: path)
    var bytes: [UInt8] = []
    var information = stat()
    // A line too long ends the reading long before the size is reached.
    if stat(path, &information) == 0, information.st_mode & S_IFMT == S_IFREG {
      bytes.reserveCapacity(Int(information.st_size) + 1)
    }
    var lineStart = 0
    while true {
      let piece = try stream.next()
      if piece.isEmpty { return bytes }
      if let end = piece.lastIndex(where: { $0 == 0x0A || $0 == 0x0D }) {
        lineStart = bytes.count + end
      }
      bytes += piece
      if bytes.count - lineStart > longestLine {
        let line = bytes[..<lineStart].count { $0 == 0x0A } + 2
        throw Fault(
          file: path == "-" ? "standard input" : path,
          place: Place(line: lineStart == 0 ? 1 : line, column: 1),
          "a line of more than \(longestLine >> 20) MB is not read; break it into lines")
      }
    }
  }

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

  /// Puts bytes in place of a file's, whole or not at all. Links are followed, the file's mode is kept; devices
  /// and pipes are written straight to. Throws a `Fault` that says why not, such as a full disk.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(Fault) {
    try replace(path) { sink in try sink(bytes) }
  }

  /// The same for bytes that come in pieces.
  public static func replace(
    _ path: String, _ pieces: (_ sink: @escaping ([UInt8]) throws -> Void) throws -> Void
  ) throws(Fault) {
    if let number = descriptor(named: path) {
      // What is written already stays: a file that standard output goes to is not begun anew.
      let descriptor = dup(number)
      guard descriptor >= 0 else { throw Fault(file: path, reason(doing: "written")) }
      defer { close(descriptor) }
      return try write(pieces, to: descriptor, path)
    }
    var information = stat()
    let exists = stat(path, &information) == 0
    let kind = information.st_mode & S_IFMT
    if exists, kind == S_IFDIR { throw Fault(file: path, "is a folder, not a file") }
    if exists, kind != S_IFREG {
      let descriptor = open(path, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw Fault(file: path, reason(doing: "written")) }
      defer { close(descriptor) }
      return try write(pieces, to: descriptor, path)
    }
    let target =
      exists
      ? realpath(path, nil).map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      } ?? path : path
    let beside = target + ".\(getpid()).new"
    let mode = exists ? information.st_mode & 0o7777 : 0o666
    let descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Fault(file: path, reason(doing: "written")) }
    var failure: Fault?
    do throws(Fault) {
      try write(pieces, to: descriptor, path)
    } catch {
      failure = error
    }
    if exists { fchmod(descriptor, mode) }
    if close(descriptor) != 0, failure == nil {
      failure = Fault(file: path, reason(doing: "written"))
    }
    if failure == nil, rename(beside, target) != 0 {
      failure = Fault(file: path, reason(doing: "written"))
    }
    if let failure {
      unlink(beside)
      throw failure
    }
  }

  /// The descriptor that a path such as `/dev/stdout` or `/dev/fd/3` stands for.
  private static func descriptor(named path: String) -> Int32? {
    switch path {
    case "/dev/stdout": STDOUT_FILENO
    case "/dev/stderr": STDERR_FILENO
    default:
      ["/dev/fd/", "/proc/self/fd/"].first { path.hasPrefix($0) }
        .flatMap { Int32(path.dropFirst($0.count)) }
    }
  }

  private static func write(
    _ pieces: (_ sink: @escaping ([UInt8]) throws -> Void) throws -> Void, to descriptor: Int32,
    _ path: String
  ) throws(Fault) {
    do {
      try pieces { try write($0, to: descriptor, path) }
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(file: path, "\(error)")
    }
  }

  private static func write(
    _ bytes: [UInt8], to descriptor: Int32, _ path: String
  ) throws(Fault) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Fault(file: path, reason(doing: "written"))
      }
      rest = rest.dropFirst(count)
    }
  }

  /// Adds bytes to a file, which is made, readable by its owner only, where it is missing. Throws a
  /// `Fault` that says why not.
  public static func append(_ bytes: [UInt8], to path: String) throws(Fault) {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Fault(file: path, reason(doing: "written")) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path)
  }

  /// Gives a file another name. Throws a `Fault` that says why not.
  public static func move(_ path: String, to other: String) throws(Fault) {
    guard rename(path, other) == 0 else { throw Fault(file: path, reason(doing: "moved")) }
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

  /// The paths of all files below a folder, sorted, hidden ones left out; `nil` when it is no folder. Throws a
  /// `Fault` when nothing stands there.
  public static func filesBelow(_ path: String) throws(Fault) -> [String]? {
    var information = stat()
    guard stat(path, &information) == 0 else { throw Fault(file: path, reason()) }
    guard information.st_mode & S_IFMT == S_IFDIR else { return nil }
    return listAll(path, ending: "").filter { file in
      var information = stat()
      let name = file.split(separator: "/").last ?? ""
      return !name.hasPrefix(".") && stat(file, &information) == 0
        && information.st_mode & S_IFMT == S_IFREG
    }
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
  static func reason(_ number: Int32 = errno, doing what: String = "read") -> String {
    guard let text = strerror(number) else { return "cannot be \(what)" }
    return "cannot be \(what): " + String(cString: text)
  }
}
