/// What a table's header, or a key of JSON, says of the values under it.
struct PersonalColumns {
  /// What stands in a column.
  enum Column: Hashable {
    case personal(Entity.Kind)
    /// Who speaks: a role stays, a name goes.
    case speaker
    case other
  }

  let delimiter: UInt8
  let columns: [Column]

  /// The columns of a header, or `nil` for a line that is none or names nothing personal.
  init?(header line: [UInt8]) {
    guard line.count < 2000 else { return nil }
    for delimiter in [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")] {
      guard let fields = Self.fields(of: line, delimiter), fields.count > 1 else { continue }
      let names = fields.map { String(decoding: Self.content(line[$0]), as: UTF8.self) }
      guard names.allSatisfy(Self.isHeading) else { continue }
      var columns = names.map(Self.column)
      let isPersonal = columns.contains { $0 != .other }
      // A bare `name` is a person's only beside what reaches people; else it may be a product's.
      for (place, name) in names.enumerated() where isPersonal && Self.folded(name) == "name" {
        columns[place] = .personal(.person)
      }
      guard isPersonal else { continue }
      self.delimiter = delimiter
      self.columns = columns
      return
    }
    return nil
  }

  /// A heading is short and holds no sentence.
  private static func isHeading(_ name: String) -> Bool {
    name.utf8.count <= 40 && name.split(separator: " ").count <= 4
      && !name.contains { "@.?!".contains($0) }
  }

  /// The ranges of a line's fields, quotation marks included (RFC 4180); `nil` when a quotation is
  /// still open at its end.
  static func fields(of line: [UInt8], _ delimiter: UInt8) -> [Range<Int>]? {
    var fields: [Range<Int>] = []
    var start = 0
    var isQuoted = false
    for (place, byte) in line.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == delimiter, !isQuoted {
        fields.append(start..<place)
        start = place + 1
      }
    }
    guard !isQuoted else { return nil }
    fields.append(start..<line.count)
    return fields
  }

  /// A field without the quotation marks around it and the blanks at its ends.
  static func content(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var field = field
    let blanks: Set<UInt8> = [0x20, 0x0D, 0x09]
    while let first = field.first, blanks.contains(first) { field = field.dropFirst() }
    while let last = field.last, blanks.contains(last) { field = field.dropLast() }
    if field.count > 1, field.first == UInt8(ascii: "\""), field.last == UInt8(ascii: "\"") {
      field = field.dropFirst().dropLast()
    }
    return field
  }

  /// What a heading or key stands for.
  static func column(_ name: String) -> Column { table[folded(name)] ?? .other }

  private static func folded(_ name: String) -> String {
    String(name.lowercased().filter { $0.isLetter || $0.isNumber })
  }

  private static let table: [String: Column] = {
    var table: [String: Column] = [:]
    let kinds: [(Entity.Kind, String)] = [
      (.email, "email emailaddress mail emails customeremail 邮箱 电子邮件 电子邮箱 邮件"),
      (
        .phone,
        "phone phonenumber telephone tel mobile mobilenumber cell cellphone fax customerphone "
          + "contactnumber 电话 手机 手机号 手机号码 联系电话 联系方式 电话号码"
      ),
      (
        .person,
        "fullname firstname lastname surname givenname familyname customername recipient "
          + "recipientname shippingname billingname buyer buyername cardholder contactname nameoncard "
          + "customerfullname middlename 姓名 名字 收件人 收货人 客户姓名 联系人 买家 持卡人"
      ),
      (
        .address,
        "address street address1 address2 addressline1 addressline2 streetaddress shippingaddress "
          + "billingaddress deliveryaddress homeaddress 地址 收货地址 收件地址 住址 详细地址"
      ),
      (.postcode, "zip zipcode postcode postalcode postal 邮编 邮政编码"),
      (.card, "card cardnumber creditcard creditcardnumber ccnumber cc cardno 卡号 银行卡 银行卡号 信用卡"),
      (.cardCode, "cvv cvc cvv2 securitycode expiry expirydate expdate expiration 安全码 有效期"),
      (.iban, "iban"), (.bankAccount, "accountnumber bankaccount accountno sortcode 账号 银行账号"),
      (
        .nationalNumber,
        "ssn socialsecuritynumber passport passportnumber nationalid idnumber taxid nino idcard "
          + "driverslicense 身份证 身份证号 身份证号码 护照 护照号"
      ),
      (.ipAddress, "ip ipaddress clientip remoteaddr"),
      (.birthDate, "dob birthdate dateofbirth birthday birth 生日 出生日期"),
      (.password, "password passwd pwd pin secret 密码"),
      (.messenger, "wechat whatsapp telegram skype qq handle login username 微信 微信号 用户名"),
      (.orderNumber, "orderid ordernumber orderno 订单号 订单编号"),
      (.trackingNumber, "trackingnumber tracking trackingno 快递单号 运单号"),
    ]
    for (kind, names) in kinds {
      for name in names.split(separator: " ") { table[String(name)] = .personal(kind) }
    }
    for name in "speaker author sender from user participant agentname agent 发送人 说话人 发言人".split(
      separator: " ")
    {
      table[String(name)] = .speaker
    }
    return table
  }()
}
