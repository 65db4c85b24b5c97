public import Diagnostics
import Entities
import Formats
import Text

/// What customers say that the desk must know by its words, from `knowledge-base/dialogue/<language>.json`:
/// lists by name, which a shop can add to.
public struct SpokenPhrases: Sendable {
  /// The lists there are.
  public enum List: String, Hashable, Sendable, CaseIterable {
    /// Stands before what is not meant: "not the kettle".
    case negatesBefore = "negates_before"
    /// Tells of a trouble of one's own, in small talk.
    case trouble
    /// Says that something is not possible, which declines nothing: "can't it go back?"
    case cannot
    /// Denies whatever is asked for behind it: "I never said I wanted", “我没说要”.
    case deniesRequest = "denies_request"
    /// Stands behind what is not meant: “钱包留着”.
    case negatesAfter = "negates_after"
    /// Has a negating word in it and negates nothing: "no problem", “拎不动”.
    case negatesNothing = "negates_nothing"
    /// Denies only that something is all: "not just one", “别只换一个”.
    case notOnly = "not_only"
    /// Says why a thing is given back: "I don't like it", “不要了”.
    case dislikes
    /// Stands behind an option that will not do: "30 won't fit".
    case unfit
    /// All of what is on the table.
    case all
    /// All, where it was asked which or a number stands before it; else it says too little.
    case allLoosely = "all_loosely"
    /// Has "all" in it and means no things: "all right".
    case notAll = "not_all"
    /// The two that are spoken of.
    case both
    /// Two or more orders: "both", “这俩”.
    case severalOrders = "several_orders"
    /// The order with everything in it.
    case wholeOrder = "whole_order"
    /// All but what follows.
    case except
    /// Of two the one that was not meant before.
    case other
    /// Another order than the one spoken of.
    case otherOrder = "other_order"
    /// Things to be added to an order or taken out of it.
    case moreOfOrder = "more_of_order"
    /// The first, the second … of what is on the table.
    case first, second, third, last
    case cheapest, dearest
    /// Of orders: the one placed last, first, or before the one spoken of.
    case latest, oldest
    case beforeThat = "before_that"
    /// A size seen from another: any that is more, the next, the end.
    case bigger, smaller
    case sizeUp = "size_up"
    case sizeDown = "size_down"
    case biggest, smallest
    /// Stands for a thing whose name is not said whole: "the coffee thing", “夹的那个”.
    case standsFor = "stands_for"
    /// Ways to pay.
    case creditCard = "credit_card"
    case paypal
    case giftCard = "gift_card"
    case originalMethod = "original_method"
    /// Puts right what was meant: "I mean", “我说的是”.
    case means
    /// Asks whether something was done: "did that work", “办成了没”.
    case whetherDone = "whether_done"
    /// Asks whether something has happened: "was my", “了没”.
    case asksState = "asks_state"
    /// Opens such a question: "did", "has".
    case opensState = "opens_state"
    /// Says that a number is an order's, or a postcode.
    case saysOrder = "says_order"
    case saysPostcode = "says_postcode"
    /// Speaks of what the customer bought: "my", “我买的”.
    case own
    /// What the customer does not have: "I don't know the number".
    case withoutNumber = "without_number"
    /// Names an order's number, and says that something is lost: "I lost the number", “单号删了”.
    case numberWords = "number_words"
    case lost
    /// A telephone number offered as a proof: "the last four digits of my phone".
    case phoneProof = "phone_proof"
    /// Says who is there: "my name is", “我叫”.
    case introduces
    /// An order or a parcel: “那单”, "the parcel".
    case parcel
    /// Adds a thing to those chosen: "also", “还有”.
    case adds
    /// Goes on with the same question for another thing: "what about my", “那…呢”.
    case goesOn = "goes_on"
    /// Joins two of a kind: "and", “跟”.
    case joins
    /// Says that a thing is not wanted any more; no verb behind it is taken back by that.
    case unwanted
    /// Asks for another colour or size.
    case changesOption = "changes_option"
    /// The address that was just set for another order: "the same address".
    case sameAddress = "same_address"
    /// Cancels where an order is named with it: "stop".
    case stops
    /// Refers back: "it", “那单”.
    case it
    /// The address on file.
    case addressOnFile = "address_on_file"
    /// For all orders to come.
    case fromNowOn = "from_now_on"
    /// Opens a question.
    case asks
    /// Asks for something to be done.
    case wants
    /// Joins a second request.
    case joints
    /// Data of others.
    case othersData = "others_data"
    /// Asks how something is done.
    case how
    /// Agrees by itself: "y", “嗯”.
    case agreement
    /// Agrees and says to begin: "go ahead", “办吧”.
    case goAhead = "go_ahead"
    /// Has heard it, which is no yes: "I see", “明白了”.
    case acknowledges
    /// Stands beside an agreement and changes nothing of it.
    case courtesy
    /// Points to what was proposed, beside an agreement: "yes, that too", “没错，就这个”.
    case echoes
    /// Wants to hear that what is said is so: "right?", “对吧”.
    case seeksAssurance = "seeks_assurance"
    /// Supposes something, where it stands behind a denial: “没一起退吧”.
    case supposes
    /// Sends a parcel to its new address, which agrees to no other plan.
    case doDeliver = "do_deliver"
    /// Names a refund, an invoice.
    case verbRefund = "verb_refund"
    case verbInvoice = "verb_invoice"
    /// Says what is wanted for what came broken or did not come: "a new one", “补发”.
    case wishes
    /// Says that something came broken or broke.
    case damage
    /// Makes an agreement depend on something, or part of it.
    case conditions
    /// Ends a line that is no whole yes, since it breaks off, asks back or only takes note: "ok so", “是吧”,
    /// “是这样啊”.
    case openEndings = "open_endings"
    /// Another shop.
    case elsewhere
    /// Lets a thing be.
    case leaveIt = "leave_it"
    /// As it was before.
    case asBefore = "as_before"
    /// Numbers that count no goods: "two things".
    case countsNothing = "counts_nothing"
    /// What a yes to a plan may repeat of it, by task.
    case doCancel = "do_cancel"
    case doReturn = "do_return"
    case doExchange = "do_exchange"
    case doChange = "do_change"
    case doSubmit = "do_submit"
    /// Speaks of a complaint, which is no part of any other plan.
    case doComplain = "do_complain"
    /// Tells of what was asked for before, which is no request: "I asked for", “申请过”.
    case hasAsked = "has_asked"
    /// What a person at the desk says: asks who is there, which order it is, for a yes.
    case asksWho = "asks_who"
    case asksOrder = "asks_order"
    case asksYes = "asks_yes"
    /// Says that who is there was shown, or that something was done.
    case hasShown = "has_shown"
    case hasDone = "has_done"
    /// Says that something was not in the parcel, before or behind its name.
    case lacksBefore = "lacks_before"
    case lacksAfter = "lacks_after"
  }

  /// The phrases of each list, the longest first.
  private var lists: [List: [SpokenText.Phrase]] = [:]
  /// What addresses are made of.
  public var places = Places.none

  /// No lists.
  public static let none = SpokenPhrases()

  private init() {}

  /// Creates lists from those of every language.
  public init(_ files: [(bytes: [UInt8], file: String)]) throws(Fault) {
    for file in files {
      let root = try JSONReader.read(file.bytes, file: file.file)
      for member in try root.object() where member.key != "note" {
        guard let list = List(rawValue: member.key) else {
          let known = List.allCases.map(\.rawValue).joined(separator: ", ")
          throw Fault(
            file: file.file, place: member.place,
            "no list of phrases is called \"\(member.key)\"; there are \(known)")
        }
        for text in try member.value.strings(member.key) {
          lists[list, default: []].append(SpokenText.Phrase(text))
        }
      }
    }
    lists = lists.mapValues { phrases in phrases.sorted { $0.bytes.count > $1.bytes.count } }
  }
}

extension SpokenPhrases {
  /// Whether a line has a phrase of a list: Latin ones as whole words, Chinese ones anywhere.
  func has(_ list: List, in line: SpokenText) -> Bool {
    lists[list]?.contains { line.range(of: $0) != nil } ?? false
  }

  /// Where the phrases of a list stand, the longer ones first where they overlap.
  func ranges(of list: List, in line: SpokenText) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for phrase in lists[list] ?? [] {
      for range in line.ranges(of: phrase) where !found.contains(where: { $0.overlaps(range) }) {
        found.append(range)
      }
    }
    return found.sorted { $0.lowerBound < $1.lowerBound }
  }

  /// The longest phrase of a list that ends at an offset.
  func range(of list: List, endingAt end: Int, in line: SpokenText) -> Range<Int>? {
    for phrase in lists[list] ?? [] {
      if let range = line.ranges(of: phrase).last, range.upperBound == end { return range }
    }
    return nil
  }
}
