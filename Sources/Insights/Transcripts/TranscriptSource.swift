public import Diagnostics
import Formats

/// A transcript whose beginning was looked at: how it is written and encoded, who speaks, and what of
/// that is a guess.
public struct TranscriptSource: ~Copyable {
  /// How it is written.
  public let form: TranscriptForm
  /// Who serves and who is served.
  public let roles: Roles
  /// The guesses, one sentence each, with the option that settles it.
  public let notes: [String]
  /// The beginning as UTF-8.
  public let beginning: [UInt8]
  private var decoder: TextDecoder

  /// Looks at the first bytes of a file; `isWhole` says that there are no others. Throws a `Fault` for
  /// what is no transcript.
  public init(
    head: [UInt8], isWhole: Bool, file: String, options: TranscriptOptions, roles: Roles,
    cues: RoleCues
  ) throws(Fault) {
    let detection = TextEncoding.detect(head[...])
    let isWide = detection.encoding == .utf16Little || detection.encoding == .utf16Big
    var decoder = TextDecoder(
      detection.encoding, hasBareReturns: !isWide && TextEncoding.hasBareReturns(head))
    beginning = decoder.decode(head[detection.mark...])
    self.decoder = decoder
    var form = try TranscriptForm.detect(beginning, file: file, options: options)
    form.notices = cues.notices
    self.form = form
    var notes: [String] = []
    if let note = detection.note { notes.append(note) }
    notes += form.notes
    var messages: [Message] = []
    if form.format != .json || isWhole {
      let sample = form.format == .json ? beginning[...] : Sample(beginning).bytes
      messages = MessageReader(form, file: file).messages(in: sample, firstLine: 1).messages
    }
    let guess = RoleGuess(messages, roles: roles, cues: cues)
    self.roles = roles.guessing(guess.names)
    if let note = guess.note { notes.append(note) }
    if let note = Self.nobodyNamed(messages, form, options) { notes.append(note) }
    self.notes = notes
  }

  /// What is said where no message names anybody.
  private static func nobodyNamed(
    _ messages: [Message], _ form: TranscriptForm, _ options: TranscriptOptions
  ) -> String? {
    guard options.format != .bare, !messages.isEmpty,
      messages.allSatisfy({ $0.speaker.isEmpty && $0.role.isEmpty })
    else { return nil }
    let remedy =
      switch form.format {
      case .bare: "--format bare settles it"
      case .csv, .jsonLines, .json: "--speaker-column or --role-column says who speaks"
      case .webVTT, .speaker, .headed: "only names in the file could tell"
      }
    return "nobody is named: every message is taken for a customer's (\(remedy))"
  }

  /// The next bytes as UTF-8.
  public mutating func decode(_ bytes: [UInt8]) -> [UInt8] { decoder.decode(bytes[...]) }

  /// What reads its messages.
  public func reader(file: String) -> MessageReader { MessageReader(form, file: file) }
}
