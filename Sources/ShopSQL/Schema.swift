/// The database's tables, as named migrations: a migration that shipped never changes.
///
/// They are written for SQLite; `postgreSQL` says the same for PostgreSQL.
package enum Schema {
  /// A named step.
  package struct Migration: Sendable {
    /// The name under which the database remembers it.
    package let name: String
    /// Its statements.
    package let sql: String
  }

  /// Every step, the first first.
  package static let migrations = [
    Migration(name: "shop", sql: shop), Migration(name: "log of actions", sql: actions),
    Migration(name: "conversations", sql: conversations),
    Migration(name: "wrong tries", sql: wrongTries),
  ]

  /// Tables whose every change after loading is explained by the log of actions.
  package static let loggedTables = [
    "variants", "customers", "payment_methods", "orders", "order_items", "returns",
    "return_items", "payments", "tickets", "invoices",
  ]

  private static let shop = """
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE categories (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name_en TEXT NOT NULL,
      name_zh TEXT NOT NULL, aliases_en TEXT NOT NULL, aliases_zh TEXT NOT NULL);
    CREATE TABLE option_names (
      id INTEGER PRIMARY KEY, option TEXT NOT NULL, value TEXT NOT NULL, name_en TEXT NOT NULL,
      name_zh TEXT NOT NULL);
    CREATE TABLE products (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, category TEXT NOT NULL, brand TEXT,
      name_en TEXT NOT NULL, name_zh TEXT NOT NULL, aliases_en TEXT NOT NULL,
      aliases_zh TEXT NOT NULL, description_en TEXT NOT NULL, description_zh TEXT NOT NULL,
      price INTEGER NOT NULL, rating REAL);
    CREATE TABLE variants (
      id INTEGER PRIMARY KEY, sku TEXT NOT NULL UNIQUE,
      product INTEGER NOT NULL REFERENCES products (id), options TEXT NOT NULL,
      price INTEGER NOT NULL, stock INTEGER NOT NULL CHECK (stock >= 0));
    CREATE INDEX variants_of_product ON variants (product);
    CREATE TABLE customers (
      id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, name TEXT NOT NULL,
      name_key TEXT NOT NULL, email TEXT NOT NULL, email_key TEXT NOT NULL, phone TEXT,
      language TEXT, line1 TEXT NOT NULL, line2 TEXT, city TEXT NOT NULL, state TEXT,
      postcode TEXT NOT NULL, postcode_key TEXT NOT NULL, country TEXT NOT NULL);
    CREATE INDEX customers_by_email ON customers (email_key);
    CREATE INDEX customers_by_name ON customers (name_key, postcode_key);
    CREATE TABLE payment_methods (
      id INTEGER PRIMARY KEY, customer INTEGER NOT NULL REFERENCES customers (id),
      key TEXT NOT NULL, kind TEXT NOT NULL, last_four TEXT,
      balance INTEGER CHECK (balance >= 0), UNIQUE (customer, key));
    CREATE TABLE orders (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL, number_key TEXT NOT NULL UNIQUE,
      customer INTEGER NOT NULL REFERENCES customers (id), status TEXT NOT NULL, placed INTEGER,
      shipped INTEGER, due INTEGER, delivered INTEGER, shipping INTEGER NOT NULL,
      line1 TEXT NOT NULL, line2 TEXT, city TEXT NOT NULL, state TEXT, postcode TEXT NOT NULL,
      postcode_key TEXT NOT NULL, country TEXT NOT NULL, payment_method TEXT NOT NULL,
      carrier TEXT, tracking TEXT, cancel_reason TEXT, item_changes INTEGER NOT NULL DEFAULT 0);
    CREATE INDEX orders_of_customer ON orders (customer);
    CREATE TABLE order_items (
      id INTEGER PRIMARY KEY, "order" INTEGER NOT NULL REFERENCES orders (id),
      line INTEGER NOT NULL, sku TEXT NOT NULL REFERENCES variants (sku),
      product TEXT NOT NULL REFERENCES products (key),
      quantity INTEGER NOT NULL CHECK (quantity > 0), price INTEGER NOT NULL,
      UNIQUE ("order", line));
    CREATE TABLE returns (
      id INTEGER PRIMARY KEY, "order" INTEGER NOT NULL REFERENCES orders (id), kind TEXT NOT NULL,
      status TEXT NOT NULL, opened INTEGER, send_by INTEGER, reason TEXT);
    CREATE INDEX returns_of_order ON returns ("order");
    CREATE TABLE return_items (
      id INTEGER PRIMARY KEY, "return" INTEGER NOT NULL REFERENCES returns (id),
      line INTEGER NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0), new_sku TEXT);
    CREATE INDEX return_items_of_return ON return_items ("return");
    CREATE TABLE payments (
      id INTEGER PRIMARY KEY, "order" INTEGER NOT NULL REFERENCES orders (id), kind TEXT NOT NULL,
      amount INTEGER NOT NULL CHECK (amount >= 0), method TEXT NOT NULL, opened INTEGER,
      due INTEGER, status TEXT NOT NULL);
    CREATE INDEX payments_of_order ON payments ("order");
    CREATE TABLE tickets (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE,
      customer INTEGER NOT NULL REFERENCES customers (id),
      "order" INTEGER REFERENCES orders (id), kind TEXT NOT NULL, text TEXT NOT NULL,
      opened INTEGER NOT NULL, status TEXT NOT NULL);
    CREATE INDEX tickets_of_customer ON tickets (customer);
    CREATE INDEX tickets_of_order ON tickets ("order");
    CREATE TABLE invoices (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL UNIQUE,
      "order" INTEGER NOT NULL REFERENCES orders (id), sent INTEGER NOT NULL);
    CREATE INDEX invoices_of_order ON invoices ("order");
    """

  private static let actions = """
    CREATE TABLE actions (
      id INTEGER PRIMARY KEY, kind TEXT NOT NULL, request TEXT NOT NULL,
      customer INTEGER, "order" INTEGER, day INTEGER NOT NULL, reversible INTEGER NOT NULL,
      undone_by INTEGER REFERENCES actions (id), undoes INTEGER REFERENCES actions (id));
    CREATE INDEX actions_by_request ON actions (request);
    CREATE INDEX actions_of_order ON actions ("order");
    CREATE INDEX actions_of_customer ON actions (customer);
    CREATE TABLE action_values (
      id INTEGER PRIMARY KEY, action INTEGER NOT NULL REFERENCES actions (id),
      "table" TEXT NOT NULL, "row" INTEGER NOT NULL, change TEXT NOT NULL, "column" TEXT NOT NULL,
      before, after);
    CREATE INDEX values_of_action ON action_values (action);
    CREATE TABLE receipts (
      action INTEGER PRIMARY KEY REFERENCES actions (id), receipt TEXT NOT NULL);
    """

  private static let wrongTries = """
    CREATE TABLE wrong_tries (
      key TEXT PRIMARY KEY, wrong INTEGER NOT NULL, last INTEGER NOT NULL) WITHOUT ROWID;
    """

  private static let conversations = """
    CREATE TABLE conversations (
      id INTEGER PRIMARY KEY, customer INTEGER, begun INTEGER NOT NULL, state TEXT);
    CREATE INDEX conversations_of_customer ON conversations (customer);
    CREATE INDEX conversations_by_day ON conversations (begun);
    CREATE TABLE turns (
      id INTEGER PRIMARY KEY,
      conversation INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
      speaker TEXT NOT NULL, text TEXT NOT NULL, action INTEGER);
    CREATE INDEX turns_of_conversation ON turns (conversation);
    """
}
