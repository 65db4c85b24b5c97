/// Phrases and what they mean; all that begin at a place are found in one walk.
///
/// A phrase without choices shares what it begins with with others, as in a trie. One with choices is a path
/// that parts and meets again, so that it takes as many nodes as it has words and not as it has wordings.
struct PhraseTrie<Meaning: Sendable & Equatable>: Sendable {
  private var ids: [String: Int32] = [:]
  /// The first link from a node by a word.
  private var edges: [Int64: Int32] = [:]
  /// Where each link leads, and the next one from the same node by the same word, or -1.
  private var links: [(node: Int32, next: Int32)] = []
  private var nodes = [Node(isShared: true)]
  private var count: Int32 = 0

  private struct Node: Sendable {
    /// Whether only one run of words leads here, so that other phrases may begin by it.
    let isShared: Bool
    /// What ends here means, with how many meanings were added before.
    var ends: [(order: Int32, meaning: Meaning)] = []
  }

  /// Adds a phrase, word by word. An empty one is nothing.
  mutating func add(_ words: [String], _ meaning: Meaning) {
    guard !words.isEmpty else { return }
    end(at: sharedNode(after: words.map { newId($0) }, from: 0), meaning)
  }

  /// Adds every phrase that some choices behind each other make.
  mutating func add(choices places: [[[Int32]]], _ meaning: Meaning) {
    var ends: [Int32] = [0]
    for choices in places {
      let isFirst = ends == [0]
      let isPlain = choices.count == 1 && ends.count == 1 && nodes[Int(ends[0])].isShared
      if isFirst || isPlain {
        let start = ends[0]
        ends = []
        for choice in choices {
          let node = sharedNode(after: choice, from: start)
          if !ends.contains(node) { ends.append(node) }
        }
      } else {
        let said = choices.filter { !$0.isEmpty }
        guard !said.isEmpty else { continue }
        let joint = newNode(isShared: false)
        for choice in said { lead(from: ends, by: choice, to: joint) }
        ends = (said.count < choices.count ? ends : []) + [joint]
      }
    }
    for node in ends where node != 0 { end(at: node, meaning) }
  }

  /// The number of a word, a new one where no phrase has it yet.
  mutating func newId(_ word: String) -> Int32 {
    if let id = ids[word] { return id }
    let id = Int32(ids.count)
    ids[word] = id
    return id
  }

  /// The number of a word, or `nil` where no phrase has it.
  func id(_ word: String) -> Int32? { ids[word] }

  /// All words of all phrases.
  var vocabulary: Dictionary<String, Int32>.Keys { ids.keys }
}

// How a graph is made.
extension PhraseTrie {
  private static func edge(_ node: Int32, _ word: Int32) -> Int64 {
    Int64(node) << 32 | Int64(word)
  }

  private mutating func newNode(isShared: Bool) -> Int32 {
    nodes.append(Node(isShared: isShared))
    return Int32(nodes.count - 1)
  }

  private mutating func link(_ node: Int32, _ word: Int32, to other: Int32) {
    let edge = Self.edge(node, word)
    links.append((other, edges[edge] ?? -1))
    edges[edge] = Int32(links.count - 1)
  }

  /// The node that only some words lead to, made where it is missing.
  private mutating func sharedNode(after words: [Int32], from start: Int32) -> Int32 {
    var node = start
    for word in words {
      var next: Int32?
      forEachNode(from: node, by: word) { if nodes[Int($0)].isShared { next = $0 } }
      if let next {
        node = next
      } else {
        let made = newNode(isShared: true)
        link(node, word, to: made)
        node = made
      }
    }
    return node
  }

  /// Leads from each of some nodes by the same words to one node.
  private mutating func lead(from starts: [Int32], by words: [Int32], to end: Int32) {
    var starts = starts
    for (place, word) in words.enumerated() {
      let next = place == words.count - 1 ? end : newNode(isShared: false)
      for start in starts { link(start, word, to: next) }
      starts = [next]
    }
  }

  private mutating func end(at node: Int32, _ meaning: Meaning) {
    guard !nodes[Int(node)].ends.contains(where: { $0.meaning == meaning }) else { return }
    nodes[Int(node)].ends.append((count, meaning))
    count += 1
  }
}

// How a line is looked up in it.
extension PhraseTrie {
  /// Calls `body` with the end of each phrase that begins at a place, and what it means, in the order in
  /// which the meanings were added.
  func walk(_ words: [Int32?], from start: Int, _ body: (Int, [Meaning]) -> Void) {
    // Most words begin no phrase.
    guard start < words.count, let first = words[start], edges[Self.edge(0, first)] != nil else {
      return
    }
    var states: [Int32] = [0]
    var place = start
    while place < words.count, let word = words[place], step(&states, word) {
      place += 1
      let found = meanings(at: states)
      if !found.isEmpty { body(place, found) }
    }
  }

  /// What a phrase means exactly.
  func meanings(of words: [String]) -> [Meaning] {
    var states: [Int32] = [0]
    for word in words {
      guard let id = ids[word], step(&states, id) else { return [] }
    }
    return meanings(at: states)
  }

  /// Goes on by a word; `false` where no phrase does.
  private func step(_ states: inout [Int32], _ word: Int32) -> Bool {
    if states.count == 1, edges[Self.edge(states[0], word)] == nil { return false }
    var next: [Int32] = []
    for state in states {
      forEachNode(from: state, by: word) { if !next.contains($0) { next.append($0) } }
    }
    states = next
    return !next.isEmpty
  }

  private func forEachNode(from node: Int32, by word: Int32, _ body: (Int32) -> Void) {
    var link = edges[Self.edge(node, word)] ?? -1
    while link >= 0 {
      body(links[Int(link)].node)
      link = links[Int(link)].next
    }
  }

  private func meanings(at states: [Int32]) -> [Meaning] {
    if states.count == 1 { return nodes[Int(states[0])].ends.map(\.meaning) }
    let ends = states.flatMap { nodes[Int($0)].ends }.sorted { $0.order < $1.order }
    var found: [Meaning] = []
    for end in ends where !found.contains(end.meaning) { found.append(end.meaning) }
    return found
  }
}
