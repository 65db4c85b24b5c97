import Entities
import Intents
import Quantities
import Shop
import Text

/// Takes a line about several orders apart, one line for each: "where are 16138 and 14876?".
struct SeveralOrders {
  let desk: Desk

  /// The lines, in order; none where the line is about one order or about none.
  func lines(of line: Interpretation, in conversation: Conversation) -> [String] {
    let numbers = numbers(in: line, conversation)
    if numbers.count > 1 { return named(numbers, line) }
    return numbers.isEmpty ? both(line, conversation) : []
  }

  /// The order numbers that stand together in a line, and no part of an address.
  private func numbers(in line: Interpretation, _ conversation: Conversation) -> [Entity] {
    let address = AddressFinder(places: desk.spoken.places).range(in: line)
    var seen: Set<String> = []
    let numbers = line.entities(.orderNumber).filter { entity in
      guard case .text(let number) = entity.value, address?.overlaps(entity.range) != true,
        !isPostcode(entity, line)
      else { return false }
      return seen.insert(number).inserted
    }
    guard numbers.count > 1, conversation.customer == nil else { return numbers }
    // A stranger's second number may be a postcode, unless the line says that both are orders.
    let mentions = MentionReader(line, desk.spoken)
    let isProven = !line.entities(.email).isEmpty || !line.entities(.postcode).isEmpty
    let gap = numbers[0].range.upperBound..<numbers[1].range.lowerBound
    let isJoined = mentions.ranges(.joins).contains { $0.overlaps(gap) }
    return isProven || mentions.has(.severalOrders) || isJoined ? numbers : []
  }

  private func isPostcode(_ entity: Entity, _ line: Interpretation) -> Bool {
    MentionReader(line, desk.spoken).ranges(.saysPostcode).contains {
      (0...5).contains(entity.range.lowerBound - $0.upperBound)
    }
  }

  /// The line with each of the numbers alone, where nothing but a joint stands between them.
  private func named(_ numbers: [Entity], _ line: Interpretation) -> [String] {
    let mentions = MentionReader(line, desk.spoken)
    let joints = mentions.ranges(.joins)
    for (left, right) in zip(numbers, numbers.dropFirst()) {
      let gap = left.range.upperBound..<right.range.lowerBound
      let between = line.utterance.tokens.filter { $0.range.overlaps(gap) && $0.kind != .symbol }
      guard between.allSatisfy({ token in joints.contains { $0.overlaps(token.range) } }) else {
        return []
      }
    }
    guard let first = numbers.first, let last = numbers.last else { return [] }
    let span = first.range.lowerBound..<last.range.upperBound
    return numbers.map { number in
      text(of: line, without: mentions.ranges(.severalOrders)) { offset in
        span.contains(offset)
          ? offset == span.lowerBound ? String(line.utterance[number.range]) : "" : nil
      }
    }
  }

  /// "Both tracking numbers, please": a look at each of the two orders spoken of last.
  private func both(_ line: Interpretation, _ conversation: Conversation) -> [String] {
    let mentions = MentionReader(line, desk.spoken)
    let both = mentions.ranges(.severalOrders)
    guard conversation.customer != nil, conversation.spokenOrders.count > 1, !both.isEmpty,
      line.entities(.product).isEmpty, line.intents.decision == .intent,
      line.intent.flatMap(Task.init)?.isLookUp == true
    else { return [] }
    return conversation.spokenOrders.suffix(2).map { number in
      text(of: line, without: both) { _ in nil } + " " + number
    }
  }

  /// The line without some of its parts; `replacing` says what stands at an offset instead.
  private func text(
    of line: Interpretation, without parts: [Range<Int>], replacing: (Int) -> String?
  ) -> String {
    var text = ""
    for token in line.utterance.tokens {
      if parts.contains(where: { $0.overlaps(token.range) }) { continue }
      if let other = replacing(token.range.lowerBound) {
        text += other.isEmpty ? "" : " " + other
        continue
      }
      let isApart =
        token.range.lowerBound > 0
        && line.utterance.text.utf8[
          line.utterance.text.utf8.index(
            line.utterance.text.startIndex, offsetBy: token.range.lowerBound - 1)] == 0x20
      text += (isApart ? " " : "") + line.utterance[token]
    }
    return text.trimmingSpaces
  }
}

extension Agent {
  /// The next step of a task that was asked for several orders at once: the address, the reason and the way to
  /// pay that the first was done with are those of the others, and each is asked for its own yes.
  func alike(
    _ reply: Reply, _ line: Interpretation, in conversation: inout Conversation, on today: Day
  ) throws -> Reply {
    guard let shop = desk.shop, var flow = conversation.flow, !flow.isOffered,
      let done = conversation.receipts.last?.plan.request, done.intent == flow.task.rawValue
    else { return reply }
    flow.parsedAddress = flow.parsedAddress ?? done.address
    switch done {
    case .cancel(_, let reason): flow.reason = flow.reason ?? reason
    case .returnItems(_, _, let method, _): flow.method = flow.method ?? method
    case .changePayment(_, let method): flow.method = flow.method ?? method
    default: break
    }
    guard flow != conversation.flow else { return reply }
    flow.awaiting = nil
    var desk = desk
    desk.today = today
    var next = conversation
    next.flow = flow
    let engine = FlowEngine(desk: desk, shop: shop, policy: reply.policy)
    guard let planned = try engine.advance(line.silent, in: &next) else { return reply }
    conversation = next
    return planned
  }
}
