extension Task {
  /// Whether what is asked for in a slot sounds like a request of its own: "the old card" after "which way to
  /// pay?" changes no order's payment.
  func answers(_ slot: Flow.Slot?) -> Bool {
    switch self {
    case .changePayment: slot == .paymentMethod || slot == .refundTo
    case .changeAddress, .setDefaultAddress: slot == .address
    case .trackRefund, .getRefund: slot == .refundTo
    default: false
    }
  }

  /// The words in which a yes may repeat what is done.
  var verbs: SpokenPhrases.List {
    switch self {
    case .cancelOrder: .doCancel
    case .returnItem, .getRefund: .doReturn
    case .exchangeItem: .doExchange
    case .changeOrder, .changeAddress, .changePayment, .setDefaultAddress: .doChange
    default: .doSubmit
    }
  }
}

extension Task {
  /// All lists of verbs that say no more than its own plan.
  var ownVerbs: [SpokenPhrases.List] {
    switch self {
    case .complaint: [verbs, .doComplain]
    case .changeAddress, .setDefaultAddress: [verbs, .doDeliver]
    default: [verbs]
    }
  }
}

extension SpokenPhrases.List {
  /// The lists of verbs.
  static let verbs: [SpokenPhrases.List] = [
    .doCancel, .doReturn, .doExchange, .doChange, .doSubmit, .doComplain,
  ]
}
