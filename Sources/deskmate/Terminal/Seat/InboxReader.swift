import Diagnostics
import Dialogue
import Sentiment
import Formats
import Insights
import Quantities
import Text
import Workspace

/// Finds the messages that wait for an answer in exports of a shop's conversations.
@MainActor
struct InboxReader {
  let chat: ChatSession
  let reading: SentimentReading
  /// Whether conversations that were answered count as well, by the customer's first message.
  let takesAnswered: Bool
  /// Seconds since 1970, from which waiting is counted.
  let now: Int

  /// The waiting messages of some files, the most urgent first.
  func items(in paths: [String]) throws -> [InboxItem] {
    var items: [InboxItem] = []
    for file in try SentimentRun.expand(paths) {
      do {
        items += try read(file.path)
      } catch let fault as Fault where !file.isNamed {
        Console.error("deskmate: passed over \(fault)")
      }
    }
    return items.enumerated().sorted {
      ($1.element.urgency, $0.offset) < ($0.element.urgency, $1.offset)
    }.map(\.element)
  }

  private func read(_ path: String) throws -> [InboxItem] {
    let name = path == "-" ? "standard input" : path
    let bytes = try Files.unpacked(path)
    let roles = Roles(customers: reading.customer, agents: reading.agent)
    let cues = try SentimentFiles.roleCues(in: chat.workspace.folder)
    var source = try TranscriptSource(
      head: bytes, isWhole: true, file: name, options: reading.transcripts, roles: roles,
      cues: cues)
    for note in source.notes { Console.error("deskmate: \(Fault(file: name, note))") }
    let text = source.beginning + source.decode([])
    let (messages, faults) = source.reader(file: name).messages(in: text[...], firstLine: 1)
    for fault in faults.prefix(20) { Console.error("deskmate: \(fault)") }
    let format = source.form.format
    let order = source.form.dayOrder
    let told = source.roles
    return conversations(messages, isEachItsOwn: format == .bare).compactMap {
      item($0, roles: told, order: order, file: path)
    }
  }

  /// The messages by conversation, in the order of the file.
  private func conversations(_ messages: [Message], isEachItsOwn: Bool) -> [[Message]] {
    var places: [String: Int] = [:]
    var all: [[Message]] = []
    for message in messages {
      let isAlone = isEachItsOwn || message.conversation.isEmpty && message.speaker.isEmpty
      if !message.conversation.isEmpty, let place = places[message.conversation] {
        all[place].append(message)
      } else if message.conversation.isEmpty, !message.beginsConversation, !isAlone, !all.isEmpty {
        all[all.count - 1].append(message)
      } else {
        places[message.conversation] = all.count
        all.append([message])
      }
    }
    return all
  }

  private func item(
    _ messages: [Message], roles: Roles, order: WrittenTime.DayOrder, file: String
  ) -> InboxItem? {
    let spoken = messages.map {
      (message: $0, role: roles.role(of: $0.speaker, marked: $0.role))
    }.filter { $0.role != .nobody }
    func isCustomer(_ place: Int) -> Bool { spoken[place].role == .customer }
    let waits = spoken.last?.role == .customer
    guard waits || takesAnswered, let first = spoken.indices.first(where: isCustomer) else {
      return nil
    }
    var start = first
    var end = first + 1
    if waits {
      end = spoken.count
      start = end - 1
      while start > 0, isCustomer(start - 1) { start -= 1 }
    } else {
      while end < spoken.count, isCustomer(end) { end += 1 }
    }
    let text = spoken[start..<end].map(\.message.text).joined(separator: "\n").trimmed
    guard !text.isEmpty else { return nil }
    let head = spoken[start].message
    var item = InboxItem(
      name: head.conversation.isEmpty
        ? (file.split(separator: "/").last.map(String.init) ?? file) + ":\(head.line)"
        : head.conversation,
      before: spoken[..<start].suffix(40).map {
        InboxItem.Line(isCustomer: $0.role == .customer, text: $0.message.text)
      }, text: text)
    item.waiting = WrittenTime(head.time, order: order).flatMap(seconds).map { max(0, now - $0) }
    feel(&item)
    return item
  }

  private func feel(_ item: inout InboxItem) {
    let line = chat.workspace.interpreter.interpret(
      item.text, language: .english, today: chat.today)
    item.mood = line.sentiment.compound
    item.alarm = chat.agent.alarm(in: line.utterance) ?? chat.agent.wish(in: line)
  }

  /// Seconds since 1970 of a time with its day.
  private func seconds(_ time: WrittenTime) -> Int? {
    if let epoch = time.epoch { return Int(epoch) }
    guard let date = time.date,
      let day = Day(year: date.year, month: date.month, day: date.day)
    else { return nil }
    return day.number * 86_400 + (time.secondOfDay ?? 0) - (time.zoneOffset ?? 0)
  }
}
