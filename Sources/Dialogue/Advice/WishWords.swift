import Text

/// The words by which a line is known to ask for advice, or for other advice than was given.
enum WishWords {
  /// Whether a text in small letters holds any of the words.
  static func has(_ text: String, _ words: [String]) -> Bool {
    words.contains { text.holds($0) }
  }

  static let goesWith = [
    "goes with", "go with", "goes well", "go well", "pair with", "pairs with", "match my",
    "matches my", "matches the", "to go along", "accessor", "搭配", "配我", "配什么", "配套", "搭什么",
    "一起买", "配着",
  ]
  static let like = [
    "similar", "like the", "like this", "like my", "like that", "like it", "alternative",
    "instead of the", "类似", "差不多的", "像这", "像那", "同款", "替代", "一样的",
  ]
  /// "I'd like the kettle" asks for nothing that is like it.
  static let liking = [
    "would like", "'d like", "’d like", "i like", "he likes", "she likes", "don't like",
    "dont like", "didn't like", "do not like", "feel like", "looks like", "look like",
  ]
  static let cheaper = [
    "cheaper", "less expensive", "lower price", "lower-priced", "too expensive", "costs less",
    "cost less", "too much money", "too pricey", "less pricey", "more affordable", "便宜", "太贵",
    "贵了", "低一点", "价格低", "实惠",
  ]
  static let dearer = ["more expensive", "nicer", "fancier", "better quality", "高档", "贵一点", "好一点的"]
  /// A lower price for the same thing, or elsewhere: no other thing is wanted.
  static let bargaining = [
    "elsewhere", "another shop", "other shop", "another store", "other store", "competitor",
    "price match", "match the price", "amazon", "online for", "cheaper price for", "discount",
    "别家", "别的店", "其他店", "别处", "能便宜", "便宜点吧", "便宜些吧", "可以便宜", "再便宜点", "打折", "优惠",
    "同样的", "降价",
  ]
  /// What was shown is not wanted.
  static let refusing = [
    "not that", "not this", "not those", "not these", "not the", "don't like", "dont like",
    "don't want", "no thanks to", "different one", "already have", "already own", "hate",
    "不要这", "不要那", "不要第", "不喜欢", "换一个", "换个", "换一款", "换一批", "已经有", "不想要",
  ]
  /// What was shown is no answer yet.
  static let more = [
    "something else", "anything else", "another", "others", "what else", "show me more",
    "more options", "any more", "other options", "other ideas", "别的", "其他", "其它", "还有吗",
    "还有什么", "还有没有", "多推荐几", "再推荐",
  ]
  /// A line that goes on with what was said.
  static let goingOn = [
    "under", "below", "over", "instead", "in ", "what about", "how about", "only", "one", "ones",
    "please", "max", "between", "around", "about", "up to", "no more than", "less than", "呢", "以内",
    "以下", "以上", "换", "只要", "要", "有没有", "有", "左右", "不超过", "预算", "之间", "到",
  ]
  /// A request of its own, not one that goes on.
  static let fresh = [
    "recommend", "suggest", "gift", "present", "looking for", "i need a", "i want a", "for my ",
    "for someone", "推荐", "礼物", "送给", "送人", "想买", "买个", "送男", "送女", "送朋友", "送爸", "送妈",
  ]
  /// A thing is asked for, whatever it is.
  static let wanting = ["有没有", "有卖", "卖吗", "想买", "要买", "推荐", "来个", "来一", "想要", "有"]
  /// Of an order, not of goods yet to be bought.
  static let ofOrders = [
    "order", "exchange", "swap", "return", "refund", "cancel", "bought", "received", "订单", "退",
    "取消",
    "买的", "换货", "收到", "坏了", "发错",
  ]
  static let compare = [
    "compare", "which is better", "which one is better", "difference between", "versus", " vs ",
    "which of th", "which one is", "which should i", "which one should", "or the second",
    "哪个好", "哪一个好", "哪个更", "哪款", "对比", "比较一下", "比一比", "有什么区别", "怎么选", "选哪",
  ]
  static let cheapest = [
    "cheapest", "lowest price", "least expensive", "最便宜", "价格最低",
  ]
  static let dearest = ["most expensive", "dearest", "priciest", "最贵"]
  static let bestRated = [
    "best rated", "best-rated", "highest rated", "top rated", "top-rated", "highest rating",
    "best reviewed", "评分最高", "评价最好", "口碑最好", "最好评",
  ]
  /// A thing somebody is fond of, rather than the thing itself.
  static let interest = [
    "someone who", "somebody who", "who like", "who love", "who enjoy", "who drink", "who is into",
    "lover", "fan of", "enthusiast", "loves", "likes", "drinks", "into ", "爱喝", "爱好", "喜欢",
    "爱做", "爱吃", "迷", "热爱",
  ]
  static let forMe = ["for me", "for myself", "给我推荐", "适合我", "我会喜欢", "猜我喜欢"]
  static let refersBack = [
    " it", " this", " that", " these", " them", "它", "这个", "那个", "这款", "那款", "这", "刚才",
  ]
  /// A thing the customer means as known: "the kettle", not "a kettle".
  static let definite = [
    " the ", " my ", " this ", " that ", " your ", "这", "那", "我的", "有货", "缺货", "你们的",
  ]

  /// Stems of words that say nothing of what is needed.
  static let empty: Set<String> = Set(
    [
      "gift", "present", "recommend", "recommendation", "something", "someone", "somebody", "who",
      "what", "under", "have", "any", "good", "best", "nice", "want", "need", "looking", "some",
      "like", "love", "find", "would", "could", "buy", "get", "idea", "suggest", "show", "can",
      "new", "use", "home", "cheaper", "cheap", "price", "budget", "dollar", "other", "more",
      "less", "than", "about", "around", "which", "them", "their", "her", "his", "mum", "mom",
      "dad", "friend", "birthday", "else", "there", "thing", "kind", "sort", "from", "not", "but",
      "too", "one", "ones", "only", "please", "help", "choose", "between", "maximum", "max", "over",
      "great", "little", "time", "way", "make", "made", "sell", "shop", "store", "without", "all",
      "day", "long", "hand", "come", "go", "goe", "well", "keep", "let", "so", "at", "are", "how",
      "rated", "highest", "expensive", "advice", "color", "colour", "version", "bucks", "maybe",
      "anything", "instead", "below", "above", "might", "should", "prefer", "though", "actually",
      "rather", "roughly", "brand", "spend", "model", "range", "least", "where", "trip", "person",
      "people", "own",
    ].map(Stem.of)
      + [
        "推荐", "什么", "礼物", "送给", "有没", "没有", "东西", "一个", "可以", "好的", "想买", "请问", "适合",
        "朋友", "妈妈", "爸爸", "预算", "以内", "以下", "左右", "便宜", "比较", "你们", "我们", "给我", "买个",
        "送人", "生日", "有什", "哪个", "一点", "这个", "那个", "还有", "一下", "需要", "喜欢", "的人", "不要",
        "想要", "几个", "一款", "两款", "款式", "美元", "之间", "好用", "个好", "些什",
      ])
}
