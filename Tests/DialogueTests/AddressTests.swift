import Dialogue
import Shop
import Testing
import Text

/// Addresses in the orders and with the marks that people write them in.
@Suite struct AddressTests {
  private static let chinese = "订单10533要改收货地址，邮编200040"
  private static let english = "change address on order 10412, 97205"

  /// The reply to an address, given at once or line by line, where one was asked for.
  private func reply(to lines: [String], after opening: String) throws -> Reply {
    let desk = try FreshDesk()
    var conversation = Conversation()
    let turn = try desk.say([opening] + lines, in: &conversation)
    #expect(try desk.shop.actions().isEmpty)
    return try #require(turn?.reply)
  }

  /// Every order of the parts, with and without blanks, with and without the province.
  private static var chineseOrders: [String] {
    let street = ["江南大道588号3幢1206室", "江南大道 588 号 3 幢 1206 室"]
    var texts: [String] = []
    for street in street {
      for city in ["杭州市", "浙江省杭州市", "浙江杭州", "杭州"] {
        let parts = [[city, "滨江区", street], [city + "滨江区", street], ["滨江区" + street, city]]
        for part in parts + [[street, "滨江区", city]] {
          for joint in [" ", "，"] { texts.append((part + ["310051"]).joined(separator: joint)) }
          texts.append((["310051"] + part).joined(separator: " "))
        }
        texts.append(city + "滨江区" + street + "310051")
        texts.append("改到" + city + "滨江区" + street + " 邮编310051 谢谢")
        texts.append("地址：" + city + "滨江区" + street + " 邮编：310051")
        texts.append("邮编310051 收货地址是" + city + "滨江区" + street)
      }
      texts.append("滨江区" + street + "杭州市310051")
      texts.append(street + "滨江区杭州市浙江省 310051")
    }
    return texts
  }

  @Test("A Chinese address is read in any order of its parts", arguments: chineseOrders)
  func isRead(address: String) throws {
    let reply = try reply(to: [address], after: Self.chinese)
    #expect(reply.awaiting == "confirmation", "\(reply.text)")
    #expect(reply.text.contains("杭州市 滨江区江南大道"), "\(reply.text)")
    let tight = reply.text.filter { $0 != " " }
    #expect(tight.contains("滨江区江南大道588号3幢1206室310051"), "\(reply.text)")
  }

  /// With commas and without, in any case, the state in letters and in full.
  private static var westernForms: [String] {
    var texts: [String] = []
    for state in ["AZ", "Arizona"] {
      for unit in ["Apt 5", "Apartment 5", "Unit 5", "#5", "Suite 5"] {
        texts.append("88 Birch Lane, \(unit), Tucson, \(state) 85712")
        texts.append("88 Birch Lane \(unit), Tucson, \(state) 85712")
        texts.append("88 Birch Lane \(unit) Tucson \(state) 85712")
        texts.append("88 Birch Lane, \(unit) Tucson \(state) 85712")
        texts.append("\(unit), 88 Birch Lane, Tucson, \(state) 85712")
      }
      texts.append("88 Birch Lane Apt 5 Tucson \(state) zip 85712")
      texts.append("zip code 85712, 88 Birch Lane Apt 5, Tucson \(state)")
      texts.append("please send it to 88 Birch Lane, Apt 5, Tucson, \(state) 85712, thanks")
      texts.append("c/o Jane Lee, 88 Birch Lane, Apt 5, Tucson, \(state) 85712")
      texts.append("c/o Jane Lee 88 Birch Lane Apt 5 Tucson \(state) 85712-1234")
      texts.append(
        "Name: Jane Lee, Phone: (503) 555-0142, Address: 88 Birch Lane Apt 5, Tucson, \(state) 85712"
      )
    }
    return texts + texts.map { $0.lowercased() } + texts.map { $0.uppercased() }
  }

  @Test("An American address is read with commas and without, in any case", arguments: westernForms)
  func isReadInAnyCase(address: String) throws {
    let reply = try reply(to: [address], after: Self.english)
    #expect(reply.awaiting == "confirmation", "\(reply.text)")
    for part in ["88 Birch Lane", "5", "Tucson", "AZ", "85712"] {
      #expect(reply.text.contains(part), "\(reply.text)")
    }
  }

  @Test(
    "Streets and towns of several words are told apart",
    arguments: [
      (
        "1229 Juniper Street San Diego California 92101", "1229 Juniper Street, San Diego, CA 92101"
      ),
      ("350 5th Ave New York NY 10118", "350 5th Ave, New York, NY 10118"),
      ("350 fifth avenue, new york, new york 10118", "350 Fifth Avenue, New York, NY 10118"),
      (
        "500 W Madison St Ste 1000 Chicago IL 60661",
        "500 W Madison St, Ste 1000, Chicago, IL 60661"
      ),
      ("10400 Pine Road, Salem, OR 97301", "10400 Pine Road, Salem, OR 97301"),
      ("PO Box 12, Salem, OR 97301", "PO Box 12, Salem, OR 97301"),
      ("12 Oak Street Park City UT 84060", "12 Oak Street, Park City, UT 84060"),
      ("221B Baker Street, London, NW1 6XE", "221B Baker Street, London, NW1 6XE"),
    ])
  func isToldApart(address: String, read: String) throws {
    let reply = try reply(to: [address], after: Self.english)
    #expect(reply.awaiting == "confirmation" && reply.text.contains(read), "\(reply.text)")
  }

  @Test(
    "Whom it is for stays with the address; roads that are called like towns are roads",
    arguments: [
      ("收件人 李娜，电话 13812345678，地址 杭州市西湖区文三路100号，邮编 310012", "文三路100号 李娜 310012"),
      ("李娜 13812345678 浙江省杭州市西湖区文三路100号 310012", "文三路100号 李娜 310012"),
      ("南京东路100号 上海 200001", "上海市 南京东路100号 200001"),
      ("上海市南京西路1266号 5 楼 200040", "上海市 南京西路1266号5楼 200040"),
      ("苏州市昆山市前进西路8号 215300", "苏州市 昆山市前进西路8号 215300"),
      ("广西南宁市青秀区民族大道12号 530022", "广西 南宁市 青秀区民族大道12号 530022"),
    ])
  func keepsNames(address: String, read: String) throws {
    let reply = try reply(to: [address], after: Self.chinese)
    #expect(reply.awaiting == "confirmation" && reply.text.contains(read), "\(reply.text)")
  }

  @Test(
    "What lacks is asked for, and nothing else; what was given is kept",
    arguments: [
      (english, ["12 Pine Road"], ["town", "postcode"], ["street"]),
      (english, ["12 Pine Road", "Salem"], ["postcode"], ["town", "street"]),
      (english, ["12 Pine Road, Salem"], ["postcode"], ["town", "street"]),
      (chinese, ["文三路100号"], ["城市", "邮编"], ["街道"]),
      (chinese, ["杭州市西湖区文三路100号"], ["邮编"], ["城市", "街道"]),
      (chinese, ["文三路100号", "310012"], ["城市"], ["邮编", "街道"]),
    ])
  func asksForTheRest(opening: String, lines: [String], asked: [String], left: [String]) throws {
    let reply = try reply(to: lines, after: opening)
    #expect(reply.awaiting == "address")
    for part in asked { #expect(reply.text.contains(part), "\(reply.text)") }
    for part in left { #expect(!reply.text.contains(part), "\(reply.text)") }
  }

  @Test(
    "An address given in parts is whole at the end",
    arguments: [
      (english, ["12 Pine Road", "Salem", "97301"], "12 Pine Road, Salem, 97301"),
      (english, ["12 Pine Road", "Salem OR 97301"], "12 Pine Road, Salem, OR 97301"),
      (chinese, ["文三路100号", "310012", "杭州"], "杭州市 文三路100号 310012"),
      (chinese, ["杭州市", "西湖区文三路100号", "310012"], "杭州市 西湖区文三路100号 310012"),
    ])
  func isWhole(opening: String, lines: [String], read: String) throws {
    let reply = try reply(to: lines, after: opening)
    #expect(reply.awaiting == "confirmation" && reply.text.contains(read), "\(reply.text)")
  }

  @Test(
    "Talk is no address, and three questions for one are three sentences",
    arguments: [
      (english, ["to my new place", "you know where", "the usual one"]),
      (chinese, ["改成新家那边", "嗯", "就我新家啊"]),
    ])
  func isNoAddress(opening: String, lines: [String]) throws {
    let desk = try FreshDesk()
    var conversation = Conversation()
    var said: [String] = []
    for line in [opening] + lines {
      said += [try desk.say([line], in: &conversation)?.reply.text ?? ""]
    }
    #expect(Set(said.prefix(3)).count == 3, "\(said)")
  }
}
