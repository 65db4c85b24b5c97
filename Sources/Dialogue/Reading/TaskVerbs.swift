import Entities
import Intents
import Shop
import Text

/// The tasks whose verbs a line has, and those whose verbs it says are not meant: "I don't want to cancel
/// or return anything".
struct TaskVerbs {
  /// The tasks meant, by place.
  let meant: [Task]
  /// The tasks named and not meant.
  let negated: [Task]
  /// Those of them that are denied whole, and not only for some things: “除了音箱都退” sends things back.
  let denied: [Task]
  /// The task that the line tells of as asked for before, where it asks for none anew: "I asked for a return
  /// last week".
  let told: Task?
  /// Whether a verb stands where it asks for its task: first in its clause, or behind "I want to".
  let isAskedFor: Bool

  init(_ line: Interpretation, _ spoken: SpokenPhrases) {
    let reader = MentionReader(line, spoken)
    var verbs = Self.families.flatMap { family in
      reader.ranges(family.list).map { (range: $0, task: family.task) }
    }
    if !line.entities(.orderNumber).isEmpty {
      // "Stop 18870": with an order behind it, it can only mean that one.
      verbs += reader.ranges(.stops).map { ($0, .cancelOrder) }
    }
    verbs.sort { ($0.range.lowerBound, $1.range.count) < ($1.range.lowerBound, $0.range.count) }
    // “不想要了退掉” gives the reason; the verb behind it is meant all the same.
    let unwanted = reader.ranges(.unwanted)
    let idle = unwanted + reader.ranges(.notOnly)
    let negators = (reader.ranges(.negatesBefore) + reader.ranges(.except))
      .filter { negator in !idle.contains { $0.overlaps(negator) } }
    let exceptions = reader.ranges(.except)
    let wholly = reader.ranges(.deniesRequest)
    let clauses = Clauses.ranges(in: line.utterance)
    var meant: [Task] = []
    var denied: [Task] = []
    var negated: [Task] = []
    let pastRequests = reader.ranges(.hasAsked)
    var told: Task?
    var others: [Task] = []
    var last: (range: Range<Int>, isNegated: Bool)?
    for verb in verbs where last.map({ !$0.range.overlaps(verb.range) }) ?? true {
      let isNegated =
        wholly.contains { denial in
          denial.upperBound <= verb.range.lowerBound
            && clauses.contains { $0.overlaps(denial) && $0.overlaps(verb.range) }
        }
        || negators.contains { negator in
          negator.upperBound <= verb.range.lowerBound
            && clauses.contains { $0.overlaps(negator) && $0.overlaps(verb.range) }
            && Self.isNear(negator.upperBound..<verb.range.lowerBound, line)
        }
        || last.map { last in
          last.isNegated
            && reader.ranges(.joins).contains { joint in
              joint.lowerBound >= last.range.upperBound && joint.upperBound <= verb.range.lowerBound
                && verb.range.lowerBound - last.range.upperBound <= joint.count + 2
            }
        } == true
      if isNegated {
        negated.append(verb.task)
        if !exceptions.contains(where: { $0.upperBound <= verb.range.lowerBound }) {
          denied.append(verb.task)
        }
      } else {
        if !meant.contains(verb.task) { meant.append(verb.task) }
        if pastRequests.contains(where: { Self.tells($0, of: verb.range, clauses, line) }) {
          told = told ?? verb.task
        } else if verb.task != .trackRefund {
          others.append(verb.task)
        }
      }
      last = (verb.range, isNegated)
    }
    self.meant = meant
    // Named once more, it is told in more words: “上周申请退货了，只退枕头”.
    self.told = told.flatMap { told in others.allSatisfy(told.isSame) ? told : nil }
    self.negated = negated.filter { !meant.contains($0) }
    self.denied = denied.filter { !meant.contains($0) }
    let wants = reader.ranges(.wants)
    isAskedFor = verbs.contains { verb in
      guard [.returnItem, .exchangeItem, .cancelOrder].contains(verb.task) else { return false }
      return unwanted.contains { $0.upperBound <= verb.range.lowerBound }
        || clauses.contains { $0.lowerBound == verb.range.lowerBound }
        || wants.contains { want in
          want.upperBound <= verb.range.lowerBound
            && Self.isNear(want.upperBound..<verb.range.lowerBound, line)
        }
    }
  }

  /// Whether a phrase such as "asked for" stands beside a verb, in its clause.
  private static func tells(
    _ phrase: Range<Int>, of verb: Range<Int>, _ clauses: [Range<Int>], _ line: Interpretation
  ) -> Bool {
    guard clauses.contains(where: { $0.overlaps(phrase) && $0.overlaps(verb) }) else {
      return false
    }
    if phrase.overlaps(verb) { return true }
    let gap =
      min(phrase.upperBound, verb.upperBound)..<max(phrase.lowerBound, verb.lowerBound)
    return isNear(gap, line)
  }

  /// Whether no more than two words or four Chinese characters stand between.
  private static func isNear(_ gap: Range<Int>, _ line: Interpretation) -> Bool {
    let between = line.utterance.tokens.filter { $0.range.overlaps(gap) && $0.kind != .symbol }
    return between.count { $0.kind == .han } <= 4 && between.count { $0.kind != .han } <= 2
  }

  private static let families: [(list: SpokenPhrases.List, task: Task)] = [
    (.verbRefund, .trackRefund), (.doReturn, .returnItem), (.doExchange, .exchangeItem),
    (.doCancel, .cancelOrder), (.verbInvoice, .getInvoice),
  ]
}

extension TaskVerbs {
  /// Whether the line says that a task is not wanted: who wants no money back wants nothing sent back for it.
  func rulesOut(_ task: Task) -> Bool {
    let ofMoney: [Task] = [.trackRefund, .getRefund, .returnItem]
    return !meant.contains { $0.isSame(as: task) }
      && denied.contains {
        $0.isSame(as: task) || $0 == .trackRefund && ofMoney.contains(task)
      }
  }

  /// The task that the classifier read, put right by the verbs: a verb that is not meant rules its task out,
  /// and a verb of one other task alone decides where its own is missing.
  func settled(_ task: Task, _ line: Interpretation, _ desk: Desk) -> Task? {
    if negated.contains(where: { $0.isSame(as: task) }), !meant.contains(task) {
      if let said = meant.first { return said }
      // "Don't cancel it, I just don't want the white one": another option is wanted.
      let wantsOther =
        line.namesOption(desk) || MentionReader(line, desk.spoken).has(.changesOption)
      if wantsOther { return .changeOrder }
      // "I'm not returning anything, one piece was missing": what is likeliest besides.
      let others = line.intents.scores.dropFirst().prefix(3)
        .filter { $0.confidence >= Self.leastBesides }
      if let next = others.lazy.compactMap({ Task(rawValue: $0.intent.rawValue) }).first,
        !negated.contains(where: { $0.isSame(as: next) })
      {
        return next
      }
      return line.entities(.orderNumber).isEmpty ? nil : .trackOrder
    }
    if let said = meant.first, meant.count == 1, isAskedFor, task.isLookUp || task == .getRefund,
      !task.isSame(as: said), said != .trackRefund, !line.entities(.orderNumber).isEmpty,
      !Asking.isQuestion(line)
    {
      return said
    }
    // "The knife goes back, money on my PayPal": no money is on its way that could be asked after.
    if let said = meant.first, meant.contains(.returnItem), said != .trackRefund,
      task == .trackRefund || task == .getRefund, !line.isQuestionShaped(desk.spoken),
      let number = line.text(.orderNumber), let order = try? desk.shop?.order(number),
      order.refunds.isEmpty
    {
      return .returnItem
    }
    let verbs: [Task] = [.returnItem, .exchangeItem, .cancelOrder, .changeOrder]
    guard verbs.contains(task), meant.count == 1, let said = meant.first,
      verbs.contains(said), !said.isSame(as: task), task == .changeOrder, said == .returnItem
    else { return broken(task, line, desk) }
    return said
  }

  /// From here on a second guess counts, where the first is said not to be meant.
  private static let leastBesides = 0.1

  /// A new one for a broken one is a report of damage, no exchange for another size.
  private func broken(_ task: Task, _ line: Interpretation, _ desk: Desk) -> Task {
    task == .exchangeItem && MentionReader(line, desk.spoken).has(.damage)
      ? .reportDamaged : task
  }
}
