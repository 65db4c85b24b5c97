import Diagnostics
import Dialogue
import Quantities
import Shop
import Workspace

/// The desk with the shop's book: opened, seeded when it is new, or closed with the reason why.
@MainActor
final class DeskOpening {
  /// The book, or `nil`.
  let shop: (any ShopStore)?
  /// Why the book is closed, or what a person should know of it.
  let fault: String?
  private let path: String
  private let today: Day
  private var current: Agent?

  /// Opens the book. A seed that is wrong throws `Faults`: nothing starts on half a shop; a book that
  /// cannot be opened is closed, and says why.
  init(workspace: LoadedWorkspace, path: String, today: Day) throws {
    self.path = path
    self.today = today
    do {
      let opened = try ShopOpening.open(
        path: path, workspace: workspace, today: today, clock: { Program.secondsNow })
      shop = opened.shop
      fault = opened.note
    } catch let seed as Faults {
      throw seed
    } catch {
      shop = nil
      fault = "\(error); answers come from the articles alone"
    }
  }

  /// The agent that answers at this desk.
  func agent(_ workspace: LoadedWorkspace) -> Agent {
    if let current { return current }
    let (path, shop, currency) = (path, shop, workspace.policy.currency)
    let desk = workspace.desk(shop: shop) {
      // A connection of its own: reading all orders of a large shop takes seconds.
      let reader = try? ShopPlace(path).openToRead(currency: currency)
      return (try? (reader ?? shop)?.purchases()) ?? []
    }
    let agent = Agent(interpreter: workspace.interpreter, desk: desk)
    current = agent
    return agent
  }

  /// Forgets the agent: the workspace was read again.
  func workspaceChanged() { current = nil }

  /// A customer's name, or `nil` when there is none with that id.
  func name(ofCustomer id: String) throws -> String? { try shop?.customer(id)?.name }

  /// The customers that an agent means by an id, an order number, an e-mail address or a name.
  func customers(meant text: String) throws -> [Customer] {
    guard let shop else { return [] }
    if let known = try shop.customer(text) { return [known] }
    if let order = try shop.order(text), let owner = try shop.customer(order.customer) {
      return [owner]
    }
    let name = text.lowercased()
    let all = try shop.customers(limit: 200_000)
    let exact = all.filter { $0.name.lowercased() == name || $0.email.lowercased() == name }
    guard exact.isEmpty, !name.isEmpty else { return exact }
    return all.filter { customer in
      customer.name.lowercased().split(separator: " ").contains { $0.hasPrefix(name) }
    }
  }

  /// Customers whose id or name begins like that, as `Mia Hartwell c0001`; of a large shop the first ones.
  func customers(beginning typed: String) -> [String] {
    let customers = (try? shop?.customers(limit: 2_000)) ?? []
    return customers.flatMap { [$0.id, "\($0.name) \($0.id)"] }
      .filter { $0.lowercased().hasPrefix(typed.lowercased()) }
  }

  /// The numbers of a customer's orders.
  func orderNumbers(of customer: String?) -> [String] {
    guard let customer, let orders = try? shop?.orders(of: customer) else { return [] }
    return orders.map(\.number)
  }
}
