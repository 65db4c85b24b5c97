import Foundation
import Glibc
import Synchronization

/// Stands between a desk and a server, understands what is sent, and cuts the connection where it is told to.
public final class CuttingProxy: Sendable {
  /// Where the next commit of a change is cut.
  public enum Cut: CaseIterable, Sendable {
    /// The server never hears of the commit.
    case before
    /// The commit is sent, and the connection closed while the server is at it.
    case within
    /// The server has committed and answered, and the answer is dropped.
    case after
  }

  private struct State {
    var cut: Cut?
    var cuts = 0
    var version: String?
    var sockets: Set<Int32> = []
    var isGone = false
  }

  private let listener: Int32
  private let serverPort: UInt16
  /// The port that it listens on, of 127.0.0.1.
  public let port: UInt16
  private let state = Mutex(State())

  /// Listens on a free port for a server on another.
  public init(serverPort: UInt16) throws {
    self.serverPort = serverPort
    let own = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.local(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(own, $0, size) == 0 && listen(own, 64) == 0 && getsockname(own, $0, &size) == 0
      }
    }
    guard isBound else { throw CocoaError(.fileReadUnknown) }
    listener = own
    port = UInt16(bigEndian: address.sin_port)
    Thread.detachNewThread { [self] in accept() }
  }

  /// Cuts the next commit of a change, once.
  public func cutNext(_ cut: Cut) { state.withLock { $0.cut = cut } }

  /// How many commits were cut.
  public var cuts: Int { state.withLock { $0.cuts } }

  /// Has the server say another version, no longer than its own.
  public func pretend(version: String) { state.withLock { $0.version = version } }

  /// Cuts all connections, and takes no more.
  public func drop() {
    let open = state.withLock { state in
      state.isGone = true
      defer { state.sockets = [] }
      return state.sockets
    }
    for socket in open { shutdown(socket, Int32(SHUT_RDWR)) }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  private static func local(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private func accept() {
    while true {
      let client = Glibc.accept(listener, nil, nil)
      if client < 0 { return }
      let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = Self.local(serverPort)
      let isConnected = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
      guard isConnected, !state.withLock({ $0.isGone }) else {
        close(client)
        close(server)
        continue
      }
      state.withLock { $0.sockets.formUnion([client, server]) }
      let link = Link(client: client, server: server)
      Thread.detachNewThread { [self] in toServer(link) }
      Thread.detachNewThread { [self] in toClient(link) }
    }
  }

  /// A desk's connection and the one to the server that belongs to it.
  private final class Link: Sendable {
    let client: Int32
    let server: Int32
    /// Whether the answer to a commit is awaited, to be dropped.
    let dropsAnswer = Atomic(false)

    init(client: Int32, server: Int32) {
      self.client = client
      self.server = server
    }

    func cut() {
      shutdown(client, Int32(SHUT_RDWR))
      shutdown(server, Int32(SHUT_RDWR))
    }
  }
}

// What the desk sends.
extension CuttingProxy {
  private func toServer(_ link: Link) {
    var messages = Messages()
    while let bytes = Self.receive(link.client) {
      messages.add(bytes)
      while let (message, commits) = messages.next() {
        let cut = commits ? takeCut() : nil
        if cut == .before { return link.cut() }
        if cut == .after { link.dropsAnswer.store(true, ordering: .sequentiallyConsistent) }
        Self.send(message, to: link.server)
        if cut == .within {
          // All that belongs to the commit, then nothing more.
          Self.send(messages.rest, to: link.server)
          return link.cut()
        }
      }
    }
    link.cut()
  }

  private func takeCut() -> Cut? {
    state.withLock { state in
      defer { state.cut = nil }
      if state.cut != nil { state.cuts += 1 }
      return state.cut
    }
  }

  /// The messages of a desk's, one after the other.
  private struct Messages {
    private(set) var rest: [UInt8] = []
    private var isStarted = false
    private var isChange = false
    private var statements: [String: String] = [:]

    mutating func add(_ bytes: [UInt8]) { rest += bytes }

    /// The next whole message, and whether it commits a change.
    mutating func next() -> (message: [UInt8], commits: Bool)? {
      // The first message has no letter before its length.
      let head = isStarted ? 1 : 0
      guard rest.count >= head + 4 else { return nil }
      let length = rest[head..<head + 4].reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= head + length else { return nil }
      let message = Array(rest[..<(head + length)])
      rest.removeFirst(message.count)
      defer { isStarted = true }
      guard isStarted else { return (message, false) }
      let texts = message[5...].split(separator: 0, omittingEmptySubsequences: false)
        .prefix(2).map { String(decoding: $0, as: UTF8.self) }
      switch message[0] {
      case UInt8(ascii: "P"): statements[texts[0]] = texts[1]
      case UInt8(ascii: "B"):
        let sql = statements[texts[1]] ?? ""
        if sql.hasPrefix("BEGIN") { isChange = !sql.contains("READ ONLY") }
        if sql == "COMMIT" { return (message, isChange) }
      default: break
      }
      return (message, false)
    }
  }
}

// What the server sends.
extension CuttingProxy {
  private func toClient(_ link: Link) {
    /// What the server says when it is done, outside any transaction.
    let isReady: [UInt8] = [UInt8(ascii: "Z"), 0, 0, 0, 5, UInt8(ascii: "I")]
    while var bytes = Self.receive(link.server) {
      if link.dropsAnswer.load(ordering: .sequentiallyConsistent) {
        if bytes.suffix(6) == isReady[...] { return link.cut() }
        continue
      }
      if let version = state.withLock({ $0.version }) { Self.rewrite(version, in: &bytes) }
      Self.send(bytes, to: link.client)
    }
    link.cut()
  }

  private static func rewrite(_ version: String, in bytes: inout [UInt8]) {
    let name = Array("server_version".utf8) + [0]
    guard let start = bytes.indices.first(where: { bytes[$0...].starts(with: name) }) else {
      return
    }
    let value = start + name.count
    let end = bytes[value...].firstIndex(of: 0) ?? bytes.count
    let padded = Array(version.utf8) + [UInt8](repeating: 0x20, count: 100)
    bytes.replaceSubrange(value..<end, with: padded.prefix(end - value))
  }

  private static func receive(_ socket: Int32) -> [UInt8]? {
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      count = max(0, recv(socket, buffer.baseAddress, buffer.count, 0))
    }
    return bytes.isEmpty ? nil : bytes
  }

  private static func send(_ bytes: [UInt8], to socket: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }
}
