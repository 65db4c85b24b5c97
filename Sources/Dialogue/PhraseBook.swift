import Diagnostics
import Formats
import Knowledge
public import Text

/// What the desk says outside articles, by the names of `knowledge-base/phrases/<language>.json`.
public enum Phrase: String, Hashable, Sendable, CaseIterable {
  case askOrderNumber = "ask_order_number"
  case askProofOfOrder = "ask_proof_of_order"
  case askOrderNumberOrName = "ask_order_number_or_name"
  case askWho = "ask_who"
  case askNameAndPostcode = "ask_name_and_postcode"
  case askEmailOrName = "ask_email_or_name"
  case askPostcodeToo = "ask_postcode_too"
  case askNameToo = "ask_name_too"
  case proofFailed = "proof_failed"
  case proofFailedAccount = "proof_failed_account"
  case identified
  case privacy
  case again
  case againColleague = "again_colleague"
  case notAnOrderNumber = "not_an_order_number"
  case oneCustomerOnly = "one_customer_only"
  case orderNotFound = "order_not_found"
  case noOrders = "no_orders"
  case chooseOrder = "choose_order"
  case orderLine = "order_line"
  case statusPending = "status_pending"
  case statusProcessed = "status_processed"
  case statusShipped = "status_shipped"
  case statusLate = "status_late"
  case statusDelivered = "status_delivered"
  case statusCancelled = "status_cancelled"
  case statusReturnRequested = "status_return_requested"
  case statusReturned = "status_returned"
  case statusExchangeRequested = "status_exchange_requested"
  case due
  case tracking
  case refundPaid = "refund_paid"
  case refundOnItsWay = "refund_on_its_way"
  case refundWaits = "refund_waits"
  case refundNone = "refund_none"
  case askItems = "ask_items"
  case askCancelReason = "ask_cancel_reason"
  case askVariant = "ask_variant"
  case askRefundTo = "ask_refund_to"
  case askPaymentMethod = "ask_payment_method"
  case askPaymentDifference = "ask_payment_difference"
  case askAddress = "ask_address"
  case askComplaint = "ask_complaint"
  case confirm
  case confirmAgain = "confirm_again"
  case done
  case doneYes = "done_yes"
  case alreadyDone = "already_done"
  case dropped
  case nothingToDrop = "nothing_to_drop"
  case backTo = "back_to"
  case nextRequest = "next_request"
  case openingGreeting = "opening_greeting"
  case openingOrder = "opening_order"
  case undone
  case didYouMean = "did_you_mean"
  case didYouMeanProduct = "did_you_mean_product"
  case rephrase
  case notKnown = "not_known"
  case shopClosedBook = "shop_closed_book"
  case handoverAsked = "handover_asked"
  case handoverMood = "handover_mood"
  case handoverSafety = "handover_safety"
  case handoverLegal = "handover_legal"
  case handoverIdentity = "handover_identity"
  case handoverLost = "handover_lost"
  case handoverPolicy = "handover_policy"
  case handoverWaiting = "handover_waiting"
  case productInStock = "product_in_stock"
  case productOutOfStock = "product_out_of_stock"
  case productOptionOut = "product_option_out"
  case productCard = "product_card"
  case askProduct = "ask_product"
  case instead
  case adviceLead = "advice_lead"
  case adviceGoesWith = "advice_goes_with"
  case adviceSimilar = "advice_similar"
  case adviceMore = "advice_more"
  case adviceLine = "advice_line"
  case adviceNone = "advice_none"
  case adviceNearest = "advice_nearest"
  case adviceStranger = "advice_stranger"
  case notSold = "not_sold"
  case reasonBoughtTogether = "reason_bought_together"
  case reasonPopular = "reason_popular"
  case reasonSameKind = "reason_same_kind"
  case reasonCheaper = "reason_cheaper"
  case reasonRated = "reason_rated"
  case comparePart = "compare_part"
  case compareRated = "compare_rated"
  case compareRatedHighest = "compare_rated_highest"
  case compareBoth = "compare_both"
  case comparePriceShared = "compare_price_shared"
  case reasonBoughtWith = "reason_bought_with"
  case reasonRatedHigher = "reason_rated_higher"
  case statusDeliveredUndated = "status_delivered_undated"
  case wordPending = "word_pending"
  case wordProcessed = "word_processed"
  case wordShipped = "word_shipped"
  case wordDelivered = "word_delivered"
  case wordCancelled = "word_cancelled"
  case wordReturnRequested = "word_return_requested"
  case wordReturned = "word_returned"
  case wordExchangeRequested = "word_exchange_requested"
  case offerOrder = "offer_order"
  case offerLook = "offer_look"
  case offerHere = "offer_here"
  case reasonSameBrand = "reason_same_brand"
  case reasonClosePrice = "reason_close_price"
  case reasonMatches = "reason_matches"
  case reasonNew = "reason_new"
  case inOptions = "in_options"
  case compareCheapest = "compare_cheapest"
  case compareCheapestBest = "compare_cheapest_best"
  case comparePriceEqual = "compare_price_equal"
  case reasonCheaperSentence = "reason_cheaper_sentence"
  case reference
  case effectCancelled = "effect_cancelled"
  case effectAddress = "effect_address"
  case effectDefaultAddress = "effect_default_address"
  case effectPayment = "effect_payment"
  case effectItem = "effect_item"
  case effectItemDifference = "effect_item_difference"
  case effectReturn = "effect_return"
  case effectExchange = "effect_exchange"
  case sendBy = "send_by"
  case effectRefund = "effect_refund"
  case effectRefundLater = "effect_refund_later"
  case daysAtOnce = "days_at_once"
  case daysWithin = "days_within"
  case effectCharge = "effect_charge"
  case effectFee = "effect_fee"
  case effectTicket = "effect_ticket"
  case effectTicketDays = "effect_ticket_days"
  case effectInvoice = "effect_invoice"
  case cancelReasonNoLongerNeeded = "cancel_reason_no_longer_needed"
  case cancelReasonOrderedByMistake = "cancel_reason_ordered_by_mistake"
  case cancelReasonFoundCheaper = "cancel_reason_found_cheaper"
  case cancelReasonTakesTooLong = "cancel_reason_takes_too_long"
  case cancelReasonOther = "cancel_reason_other"
  case refusedNoVariant = "refused_no_variant"
  case refusedQuantity = "refused_quantity"
  case refusedAddress = "refused_address"
  case fieldLine1 = "field_line1"
  case fieldLine2 = "field_line2"
  case fieldCity = "field_city"
  case fieldState = "field_state"
  case fieldPostcode = "field_postcode"
  case fieldCountry = "field_country"
  case refusedGiftCard = "refused_gift_card"
  case refusedGiftCardOnly = "refused_gift_card_only"
  case refusedNoOtherMethod = "refused_no_other_method"
  case refusedMore = "refused_more"
  case refusedStatusEarly = "refused_status_early"
  case hintCancel = "hint_cancel"
  case hintReturn = "hint_return"
  case hintSendBack = "hint_send_back"
  case askOnlyPaymentMethod = "ask_only_payment_method"
  case ticketDamaged = "ticket_damaged"
  case ticketMissing = "ticket_missing"
  case ticketWrong = "ticket_wrong"
  case ticketWarranty = "ticket_warranty"
  case ticketComplaint = "ticket_complaint"
  case refusedMethod = "refused_method"
  case refusedRefundThere = "refused_refund_there"
  case refusedStock = "refused_stock"
  case refusedVariant = "refused_variant"
  case refusedStatus = "refused_status"
  case refusedWindow = "refused_window"
  case refusedWarranty = "refused_warranty"
  case refusedExcluded = "refused_excluded"
  case refusedChangedOnce = "refused_changed_once"
  case refusedSameMethod = "refused_same_method"
  case refusedSameAddress = "refused_same_address"
  case refusedCountry = "refused_country"
  case refusedNoWarranty = "refused_no_warranty"
  case refusedNoDeliveryDay = "refused_no_delivery_day"
  case paymentCreditCard = "payment_credit_card"
  case paymentPaypal = "payment_paypal"
  case paymentGiftCard = "payment_gift_card"
  case nothingToUndo = "nothing_to_undo"
  case undoneAccount = "undone_account"
  case undoChangedSince = "undo_changed_since"
  case undoUnidentified = "undo_unidentified"
  case noteWhy = "note_why"
  case noteWho = "note_who"
  case noteWhoUnknown = "note_who_unknown"
  case noteWants = "note_wants"
  case noteWantsUnknown = "note_wants_unknown"
  case noteOrder = "note_order"
  case noteTried = "note_tried"
  case noteNothingTried = "note_nothing_tried"
  case noteMood = "note_mood"
  case noteNext = "note_next"
  case noteTriedOrder = "note_tried_order"
  case moodNegative = "mood_negative"
  case moodNeutral = "mood_neutral"
  case moodPositive = "mood_positive"
  case reasonAsked = "reason_asked"
  case reasonMood = "reason_mood"
  case reasonIdentity = "reason_identity"
  case reasonLost = "reason_lost"
  case reasonSafety = "reason_safety"
  case reasonLegal = "reason_legal"
  case reasonPolicy = "reason_policy"
  case nextAsked = "next_asked"
  case nextMood = "next_mood"
  case nextIdentity = "next_identity"
  case nextLost = "next_lost"
  case nextSafety = "next_safety"
  case nextLegal = "next_legal"
  case nextPolicy = "next_policy"
  case triedIdentification = "tried_identification"
  case triedTrackOrder = "tried_track_order"
  case triedTrackRefund = "tried_track_refund"
  case triedOrderHistory = "tried_order_history"
  case triedRefused = "tried_refused"
  case triedNoOrders = "tried_no_orders"
  case triedCancel = "tried_cancel"
  case triedChangeAddress = "tried_change_address"
  case triedChangePayment = "tried_change_payment"
  case triedChangeItems = "tried_change_items"
  case triedReturnItems = "tried_return_items"
  case triedExchangeItems = "tried_exchange_items"
  case triedReportDamaged = "tried_report_damaged"
  case triedReportMissing = "tried_report_missing"
  case triedReportWrong = "tried_report_wrong"
  case triedWarranty = "tried_warranty"
  case triedComplaint = "tried_complaint"
  case triedInvoice = "tried_invoice"
  case triedDefaultAddress = "tried_default_address"
  case triedUndo = "tried_undo"
  case factWindow = "fact_window"
  case factWindowOpen = "fact_window_open"
  case factWindowOver = "fact_window_over"
  case factNoWindow = "fact_no_window"
  case factExcluded = "fact_excluded"
  case factRefundTo = "fact_refund_to"
  case targetOriginal = "target_original"
  case targetAny = "target_any"
  case factStatuses = "fact_statuses"
  case factStatusesOrder = "fact_statuses_order"
  case factItemChanges = "fact_item_changes"
  case factRefundDays = "fact_refund_days"
  case factDays = "fact_days"
  case factWarranty = "fact_warranty"
  case factNoWarranty = "fact_no_warranty"
  case factAnswerDays = "fact_answer_days"
  case factUnidentified = "fact_unidentified"
  case factLate = "fact_late"
  case factDue = "fact_due"
}

/// The desk's phrases in its languages, each in one or more wordings.
public struct PhraseBook: Sendable {
  private var wordings: [Language: [Phrase: [ReplyTemplate]]] = [:]

  /// Creates an empty book.
  public init() {}

  /// Adds the phrases of a language. Throws `Faults` naming every phrase that is missing, unknown or
  /// empty.
  public mutating func add(_ bytes: [UInt8], file: String, language: Language) throws {
    let root = try JSONReader.read(bytes, file: file)
    var faults: [Fault] = []
    var book: [Phrase: [ReplyTemplate]] = [:]
    for member in try root.object() {
      guard let phrase = Phrase(rawValue: member.key) else {
        faults.append(Fault(file: file, place: member.place, "unknown phrase \"\(member.key)\""))
        continue
      }
      do throws(Fault) {
        let texts = try member.value.strings(member.key)
        if texts.isEmpty { throw member.value.fault("\"\(member.key)\" must have a wording") }
        book[phrase] = try texts.map { text throws(Fault) in
          do { return try ReplyTemplate(text) } catch { throw member.value.fault("\(error)") }
        }
      } catch {
        faults.append(error)
      }
    }
    for phrase in Phrase.allCases where book[phrase] == nil {
      if faults.isEmpty || root[phrase.rawValue] == nil {
        faults.append(Fault(file: file, "the phrase \"\(phrase.rawValue)\" is missing"))
      }
    }
    if !faults.isEmpty { throw Faults(faults) }
    wordings[language] = book
  }

  /// A phrase with its placeholders filled. `time` counts how often it was said before: another time
  /// gets another wording, the last one for good.
  public func text(
    _ phrase: Phrase, in language: Language, time: Int = 0, with values: [String: String] = [:]
  ) -> String {
    guard let templates = wordings[language]?[phrase], let last = templates.last else {
      return phrase.rawValue
    }
    return (time < templates.count ? templates[max(0, time)] : last).filled(with: values)
  }

  /// All wordings of a phrase, unfilled; never none.
  func wordings(_ phrase: Phrase, in language: Language) -> [String] {
    let templates = wordings[language]?[phrase] ?? []
    return templates.isEmpty ? [phrase.rawValue] : templates.map { $0.filled(with: [:]) }
  }
}
