/// Phrases and what they mean; all that begin at a place are found in one walk.
struct PhraseTrie<Meaning: Sendable>: Sendable {
  private var ids: [String: Int32] = [:]
  private var edges: [Int64: Int32] = [:]
  private var meanings: [[Meaning]] = [[]]

  /// Adds a phrase, word by word. An empty one is nothing.
  mutating func add(_ words: [String], _ meaning: Meaning) {
    guard !words.isEmpty else { return }
    let node = node(after: words.map { newId($0) }, from: 0)
    meanings[Int(node)].append(meaning)
  }

  /// The number of a word, a new one where no phrase has it yet.
  mutating func newId(_ word: String) -> Int32 {
    if let id = ids[word] { return id }
    let id = Int32(ids.count)
    ids[word] = id
    return id
  }

  /// The node that some words lead to, made where it is missing.
  private mutating func node(after words: [Int32], from start: Int32) -> Int32 {
    var node = start
    for id in words {
      let edge = Int64(node) << 32 | Int64(id)
      if let next = edges[edge] {
        node = next
      } else {
        let next = Int32(meanings.count)
        meanings.append([])
        edges[edge] = next
        node = next
      }
    }
    return node
  }

  /// The number of a word, or `nil` where no phrase has it.
  func id(_ word: String) -> Int32? { ids[word] }

  /// Calls `body` with the end of each phrase that begins at a place, and what it means.
  func walk(_ words: [Int32?], from start: Int, _ body: (Int, [Meaning]) -> Void) {
    var node: Int32 = 0
    var place = start
    while place < words.count, let id = words[place],
      let next = edges[Int64(node) << 32 | Int64(id)]
    {
      node = next
      place += 1
      let found = meanings[Int(node)]
      if !found.isEmpty { body(place, found) }
    }
  }

  /// What a phrase means exactly.
  func meanings(of words: [String]) -> [Meaning] {
    var node: Int32 = 0
    for word in words {
      guard let id = ids[word], let next = edges[Int64(node) << 32 | Int64(id)] else { return [] }
      node = next
    }
    return meanings[Int(node)]
  }

  /// All words of all phrases.
  var vocabulary: Dictionary<String, Int32>.Keys { ids.keys }
}

extension PhraseTrie where Meaning: Equatable {
  /// Adds every phrase that some choices behind each other make; what they begin with alike is walked once.
  mutating func add(choices places: [[[Int32]]], _ meaning: Meaning) {
    var nodes: [Int32] = [0]
    for choices in places {
      nodes = nodes.flatMap { start in choices.map { node(after: $0, from: start) } }
    }
    for node in nodes where node != 0 && !meanings[Int(node)].contains(meaning) {
      meanings[Int(node)].append(meaning)
    }
  }
}
