/// What stands around a product's name, and what is said where none is.
extension EntityMentions {
  static let englishCarriers = [
    "I want to return the _", "do you still have the _ in stock?", "the _ I bought last week broke",
    "how much is the _", "is the _ dishwasher safe?", "my _ arrived damaged",
    "can I swap it for a _?",
    "where is my _", "I ordered two of the _ and got one", "hi, does the _ come with a warranty?",
    "please cancel the _ from order 10234", "what goes well with the _",
    "the _ doesn't work any more",
    "tell me about the _", "I'd like a refund for the _ please",
    "is there a smaller version of the _",
    "looking for a _ as a gift for my mum", "when will the _ be back?", "_ - is it any good?",
    "you sent me the wrong _!!", "add a _ to my order", "the lid of my _ is cracked",
  ]
  static let chineseCarriers = [
    "我想退_", "_还有货吗？", "上周买的_坏了", "_多少钱", "请问_保修多久", "收到的_有破损", "能换一个_吗",
    "我的_到哪了", "想买_送朋友", "_和哪个搭配好", "帮我把订单里的_取消", "_质量怎么样？", "给我推荐一款_",
    "_什么时候补货", "我要两个_", "你们发错了，我订的是_",
  ]
  static let englishOpenings = [
    "", "hi, ", "hello there, ", "good morning, ", "excuse me, ", "so ", "ok, ", "honestly, ",
    "hey ", "please help: ",
  ]
  static let englishClosings = [
    "", ".", "?", " please", "!!", " thanks", ", thank you", " asap", " - any news?",
    " (third time I ask)",
  ]
  static let englishBodies = [
    "where is my order", "I never got a confirmation email", "can I change my shipping address",
    "the courier left it at the wrong door", "my card was charged twice for order #",
    "how long does delivery take",
    "what is your return policy", "I want to speak to a manager", "when do I get my refund",
    "cancel order #",
    "it says delivered but nothing arrived", "do you ship to Canada",
    "is there a discount for students",
    "my discount code does not work", "I was promised a call back % days ago",
    "I paid $ and got nothing",
    "the tracking number shows no movement", "how do I reset my password",
    "please delete my account",
    "can I pay by bank transfer", "your website keeps crashing", "I need an invoice for order #",
    "the total should be $", "somebody else signed for it",
    "it was a birthday present for my brother",
    "I settled this with your colleague yesterday", "is anyone there",
    "I have been waiting for % days",
    "what are your opening hours", "can I pick it up at the store", "I entered the wrong postcode",
    "the parcel was wet and torn", "are you a robot", "never mind, I found it",
    "that answers my question",
    "how many points do I have", "do you price match", "you are a star", "this is ridiculous",
    "I would like to exchange it for a bigger size", "the quality is not what I expected",
    "can you hold my parcel for % days", "my neighbour took it in",
    "I changed my mind about the whole thing",
    "please send it to my office instead", "which items qualify for free shipping",
    "was my payment accepted",
    "I can't log in on my phone", "the colour looks different from the picture", "it doesn't fit",
    "why was part of my order cancelled", "could you split the bill between two people",
    "what happens if I am not at home", "the box was empty", "I got somebody else's order",
    "is it safe to give you my details", "the instructions are missing a page",
    "please stop sending me emails",
    "how do I leave a review", "it makes a strange noise and then it stops",
    "I'd rather have the money back",
  ]
  static let chineseOpenings = ["", "你好，", "请问", "您好，", "在吗，", "麻烦问一下，", "那个，", "客服，"]
  static let chineseClosings = ["", "？", "。", "，谢谢", "，急", "！", "，麻烦了", "呢"]
  static let chineseBodies = [
    "我的订单到哪了", "什么时候能退款", "怎么修改收货地址", "订单#一直没发货", "快递放错地方了", "我要投诉",
    "能开发票吗", "我想取消订单#", "显示已签收但我没收到", "运费多少", "几天能送到", "可以用支付宝吗",
    "优惠券用不了", "密码忘了怎么办", "包装破了", "我等了%天了", "换货要多久", "转人工",
    "尺码不合适能换吗", "退货地址是哪里", "你们几点下班", "为什么扣了我两次钱", "积分怎么用", "还能便宜吗",
    "没有收到确认邮件", "我改主意了", "东西和图片不一样", "客服电话是多少", "我的账号登不上去", "收件人写错了",
    "可以送到公司吗", "保修期多长", "能不能周末送", "钱退到哪里", "说好的三天到，骗人", "谢谢，没有别的问题了",
    "邻居帮我收了", "订单金额不对", "快递员态度很差", "我想删除个人信息", "什么时候打折", "满多少包邮",
  ]
}
