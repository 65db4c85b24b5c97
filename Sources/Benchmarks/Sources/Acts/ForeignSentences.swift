/// Five hundred sentences in languages that the desk does not speak: every beginning of a table with every
/// end of it, some of which would be a yes to whoever knew the language.
enum ForeignSentences {
  /// All of them, language by language.
  static var all: [String] {
    table.flatMap { row in
      row.beginnings.flatMap { beginning in
        row.ends.map { beginning + row.joint + $0 }
      }
    }
  }

  private struct Row {
    let beginnings: [String]
    let ends: [String]
    var joint = " "
  }

  private static let table = [
    Row(  // French
      beginnings: [
        "je crois que", "oui, mais", "demain matin", "attendez,", "s'il vous plaît,",
        "ma sœur dit que",
      ],
      ends: [
        "le colis est arrivé", "je préfère la bleue", "c'est trop cher", "il pleut encore",
        "on verra plus tard", "la théière est jolie", "vous êtes très aimable",
      ]),
    Row(  // German
      beginnings: [
        "ich glaube,", "ja, aber", "morgen früh", "warten Sie,", "meine Schwester sagt,",
        "vielleicht",
      ],
      ends: [
        "das Paket ist da", "die blaue gefällt mir besser", "das ist zu teuer", "es regnet noch",
        "wir sehen später weiter", "die Kanne ist schön", "das machen wir so",
      ]),
    Row(  // Spanish
      beginnings: [
        "creo que", "sí, pero", "mañana temprano", "espere,", "por favor,", "mi hermana dice que",
      ],
      ends: [
        "el paquete ya llegó", "prefiero la azul", "es demasiado caro", "todavía llueve",
        "luego veremos", "la tetera es bonita", "está bien así",
      ]),
    Row(  // Italian
      beginnings: [
        "credo che", "sì, però", "domani mattina", "aspetti,", "per favore,",
        "mia sorella dice che",
      ],
      ends: [
        "il pacco è arrivato", "preferisco quella blu", "costa troppo", "piove ancora",
        "vedremo dopo", "la teiera è bella", "va bene così",
      ]),
    Row(  // Portuguese
      beginnings: [
        "acho que", "sim, mas", "amanhã cedo", "espere,", "por favor,", "minha irmã diz que",
      ],
      ends: [
        "a encomenda chegou", "prefiro a azul", "é caro demais", "ainda chove",
        "depois a gente vê", "o bule é bonito", "pode ser assim",
      ]),
    Row(  // Dutch
      beginnings: [
        "ik denk dat", "ja, maar", "morgen vroeg", "wacht even,", "alstublieft,",
        "mijn zus zegt dat",
      ],
      ends: [
        "het pakje er is", "ik liever de blauwe heb", "het te duur is", "het nog regent",
        "we later wel zien", "de theepot mooi is", "het goed is zo",
      ]),
    Row(  // Polish
      beginnings: [
        "myślę, że", "tak, ale", "jutro rano", "chwileczkę,", "proszę,", "moja siostra mówi, że",
      ],
      ends: [
        "paczka już jest", "wolę niebieską", "to za drogo", "jeszcze pada", "zobaczymy później",
        "czajnik jest ładny", "może tak być",
      ]),
    Row(  // Russian
      beginnings: [
        "я думаю,", "да, но", "завтра утром", "подождите,", "пожалуйста,", "сестра говорит, что",
      ],
      ends: [
        "посылка пришла", "мне нравится синий", "это слишком дорого", "ещё идёт дождь",
        "посмотрим потом", "чайник красивый", "пусть будет так",
      ]),
    Row(  // Japanese
      beginnings: ["たぶん", "はい、でも", "あしたの朝、", "ちょっと待って、", "すみません、", "妹によると"],
      ends: [
        "荷物はもう届きました", "青いほうがいいです", "高すぎます", "まだ雨が降っています", "あとで考えます",
        "急須がきれいですね", "それでお願いします",
      ], joint: ""),
    Row(  // Korean
      beginnings: ["아마", "네, 하지만", "내일 아침에", "잠깐만요,", "죄송하지만", "동생 말로는"],
      ends: [
        "소포가 도착했어요", "파란색이 더 좋아요", "너무 비싸요", "아직 비가 와요", "나중에 볼게요",
        "주전자가 예뻐요", "그렇게 해 주세요",
      ]),
    Row(  // Arabic
      beginnings: ["أظن أن", "نعم، لكن", "غدا صباحا", "انتظر،", "من فضلك،", "أختي تقول إن"],
      ends: [
        "الطرد وصل", "الأزرق أفضل", "هذا غال جدا", "المطر ما زال ينزل", "سنرى لاحقا",
        "الإبريق جميل", "هذا مناسب",
      ]),
    Row(  // Turkish and Vietnamese
      beginnings: ["sanırım", "evet ama", "yarın sabah"],
      ends: [
        "paket geldi", "mavisini tercih ederim", "çok pahalı", "hâlâ yağmur yağıyor",
        "sonra bakarız",
        "çaydanlık güzel",
      ]),
    Row(
      beginnings: ["tôi nghĩ", "vâng, nhưng", "sáng mai"],
      ends: [
        "gói hàng đã đến", "tôi thích màu xanh", "đắt quá", "trời vẫn mưa", "để sau xem",
        "ấm trà rất đẹp",
      ]),
    Row(beginnings: ["ฉันคิดว่า", "ใช่ แต่"], ends: ["แพงเกินไป"], joint: ""),  // Thai
  ]
}
